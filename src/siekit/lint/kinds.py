"""The one table of all kinds of findings: those of reading, of the rules and of writing."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from siekit.formats.sie4.fault_kinds import ENTRIES as READING
from siekit.formats.sie4.write.kinds import ENTRIES as WRITING
from siekit.lint.registry import RULES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from siekit.findings import FindingKind
    from siekit.lint.base import Rule


class Described(NamedTuple):
    """A kind of finding, values with which it can be shown, and its rule when it has one."""

    kind: FindingKind
    example: Mapping[str, str]
    rule: Rule | None = None


ENTRIES: tuple[Described, ...] = (
    *(Described(entry.kind, entry.example) for entry in READING),
    *(Described(rule.kind, rule.example, rule) for rule in RULES),
    *(Described(entry.kind, entry.example) for entry in WRITING),
)

BY_CODE: Mapping[str, Described] = {
    entry.kind.code: entry for entry in sorted(ENTRIES, key=lambda entry: entry.kind.code)
}
BY_NAME: Mapping[str, Described] = {entry.kind.name: entry for entry in ENTRIES}

KINDS: Mapping[str, FindingKind] = {code: entry.kind for code, entry in BY_CODE.items()}
"""Every kind of finding by its code, in order."""


CHECKED: Mapping[str, FindingKind] = {
    code: kind for code, kind in KINDS.items() if code not in {one.kind.code for one in WRITING}
}
"""The kinds that a check can find, which leaves out those of writing."""


def find(code_or_name: str) -> Described | None:
    """Return the kind of a code or a name, however it is spaced; None when there is none."""
    return BY_CODE.get(code_or_name.strip().upper()) or BY_NAME.get(_as_name(code_or_name))


def alike(code_or_name: str) -> list[str]:
    """Return codes, else names, that look like what was asked for, the likeliest first."""
    codes = get_close_matches(code_or_name.strip().upper(), BY_CODE)
    return codes or get_close_matches(_as_name(code_or_name), BY_NAME)


def _as_name(text: str) -> str:
    return text.strip().lower().replace("_", "-").replace(" ", "-")
