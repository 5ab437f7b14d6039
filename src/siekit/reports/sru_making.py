"""The tax forms of one file's year: its accounts in their fields, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.charts.sru_tables import FOUR
from siekit.exceptions import UnreadableAmountError, UsageError
from siekit.reports.figures import BALANCES, year_figures
from siekit.tax.declaration import declare
from siekit.tax.families import family_named, family_of
from siekit.tax.placing import Entry, place

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

    from siekit.reports.figures import AccountFigures, YearFigures
    from siekit.tax.declaration import Answers, Declaration
    from siekit.tax.families import Family
    from siekit.tax.placing import Placed


@dataclass(frozen=True, slots=True)
class Made:
    """The forms of one file's year, and what they were made of."""

    figures: YearFigures
    placed: Placed
    declaration: Declaration


def make_forms(
    connection: duckdb.DuckDBPyConnection,
    document_id: int,
    *,
    source: str = "auto",
    form: str | None = None,
    answers: Answers | None = None,
    codes: Mapping[str, tuple[str, ...]] | None = None,
) -> Made:
    """Return the forms of a file's year 0; `codes` of accounts count before those of the file.

    Raises `UsageError` where it cannot be told which forms, or of which year, and
    `UnreadableAmountError` for an amount that cannot be read: a form with a guess is none.
    """
    figures = year_figures(connection, document_id, source=source)
    if figures.start is None or figures.end is None:
        message = f"{figures.file} does not say which year it is (#RAR): forms need its days."
        raise UsageError(message)
    if figures.currency != "SEK":
        message = f"{figures.file} is in {figures.currency}: tax forms are in Swedish kronor."
        raise UsageError(message)
    if figures.sie_type == "4I" and figures.source != BALANCES:
        message = f"{figures.file} has vouchers to import (type 4I) and no balances: no tax forms."
        raise UsageError(message)
    own = {**_codes(connection, document_id), **(codes or {})}
    entries = [_entry(one, own.get(one.account, ()), figures) for one in figures.accounts]
    family = _family(connection, figures, form, entries)
    placed = place(entries, family)
    year = (figures.start, figures.end)
    return Made(figures, placed, declare(placed, entries, family, year=year, answers=answers))


def _entry(one: AccountFigures, codes: tuple[str, ...], figures: YearFigures) -> Entry:
    if one.amount is None:
        message = (
            f"{figures.file}: account {one.account} has an amount that cannot be read, so no tax "
            "form can be made. `siekit check` names its line."
        )
        raise UnreadableAmountError(message)
    return Entry(one.account, one.name, one.amount, codes)


def _codes(connection: duckdb.DuckDBPyConnection, document_id: int) -> dict[str, tuple[str, ...]]:
    """Return the SRU codes of each account in the order of the file."""
    rows = connection.execute(
        "select account, list(trim(sru_code) order by line) from _sru_codes "
        "where document_id = ? and account is not null and sru_code is not null group by account",
        [document_id],
    ).fetchall()
    return {account: tuple(codes) for account, codes in rows}


def _family(
    connection: duckdb.DuckDBPyConnection,
    figures: YearFigures,
    form: str | None,
    entries: list[Entry],
) -> Family:
    """Return the forms that were asked for, else those of the company."""
    if form:
        return family_named(form)
    found = connection.execute(
        "select company_type from _header where document_id = ?", [figures.document_id]
    ).fetchone()
    said = found[0] if found else None
    used = [code for entry in entries for code in entry.codes if len(code) == FOUR]
    family = family_of(said, figures.orgnr, used)
    if family is None:
        message = (
            f"{figures.file}: its legal form ({said or 'not said'}, #FTYP) does not tell which tax "
            "forms are its. Say it with --form INK2, INK4 or NE; others are not here."
        )
        raise UsageError(message)
    return family
