"""Whether files are of one company and one year: what they contradict each other in is named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from siekit.conversion.notes import CHANGED
from siekit.exceptions import NotMergeableError
from siekit.locale.figures import period
from siekit.model import Address, Company

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from siekit.conversion.notes import Notes
    from siekit.conversion.work import Work
    from siekit.model import Header

LONGEST_YEAR = timedelta(days=550)
"""Eighteen months, which no fiscal year is longer than."""

NAMES = {"name": "#FNAMN", "company_type": "#FTYP", "company_id": "#FNR", "industry": "#BKOD"}


@dataclass(frozen=True, slots=True)
class Span:
    """A fiscal year of several files."""

    start: date
    end: date

    @property
    def shown(self) -> str:
        """The year as people write it."""
        return period(self.start, self.end)

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the year."""
        return self.start <= day <= self.end


def check_company(works: Sequence[Work]) -> None:
    """Raise `NotMergeableError` for files of other companies, or in other currencies."""
    first = works[0]
    for other in works[1:]:
        one, two = first.header.company, other.header.company
        if one.orgnr and two.orgnr:
            if one.orgnr != two.orgnr:
                raise NotMergeableError(
                    _conflict("organisation number", first, other, one.orgnr, two.orgnr)
                )
        elif _plain(one.name) != _plain(two.name):
            raise NotMergeableError(_conflict("company", first, other, one.name, two.name))
        if first.header.currency != other.header.currency:
            currencies = (first.header.currency, other.header.currency)
            raise NotMergeableError(_conflict("currency", first, other, *currencies))


def _plain(name: str | None) -> str:
    return " ".join((name or "").split()).casefold()


def _conflict(what: str, one: Work, other: Work, *values: str | None) -> str:
    return (
        f"{one.name} and {other.name} cannot become one file: their {what} differs, "
        f"{values[0] or 'none'} and {values[1] or 'none'}. Merge files of one company and one "
        "year only."
    )


def own_span(work: Work) -> Span | None:
    """Return the current fiscal year of a file, None where it does not say."""
    year = work.years().get(0)
    if year is None or year.start_date is None or year.end_date is None:
        return None
    return Span(year.start_date, year.end_date)


def common_span(works: Sequence[Work], notes: Notes) -> Span | None:
    """Return the year of all files: one, or part years that follow on each other.

    Raises `NotMergeableError` where they are of other years.
    """
    named = [(work.name, span) for work in works if (span := own_span(work))]
    parts = sorted({span for _, span in named}, key=lambda span: span.start)
    if len(parts) < 2:  # noqa: PLR2004 - one year needs no joining
        return parts[0] if parts else None
    whole = Span(parts[0].start, parts[-1].end)
    follow = all(one.end + timedelta(days=1) == other.start for one, other in pairwise(parts))
    if not follow or whole.end - whole.start > LONGEST_YEAR:
        first, span = named[0]
        other, another = next((name, one) for name, one in named if one != span)
        message = (
            f"{first} and {other} cannot become one file: their fiscal years are {span.shown} and "
            f"{another.shown}. A file has the vouchers of one year; part years must follow on each "
            "other without a gap."
        )
        raise NotMergeableError(message)
    spans = ", ".join(span.shown for span in parts)
    notes.add(CHANGED, "years-joined", len(parts), spans=spans, span=whole.shown)
    return whole


def common_header(works: Sequence[Work], sie_type: str, notes: Notes) -> Header:
    """Return the header of the last file of the type, filled up from the others."""
    ordered = sorted(works, key=lambda work: work.document.header.sie_type == sie_type)
    header = ordered[-1].header
    company, address = header.company, header.company.address
    for work in reversed(ordered[:-1]):
        company = _filled(company, work.header.company)
        address = _filled_address(address, work.header.company.address)
        if header.tax_year is None:
            header = replace(header, tax_year=work.header.tax_year)
        if header.chart_type_raw is None:
            kind = (work.header.chart_type, work.header.chart_type_raw)
            header = replace(header, chart_type=kind[0], chart_type_raw=kind[1])
        if work.header.currency_declared:
            header = replace(header, currency_declared=True)
    _tell_names(works, company, notes)
    days = [work.header.covered_to for work in works if work.header.covered_to]
    return replace(
        header, company=replace(company, address=address), covered_to=max(days, default=None)
    )


def _filled(company: Company, other: Company) -> Company:
    if not company.orgnr:
        company = replace(
            company,
            orgnr=other.orgnr,
            orgnr_raw=other.orgnr_raw,
            acquisition_no=other.acquisition_no,
            activity_no=other.activity_no,
        )
    lacking = {name: getattr(other, name) for name in NAMES if not getattr(company, name)}
    return replace(company, **lacking)


def _filled_address(address: Address, other: Address) -> Address:
    return other if address == Address() else address


def _tell_names(works: Sequence[Work], company: Company, notes: Notes) -> None:
    for name, label in NAMES.items():
        told = {getattr(work.header.company, name) for work in works} - {None, ""}
        if len(told) > 1:
            value = getattr(company, name)
            notes.add(CHANGED, "header-differs", 1, label=label, value=value)
