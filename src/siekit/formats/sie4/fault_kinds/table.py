"""The table of fault kinds, put together from its parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siekit.formats.sie4.fault_kinds import (
    amounts,
    dates,
    encoding,
    fields,
    identity,
    lines,
    vouchers,
    years,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from siekit.core.faults import Fault
    from siekit.findings import FindingKind
    from siekit.formats.sie4.fault_kinds.base import Entry

ALWAYS_KNOWN = frozenset({"value", "label", "line", "count"})
"""Placeholders that a finding fills from its own attributes; all others are facts."""

ENTRIES: tuple[Entry, ...] = (
    *encoding.ENTRIES,
    *lines.ENTRIES,
    *fields.ENTRIES,
    *amounts.ENTRIES,
    *dates.ENTRIES,
    *identity.ENTRIES,
    *vouchers.ENTRIES,
    *years.ENTRIES,
)

_placeholders_of = re.compile(r"\{(\w+)\}").findall


def _facts_of(kind: FindingKind) -> tuple[str, ...]:
    """Return the names of the facts that a kind's sentences need, in order of use."""
    names = _placeholders_of(f"{kind.message['en']} {kind.remedy['en']}")
    return tuple(dict.fromkeys(name for name in names if name not in ALWAYS_KNOWN))


KINDS: Mapping[Fault, FindingKind] = {entry.fault: entry.kind for entry in ENTRIES}
"""The kind of finding for each fault that the core can report."""

FACTS: Mapping[Fault, tuple[str, ...]] = {entry.fault: _facts_of(entry.kind) for entry in ENTRIES}
"""What whoever makes a finding gives in `Finding.facts`, beside its own attributes.

    account, dimension, number, period, series   as they stand in the file
    amount, difference, difference_counted       signed amounts with a point
    computed, declared                           the two sides of a disagreement
    date, start, end, first_day, last_day, previous_end    dates as 2025-03-31
    field                    the field's English name; `field_sv` the Swedish one
    found                    the character set the file is read in, such as CP437
    given                    how many fields stand there
    kept, kept_line, other, other_line           two records that disagree; which one is used
    key                      the fields that identify a record, as in the file: `0 1930`
    missing                  the record that is not there: `#IB`, `#RAR -1`
    months                   the length of a fiscal year
    orgnr, reading           what the value was read as
    previous                 the voucher number before
    second                   the character set that one field seems to be in
    sie_type                 1, 2, 3, 4E or 4I (4 where it is not yet told)
    used                     the label that tells an account's type: `#RES`
    voucher                  series and number: `A 12`; left out when both are empty
    year_no, previous_no, period_year            year numbers: `0`, `-1`
    examples                 a few values, separated by commas
"""
