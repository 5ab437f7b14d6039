"""One statement of several companies: side by side, summed, and without what is between them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError
from siekit.reports.amounts import Amounts, Head, Measure, Slot
from siekit.reports.company_years import company_years
from siekit.reports.figures import ZERO, add, year_figures
from siekit.reports.known_charts import chart_notes, refuse_other_charts
from siekit.reports.model import Column, Eliminated, FileRef, Words
from siekit.reports.own_balances import balance_notes
from siekit.reports.periods import short_head, short_year
from siekit.reports.reach_notes import group_reach
from siekit.reports.rows_left_out import notes_of
from siekit.reports.settings_file import company_key, key_of_source
from siekit.reports.statement import AccountValues
from siekit.reports.unlike import CHARTS, CURRENCIES, refuse_unlike
from siekit.reports.whole_year import year_amount

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from siekit.reports.base import Options
    from siekit.reports.company_years import CompanyYear
    from siekit.reports.figures import Amount, YearFigures
    from siekit.reports.model import Report
    from siekit.reports.statement_report import Statement

SUM = Column("sum", Words("Sum", "Summa"))
ELIMINATED = Column("eliminated", Words("Eliminated", "Elimineringar"))
TOGETHER = Column("together", Words("Together", "Efter elim."))
FEW = 8


@dataclass(frozen=True, slots=True)
class _Company:
    """One company's year; `keys` are what mappings and rules may call it."""

    figures: YearFigures
    parts: tuple[YearFigures, ...]
    """The files that it is made of."""

    keys: tuple[str, ...]
    amounts: dict[str, Amount]
    """By the account of the report."""

    unnamed: tuple[str, ...] = ()
    """Accounts with amounts of which its mapping says nothing, where it has one."""

    @property
    def name(self) -> str:
        return self.figures.company or self.figures.orgnr or self.figures.file


def combined(
    statement: Statement,
    connection: duckdb.DuckDBPyConnection,
    documents: Sequence[int],
    options: Options,
) -> Report:
    """Return one report with a column for each company, its latest year, and their sum.

    The companies stand in the order of `documents`. A file of single vouchers
    (type 4I) never stands for a company that has a ledger here.

    Raises `UsageError` for companies in different currencies or with different charts, unless
    that was asked for, and for what only one company can be asked.
    """
    if options.by != "year" or options.dimension is not None or options.budget:
        message = "Companies stand beside each other for a whole year: leave --by, --dimension and "
        message += "--budget out."
        swedish = (
            "Företag står sida vid sida för ett helt år: utelämna indelning, dimension och budget "
            "(--by, --dimension, --budget)."
        )
        raise UsageError(message, swedish=swedish)
    years = [year_figures(connection, one, source=options.source) for one in documents]
    for year in years:
        refuse_other_charts(year, options)
    chosen, notes = company_years(years)
    parts = [part for one in chosen for part in one.parts]
    if not options.allow_currencies:
        refuse_unlike(CURRENCIES, [(one.currency, one.file) for one in parts])
    if not options.allow_charts:
        refuse_unlike(CHARTS, [(one.chart_type, one.file) for one in parts])
    companies = [_company(one, options, statement.measure) for one in chosen]
    latest = [one.figures for one in chosen]
    left: list[Eliminated] = []
    amounts = _amounts(
        companies, options, [*notes, *_told_apart(latest), *_unnamed(companies)], left
    )
    for one in parts:
        amounts = balance_notes(chart_notes(amounts, one), one)
        left_out = notes_of(connection, one.document_id, file=one.file)
        amounts = replace(amounts, notes=(*amounts.notes, *left_out))
    in_part = group_reach(connection, latest)
    amounts = replace(amounts, notes=(*amounts.notes, *in_part))
    return replace(statement.lay(amounts, options), eliminated=tuple(left))


def _told_apart(years: Sequence[YearFigures]) -> list[Words]:
    """Return notes on what differs between the companies and was allowed."""
    notes = []
    spans = {one.fiscal_year for one in years}
    if len(spans) > 1:
        told = ", ".join(
            f"{one.company or one.file} {short_year(one.start, one.end)}" for one in years
        )
        notes.append(
            Words(
                f"The companies' fiscal years differ: {told}.",
                f"Företagens räkenskapsår skiljer sig: {told}.",
            )
        )
    units = sorted({one.currency for one in years})
    if len(units) > 1:
        notes.append(
            Words(
                f"Amounts in {', '.join(units)} are summed as if they were one currency.",
                f"Belopp i {', '.join(units)} är summerade som vore de en valuta.",
            )
        )
    return notes


def _company(company: CompanyYear, options: Options, measure: Measure) -> _Company:
    """Return a company's amounts on the accounts of the report."""
    figures = company.figures
    told = (company_key(one) for one in (figures.orgnr, figures.company) if one)
    keys = (key_of_source(figures.company_key), *told)
    mapping = options.mapping if options.mapping and options.mapping.knows(keys) else None
    amounts: dict[str, Amount] = {}
    unnamed: list[str] = []
    for one in figures.accounts:
        amount = year_amount(one, measure)
        named = mapping.named(keys, one.account) if mapping else None
        if mapping and named is None and amount != 0:
            unnamed.append(one.account)
        account = named or one.account
        amounts[account] = add([amounts.get(account, ZERO), amount])
    return _Company(figures, company.parts, keys, amounts, tuple(unnamed))


def _unnamed(companies: Sequence[_Company]) -> list[Words]:
    """Return notes on the accounts that a company's mapping leaves as they are."""
    notes = []
    for one in companies:
        if one.unnamed:
            told = ", ".join(one.unnamed[:FEW]) + (" …" if len(one.unnamed) > FEW else ".")
            number = len(one.unnamed)
            notes.append(
                Words(
                    f"{one.name}: the mapping does not name {number} "
                    f"{'account' if number == 1 else 'accounts'} with amounts, which "
                    f"{'keeps its number' if number == 1 else 'keep their numbers'}: {told}",
                    f"{one.name}: mappningen nämner inte {number} "
                    f"{'konto' if number == 1 else 'konton'} med belopp, som behåller "
                    f"{'sitt nummer' if number == 1 else 'sina nummer'}: {told}",
                )
            )
    return notes


def _amounts(
    companies: list[_Company], options: Options, notes: list[Words], told: list[Eliminated]
) -> Amounts:
    """Return the columns of the companies, their sum, and what the rules take away.

    What is said of that is added to `notes`, and what each rule leaves to `told`.
    """
    accounts = sorted({account for one in companies for account in one.amounts})
    names: dict[str, str] = {}
    for one in companies:
        for row in one.figures.accounts:
            names.setdefault(row.account, row.name)
    taken = _taken(companies, options, notes, told)
    orgnrs = Counter(one.figures.orgnr for one in companies)
    slots = [
        Slot(_column(one, alone=orgnrs[one.figures.orgnr] == 1), at)
        for at, one in enumerate(companies)
    ]
    slots.append(Slot(SUM, len(companies)))
    openings = [one.figures.opening_sum for one in companies]
    openings.append(add(openings))
    left: Amount = ZERO
    if options.eliminations:
        slots += [Slot(ELIMINATED, len(slots)), Slot(TOGETHER, len(slots) + 1)]
        openings += [ZERO, openings[-1]]
        left = add(list(taken.values()))
    rows = []
    for account in accounts:
        values = [one.amounts.get(account, ZERO) for one in companies]
        values.append(add(values))
        if options.eliminations:
            away = taken.get(account, ZERO)
            values += [away, add([values[-1], away])]
        rows.append(AccountValues(account, names.get(account, ""), tuple(values)))
    return Amounts(
        head=_head(companies),
        slots=tuple(slots),
        accounts=tuple(rows),
        count=len(slots),
        openings=tuple(openings),
        left_over=(*(ZERO for _ in companies), ZERO, left, left),
        notes=tuple(notes),
    )


def _taken(
    companies: list[_Company], options: Options, notes: list[Words], told: list[Eliminated]
) -> dict[str, Amount]:
    """Return what the rules take away from each account; what does not cancel is noted.

    An amount that two rules name is taken away once, by the first.
    """
    taken: dict[str, Amount] = {}
    done: set[tuple[int, str]] = set()
    for rule in options.eliminations:
        parts: list[tuple[str, str, Amount]] = []
        for number, one in enumerate(companies):
            for account, amount in one.amounts.items():
                if (number, account) in done or not rule.takes(one.keys, account):
                    continue
                done.add((number, account))
                if amount != 0:
                    parts.append((account, one.name, amount))
                    minus = None if amount is None else amount.copy_negate()
                    taken[account] = add([taken.get(account, ZERO), minus])
        left = add([amount for _, _, amount in parts])
        told.append(Eliminated(rule.name, left, took=bool(parts)))
        notes += _uncancelled(rule.name, parts)
    return taken


def _uncancelled(rule: str, parts: list[tuple[str, str, Amount]]) -> list[Words]:
    """Return what a rule leaves: both sides must have the same amount."""
    from siekit.locale.figures import plain_money

    rest = add([amount for _, _, amount in parts])
    if not parts:
        return [
            Words(
                f"The rule {rule!r} took nothing away: no company has amounts on its accounts.",
                f"Regeln {rule!r} tog inte bort något: inget företag har belopp på dess konton.",
            )
        ]
    if rest == 0:
        return []
    told = ", ".join(
        f"{account} {'–' if amount is None else plain_money(amount)} ({name})"
        for account, name, amount in parts[:FEW]
    )
    left = "–" if rest is None else plain_money(rest)
    return [
        Words(
            f"The rule {rule!r} does not cancel: {left} is left of {told}. One company has booked "
            "what the other has not, or an account is missing in the rule.",
            f"Regeln {rule!r} tar inte ut sig: {left} blir kvar av {told}. Ett företag har bokfört "
            "det som det andra inte har, eller så saknas ett konto i regeln.",
        )
    ]


def _column(company: _Company, *, alone: bool) -> Column:
    """Return a company's column; its key is its number where no other has the same."""
    text = short_head(company.name)
    return Column((alone and company.figures.orgnr) or company.name, Words(text, text))


def _head(companies: list[_Company]) -> Head:
    years = {one.figures.fiscal_year for one in companies}
    sources = {one.figures.source for one in companies}
    units = sorted({one.figures.currency for one in companies})
    return Head(
        company=", ".join(one.name for one in companies),
        orgnr=None,
        fiscal_year=years.pop() if len(years) == 1 else None,
        source=sources.pop() if len(sources) == 1 else "mixed",
        unit="/".join(units),
        files=tuple(
            FileRef(part.document_id, part.file, part.sha256)
            for one in companies
            for part in one.parts
        ),
    )
