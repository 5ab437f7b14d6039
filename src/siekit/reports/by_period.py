"""The amounts of a year by month, quarter, so far, or twelve months at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError
from siekit.reports.amounts import Amounts, Measure, Slot, head_of
from siekit.reports.budgets import BUDGET, MORE, MORE_PERCENT, NO_BUDGET, year_budget
from siekit.reports.figures import ZERO, add
from siekit.reports.history import history, year_changes
from siekit.reports.model import Words
from siekit.reports.periods import OUTSIDE, TOTAL, moved_in, moved_until, spans
from siekit.reports.reach import reach_of
from siekit.reports.statement import AccountValues
from siekit.reports.whole_year import year_amount

if TYPE_CHECKING:
    import duckdb

    from siekit.reports.base import Options
    from siekit.reports.figures import Amount, Changes, YearFigures
    from siekit.reports.periods import Span
    from siekit.reports.reach import Reach

ADDED_UP = frozenset({"month", "quarter"})
"""Divisions whose columns add up to the year."""

FEW = 5


def by_period(
    connection: duckdb.DuckDBPyConnection,
    figures: YearFigures,
    options: Options,
    measure: Measure,
) -> Amounts:
    """Return each account's amount in the parts of a year.

    Raises `UsageError` where the file does not tell months, or the budget has no place.
    """
    if options.budget and options.by not in ADDED_UP:
        message = f"A budget stands beside the year, its months or quarters, not --by {options.by}."
        swedish = (
            "En budget står bredvid året, månaderna eller kvartalen, inte bredvid "
            f"--by {options.by}."
        )
        raise UsageError(message, swedish=swedish)
    if measure is Measure.STANDING:
        return _standing(connection, figures, options)
    if options.by == "rolling12":
        return _rolling(connection, figures, options)
    changes = year_changes(connection, figures, date_of=options.date_of)
    parts = spans(figures, options.by)
    columns = [
        {account: moved_in(moved, part.months) for account, moved in changes.items()}
        for part in parts
    ]
    slots = [Slot(part.column, at) for at, part in enumerate(parts)]
    reach = reach_of(connection, figures, changes)
    not_yet = _ends_after if options.by == "ytd" else _not_covered
    made = _Made(figures, columns, slots, not_yet(reach, parts))
    made.reach = reach
    if options.by in ADDED_UP:
        _add_total(made, changes, measure)
    if options.budget:
        _add_budget(connection, made, measure)
    return made.amounts()


class _Made:
    """Columns in the making."""

    def __init__(
        self,
        figures: YearFigures,
        columns: list[dict[str, Amount]],
        slots: list[Slot],
        missing: set[int],
    ) -> None:
        self.figures = figures
        self.columns = columns
        self.slots = slots
        self.missing = missing
        self.notes: list[Words] = []
        self.reach: Reach | None = None
        self.names = {one.account: one.name for one in figures.accounts}

    def amounts(self) -> Amounts:
        """Return what was made."""
        accounts = sorted({account for column in self.columns for account in column})
        return Amounts(
            head=head_of(self.figures),
            slots=tuple(self.slots),
            accounts=tuple(
                AccountValues(
                    account,
                    self.names.get(account, ""),
                    tuple(column.get(account, ZERO) for column in self.columns),
                )
                for account in accounts
            ),
            count=len(self.columns),
            missing=frozenset(self.missing),
            openings=(self.figures.opening_sum,) * len(self.columns),
            notes=(*self.notes, *([self.reach.in_months()] if self.reach else [])),
        )


def _add_total(made: _Made, changes: Changes, measure: Measure) -> None:
    """Add what lies outside the year's months, where there is any, and the sum of all."""
    months = set(made.figures.months())
    outside = {
        account: add([amount for month, amount in moved.items() if month not in months])
        for account, moved in changes.items()
    }
    if any(outside.values()):
        made.slots.append(Slot(OUTSIDE, len(made.columns)))
        made.columns.append(outside)
    total = {account: add(list(moved.values())) for account, moved in changes.items()}
    made.slots.append(Slot(TOTAL, len(made.columns)))
    made.columns.append(total)
    differing = [
        one.account
        for one in made.figures.accounts
        if (measure is Measure.MOVED or one.account[:1] not in {"1", "2"})
        and year_amount(one, Measure.MOVED) != total.get(one.account, ZERO)
    ]
    if differing:
        made.notes.append(_differing(differing))


def _differing(accounts: list[str]) -> Words:
    some = ", ".join(accounts[:FEW]) + (" …" if len(accounts) > FEW else "")
    return Words(
        f"The months of {len(accounts)} accounts do not add up to what the file says of the "
        f"whole year: {some}.",
        f"Månaderna summerar inte till det filen säger om hela året för {len(accounts)} konton: "
        f"{some}.",
    )


def _add_budget(connection: duckdb.DuckDBPyConnection, made: _Made, measure: Measure) -> None:
    """Add the year's budget, compared with the sum of the columns."""
    total, at = len(made.columns) - 1, len(made.columns)
    budget = year_budget(connection, made.figures, measure)
    made.columns.append(dict(budget.amounts))
    made.slots += [Slot(BUDGET, at), Slot(MORE, total, at), Slot(MORE_PERCENT, total, at)]
    if budget.missing:
        made.missing.add(at)
        made.notes.append(NO_BUDGET)


def _not_covered(reach: Reach | None, parts: list[Span]) -> set[int]:
    """Return the columns that begin after the last month the file tells of."""
    return {
        at
        for at, part in enumerate(parts)
        if reach is not None and not reach.covers(part.months[0])
    }


def _standing(
    connection: duckdb.DuckDBPyConnection, figures: YearFigures, options: Options
) -> Amounts:
    """Return what stands on each account at the end of each part."""
    if options.budget:
        message = "The budget of a balance sheet stands beside the year: leave --by out."
        swedish = "Budgeten för en balansräkning står bredvid året: utelämna indelningen (--by)."
        raise UsageError(message, swedish=swedish)
    changes = year_changes(connection, figures, date_of=options.date_of)
    parts = spans(figures, options.by)
    openings = {one.account: one.opening for one in figures.accounts}
    columns = [
        {
            account: add(
                [
                    openings.get(account, ZERO),
                    moved_until(changes.get(account, {}), part.months[-1]),
                ]
            )
            for account in openings.keys() | changes.keys()
        }
        for part in parts
    ]
    slots = [Slot(part.column, at) for at, part in enumerate(parts)]
    reach = reach_of(connection, figures, changes)
    made = _Made(figures, columns, slots, _ends_after(reach, parts))
    made.reach = reach
    if options.by in {"ytd", "rolling12"}:
        made.slots = [
            replace(slot, column=replace(slot.column, head=Words(slot.column.key, slot.column.key)))
            for slot in slots
        ]
        made.notes.append(
            Words(
                "A balance sheet is not summed: each column is what stood at the month's end.",
                "En balansräkning summeras inte: varje kolumn är ställningen vid månadens slut.",
            )
        )
    return made.amounts()


def _ends_after(reach: Reach | None, parts: list[Span]) -> set[int]:
    """Return the columns whose last month lies after the last one the file tells of."""
    return _not_covered(reach, [replace(part, months=part.months[-1:]) for part in parts])


def _rolling(
    connection: duckdb.DuckDBPyConnection, figures: YearFigures, options: Options
) -> Amounts:
    """Return the twelve months up to each month; where one of them is not known, nothing."""
    told = history(connection, figures, date_of=options.date_of)
    parts = spans(figures, options.by)
    columns = [
        {account: moved_in(moved, part.months) for account, moved in told.changes.items()}
        for part in parts
    ]
    slots = [Slot(part.column, at) for at, part in enumerate(parts)]
    missing = {at for at, part in enumerate(parts) if not set(part.months) <= told.known}
    after = _ends_after(told.reach, parts)
    missing -= after
    made = _Made(figures, columns, slots, missing | after)
    made.reach = told.reach
    made.names = told.names
    made.notes += told.notes
    if missing:
        made.notes.append(
            Words(
                f"{len(missing)} columns need months that no file tells of; give the file of the "
                "year before as well.",
                f"{len(missing)} kolumner behöver månader som ingen fil berättar om; ange även "
                "filen för året före.",
            )
        )
    found = made.amounts()
    return replace(found, head=replace(found.head, files=(*found.head.files, *told.files)))
