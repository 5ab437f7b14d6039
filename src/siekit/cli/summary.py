"""`siekit summary`: what people look at before they activate a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from siekit.cli.at_work import brought_on
from siekit.cli.command import ExampleCommand
from siekit.cli.options import lang_option
from siekit.cli.terminal import screen, write_text
from siekit.cli.workplace import workspace_options
from siekit.cli.workspace_text import JSON, form_option, hanging, paragraph, print_json
from siekit.locale.figures import MISSING
from siekit.locale.workspace import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.cli.workplace import Workplace
    from siekit.reports.render.base import Look
    from siekit.workspace.summary import Summary

EXAMPLES = ("siekit summary 3", "siekit summary 3 --lang sv")


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@click.argument("upload", metavar="ID", type=int)
@form_option
@workspace_options
@lang_option
def command(*, at: Workplace, upload: int, form: str, lang: str) -> None:
    """Show income statement, balance sheet and checks of a file, active or not.

    Beside the year stands the year before: that of the file itself, else that of the active file
    of that year.
    """
    with at.open() as workspace:
        brought_on(workspace, upload)
        found = workspace.summary(upload)
    if form == JSON:
        print_json(_json(found, lang))
    else:
        write_text("\n".join(_text(found, lang)) + "\n")


def _json(found: Summary, lang: str) -> dict[str, Any]:
    from siekit.reports.render.json_text import as_dict

    return {
        "upload": found.upload.as_row(),
        "source": found.source,
        "previous": found.previous,
        "previous_upload": found.previous_upload.id if found.previous_upload else None,
        "income_statement": as_dict(found.income_statement, lang),
        "balance_sheet": as_dict(found.balance_sheet, lang),
        "checks": [
            {name: check[name] for name in ("key", "light", "blocks", "title", "text", "count")}
            for check in found.checks
        ],
    }


def _text(found: Summary, lang: str) -> Iterator[str]:
    from siekit.reports.render.base import Look
    from siekit.reports.render.registry import BY_NAME

    to, upload = screen(), found.upload
    company = upload.integration or upload.company or MISSING
    facts = {"file": upload.file, "company": company, "year": upload.fiscal_year}
    yield to.strong(paragraph(phrase("summary_of", lang, **facts)))
    look: Look = Look(
        lang=lang, decimals=None, width=to.width, strong=to.strong, faint=to.faint, details=False
    )
    for report in (found.income_statement, found.balance_sheet):
        yield ""
        yield BY_NAME["text"].render([report], look).decode().rstrip()
    yield ""
    for note in found.notes:
        yield paragraph(note[lang])
    for check in found.checks:
        light = phrase(check["light"], lang).ljust(LIGHT)
        light = to.severity(light, _SEVERITIES.get(check["light"], ""))
        yield hanging(check["text"][lang], head=light, width=LIGHT)


LIGHT = 8
_SEVERITIES = {"red": "error", "yellow": "warning"}
