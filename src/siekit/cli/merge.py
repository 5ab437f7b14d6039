"""`siekit merge`: several SIE files of one company as one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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
from siekit.cli.outputs import Outputs, StandardOutput
from siekit.exceptions import UsageError
from siekit.locale.conversion import phrase
from siekit.locale.figures import count

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES = ("siekit merge examples/fjallbacken-2024-25.se examples/*kassa.si -o ny.se",)


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@files_argument
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    required=True,
    type=click.Path(allow_dash=True),
    help="File to write; - is the standard output.",
)
@click.option(
    "--prefer",
    type=click.Choice(["last"]),
    help="Of vouchers of one number that differ take the last file's.",
)
@click.option(
    "--keep-both", is_flag=True, help="Keep all vouchers of one number that differ between files."
)
@encoding_option
@checksum_option
@keep_unknown_option
@format_option
@sie_type_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    files: Sequence[str],
    *,
    output: str,
    prefer: str | None,
    keep_both: bool,
    encoding: str | None,
    checksum: bool,
    keep_unknown: bool,
    form: str,
    sie_type: str | None,
    lang: str,
) -> None:
    """Merge several files of one company into one.

    The files are parts of a year, exports that overlap, or feeds (4I) into a ledger (4E). A
    voucher that stands in several files is taken once. Opening balances are those of the first
    part, closing and result balances are worked out of all vouchers.

    Files that contradict each other are refused, and what they differ in is named: company,
    currency, year, opening balances, a voucher.
    """
    from siekit.conversion.merge import merge

    if prefer and keep_both:
        message = "Give --prefer last or --keep-both, not both."
        raise UsageError(message)
    inputs = Inputs(files, command="merge", sie_type=sie_type)
    documents = list(inputs.documents())
    if inputs.failed:
        ctx.exit(EXIT_CODE)
    made = merge(
        documents,
        conflicts="keep-both" if keep_both else prefer or "refuse",
        encoding=encoding,
        checksum=checksum,
        keep_unknown=keep_unknown,
    )
    with Outputs(inputs.paths) as outputs:
        if output == STDOUT:
            StandardOutput().write(made.data)
        else:
            outputs.open(Path(output)).write(made.data)
        outputs.keep()
    if form == JSON:
        tell_json({"paths": list(made.sources), "output": output, **made.as_json(lang)}, output)
        return
    first = phrase(
        "merged",
        lang,
        files=count(len(made.sources), lang),
        output=output,
        sie_type=made.document.header.sie_type,
        vouchers=count(made.document["vouchers"].num_rows, lang),
    )
    tell([paragraph(first, [made], lang)])
