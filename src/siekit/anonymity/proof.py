"""The proof that a copy is anonymous and still the same file: read again and compared."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from siekit.anonymity.whole_file import numbers_of, words_of
from siekit.core.labels import LABELS
from siekit.model import EXACT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pyarrow as pa

    from siekit.anonymity.whole_file import Remade, Text
    from siekit.document import Document

_HEADER = (
    "sie_type",
    "sie_type_evidence",
    "flag",
    "generated_date",
    "currency_declared",
    "tax_year",
    "covered_to",
    "encoding",
    "line_end",
    "psaldo_style",
)
_SAME: dict[str, tuple[str, ...]] = {
    "fiscal_years": ("line", "year_no", "start_date", "end_date"),
    "accounts": ("line", "type", "declared"),
    "sru_codes": ("line",),
    "dimensions": ("line", "dimension", "parent_dimension", "declared"),
    "objects": ("line", "dimension", "declared"),
    "balances": ("line", "kind", "year_no", "quantity", "counts"),
    "period_balances": ("line", "kind", "year_no", "period", "quantity", "counts"),
    "vouchers": ("line", "voucher_id", "year_no", "date", "registration_date", "occurrence"),
    "transactions": (
        *("line", "voucher_id", "row_no", "kind", "counts", "date", "quantity", "twin_row"),
    ),
    "other_records": ("line",),
}
"""Columns that must be the same, besides those of figures and codes."""

_CODES = ("account", "series", "number")
"""Columns in which what has only digits must be the same."""

_FILLED = ("text", "name", "signature", "unit", "sru_code", "object", *_CODES)
"""Columns that must be null, empty or filled where they were."""

DECIMALS_OF_MANY = frozenset({"R409", "R429"})
"""More than two decimals, needless or not: a factor can make one of the other."""

_LABELS = frozenset(label.name.lstrip("#").lower() for label in LABELS)
"""Labels, which are words of every file."""

LONGEST_NUMBER = 9
"""Digits of a code that is a number and nobody's."""


def flaw(before: Document, after: Document, scale: int) -> str:
    """Say what differs between a file and its copy that must not, or nothing."""
    if _codes(before, scale) != _codes(after, scale):
        return "its findings would not be the same"
    rows = (one.header.as_row() for one in (before, after))
    first, second = ({name: row[name] for name in _HEADER} for row in rows)
    if first != second:
        return "its header would not be the same"
    for name, columns in _SAME.items():
        ours, theirs = before[name], after[name]
        if ours.num_rows != theirs.num_rows:
            return f"its table {name} would not have as many rows"
        if any(not ours[column].equals(theirs[column]) for column in columns):
            return f"its table {name} would not be the same"
        differing = next(_differing(ours, theirs, scale), "")
        if differing:
            return f"the column {differing} of its table {name} would not be the same"
    return ""


def remains(text: Text, words: set[str], remade: Remade) -> str:
    """Say whether a word or a number of the file is left in its copy, or nothing."""
    left = words & words_of(remade.body, text.alphabet)
    left -= remade.kept_words | _LABELS
    if left:
        return f"words of it would be left ({len(left)})"
    if numbers_of(text.body) & numbers_of(remade.body):
        return "an organisation or personal number of it would be left"
    return ""


def _codes(document: Document, scale: int) -> Mapping[str, int]:
    """The number of findings of each code."""
    counts = dict(document.finding_counts)
    if scale != 1:
        counts["R409"] = sum(counts.pop(code, 0) for code in DECIMALS_OF_MANY)
    return counts


def _differing(before: pa.Table, after: pa.Table, scale: int) -> Iterator[str]:
    """Give the columns of figures, codes and texts that are not as they must be."""
    names = before.column_names
    # What is only used stands in the order of its codes, which are others.
    in_order = "declared" not in names
    if "amount" in names and not _times(before["amount"], after["amount"], scale):
        yield "amount"
    if "objects" in names and not _like_lists(before["objects"], after["objects"]):
        yield "objects"
    for name in _CODES:
        if name in names and not _same_numbers(before[name], after[name], in_order=in_order):
            yield name
    for name in _FILLED:
        if name in names and not _filled_alike(before[name], after[name], in_order=in_order):
            yield name


def _times(before: pa.ChunkedArray, after: pa.ChunkedArray, scale: int) -> bool:
    if scale == 1:
        return bool(before.equals(after))
    factor = Decimal(scale)
    wanted = (None if one is None else EXACT.multiply(one, factor) for one in _values(before))
    return all(one == other for one, other in zip(wanted, _values(after), strict=True))


def _values(column: pa.ChunkedArray) -> Iterable[Decimal | None]:
    for chunk in column.chunks:
        yield from chunk.to_pylist()


def _like_lists(before: pa.ChunkedArray, after: pa.ChunkedArray) -> bool:
    """Whether lists of objects are as long, and of the same dimensions."""
    import pyarrow.compute as pc

    if not pc.list_value_length(before).equals(pc.list_value_length(after)):
        return False
    ours, theirs = pc.list_flatten(before), pc.list_flatten(after)
    if not pc.struct_field(ours, "dimension").equals(pc.struct_field(theirs, "dimension")):
        return False
    return _filled_alike(
        pc.struct_field(ours, "object"), pc.struct_field(theirs, "object"), in_order=True
    )


def _same_numbers(before: pa.ChunkedArray, after: pa.ChunkedArray, *, in_order: bool) -> bool:
    import pyarrow.compute as pc

    pattern = rf"^[0-9]{{1,{LONGEST_NUMBER}}}$"
    if in_order:
        is_number = pc.match_substring_regex(before, pattern)
        return bool(before.filter(is_number).equals(after.filter(is_number)))
    ours, theirs = (
        sorted(one.filter(pc.match_substring_regex(one, pattern)).to_pylist())
        for one in (before, after)
    )
    return ours == theirs


def _filled_alike(before: pa.ChunkedArray, after: pa.ChunkedArray, *, in_order: bool) -> bool:
    import pyarrow.compute as pc

    ours, theirs = (
        [pc.is_null(one), pc.fill_null(pc.equal(one, ""), fill_value=False)]
        for one in (before, after)
    )
    if in_order:
        return all(one.equals(other) for one, other in zip(ours, theirs, strict=True))
    return [pc.sum(one) for one in ours] == [pc.sum(one) for one in theirs]
