"""The brace that begins a voucher's rows: on a line of its own, under #VER."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.lint.fixes.base import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.findings import Finding
    from siekit.lint.fixes.file_text import FileText


class BraceOnVoucherLine(Fix):
    """The brace on the next line."""

    codes = ("R210",)

    def edits(self, text: FileText, finding: Finding) -> Iterator[Edit]:
        """Move the brace at the end of the line to a line of its own."""
        found = text.line(finding.line)
        if found is None:
            return
        start, line = found
        if line.opens_block:
            before = line.data[: line.fields[-1].start].rstrip(b" \t")
            yield Edit(
                start + len(before),
                start + len(line.data),
                text.line_end + line.indent + b"{",
            )


class MissingOpeningBrace(Fix):
    """The brace before the first row."""

    codes = ("R208",)

    def edits(self, text: FileText, finding: Finding) -> Iterator[Edit]:
        """Put a line with the brace before the line that shows that it is missing."""
        found = text.line(finding.line)
        if found is not None:
            start, _ = found
            yield Edit(start, start, b"{" + text.line_end)
