"""One `[[line]]` of a layout file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siekit.reports.layout import LayoutLine
from siekit.reports.layout_fault import LayoutFault
from siekit.reports.layout_formula import ZERO, parse_formula
from siekit.reports.layout_ranges import parse_ranges
from siekit.reports.model import LineKind, Words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from siekit.reports.layout import Range
    from siekit.reports.layout_place import LayoutText

KEYS = (
    "key", "label", "en", "sv", "accounts", "sign", "sum", "formula", "section", "kind", "level",
    "hidden",
)  # fmt: skip
KINDS = tuple(kind.value for kind in LineKind)
SOURCES = ("accounts", "sum", "formula")
DEEPEST = 4


def entry_line(file: LayoutText, number: int, entry: object, sign: object) -> LayoutLine:
    """Return the line of an entry; `sign` is that of lines which say none."""
    if not isinstance(entry, dict):
        file.refuse("each line is a table [[line]]", entry=number)
    for name in entry:
        if name not in KEYS:
            file.refuse(
                f"{name!r} is not known; known are {', '.join(KEYS)}", entry=number, key=name
            )
    key = entry.get("key")
    if not isinstance(key, str) or not key or "'" in key:
        file.refuse('a line has a key of its own, as in key = "sales"', entry=number, key="key")
    if sum(name in entry for name in SOURCES) != 1:
        file.refuse(f"the line {key} has one of {', '.join(SOURCES)}", entry=number)
    own = _sign(file, number, entry, sign)
    adds, constant = _adds(file, number, entry)
    taken: tuple[Range, ...] = ()
    if "accounts" in entry:
        taken = ranges(file, entry["accounts"], entry=number, key="accounts", sign=own)
    return LayoutLine(
        key=key,
        label=label(file, entry, number),
        section=str(entry.get("section", "")),
        level=_level(file, number, entry),
        kind=_kind(file, number, entry),
        ranges=taken,
        adds=adds,
        constant=constant,
        shown=entry.get("hidden") is not True,
    )


def ranges(
    file: LayoutText, texts: object, *, entry: int | None, key: str, sign: int
) -> tuple[Range, ...]:
    """Return the accounts of a list."""
    if not isinstance(texts, list) or not texts or not all(isinstance(t, str) for t in texts):
        file.refuse(
            f'{key} is a list of texts, as in {key} = ["3000-3999", "-3740"]', entry=entry, key=key
        )
    try:
        return parse_ranges(texts, sign=sign)
    except LayoutFault as fault:
        file.refuse(str(fault), entry=entry, key=key)


def label(file: LayoutText, entry: object, number: int | None) -> Words:
    """Return a label: one for both languages, or one for each."""
    found = entry if isinstance(entry, dict) else {"label": entry}
    both = found.get("label")
    texts = [found.get("en", both), found.get("sv", both)]
    there = [one for one in texts if isinstance(one, str)]
    if not there or any(one is not None and not isinstance(one, str) for one in texts):
        file.refuse("a label is missing: write label, or en and sv", entry=number)
    return Words(*(one if isinstance(one, str) else there[0] for one in texts))


def _adds(
    file: LayoutText, number: int, entry: Mapping[str, Any]
) -> tuple[tuple[tuple[str, int | Decimal], ...], Decimal]:
    """Return the lines that a line adds, and a number."""
    if "sum" in entry:
        keys = entry["sum"]
        if not isinstance(keys, list) or not keys or not all(isinstance(k, str) for k in keys):
            reason = 'sum is a list of keys, as in sum = ["10", "20"]'
            file.refuse(reason, entry=number, key="sum")
        return tuple((key, 1) for key in keys), ZERO
    if "formula" not in entry:
        return (), ZERO
    if not isinstance(entry["formula"], str):
        file.refuse("formula is a text", entry=number, key="formula")
    try:
        return parse_formula(entry["formula"])
    except LayoutFault as fault:
        file.refuse(str(fault), entry=number, key="formula")


def _sign(file: LayoutText, number: int, entry: Mapping[str, Any], sign: object) -> int:
    own = entry.get("sign", sign)
    if not isinstance(own, int) or isinstance(own, bool) or own not in {1, -1}:
        file.refuse("sign is 1 or -1", entry=number, key="sign")
    return own


def _kind(file: LayoutText, number: int, entry: Mapping[str, Any]) -> LineKind:
    kind = entry.get("kind", "line" if "accounts" in entry else "subtotal")
    if kind not in KINDS:
        file.refuse(f"kind is one of {', '.join(KINDS)}", entry=number, key="kind")
    return LineKind(kind)


def _level(file: LayoutText, number: int, entry: Mapping[str, Any]) -> int:
    level = entry.get("level", 1)
    if not isinstance(level, int) or isinstance(level, bool) or not 1 <= level <= DEEPEST:
        file.refuse(f"level is a number from 1 to {DEEPEST}", entry=number, key="level")
    return level
