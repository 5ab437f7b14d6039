"""`siekit sru`: the files with tax forms that Skatteverket receives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.failures import EXIT_CODE
from siekit.cli.inputs import Inputs
from siekit.cli.options import lang_option, sie_type_option
from siekit.cli.terminal import write_bytes
from siekit.exceptions import UsageError

if TYPE_CHECKING:
    from siekit.reports.sru_delivery import Delivery

EXAMPLES = ("siekit sru examples/tolvan-2024.se --input examples/tolvan-sru.toml -o sru",)

JSON = "json"

WRITTEN = {
    "en": "{info} and {forms} written: {blocks}.",
    "sv": "{info} och {forms} skrivna: {blocks}.",
}
DIFFERS = {
    "en": "Assets and the other side of the form differ by {amount}; the forms are not sound.",
    "sv": "Tillgångar och blankettens andra sida skiljer {amount}; blanketterna går inte ihop.",
}
UNKNOWN = {
    "en": "Not told, and so left out: {fields}.",
    "sv": "Inte angivet, och därför utelämnat: {fields}.",
}


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@click.argument("file", metavar="FILE", type=click.Path(allow_dash=True))
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder for INFO.SRU and BLANKETTER.SRU.",
)
@click.option(
    "--input",
    "told_in",
    metavar="EXTRA.toml",
    type=click.Path(dir_okay=False, path_type=Path),
    help="What no SIE file can tell: sender, adjustments, boxes.",
)
@click.option("--form", metavar="FORM", help="INK2, INK4 or NE; else that of the legal form.")
@click.option(
    "--source",
    type=click.Choice(["auto", "balances", "rows", "periods"]),
    default="auto",
    help="What figures are made of; auto takes the file's own balances if it has them.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", JSON]),
    default="text",
    help="Print as JSON what was written, with every field.",
)
@sie_type_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    file: str,
    *,
    output: Path,
    told_in: Path | None,
    form: str | None,
    source: str,
    format_name: str,
    sie_type: str | None,
    lang: str,
) -> None:
    """Make the SRU files of a year: INK2 with INK2R and INK2S, INK4, or NE.

    Accounts go into fields by the file's own codes (#SRU), else, for INK2R, by the BAS table.
    Whole kronor, öre cut off. What only people know is asked for in the input file: a table
    for each form, field codes and values. With the table of the adjustments ([INK2S], [INK4S],
    [NE]), even an empty one, surplus or deficit is worked out; without it, it is left out.

    Both files are written or none. INK2 and NE sent so are drafts: a person signs them.
    """
    from siekit.reports.sru_delivery import deliver
    from siekit.reports.sru_input import SruInput, read_sru_input
    from siekit.sql.connecting import database_of
    from siekit.tax.sru_files import write_both

    told = read_sru_input(told_in) if told_in else SruInput()
    inputs = Inputs([file], command="sru", sie_type=sie_type)
    documents = list(inputs.documents())
    if inputs.failed:
        ctx.exit(EXIT_CODE)
    if len(documents) != 1:
        message = (
            f"{file} is {len(documents)} files: SRU files are made of one year of one company."
        )
        raise UsageError(message)
    with database_of(documents) as connection:
        made = deliver(connection, 1, told=told, form=form, source=source)
    write_both(output, made.info, made.forms)
    if format_name == JSON:
        told_json = {"path": file, **as_json(made, output, lang)}
        text = json.dumps(told_json, ensure_ascii=False, indent=2) + "\n"
        write_bytes(text.encode("utf-8", "backslashreplace"))
    else:
        _tell(made, output, lang)


def as_json(made: Delivery, folder: Path, lang: str) -> dict[str, object]:
    """What was written, in the shape that `siekit schema sru` describes."""
    from siekit.charts.sru_tables import form_fields
    from siekit.reports.sru_notes import notes_of
    from siekit.tax.sru_files import FORMS, INFO

    placed = made.made.placed
    return {
        "info": str(folder / INFO),
        "blanketter": str(folder / FORMS),
        "period": made.period,
        "source": made.made.figures.source,
        "difference": f"{placed.assets - placed.equity_and_liabilities:.2f}",
        "forms": [
            {
                "form": block.form,
                "fields": [
                    {"code": code, "name": form_fields(block.form)[code].name, "value": value}
                    for code, value in block.rows()
                ],
                "unknown": [{"code": one.code, "name": one.name} for one in block.unknown],
            }
            for block in made.made.declaration.blocks
        ],
        "notes": [note[lang] for note in notes_of(made.made)],
    }


def _tell(made: Delivery, folder: Path, lang: str) -> None:
    """Say what was written, and all that a person should look at."""
    from siekit.reports.sru_notes import notes_of
    from siekit.tax.sru_files import FORMS, INFO

    blocks = ", ".join(f"{one.form}-{made.period}" for one in made.made.declaration.blocks)
    click.echo(
        WRITTEN[lang].format(info=folder / INFO, forms=folder / FORMS, blocks=blocks), err=True
    )
    placed = made.made.placed
    amount = placed.assets - placed.equity_and_liabilities
    if amount:
        click.echo(DIFFERS[lang].format(amount=f"{amount:.2f}"), err=True)
    for note in notes_of(made.made):
        click.echo(note[lang], err=True)
    for block in made.made.declaration.blocks:
        if block.unknown:
            fields = ", ".join(one.code for one in block.unknown)
            told = UNKNOWN[lang].format(fields=f"{block.form} {fields}")
            click.echo(told, err=True)
