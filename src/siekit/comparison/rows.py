"""Which rows of two vouchers differ: rows as a multiset, their order says nothing."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any

from siekit.comparison.difference import ADDED, CHANGED, REMOVED, FieldChange, RowChange

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Hashable, Sequence

    from siekit.model import ObjectRef, Transaction, Voucher

    Key = Callable[[Transaction], Hashable]

_KIN: tuple[tuple[str, ...], ...] = (
    ("kind", "account", "objects", "text", "amount"),
    ("kind", "account", "objects", "amount"),
    ("kind", "account", "objects", "text"),
    ("kind", "account", "objects"),
    ("kind", "account", "text", "amount"),
    ("kind", "account", "amount"),
    ("kind", "text", "objects", "amount"),
    ("kind", "amount"),
    ("kind", "account"),
)
"""What rows have in common that are one row changed: the first that fits, in file order."""

_FIELDS = ("account", "objects", "amount", "text", "quantity", "signature")


def row_changes(a: Voucher | None, b: Voucher | None) -> tuple[RowChange, ...]:
    """The rows that differ, in file order; all rows of a voucher that has no counterpart."""
    left = list(a.rows) if a else []
    right = list(b.rows) if b else []
    days = (a.date if a else None, b.date if b else None)
    # A row without a date follows its voucher to another day; one with a date of its own stays.
    _paired(left, right, *(partial(_on_its_day, day=day) for day in days))
    _paired(left, right, *(partial(_on_own_day, day=day) for day in days))
    changes: list[RowChange] = []
    for names in _KIN:
        kin = partial(_named, names=names)
        changes += [
            RowChange(change=CHANGED, a=x, b=y, fields=_fields(x, y, days))
            for x, y in _paired(left, right, kin, kin)
        ]
    changes += [RowChange(change=REMOVED, a=row, b=None, fields=()) for row in left]
    changes += [RowChange(change=ADDED, a=None, b=row, fields=()) for row in right]
    return tuple(sorted(changes, key=_place))


def _paired(
    left: list[Transaction], right: list[Transaction], key_a: Key, key_b: Key
) -> list[tuple[Transaction, Transaction]]:
    """Take the rows out of both lists that have equal keys, and return them."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for at in reversed(range(len(right))):
        waiting[key_b(right[at])].append(at)
    pairs, taken, rest = [], set(), []
    for row in left:
        fitting = waiting.get(key_a(row))
        if fitting:
            at = fitting.pop()
            taken.add(at)
            pairs.append((row, right[at]))
        else:
            rest.append(row)
    left[:] = rest
    right[:] = [row for at, row in enumerate(right) if at not in taken]
    return pairs


def _on_its_day(row: Transaction, day: dt.date | None) -> Hashable:
    """All that the row says, with the day that it is on."""
    return (_said(row), row.date or day)


def _on_own_day(row: Transaction, day: dt.date | None) -> Hashable:
    """All that the row says, with its date where that is not the voucher's."""
    return (_said(row), _own_date(row, day))


def _own_date(row: Transaction, day: dt.date | None) -> dt.date | None:
    """The date of the row, None where it is the voucher's."""
    return None if row.date == day else row.date


def _said(row: Transaction) -> Hashable:
    """All that the row says but its date."""
    said = (row.text or "", row.quantity or None, row.signature or "")
    return (row.kind, row.account, _sorted(row.objects), row.amount, *said)


def _named(row: Transaction, names: Sequence[str]) -> Hashable:
    """Some of what the row says."""
    return tuple(_plain(name, getattr(row, name)) for name in names)


def _fields(
    x: Transaction, y: Transaction, days: tuple[dt.date | None, dt.date | None]
) -> tuple[FieldChange, ...]:
    """The fields that differ between two rows."""
    changes = [
        FieldChange(name, getattr(x, name), getattr(y, name))
        for name in _FIELDS
        if _plain(name, getattr(x, name)) != _plain(name, getattr(y, name))
    ]
    on = (x.date or days[0], y.date or days[1])
    if _own_date(x, days[0]) != _own_date(y, days[1]) and on[0] != on[1]:
        changes.append(FieldChange("date", *on))
    return tuple(changes)


def _plain(name: str, value: Any) -> Hashable:  # noqa: ANN401, fields have many types
    """The value as it is compared: absent where it says nothing, objects in one order."""
    if name == "objects":
        return _sorted(value)
    return value or None if name in _EMPTY_IS_ABSENT else value


_EMPTY_IS_ABSENT = frozenset({"text", "quantity", "signature"})


def _sorted(objects: tuple[ObjectRef, ...]) -> Hashable:
    """The objects in one order."""
    return tuple(sorted(objects, key=lambda ref: (ref.dimension or 0, ref.object or "")))


def _place(change: RowChange) -> tuple[int, int]:
    """Where the row stands, the removed before the added."""
    row = change.a or change.b
    return (row.row_no or 0) if row else 0, int(change.a is None)
