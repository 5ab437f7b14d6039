"""What renderers say around the figures of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.reports.model import ColumnKind, Words
from siekit.reports.render.values import rounded, shown_money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.reports.model import Report
    from siekit.reports.render.base import Look

NO_NAME = Words("No company name", "Företag utan namn")
FROM = Words("from", "från")
UNMAPPED = Words("Accounts that no line of the statement takes", "Konton utanför räkningens rader")
CONTENTS = Words("Contents", "Innehåll")
TABLE = Words("The figures", "Siffrorna")
FILES = Words("Made of", "Underlag")
MADE = Words("Made", "Skapad")
PAGE = Words("Page", "Sida")
OF = Words("of", "av")
FILE_LINE = Words("Line", "Rad")
NAME = Words("Name", "Benämning")
AS_STATED = Words("As it is", "Uppgift")
ACCOUNTS = Words("Accounts of", "Konton i")
NOTHING_HERE = Words(
    "The file has nothing that this report shows with these filters.",
    "Filen har ingenting som rapporten visar med dessa urval.",
)

SOURCES = {
    "balances": Words("the file's own balances", "filens egna saldon"),
    "rows": Words("opening balances and rows", "ingående balanser och transaktioner"),
    "periods": Words("opening balances and period balances", "ingående balanser och periodsaldon"),
    "receipt": Words("the file and the log of what was done with it", "filen och loggen över den"),
}

SIGNS = {
    "income-statement": Words(
        "Income and profit are positive, costs negative.",
        "Intäkter och vinst är positiva, kostnader negativa.",
    ),
    "balance-sheet": Words(
        "Assets, equity and liabilities are positive.",
        "Tillgångar, eget kapital och skulder är positiva.",
    ),
    "trial-balance": Words(
        "Balances: debit positive, credit negative.", "Saldon: debet positivt, kredit negativt."
    ),
    "general-ledger": Words(
        "Balances: debit positive, credit negative.", "Saldon: debet positivt, kredit negativt."
    ),
    "cash-flow": Words(
        "Money that came in is positive, money that went out negative.",
        "Pengar som kom in är positiva, pengar som gick ut negativa.",
    ),
}
ROUNDED = Words(
    "Amounts are shown without öre; sums are added with öre, so they can differ by one from what "
    "is shown.",
    "Belopp visas utan ören; summor är räknade med ören och kan därför skilja på någon krona från "
    "det som visas.",
)
ROUNDED_OTHER = Words(
    "Amounts are shown rounded; sums are added before rounding, so they can differ from what is "
    "shown by the last digit.",
    "Belopp visas avrundade; summor är räknade före avrundning och kan därför skilja sig i sista "
    "siffran från det som visas.",
)
COMPARED = frozenset({"change", "budget-change"})
"""Columns that show what one is more than another."""

FEW = 5

DEGREES_OF_KRONA = frozenset({"SEK"})


def source_of(report: Report, lang: str) -> str:
    """Return what the figures were made of."""
    known = SOURCES.get(report.source)
    return report.source if known is None else known[lang]


def name_of_names(report: Report, lang: str) -> str:
    """Return the head of the column of names, in reports that have texts beside them."""
    return (AS_STATED if report.name == "receipt" else NAME)[lang]


def made_of(report: Report, lang: str) -> str:
    """Return the unit of the amounts and what they were made of."""
    return f"{report.unit} · {FROM[lang]} {source_of(report, lang)}"


def year_of(report: Report) -> str:
    """Return the fiscal year as people write it, nothing where it is not known."""
    return (report.fiscal_year or "").replace("/", " – ")


def difference_of(report: Report, lang: str) -> str:
    """Return by how much a balance sheet does not balance, in each column where they differ."""
    values = report.difference.values if report.difference else ()
    found = [
        (column.head[lang], value)
        for column, value in zip(report.columns, values, strict=False)
        if value and column.kind is ColumnKind.MONEY and column.key not in COMPARED
    ]
    amounts = {value for _, value in found}
    if len(amounts) > 1:
        told = [f"{shown_money(value, lang, 2)} ({head})" for head, value in found[:FEW]]
        said = ", ".join(told) + (" …" if len(found) > FEW else "")
    else:
        said = shown_money(next(filter(None, values), None), lang, 2)
    if lang == "sv":
        return f"Balansräkningen balanserar inte: {said} {report.unit}."
    return f"The balance sheet does not balance: {said} {report.unit}."


def remarks(report: Report, look: Look) -> Iterator[str]:
    """Give what stands under the table: signs, rounding, and the report's own notes."""
    signs = SIGNS.get(report.name)
    if signs is not None:
        yield signs[look.lang]
    if _hides(report, look.decimals_of(report)):
        said = ROUNDED if report.unit in DEGREES_OF_KRONA else ROUNDED_OTHER
        yield (said if look.decimals_of(report) == 0 else ROUNDED_OTHER)[look.lang]
    for note in report.notes:
        yield note[look.lang]


def _hides(report: Report, decimals: int) -> bool:
    """Tell whether an amount has decimals that are not shown."""
    money = [n for n, column in enumerate(report.columns) if column.kind is ColumnKind.MONEY]
    return any(
        value is not None and value != rounded(value, decimals)
        for line in report.lines()
        for number, value in enumerate(line.values)
        if number in money
    )
