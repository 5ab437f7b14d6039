"""What a report page was asked for: company, year, columns, days; made from its address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from siekit.reports.base import Options
from siekit.reports.periods import BY
from siekit.web.no_choice import no_choice
from siekit.web.units import unit_of
from siekit.web.whole_numbers import whole_number
from siekit.workspace.files_of_members import LEDGER
from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.datastructures import QueryParams

    from siekit.workspace.model import Upload

GROUP = "group"
ALL_YEARS = "all"
MOST_COMPANIES = 500
LONGEST_CURRENCY = 20
"""A file may name what is no currency; three letters are usual."""

BY_PERIOD = frozenset({"income-statement", "balance-sheet", "cash-flow"})
BY_DIMENSION = frozenset({"income-statement", "object-report"})
OF_GROUP = frozenset({"income-statement", "balance-sheet"})
BY_DAYS = frozenset(
    {
        "trial-balance",
        "gross-trial-balance",
        "general-ledger",
        "account-statement",
        "journal",
        "voucher-list",
        "object-report",
    }
)
BY_ACCOUNT = frozenset(
    {"general-ledger", "account-statement", "trial-balance", "gross-trial-balance"}
)
BEFORE = frozenset({"income-statement", "balance-sheet", "cash-flow", "key-figures"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One choice of a report; `integration` None is the whole group side by side."""

    integration: int | None
    year: int | None
    by: str
    previous: bool
    dimension: int | None
    first_day: date | None
    last_day: date | None
    accounts: str
    unit: str
    mixed: bool
    """Whether companies with other charts of accounts are summed all the same."""

    currency: str | None
    """Of the group, the one whose files are shown; None for all."""

    companies: tuple[int, ...] = ()
    """Of the group, the integrations that are shown; none for all."""

    @property
    def group(self) -> bool:
        """Whether all companies stand beside each other."""
        return self.integration is None

    @property
    def divided(self) -> bool:
        """Whether the columns are no years, so that no year before can stand beside one."""
        return self.group or self.by != "year" or self.dimension is not None

    def options(self) -> Options:
        """Return what the report is asked for."""
        return Options(
            by=self.by,
            previous=self.previous,
            dimension=self.dimension,
            first_day=self.first_day,
            last_day=self.last_day,
            accounts=tuple(part.strip() for part in self.accounts.split(",") if part.strip()),
            companies=self.group,
            allow_charts=self.mixed,
        )

    def query(self, **changed: object) -> str:
        """Return the part of an address that asks for the same, but for what is changed."""
        asked: dict[str, object] = {
            "integration": GROUP if self.group else self.integration,
            "year": self.year or ALL_YEARS,
            "by": self.by,
            "previous": "yes" if self.previous else "no",
            "dimension": self.dimension,
            "from": self.first_day,
            "to": self.last_day,
            "accounts": self.accounts,
            "unit": self.unit,
            "mixed": "yes" if self.mixed else None,
            "currency": self.currency,
            "company": self.companies or None,
        }
        kept = {**asked, **changed}
        given = {name: one for name, one in kept.items() if one not in (None, "")}
        return urlencode(given, doseq=True)


def choice_of(name: str, asked: QueryParams, members: Sequence[Upload]) -> Choice:
    """Return what an address asks of a report; the first company's newest year if nothing."""
    integration = _integration(name, asked.get("integration", ""), members)
    return Choice(
        integration=integration,
        year=_year(asked.get("year", ""), integration, members),
        by=_by(asked.get("by", "")) if name in BY_PERIOD and integration is not None else "year",
        previous=asked.get("previous", "yes") != "no",
        dimension=_number(asked, "dimension") if name in BY_DIMENSION and integration else None,
        first_day=_day(asked, "from") if name in BY_DAYS else None,
        last_day=_day(asked, "to") if name in BY_DAYS else None,
        accounts=asked.get("accounts", "")[:500] if name in BY_ACCOUNT else "",
        unit=unit_of(asked.get("unit")),
        mixed=integration is None and asked.get("mixed") == "yes",
        currency=(asked.get("currency", "")[:LONGEST_CURRENCY] or None)
        if integration is None
        else None,
        companies=_companies(asked.getlist("company"), members) if integration is None else (),
    )


def _companies(asked: Sequence[str], members: Sequence[Upload]) -> tuple[int, ...]:
    """Return the integrations that were chosen; none where they are all that there are."""
    numbers = {whole_number(one) for one in asked[:MOST_COMPANIES]} - {None}
    every = {one.integration_id for one in members}
    return () if numbers >= every else tuple(sorted(one for one in numbers if one is not None))


def _integration(name: str, wanted: str, members: Sequence[Upload]) -> int | None:
    if wanted == GROUP and name in OF_GROUP:
        return None
    number = whole_number(wanted)
    if number is not None:
        return number
    named = sorted(members, key=lambda one: ((one.integration or "").casefold(), one.id))
    return next((one.integration_id for one in named if one.integration_id), 0)


def _year(wanted: str, integration: int | None, members: Sequence[Upload]) -> int | None:
    if wanted == ALL_YEARS:
        return None
    number = whole_number(wanted)
    if number is not None:
        return number
    found = [one for one in members if one.last_day and integration in (None, one.integration_id)]
    # Single vouchers of a year that has no ledger yet are no year to begin with.
    ledgers = [one for one in found if one.role == LEDGER] or found
    return max((one.last_day.year for one in ledgers if one.last_day), default=None)


def _by(wanted: str) -> str:
    if wanted in ("", *BY):
        return wanted or "year"
    raise no_choice("by", BY)


def _number(asked: Mapping[str, str], field: str) -> int | None:
    text = asked.get(field, "")
    if not text:
        return None
    if not text.isdecimal() or len(text) > 6:  # noqa: PLR2004, numbers of dimensions are short
        raise Refusal(
            "invalid",
            field=field,
            problem="give the number of a dimension, such as 1 or 6.",
            problem_sv="ange en dimensions nummer, till exempel 1 eller 6.",
        )
    return int(text)


def _day(asked: Mapping[str, str], field: str) -> date | None:
    text = asked.get(field, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        problem = f"{text!r} is no day: write 2025-03-31."
        problem_sv = f"{text!r} är ingen dag: skriv 2025-03-31."
        raise Refusal("invalid", field=field, problem=problem, problem_sv=problem_sv) from None
