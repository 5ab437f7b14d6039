"""The lines of a voucher that differs: what happened, its fields, its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.cli.columns import cut, wrapped
from siekit.cli.diff_values import place, shown, signed, values
from siekit.cli.terminal import printable
from siekit.comparison.difference import CHANGED, OUTSIDE
from siekit.comparison.words import word
from siekit.locale.figures import MISSING, money
from siekit.model import EXACT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siekit.cli.terminal import Screen
    from siekit.comparison.difference import RowChange, VoucherChange
    from siekit.model import Voucher

ROWS_SHOWN = 10
"""Rows of a voucher that are shown without --all."""

_WIDTH = 10
_INDENT = " " * (_WIDTH + 4)
_SMALLEST_TEXT = 8


def voucher_lines(
    entry: VoucherChange,
    to: Screen,
    lang: str,
    everything: bool,  # noqa: FBT001, as the lines of other entries
) -> Iterator[str]:
    """One voucher; rows only where they changed, as those of an added one are all new."""
    yield _head(entry, to, lang)
    for field in entry.fields:
        if field.field in {"series", "number"}:
            continue
        text = f"{word(field.field, lang)}: {values(field, lang)}"
        for line in wrapped(printable(text), to.width - len(_INDENT)):
            yield _INDENT + line
    if not (entry.a and entry.b):
        return
    rows = entry.rows if everything else entry.rows[:ROWS_SHOWN]
    yield from _rows(rows, to, lang)
    more = len(entry.rows) - len(rows)
    if more:
        yield _INDENT + to.faint(word("more", lang, n=more))


def _head(entry: VoucherChange, to: Screen, lang: str) -> str:
    """What happened to which voucher, and on which lines."""
    vouchers = [one for one in (entry.a, entry.b) if one]
    newest = vouchers[-1]
    names = list(dict.fromkeys(_name(one, lang) for one in vouchers))
    head = f"  {word(entry.change, lang):<{_WIDTH}}  {printable(' → '.join(names))}"
    head += f"  {newest.date or MISSING}  "
    line_a, line_b = (one.line if one else None for one in (entry.a, entry.b))
    where = place(line_a, line_b, lang)
    if len(vouchers) == 1:
        where = f"{_debit(newest, lang)}  {where}".rstrip()
    room = max(to.width - len(head) - len(where) - 2, _SMALLEST_TEXT)
    return f"{head}{cut(printable(newest.text or ''), room):<{room}}  {to.faint(where)}".rstrip()


def _name(voucher: Voucher, lang: str) -> str:
    """Series and number."""
    if voucher.voucher_id == OUTSIDE:
        return word("outside", lang)
    return " ".join(part for part in (voucher.series, voucher.number) if part) or MISSING


def _debit(voucher: Voucher, lang: str) -> str:
    """What the counted rows debit."""
    total = None
    for row in voucher.rows:
        if row.counts and row.amount is None:
            return word("debit", lang, amount=MISSING)
        if row.counts and row.amount is not None and row.amount > 0:
            total = row.amount if total is None else EXACT.add(total, row.amount)
    return word("debit", lang, amount=MISSING if total is None else money(total, lang))


def _rows(rows: Sequence[RowChange], to: Screen, lang: str) -> Iterator[str]:
    """The rows that differ, each on a line: account, amount, the rest, the lines."""
    for row in rows:
        one = row.b or row.a
        if one is None:
            continue
        changed = {field.field: field for field in row.fields}
        account = (
            values(changed["account"], lang) if "account" in changed else one.account or MISSING
        )
        parts = [account]
        if row.change != CHANGED:
            parts.append(word(row.change, lang))
        if one.kind != "normal":
            parts.append({"added": "#RTRANS", "removed": "#BTRANS"}[one.kind])
        if "amount" in changed:
            parts += [values(changed["amount"], lang), signed(row.difference, lang)]
        else:
            parts.append(shown("amount", one.amount, lang))
        parts += [
            f"{word('object_list' if name == 'objects' else name, lang)}: {values(field, lang)}"
            for name, field in changed.items()
            if name not in {"account", "amount"}
        ]
        if row.change != CHANGED and one.objects:
            parts.append(shown("objects", one.objects, lang))
        where = place(row.a.line if row.a else None, row.b.line if row.b else None, lang)
        yield from _fitted("  ".join(parts), where, to)


def _fitted(text: str, where: str, to: Screen) -> Iterator[str]:
    """A line with its place to the right, in several where it is long."""
    room = to.width - len(_INDENT) - len(where) - 2
    first, *more = wrapped(printable(text), room)
    yield f"{_INDENT}{first:<{room}}  {to.faint(where)}".rstrip()
    for line in more:
        yield f"{_INDENT}  {line}"
