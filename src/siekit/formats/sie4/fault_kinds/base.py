"""What an entry of the table of fault kinds must have."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from siekit.findings import FindingKind, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from siekit.core.faults import Fault

ERROR = Severity.ERROR
WARNING = Severity.WARNING
INFO = Severity.INFO


class Entry(NamedTuple):
    """A fault, its kind, and values with which its sentences can be shown."""

    fault: Fault
    kind: FindingKind
    example: Mapping[str, str]


def describe(
    fault: Fault,
    severity: Severity,
    *,
    en: str,
    en_remedy: str,
    sv: str,
    sv_remedy: str,
    clause: str = "",
    blocks: bool = False,
    example: Mapping[str, str] | None = None,
) -> Entry:
    """Return a fault's entry; code and name follow from the fault itself.

    `example` gives a value for each placeholder of the sentences, for manual pages.
    """
    kind = FindingKind(
        code=f"R{fault.value}",
        name=fault.name.lower().replace("_", "-"),
        severity=severity,
        blocks_activation=blocks,
        clause=clause,
        message={"en": en, "sv": sv},
        remedy={"en": en_remedy, "sv": sv_remedy},
    )
    return Entry(fault, kind, example or {})
