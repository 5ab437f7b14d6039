"""`siekit split`: one SIE file as several."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.conversion_text import (
    JSON,
    checksum_option,
    encoding_option,
    format_option,
    keep_unknown_option,
    paragraph,
    tell,
    tell_json,
)
from siekit.cli.options import lang_option, sie_type_option
from siekit.cli.outputs import Outputs
from siekit.cli.terminal import standard_input
from siekit.exceptions import UsageError
from siekit.locale.conversion import phrase
from siekit.locale.figures import count

if TYPE_CHECKING:
    from siekit.document import Document

EXAMPLES = (
    "siekit split examples/fjallbacken-2023-24.se --by month -o manader",
    "siekit split examples/tolvan-2024.se --by period --months 3 --to 4E -o kvartal",
    "siekit split examples/fjallbacken-2023-24.se --by series -o serier",
)

STDIN = "-"
STDOUT = "-"


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@click.argument("file", metavar="FILE", type=click.Path(allow_dash=True))
@click.option(
    "--by",
    required=True,
    type=click.Choice(["year", "month", "period", "series"]),
    help="What makes a part; a period has as many months as --months says.",
)
@click.option(
    "-o", "--output", metavar="FOLDER", required=True, help="Folder for the parts; it is made."
)
@click.option(
    "--months",
    metavar="N",
    type=click.IntRange(1, 12),
    default=3,
    show_default=True,
    help="Months of a period.",
)
@click.option(
    "--to",
    metavar="TYPE",
    type=click.Choice(["4E", "4I"], case_sensitive=False),
    help="4E or 4I; else 4E by year, 4I by anything else.",
)
@encoding_option
@checksum_option
@keep_unknown_option
@format_option
@sie_type_option
@lang_option
def command(
    file: str,
    *,
    by: str,
    output: str,
    months: int,
    to: str | None,
    encoding: str | None,
    checksum: bool,
    keep_unknown: bool,
    form: str,
    sie_type: str | None,
    lang: str,
) -> None:
    """Split a file into several by year, month, period or series.

    Each part is a valid file named after the original, and all parts together hold every
    voucher once; that is checked. By year a part is a whole ledger (4E) where the file has its
    balances. Else parts are vouchers (4I), or with --to 4E part years, each of which opens with
    what the one before closes with. Vouchers without a year or a date are a part of their own.
    """
    from siekit.conversion.split import split

    document = _read(file, sie_type)
    made = split(
        document,
        by,
        sie_type=to,
        months=months,
        encoding=encoding,
        checksum=checksum,
        keep_unknown=keep_unknown,
    )
    if output == STDOUT:
        message = "Name the folder for the parts with -o: several files need several places."
        raise UsageError(message)
    folder = Path(output)
    with Outputs([] if file == STDIN else [Path(file)]) as outputs:
        outputs.folder(folder, why="each part is written into it")
        for name, part in made.parts.items():
            outputs.open(folder / name).write(part.data)
        outputs.keep()
    if form == JSON:
        parts = [
            {"output": str(folder / name), **part.as_json(lang)}
            for name, part in made.parts.items()
        ]
        tell_json({"path": file, "vouchers": made.vouchers, "parts": parts}, output)
        return
    first = phrase(
        "split",
        lang,
        path=file,
        parts=count(len(made.parts), lang),
        vouchers=count(made.vouchers, lang),
        names=", ".join(made.parts),
    )
    tell([paragraph(first, list(made.parts.values()), lang)])


def _read(file: str, sie_type: str | None) -> Document:
    from siekit.formats.reading import read

    if file == STDIN:
        return read(BytesIO(standard_input()), sie_type=sie_type, name=STDIN)
    return read(file, sie_type=sie_type)
