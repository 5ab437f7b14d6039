"""`siekit convert`: SIE files as another type, or a part of them."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.conversion_text import (
    JSON,
    STDOUT,
    checksum_option,
    encoding_option,
    format_option,
    keep_unknown_option,
    paragraph,
    tell,
    tell_json,
)
from siekit.cli.failures import EXIT_CODE
from siekit.cli.inputs import Inputs
from siekit.cli.options import files_argument, lang_option, sie_type_option
from siekit.cli.outputs import Outputs, StandardOutput, are_several
from siekit.exceptions import UsageError
from siekit.locale.conversion import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siekit.conversion.report import Converted

EXAMPLES = (
    "siekit convert examples/fjallbacken-2023-24.se --to 2 -o typ2.se",
    "siekit convert examples/tolvan-2024.se --to 4I --period ..2024-03 -o q1.si",
    "siekit convert examples/fjallbacken-2023-24.se --to 1 --year -1 -o typ1.se",
)

BETWEEN = ".."


def _period(
    _: click.Context, __: click.Parameter, value: str | None
) -> tuple[str | None, str | None] | None:
    """The first and the last month of an option such as 2025-01..2025-06."""
    if value is None:
        return None
    first, between, last = value.partition(BETWEEN)
    if not between:
        last = first
    if not first and not last:
        message = f"{value!r} names no month. Write 2025-01..2025-06, or 2025-01 for one month."
        raise click.BadParameter(message)
    return first or None, last or None


def _series(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> list[str] | None:
    """The series of an option, which may be repeated or hold several."""
    return [name for part in value for name in part.split(",")] if value else None


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@files_argument
@click.option(
    "--to",
    metavar="TYPE",
    type=click.Choice(["1", "2", "3", "4E", "4I"], case_sensitive=False),
    help="The type to make: 1, 2, 3, 4E or 4I. Else the type stays.",
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    required=True,
    type=click.Path(allow_dash=True),
    help="File to write, for several a folder; - is the standard output.",
)
@click.option(
    "--year", metavar="N", type=int, help="Make this fiscal year the current one: -1, -2 …"
)
@click.option(
    "--period",
    metavar="MONTHS",
    callback=_period,
    help="Only these months: 2025-01..2025-06, ..2025-06, or one.",
)
@click.option(
    "--series",
    metavar="NAMES",
    multiple=True,
    callback=_series,
    help="Only vouchers of these series: A,B.",
)
@click.option("--used-only", is_flag=True, help="Leave out accounts without figures.")
@click.option("--no-derive", is_flag=True, help="Work nothing out; leave missing what is missing.")
@encoding_option
@checksum_option
@keep_unknown_option
@format_option
@sie_type_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    files: Sequence[str],
    *,
    to: str | None,
    output: str,
    form: str,
    sie_type: str | None,
    lang: str,
    **options: Any,  # noqa: ANN401, those of _converted
) -> None:
    """Make files of another type, or of a part of a file.

    What the type needs and the file lacks is worked out from its vouchers and told: #UB, #RES,
    #PSALDO, #OUB. What the file has is never overwritten. What cannot be worked out, such as
    vouchers out of balances, is refused.

    Each file is read again before it is written. Nothing is written when one cannot be made.
    """
    inputs = Inputs(files, command="convert", sie_type=sie_type)
    several = are_several(files, inputs.paths, output)
    told: list[dict[str, Any]] = []
    paragraphs: list[str] = []
    taken: set[str] = set()
    with Outputs(inputs.paths) as outputs:
        if several:
            outputs.folder(Path(output), why="each file is written into it")
        for document in inputs.documents():
            if told and not several:
                message = f"There are several files: name a folder with -o, as in -o {output}/."
                raise UsageError(message)
            made = _converted(document, to, options)
            place = _place(output, document.header.file, made, taken) if several else output
            if place == STDOUT:
                StandardOutput().write(made.data)
            else:
                outputs.open(Path(place)).write(made.data)
            told.append({"path": document.header.file, "output": place, **made.as_json(lang)})
            if form != JSON:
                written = phrase(
                    "written", lang, output=place, sie_type=made.document.header.sie_type
                )
                paragraphs.append(paragraph(written, [made], lang))
        if inputs.failed:
            ctx.exit(EXIT_CODE)
        outputs.keep()
    if form == JSON:
        tell_json(told, output)
    tell(paragraphs)


def _converted(document: Any, to: str | None, options: dict[str, Any]) -> Converted:  # noqa: ANN401, see below
    # The document's class would load pyarrow before the help is shown.
    from siekit.conversion.convert import convert

    return convert(
        document,
        to,
        year=options["year"],
        periods=options["period"],
        series=options["series"],
        used_accounts=options["used_only"],
        derive=not options["no_derive"],
        encoding=options["encoding"],
        checksum=options["checksum"],
        keep_unknown=options["keep_unknown"],
    )


def _place(folder: str, file: str, made: Converted, taken: set[str]) -> str:
    """The name of a file in the folder: the original's, with the ending of its type."""
    ending = ".si" if made.document.header.sie_type == "4I" else ".se"
    stem = PurePath(file).stem.strip("<>-") or "sie"
    name, again = f"{stem}{ending}", 2
    while name.casefold() in taken:
        name, again = f"{stem}-{again}{ending}", again + 1
    taken.add(name.casefold())
    return str(Path(folder) / name)
