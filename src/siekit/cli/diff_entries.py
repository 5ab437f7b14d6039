"""The lines of each kind of difference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siekit.cli.columns import cut, wrapped
from siekit.cli.diff_values import place, values
from siekit.cli.diff_vouchers import voucher_lines
from siekit.cli.terminal import printable
from siekit.comparison.words import word
from siekit.locale.figures import MISSING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from siekit.cli.terminal import Screen
    from siekit.comparison.difference import (
        AccountChange,
        DimensionChange,
        FieldChange,
        ObjectChange,
        OtherRecordChange,
        SruCodeChange,
        YearChange,
    )

_CHANGE = 10
"""Width of the word for what happened."""


def _header(entry: FieldChange, to: Screen, lang: str, everything: bool) -> Iterator[str]:  # noqa: FBT001, all have one form
    del everything
    yield from _wrapped(f"{word(entry.field, lang)}: {values(entry, lang)}", "  ", to)


def _year(entry: YearChange, to: Screen, lang: str, everything: bool) -> Iterator[str]:  # noqa: FBT001, see above
    del everything
    number = MISSING if entry.year_no is None else str(entry.year_no).replace("-", "−")
    yield from _entry(entry, number, entry.fields, to, lang)


def _account(entry: AccountChange, to: Screen, lang: str, everything: bool) -> Iterator[str]:  # noqa: FBT001, see above
    del everything
    yield from _entry(entry, f"{entry.account} {entry.name}", entry.fields, to, lang)


def _sru_code(entry: SruCodeChange, to: Screen, lang: str, everything: bool) -> Iterator[str]:  # noqa: FBT001, see above
    del everything
    yield from _entry(entry, f"{entry.account}  {entry.sru_code}", (), to, lang)


def _dimension(entry: DimensionChange, to: Screen, lang: str, everything: bool) -> Iterator[str]:  # noqa: FBT001, see above
    del everything
    yield from _entry(entry, f"{entry.dimension} {entry.name}", entry.fields, to, lang)


def _object(entry: ObjectChange, to: Screen, lang: str, everything: bool) -> Iterator[str]:  # noqa: FBT001, see above
    del everything
    name = f"{entry.dimension}:{entry.object} {entry.name}"
    yield from _entry(entry, name, entry.fields, to, lang)


def _other(entry: OtherRecordChange, to: Screen, lang: str, everything: bool) -> Iterator[str]:  # noqa: FBT001, see above
    del everything
    yield from _entry(entry, " ".join(entry.raw.split()), (), to, lang)


def _entry(
    entry: Any,  # noqa: ANN401, whatever has change and lines
    text: str,
    fields: Sequence[FieldChange],
    to: Screen,
    lang: str,
) -> Iterator[str]:
    """What happened to what, where, and below it the fields."""
    head = f"  {word(entry.change, lang):<{_CHANGE}}  "
    where = place(entry.line_a, entry.line_b, lang)
    room = to.width - len(head) - len(where) - 2
    yield f"{head}{cut(printable(text), room):<{room}}  {to.faint(where)}".rstrip()
    if entry.change == "changed":
        for field in fields:
            text = f"{word(field.field, lang)}: {values(field, lang)}"
            yield from _wrapped(text, " " * len(head), to)


def _wrapped(text: str, indent: str, to: Screen) -> Iterator[str]:
    """Text below a head."""
    for line in wrapped(printable(text), to.width - len(indent)):
        yield f"{indent}{line}"


ENTRY_LINES: dict[str, Callable[[Any, Screen, str, bool], Iterator[str]]] = {
    "header": _header,
    "fiscal_years": _year,
    "accounts": _account,
    "sru_codes": _sru_code,
    "dimensions": _dimension,
    "objects": _object,
    "vouchers": voucher_lines,
    "other_records": _other,
}
"""How an entry of each section is told."""
