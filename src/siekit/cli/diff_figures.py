"""Figures that differ, as tables: what the one file says, what the other, and the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siekit.cli.columns import columns, cut
from siekit.cli.diff_values import shown, signed
from siekit.cli.terminal import printable
from siekit.comparison.difference import ADDED, CHANGED, REMOVED, PeriodBalanceChange
from siekit.comparison.words import word
from siekit.locale.figures import MISSING, money

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal

    from siekit.cli.terminal import Screen
    from siekit.comparison.difference import AccountSum, BalanceChange

AT_A_TIME = 1000
"""Rows that are aligned together."""

_NAME = 26
_OBJECTS = 12


def sums(entries: Sequence[AccountSum], to: Screen, lang: str) -> Iterator[str]:
    """The sum of each account in both files, and how they differ."""
    rows = [["", "A", "B", word("difference", lang)]]
    for entry in entries:
        name = cut(printable(f"{entry.account or MISSING} {entry.name}".strip()), _NAME)
        figures = [_sum(entry.a, entry.rows_a, lang), _sum(entry.b, entry.rows_b, lang)]
        rows.append([name, *figures, signed(entry.difference, lang)])
    head, *lines = columns(rows)
    yield to.faint(f"  {head}")
    yield from (f"  {line}" for line in lines)


def _sum(total: Decimal | None, rows: int, lang: str) -> str:
    """The sum of an account in one file; a dash where the file has no row of it."""
    if not rows:
        return MISSING
    return word("cannot", lang) if total is None else money(total, lang)


def balances(entries: Sequence[BalanceChange], to: Screen, lang: str) -> Iterator[str]:
    """Each balance in both files, a dash where one lacks it; below it what else differs."""
    for start in range(0, len(entries), AT_A_TIME):
        some = entries[start : start + AT_A_TIME]
        head = ["", "", "", "", "A", "B", word("difference", lang)]
        first, *lines = columns([head, *(_cells(entry, lang) for entry in some)], left=4)
        if not start:
            yield to.faint(f"  {first}")
        for entry, line in zip(some, lines, strict=True):
            yield f"  {line}"
            yield from (f"      {text}" for text in _others(entry, lang))


def _cells(entry: BalanceChange, lang: str) -> list[str]:
    """Kind, year or period, account, objects, both amounts, difference."""
    period = entry.period if isinstance(entry, PeriodBalanceChange) else None
    when = f"{period // 100}-{period % 100:02d}" if period else shown("", entry.year_no, lang)
    amounts = [
        MISSING if entry.change == missing else shown("amount", amount, lang)
        for missing, amount in ((ADDED, entry.amount_a), (REMOVED, entry.amount_b))
    ]
    return [
        word(entry.kind, lang),
        when,
        printable(entry.account or MISSING),
        cut(printable(shown("", entry.objects, lang)), _OBJECTS) if entry.objects else "",
        *amounts,
        signed(entry.difference, lang),
    ]


def _others(entry: BalanceChange, lang: str) -> Iterator[str]:
    """The quantities and the year numbers that the records state, where they differ."""
    if entry.change != CHANGED:
        return
    pairs: list[tuple[str, Any, Any]] = [("quantity", entry.quantity_a, entry.quantity_b)]
    if isinstance(entry, PeriodBalanceChange):
        pairs.append(("year_no_declared", entry.year_no_declared_a, entry.year_no_declared_b))
    for name, a, b in pairs:
        if a != b:
            yield f"{word(name, lang)}: {shown(name, a, lang)} → {shown(name, b, lang)}"


TABLES: dict[str, Callable[[Any, Screen, str], Iterator[str]]] = {
    "account_sums": sums,
    "balances": balances,
    "period_balances": balances,
}
"""The sections that are told as a table."""
