"""Reports as text for terminals."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from siekit.reports.base import Options
from siekit.reports.model import Column, Line, Section
from siekit.reports.render.base import Look
from siekit.reports.render.text import as_lines
from tests.reports.render.pages_made import (
    EN,
    HOSTILE,
    SMALL,
    SV,
    THIS,
    ledger,
    reports_of,
    same,
    statement,
)


def shown(name: str, look: Look, *, options: Options | None = None, accounts: str = "") -> str:
    """Return the text of a report of the example company."""
    asked = options or Options(accounts=(accounts,) if accounts else ())
    report = reports_of(name, SMALL, options=asked, pages=False)[0]
    return "\n".join(as_lines(report, look)) + "\n"


def test_a_general_ledger_is_one_block_of_80_columns() -> None:
    """Debit, credit and balance stand beside each other; the side that is empty is blank."""
    expected = (
        "Huvudbok                                                 2024-01-01 – 2024-12-31\n"
        "Tolvans Trädgårdsskötsel, Tolvan Tolvansson                          121212-1212\n"
        "SEK · från ingående balanser och transaktioner\n"
        "\n"
        "Datum       Ver.                                        Debet  Kredit      Saldo\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "1220 Inventarier och verktyg\n"
        "                  Ingående balans                                      42_000,00\n"
        "2024-04-08  A 19   Åkgräsklippare                   38_000,00          80_000,00\n"
        "                  Utgående balans                   38_000,00    0,00  80_000,00\n"
        "\n"
        "Saldon: debet positivt, kredit negativt.\n"
    )
    assert shown("general-ledger", SV, accounts="1220") == expected.replace("_", "\u202f")


@pytest.mark.parametrize("name", ["income-statement", "balance-sheet", "general-ledger", "journal"])
@pytest.mark.parametrize("by", ["year", "month"])
@pytest.mark.parametrize("lang", ["en", "sv"])
def test_nothing_is_wider_than_the_terminal(name: str, by: str, lang: str) -> None:
    """Lines keep to 80 columns; wide terminals show more in a line, but not beyond."""
    for width in (80, 200):
        text = shown(name, Look(lang=lang, width=width), options=Options(by=by))
        assert max(map(len, text.splitlines())) <= width


def test_wide_terminals_cut_nothing() -> None:
    """Texts that 80 columns cut are whole where there is room, without pushing figures away."""
    narrow = shown("general-ledger", EN, accounts="1510")
    wide = shown("general-ledger", replace(EN, width=160), accounts="1510")
    assert "…" in narrow
    assert "…" not in wide
    assert max(map(len, wide.splitlines())) < 120


def test_long_names_of_a_statement_go_on() -> None:
    """A name that does not fit is never cut: its figures stand on its last line."""
    text = shown("income-statement", SV)
    assert "\nAv- och nedskrivningar" in text
    assert "…" not in text


def test_hidden_ore_are_told() -> None:
    """Kronor without öre say so under the table; figures with öre need no such note."""
    assert "utan ören" in shown("income-statement", SV)
    assert "utan ören" not in shown("income-statement", replace(SV, decimals=2))


def test_details_show_the_accounts_beneath_each_line() -> None:
    """With details, the accounts of a line follow it, and add up to it."""
    text = shown("income-statement", replace(EN, details=True))
    assert "  3001 Trädgårdsarbeten" in text
    assert "3001" not in shown("income-statement", EN)


def test_a_stranger_cannot_steer_the_terminal() -> None:
    """Control characters and letters that turn the text around are spaces."""
    text = "\n".join((*as_lines(statement(text=HOSTILE), EN), *as_lines(ledger(text=HOSTILE), EN)))
    assert not {"\x1b", "\x00", "\u202e"} & set(text)


def test_empty_and_unknown_sides_of_a_row_differ() -> None:
    """A blank is the side that a row does not have; a dash is an amount that is not known."""
    one = ledger(1)
    unknown = Line(key="2.1", label=same("x"), level=2, values=(None, None, None))
    report = replace(one, sections=(Section("1930", same("1930"), (unknown,)),))
    row = next(line for line in as_lines(report, EN) if " x " in line)
    assert row.split() == ["x", "–", "–"]


def test_a_row_of_zero_is_seen() -> None:
    """A row of neither debit nor credit shows its zero once."""
    zero = Line(key="1.1", label=same("x"), level=2, values=(Decimal(0), Decimal(0), Decimal(5)))
    report = replace(ledger(1), sections=(Section("1930", same("1930"), (zero,)),))
    row = next(line for line in as_lines(report, EN) if " x " in line)
    assert row.split() == ["x", "0.00", "5.00"]


def test_columns_that_do_not_fit_come_below() -> None:
    """A year of months is several blocks at 80 columns, each with the names of its lines."""
    report = reports_of("income-statement", THIS, options=Options(by="month"), pages=False)[0]
    heads = [line for line in as_lines(report, SV) if line.lstrip().startswith("2023-05")]
    assert len(heads) == 1
    assert sum(line.startswith("Nettoomsättning") for line in as_lines(report, SV)) == 3
    assert sum(line.startswith("Netto") for line in as_lines(report, replace(SV, width=200))) == 1


def test_an_empty_ledger_says_so() -> None:
    """Filters that leave nothing are told in words."""
    report = replace(ledger(), sections=(), columns=(Column("debit", same("Debit")),))
    assert any("with these filters" in line for line in as_lines(report, EN))
