"""Which files a company's column is made of: its latest ledger, or its single vouchers alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from siekit.reports.figures import AccountFigures, add
from siekit.reports.model import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from siekit.reports.figures import YearFigures

FEED = "4I"
"""The type of a file of single vouchers: it adds to a company's year and never stands for it."""

OF_FEED = Words(
    "A file of single vouchers (type 4I): its vouchers and nothing else, not the company's year.",
    "En fil med enstaka verifikationer (typ 4I): bara dess verifikationer, inte företagets år.",
)
FEW = 5


@dataclass(frozen=True, slots=True)
class CompanyYear:
    """One company's figures and the files that they are made of, several of them all feeds."""

    figures: YearFigures
    parts: tuple[YearFigures, ...]


def company_years(years: Sequence[YearFigures]) -> tuple[list[CompanyYear], list[Words]]:
    """Return what each company's column is made of, and notes on the files that are left out.

    It is the ledger of the latest year. Feeds (type 4I) stand for a company that has no ledger
    here, and then those of the latest year add to each other.
    """
    companies: dict[str, list[YearFigures]] = {}
    for year in years:
        companies.setdefault(year.company_key or year.file, []).append(year)
    made: list[CompanyYear] = []
    older: list[YearFigures] = []
    beside: list[YearFigures] = []
    alone: list[CompanyYear] = []
    for own in companies.values():
        ledgers = [one for one in own if one.sie_type != FEED]
        feeds = [one for one in own if one.sie_type == FEED]
        if ledgers:
            chosen = _latest(ledgers)
            made.append(CompanyYear(chosen, (chosen,)))
            older += [one for one in ledgers if one is not chosen]
            beside += feeds
        else:
            last = _ends(_latest(feeds))
            made.append(_added([one for one in feeds if _ends(one) == last]))
            older += [one for one in feeds if _ends(one) != last]
            alone.append(made[-1])
    notes = [_not_latest(older)] if older else []
    if beside:
        notes.append(beside_note([one.file for one in beside]))
    return made, [*notes, *(_alone(one) for one in alone)]


def beside_note(files: Sequence[str]) -> Words:
    """Return the note that names feeds whose vouchers are not in the figures of a ledger."""
    named = _named(files)
    return Words(
        f"Not counted here: {named}. A file of single vouchers (type 4I) is never a company's "
        "ledger; it has a report of its own.",
        f"Inte medräknat här: {named}. En fil med enstaka verifikationer (typ 4I) är aldrig "
        "företagets huvudbok; den har en egen rapport.",
    )


def _latest(years: Sequence[YearFigures]) -> YearFigures:
    """Return the latest year; of several the one that was named last."""
    return max(reversed(years), key=lambda one: one.fiscal_year or "")


def _ends(year: YearFigures) -> int | None:
    return None if year.end is None else year.end.year


def _added(feeds: list[YearFigures]) -> CompanyYear:
    """Return feeds of a company as one: what their vouchers come to, account by account."""
    starts = [one.start for one in feeds if one.start is not None]
    ends = [one.end for one in feeds if one.end is not None]
    accounts: dict[str, list[AccountFigures]] = {}
    for feed in feeds:
        for row in feed.accounts:
            accounts.setdefault(row.account, []).append(row)
    figures = replace(
        feeds[-1],
        start=min(starts, default=None),
        end=max(ends, default=None),
        accounts=tuple(_sum(rows) for _, rows in sorted(accounts.items())),
        opening_sum=add([one.opening_sum for one in feeds]),
    )
    return CompanyYear(figures, tuple(feeds))


def _sum(rows: list[AccountFigures]) -> AccountFigures:
    return replace(
        rows[0],
        name=next((row.name for row in rows if row.name), ""),
        opening=add([row.opening for row in rows]),
        amount=add([row.amount for row in rows]),
        before=add([row.before for row in rows]),
        before_opening=add([row.before_opening for row in rows]),
        by_rows=add([row.by_rows for row in rows]),
    )


def _not_latest(years: Iterable[YearFigures]) -> Words:
    names = ", ".join(one.file for one in years)
    return Words(
        f"Of each company its latest year is shown; not {names}.",
        f"För varje företag visas det senaste året; inte {names}.",
    )


def _alone(company: CompanyYear) -> Words:
    name = company.figures.company or company.figures.file
    named = _named([one.file for one in company.parts])
    return Words(
        f"{name} has no ledger here: its column is what stands in single vouchers (type 4I) of "
        f"{named}, not the company's year.",
        f"{name} har ingen huvudbok här: kolumnen är det som står i enstaka verifikationer (typ "
        f"4I) i {named}, inte företagets år.",
    )


def _named(files: Sequence[str]) -> str:
    return ", ".join(files[:FEW]) + (" …" if len(files) > FEW else "")
