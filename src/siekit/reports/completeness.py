"""The proof of completeness: that a file has every row, or what says otherwise."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from siekit.reports.completeness_facts import SHOWN, facts_of
from siekit.reports.completeness_verdict import checks_of, short_verdict, verdict
from siekit.reports.figures import ZERO, add, year_figures
from siekit.reports.ledger_rows import refuse_filters
from siekit.reports.model import (
    Column,
    ColumnKind,
    FileRef,
    Line,
    LineKind,
    Report,
    Section,
    Words,
)
from siekit.reports.rows_left_out import notes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

    from siekit.reports.base import Options
    from siekit.reports.completeness_facts import AccountProof, Facts, SeriesProof
    from siekit.reports.completeness_verdict import Check

COLUMNS = (
    Column("number", Words("Number", "Antal"), ColumnKind.COUNT),
    Column("opening", Words("Opening", "Ingående")),
    Column("moved", Words("Rows", "Rader")),
    Column("stated", Words("Stated", "Enligt fil")),
    Column("difference", Words("Differs", "Skillnad")),
)
CHECKS = Words("How often each check fails", "Hur ofta varje kontroll brister")
ACCOUNTS = Words(
    "Accounts: opening + rows = closing balance or result",
    "Konton: ingående + rader = utgående saldo eller resultat",
)
SERIES = Words("Voucher series", "Verifikationsserier")
CONTROLS = Words("Control totals", "Kontrollsummor")
LINES = Words("Lines of the file", "Filens rader")
MISSING = Words("missing:", "saknas:")
REPEATED = Words("used more than once:", "använda flera gånger:")
UNNUMBERED = Words("without a number", "utan nummer")
TOTAL = Words("Total", "Summa")
SIGNS = Words(
    "Amounts have the ledger's signs: debit positive, credit negative.",
    "Belopp har huvudbokens tecken: debet positivt, kredit negativt.",
)


class Completeness:
    """Whether the file has every row: accounts, numbers, control totals, lines, file and verdict.

    For each account opening balance and rows come to the closing balance or the result that the
    file states. It is complete when they all do, no voucher number is missing or used twice,
    every voucher balances, and every line of the file is accounted for.
    """

    name = "completeness"
    title = Words("Proof of completeness", "Fullständighetsbevis")

    def make(
        self,
        connection: duckdb.DuckDBPyConnection,
        document_id: int,
        options: Options,
    ) -> Report:
        """Return the proof of one file's year 0; `UsageError` for a part of it."""
        refuse_filters(options, self.name)
        figures = year_figures(connection, document_id)
        facts = facts_of(connection, document_id)
        checks = checks_of(facts)
        sections = [
            Section(
                "checks",
                _headed(short_verdict(checks, facts)),
                tuple(_check(one) for one in checks),
            ),
            Section("accounts", ACCOUNTS, tuple(_accounts(facts))),
            Section("series", SERIES, tuple(_series(facts))),
            Section("controls", CONTROLS, tuple(_controls(facts))),
        ]
        if facts.lines is not None:
            sections.append(Section("lines", LINES, tuple(_lines(facts))))
        return Report(
            name=self.name,
            title=self.title,
            company=figures.company,
            orgnr=figures.orgnr,
            fiscal_year=figures.fiscal_year,
            source="rows",
            unit=figures.currency,
            columns=COLUMNS,
            sections=tuple(sections),
            notes=(
                verdict(checks, facts),
                *facts.about_file(),
                SIGNS,
                *notes_of(connection, document_id),
            ),
            files=(FileRef(document_id, figures.file, figures.sha256),),
        )


def _headed(said: Words) -> Words:
    return Words(f"{said.en}. {CHECKS.en}", f"{said.sv}. {CHECKS.sv}")


def _check(one: Check) -> Line:
    return Line(key=f"check.{one.key}", label=one.label, values=(Decimal(one.number),))


def _accounts(facts: Facts) -> Iterator[Line]:
    """Give the accounts that have anything, and their sums."""
    lines = [_account(one) for one in facts.accounts if one.has_anything]
    yield from lines
    # What is not judged is no difference: the sum is of those that are.
    sums = [add([line.values[n] for line in lines]) for n in range(len(COLUMNS) - 1)]
    off = add([line.values[-1] or ZERO for line in lines])
    yield Line(key="total", label=TOTAL, kind=LineKind.TOTAL, values=(*sums, off))


def _account(one: AccountProof) -> Line:
    return Line(
        key=one.account,
        label=Words(one.name, one.name),
        accounts=(one.account,),
        values=(Decimal(one.number), one.opening, one.moved, one.stated, one.difference),
    )


def _series(facts: Facts) -> Iterator[Line]:
    for one in facts.series:
        yield Line(key=f"series.{one.series}", label=_range(one), values=(Decimal(one.vouchers),))
        for key, number, named, label in (
            ("missing", one.missing, one.missing_named, MISSING),
            ("repeated", one.repeated, one.repeated_named, REPEATED),
            ("unnumbered", one.without_number, [], UNNUMBERED),
        ):
            if number:
                more = " …" if named and len(named) >= SHOWN else ""
                which = f" {', '.join(named)}{more}" if named else ""
                yield Line(
                    key=f"series.{one.series}.{key}",
                    label=Words(label.en + which, label.sv + which),
                    level=2,
                    values=(Decimal(number),),
                )


def _range(one: SeriesProof) -> Words:
    """Return series and numbers as one text."""
    text = (one.series or "–") + ("" if one.first is None else f" {one.first}–{one.last}")
    return Words(text, text)


def _controls(facts: Facts) -> Iterator[Line]:
    one = facts.controls
    for key, label, values in (
        ("vouchers", Words("Vouchers", "Verifikationer"), (one.vouchers,)),
        ("rows", Words("Rows that count (#TRANS)", "Rader som räknas (#TRANS)"), (one.rows,)),
        ("debit", Words("Debit", "Debet"), (one.debit_rows, None, one.debit)),
        ("credit", Words("Credit", "Kredit"), (one.credit_rows, None, one.credit)),
        ("added", Words("Added rows (#RTRANS)", "Tillagda rader (#RTRANS)"), (one.added,)),
        ("removed", Words("Removed rows (#BTRANS)", "Borttagna rader (#BTRANS)"), (one.removed,)),
    ):
        number, *rest = values
        yield Line(key=f"control.{key}", label=label, values=(Decimal(number or 0), *rest))


def _lines(facts: Facts) -> Iterator[Line]:
    """Give where the lines of the file went; together they are all of them."""
    parts = facts.lines or {}
    for key, label in (
        ("rows", Words("Records of tables", "Poster i tabeller")),
        ("header", Words("About the file and the company", "Om filen och företaget")),
        ("braces", Words("Braces around rows", "Klamrar kring rader")),
        ("blank", Words("Blank", "Tomma")),
        ("other", Words("Unknown records, kept", "Okända poster, behållna")),
        ("rejected", Words("Rejected: could not be read", "Avvisade: gick inte att läsa")),
    ):
        yield Line(key=f"lines.{key}", label=label, values=(Decimal(parts[key]),))
    yield Line(
        key="lines.total",
        label=Words("Lines", "Rader"),
        kind=LineKind.TOTAL,
        values=(Decimal(parts["total"]),),
    )
