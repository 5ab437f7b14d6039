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
    "program",
    "program_version",
    "generated_date",
    "chart_type",
    "currency",
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

_AS_MANY = ("text", "name", "signature", "unit", "sru_code", "object", *_CODES)
"""Columns that must have a value where they had one, and as many different ones."""

DECIMALS_OF_MANY = frozenset({"R409", "R429"})
"""More than two decimals, needless or not: a factor can make one of the other."""

_LABELS = frozenset(label.name.lstrip("#").casefold() for label in LABELS)
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
    if "amount" in names and not _times(before["amount"], after["amount"], scale):
        yield "amount"
    if "objects" in names and not _like_lists(before["objects"], after["objects"]):
        yield "objects"
    for name in _CODES:
        if name in names and not _same_numbers(before[name], after[name]):
            yield name
    for name in _AS_MANY:
        if name in names and not _as_many(before[name], after[name]):
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
    """Whether lists of objects are as long, of the same dimensions, and as many objects."""
    import pyarrow.compute as pc

    if not pc.list_value_length(before).equals(pc.list_value_length(after)):
        return False
    ours, theirs = pc.list_flatten(before), pc.list_flatten(after)
    if not pc.struct_field(ours, "dimension").equals(pc.struct_field(theirs, "dimension")):
        return False
    return _as_many(pc.struct_field(ours, "object"), pc.struct_field(theirs, "object"))


def _same_numbers(before: pa.ChunkedArray, after: pa.ChunkedArray) -> bool:
    import pyarrow.compute as pc

    is_number = pc.match_substring_regex(before, rf"^[0-9]{{1,{LONGEST_NUMBER}}}$")
    return bool(before.filter(is_number).equals(after.filter(is_number)))


def _as_many(before: pa.ChunkedArray, after: pa.ChunkedArray) -> bool:
    import pyarrow.compute as pc

    if not pc.is_null(before).equals(pc.is_null(after)):
        return False
    if not pc.equal(before, "").equals(pc.equal(after, "")):
        return False
    return True
