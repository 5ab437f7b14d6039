"""The tax forms as a report: every field, what it is made of, and what could not be placed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from siekit.charts.sru_tables import form_fields
from siekit.exceptions import UsageError
from siekit.model import EXACT
from siekit.reports.balance_difference import OPENING, UNMAPPED, YEAR
from siekit.reports.balance_sheet import BalanceSheet
from siekit.reports.base import Options
from siekit.reports.figures import add
from siekit.reports.ledger_rows import refuse_filters
from siekit.reports.model import (
    Cause,
    Column,
    Difference,
    FileRef,
    Line,
    LineKind,
    Report,
    Section,
    Unmapped,
    Words,
)
from siekit.reports.sru_making import make_forms
from siekit.reports.sru_notes import notes_of
from siekit.tax.placing import side

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

    from siekit.charts.sru_tables import Field
    from siekit.reports.sru_making import Made
    from siekit.tax.declaration import Block

VALUE = Column("value", Words("Kronor", "Kronor"))
RECONCILED = Words("Reconciliation", "Avstämning")
NOT_KNOWN = Words(
    "Not in a SIE file: to be told by a person", "Finns inte i en SIE-fil: måste anges"
)
TOTAL_ASSETS = "399"
"""The line of the balance sheet that all assets come to."""


class Sru:
    """The fields of the income tax forms INK2, INK4 or NE, made of the year's accounts.

    The file's own codes (#SRU) come before the table of BAS accounts, which there is for INK2R.
    Values are whole kronor as the form has them, öre cut off, with the sign that the form prints.
    """

    name = "sru"
    title = Words("Tax forms (SRU)", "Deklarationsblanketter (SRU)")

    def make(
        self, connection: duckdb.DuckDBPyConnection, document_id: int, options: Options
    ) -> Report:
        """Return the fields that one file's year 0 has anything for; `UsageError` for a part."""
        refuse_filters(options, self.name)
        made = make_forms(connection, document_id, source=options.source, form=options.form)
        figures = made.figures
        sections = [
            Section(block.form, Words(block.form, block.form), tuple(_lines(block, made)))
            for block in made.declaration.blocks
            if any(_lines(block, made))
        ]
        unknown = tuple(
            _unknown(block, one) for block in made.declaration.blocks for one in block.unknown
        )
        sheet = _sheet_total(connection, document_id, options)
        return Report(
            name=self.name,
            title=self.title,
            company=figures.company,
            orgnr=figures.orgnr,
            fiscal_year=figures.fiscal_year,
            source=figures.source,
            unit=figures.currency,
            columns=(VALUE,),
            sections=(
                *sections,
                Section("reconciliation", RECONCILED, tuple(_reconciled(made, sheet))),
                Section("unknown", NOT_KNOWN, unknown),
            ),
            unmapped=tuple(
                Unmapped(one.account, one.name, (one.amount,)) for one in made.placed.unplaced
            ),
            difference=_difference(made),
            notes=notes_of(made),
            files=(FileRef(document_id, figures.file, figures.sha256),),
        )


def label_of(one: Field) -> Words:
    """Return row, code and name of a field."""
    text = " ".join(filter(None, (one.row, one.code, one.name)))
    return Words(text, text)


def _lines(block: Block, made: Made) -> Iterator[Line]:
    """Give the fields with a value; beneath those of accounts, the accounts."""
    fields = form_fields(block.form)
    filled = made.placed.fields if block.form == made.declaration.family.accounts else {}
    for code, value in block.values.items():
        if isinstance(value, bool) or not isinstance(value, int) or not value:
            continue
        one = filled.get(code)
        sign = Decimal(side(fields[code]))
        entries = one.entries if one else []
        yield Line(
            key=f"{block.form}.{code}",
            label=label_of(fields[code]),
            accounts=tuple(entry.account for entry in entries),
            values=(Decimal(value),),
            beneath=tuple(
                Line(
                    key=entry.account,
                    label=Words(entry.name, entry.name),
                    level=2,
                    accounts=(entry.account,),
                    values=(EXACT.multiply(entry.amount, sign),),
                )
                for entry in entries
            ),
        )


def _unknown(block: Block, one: Field) -> Line:
    label = label_of(one)
    return Line(
        key=f"unknown.{block.form}.{one.code}",
        label=Words(f"{block.form} {label.en}", f"{block.form} {label.sv}"),
        values=(None,),
    )


def _reconciled(made: Made, sheet: Decimal | None) -> Iterator[Line]:
    """Give both sides of the form's balance sheet, and the total of the other one."""
    placed = made.placed
    for key, label, value in (
        ("assets", Words("Assets", "Tillgångar"), placed.assets),
        (
            "equity-and-liabilities",
            Words("Equity and liabilities", "Eget kapital och skulder"),
            placed.equity_and_liabilities,
        ),
        (
            "balance-sheet",
            Words("Balance sheet total (report balance-sheet)", "Balansomslutning enligt BR"),
            sheet,
        ),
        ("result", Words("Result of the year", "Årets resultat"), placed.result),
    ):
        yield Line(key=key, label=label, kind=LineKind.SUBTOTAL, values=(value,))


def _sheet_total(
    connection: duckdb.DuckDBPyConnection, document_id: int, options: Options
) -> Decimal | None:
    """Return the total of the balance sheet by the lines of BAS, None where there is none."""
    try:
        sheet = BalanceSheet().make(
            connection, document_id, Options(source=options.source, previous=False)
        )
    except UsageError:
        return None
    line = sheet.line(TOTAL_ASSETS)
    return line.values[0] if line else None


def _difference(made: Made) -> Difference:
    """Return assets less the other side, and what explains it."""
    placed, figures = made.placed, made.figures
    value = EXACT.subtract(placed.assets, placed.equity_and_liabilities)
    everything = add([one.amount for one in figures.accounts]) or Decimal(0)
    opening = figures.opening_sum or Decimal(0)
    parts = (
        ("opening-not-zero", OPENING, opening),
        ("year-not-zero", YEAR, EXACT.subtract(everything, opening)),
        ("unmapped-accounts", UNMAPPED, EXACT.subtract(value, everything)),
    )
    causes = [Cause(code, text, amount) for code, text, amount in parts if amount]
    return Difference((value,), tuple(causes) if value else ())
