"""What a report over a snapshot says of itself: which one, and what is not in its figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from siekit.reports.company_years import beside_note
from siekit.reports.model import Words
from siekit.workspace.files_of_members import LEDGER
from siekit.workspace.schedule import ZONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from siekit.reports.model import Report
    from siekit.workspace.model import Snapshot, Upload

KRONOR = "SEK"
FEW = 20


def currency_of(one: Upload) -> str:
    """Return the currency of a file; one that names none is in kronor."""
    return one.currency or KRONOR


def with_notes(
    report: Report,
    snapshot: Snapshot,
    members: Sequence[Upload],
    *,
    group: tuple[Sequence[Upload], Sequence[Upload]] | None = None,
    said: Sequence[Words] = (),
) -> Report:
    """Return a report with what it leaves out of its figures, and the name of its snapshot.

    A report of a `group` is made of the first uploads, chosen from the second by currency; `said`
    is by what mappings and eliminations.
    """
    given, chosen = group or ((), ())
    used = {file.document_id for file in (report.files if group else report.files[:1])}
    told = {one.id for one in given}
    beside = [one for one in _beside(used, members) if one.id not in told]
    notes = [beside_note([one.file for one in beside])] if beside else []
    notes += _other_currencies([one for one in chosen if one.id not in told])
    if group:
        notes += _other_companies(given, chosen, members)
    notes += said
    at = f"{snapshot.built_at.astimezone(ZONE):%Y-%m-%d %H:%M}"
    notes.append(
        Words(
            f"From snapshot {snapshot.id}, made {at}.",
            f"Från ögonblicksbild {snapshot.id}, skapad {at}.",
        )
    )
    return replace(report, notes=(*report.notes, *notes))


def _other_companies(
    given: Sequence[Upload], chosen: Sequence[Upload], members: Sequence[Upload]
) -> Iterator[Words]:
    """Give the companies of the same years that were not chosen."""
    there = {one.integration_id for one in chosen}
    years = {one.last_day.year for one in given if one.last_day}
    others = {
        one.integration_id: one.integration or ""
        for one in members
        if one.integration_id not in there and one.last_day and one.last_day.year in years
    }
    if others:
        names = sorted(others.values(), key=str.casefold)
        named = ", ".join(names[:FEW]) + (" …" if len(names) > FEW else "")
        yield Words(f"Not chosen, and not here: {named}.", f"Inte valda, och inte med: {named}.")


def _beside(used: set[int], members: Iterable[Upload]) -> Iterator[Upload]:
    """Give files of single vouchers with days in the years of ledgers of their company."""
    every = list(members)
    years: dict[int | None, list[Upload]] = {}
    for one in every:
        if one.id in used and one.role == LEDGER:
            years.setdefault(one.integration_id, []).append(one)
    for one in every:
        if one.role != LEDGER and any(_overlap(one, y) for y in years.get(one.integration_id, ())):
            yield one


def _overlap(one: Upload, other: Upload) -> bool:
    if one.first_day is None or one.last_day is None:
        return False
    if other.first_day is None or other.last_day is None:
        return False
    return one.first_day <= other.last_day and other.first_day <= one.last_day


def _other_currencies(others: Sequence[Upload]) -> Iterator[Words]:
    if others:
        named = ", ".join(f"{one.integration} ({currency_of(one)})" for one in others)
        yield Words(f"In other currencies and not here: {named}.",
                    f"I andra valutor och inte med här: {named}.")  # fmt: skip
