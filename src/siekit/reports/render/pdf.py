"""Reports as PDF/A-2b, for paper and for seven years of archive."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

from siekit.exceptions import ExtraNotInstalledError, SiekitError, UsageError
from siekit.reports.render.pdf_data import pdf_data

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from siekit.reports.model import Report
    from siekit.reports.render.base import Look

STANDARD = "a-2b"
MOST_TAGGED = 2_000
"""Lines up to which a file is tagged for screen readers; tags take 95 % of its size."""

MOST_LINES = 10_000
"""Lines that a PDF is made of; typst needs about 100 MB of memory for each thousand."""


class PdfRenderer:
    """PDF/A-2b with page numbers, repeated heads and charts."""

    name = "pdf"
    extension = ".pdf"
    streams = False
    draws = True

    def render(self, reports: Sequence[Report], look: Look) -> bytes:
        """Return the reports as one PDF; the same reports and time give the same bytes."""
        typst = _typst()
        lines = sum(1 for report in reports for _ in report.lines())
        if lines > MOST_LINES:
            message = (
                f"A PDF has room for {MOST_LINES} lines and this would be {lines}. Ask for fewer "
                "accounts or days (--accounts, --from, --to), or write html or xlsx."
            )
            swedish = (
                f"En PDF har plats för {MOST_LINES} rader och detta skulle bli {lines}. Välj färre "
                "konton eller dagar (--accounts, --from, --to), eller ta html eller xlsx."
            )
            raise UsageError(message, swedish=swedish)
        data = json.dumps(pdf_data(reports, look), ensure_ascii=False)
        template = (files("siekit.reports.render") / "report.typ").read_bytes()
        try:
            made = typst.compile(
                template,
                sys_inputs={"data": data},
                pdf_standards=[STANDARD],
                ignore_system_fonts=True,
                timestamp=int(look.moment().timestamp()),
                pdf_tags=lines <= MOST_TAGGED,
            )
        except typst.TypstError as error:
            message = f"The PDF could not be made: {error}. Write html, and print it, instead."
            swedish = f"PDF-filen gick inte att göra, ”{error}”. Ta html och skriv ut den."
            raise SiekitError(message, swedish=swedish) from error
        return bytes(made)


def _typst() -> Any:  # noqa: ANN401 - the module of an extra, which mypy may not find
    try:
        import typst
    except ImportError as error:
        message = "PDF files need an extra package: pip install 'siekit[pdf]'"
        swedish = "PDF-filer kräver ett extra paket: pip install 'siekit[pdf]'"
        raise ExtraNotInstalledError(message, swedish=swedish) from error
    return typst
