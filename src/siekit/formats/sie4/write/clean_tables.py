"""Tables as a file can say them, each change told; only called when the core met something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.core.labels import FieldType
from siekit.formats.sie4.write.clean_header import tell_texts
from siekit.formats.sie4.write.clean_text import Changes, TextChanges, cleaned
from siekit.formats.sie4.write.sections import TEXTS, WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from siekit.formats.sie4.write.sections import Column, Section
    from siekit.formats.sie4.write.tables import Tables
    from siekit.formats.sie4.write.told import Told

ODD_TEXT = r"[\x00-\x08\x0a-\x1f\x7f]|\\$"
"""What may have to be changed: control characters but tabs, a backslash at the end."""

MONTHS = 12
FIRST_PERIOD, LAST_PERIOD = 100, 999912

FIRST_DAY, LAST_DAY = -719162, 2932896
"""0001-01-01 and 9999-12-31, counted from 1970: the days that eight digits can say."""


def clean_tables(
    tables: Tables, parts: dict[str, Section], kept: Mapping[str, Mapping[int, str]], told: Told
) -> Tables:
    """Return the tables with the values that will be read back.

    Rows of `kept`, by section, are written as they once stood and so stay as they are.
    """
    changed = {}
    for name, section in parts.items():
        table = section.table
        for column in section.columns:
            values = _clean_column(section, table, column, told)
            if values is not None:
                values = _without(kept.get(name), table[column.name], values)
                at = table.column_names.index(column.name)
                table = table.set_column(at, column.name, values)
        filled = _fill_gaps(section, table, kept.get(name), told)
        if filled is not section.table:
            changed[name] = filled
    return tables.with_tables(changed)


def _without(
    kept: Mapping[int, str] | None, values: pa.ChunkedArray, changed: pa.Array
) -> pa.Array | pa.ChunkedArray:
    """Return a changed column with the values of some rows as they were."""
    return pc.if_else(_mask(kept, len(values)), values, changed) if kept else changed


def _mask(kept: Mapping[int, str], rows: int) -> pa.Array:
    return pa.array([row in kept for row in range(rows)], pa.bool_())


def without_odd_periods(tables: Tables, told: Told) -> Tables:
    """Return the tables without periods that are no month, which no record can say."""
    rows = tables["period_balances"]
    period = rows["period"]
    month = pc.subtract(period, pc.multiply(pc.divide(period, 100), 100))
    wrong = pc.or_(pc.less(month, 1), pc.greater(month, MONTHS))
    outside = pc.or_(pc.less(period, FIRST_PERIOD), pc.greater(period, LAST_PERIOD))
    odd = pc.or_(wrong, outside)
    count = pc.sum(odd).as_py() or 0
    if not count:
        return tables
    first = str(period.filter(odd)[0].as_py())
    told.add("value-left-out", label="#PSALDO", value=first, count=count)
    kept = pc.if_else(odd, pa.scalar(None, pa.int32()), period)
    changed = rows.set_column(rows.column_names.index("period"), "period", kept)
    return tables.with_tables({"period_balances": changed})


def with_stated_years(tables: Tables, original: pa.Table, kept: Mapping[int, str]) -> Tables:
    """Return the tables with the year numbers of some period rows as their records state them."""
    rows = tables["period_balances"]
    mask = _mask(kept, rows.num_rows)
    years = pc.if_else(mask, original["year_no_declared"], rows["year_no_declared"])
    at = rows.column_names.index("year_no_declared")
    return tables.with_tables({"period_balances": rows.set_column(at, "year_no_declared", years)})


def tell_names(tables: Mapping[str, pa.Table], told: Told) -> None:
    """Tell names of what is used and not declared: only declarations have names."""
    for name, label in (("accounts", "#KONTO"), ("dimensions", "#DIM"), ("objects", "#OBJEKT")):
        table = tables[name]
        bare = pc.or_(pc.is_null(table["name"]), pc.equal(table["name"], ""))
        named = pc.and_(pc.invert(table["declared"]), pc.invert(pc.fill_null(bare, True)))  # noqa: FBT003
        told.add("name-without-declaration", label=label, count=pc.sum(named).as_py() or 0)


def _clean_column(section: Section, table: pa.Table, column: Column, told: Told) -> pa.Array | None:
    """Return a column whose values can be written, None when it is as it should be."""
    values, label = table[column.name], section.labels[0]
    if column.type is FieldType.DATE:
        return _clean_days(values, label, told)
    if column.type is FieldType.OBJECTS:
        return _clean_lists(table, values, label, told)
    if column.type in (*TEXTS, *WORDS):
        return _clean_texts(values, table["line"], label, told)
    return None


def _clean_texts(
    values: pa.ChunkedArray, lines: pa.ChunkedArray, label: str, told: Told
) -> pa.Array | None:
    if not pc.any(pc.match_substring_regex(values, ODD_TEXT)).as_py():
        return None
    changes = TextChanges.none()
    pairs = zip(values.to_pylist(), lines.to_pylist(), strict=True)
    kept = [None if text is None else cleaned(text, changes, line) for text, line in pairs]
    tell_texts(told, label, changes)
    return pa.array(kept, pa.string())


def _clean_lists(
    table: pa.Table, values: pa.ChunkedArray, label: str, told: Told
) -> pa.Array | None:
    whole = values.combine_chunks()
    numbers = whole.flatten().field("object")
    odd = pc.any(pc.match_substring_regex(numbers, ODD_TEXT)).as_py()
    if not odd and not numbers.null_count and not whole.flatten().null_count:
        return None
    changes, gaps = TextChanges.none(), Changes()
    kept: list[list[dict[str, object]] | None] = []
    for pairs, line in zip(whole.to_pylist(), table["line"].to_pylist(), strict=True):
        if pairs is not None:
            pairs = [_clean_pair(pair or {}, changes, gaps, line) for pair in pairs]  # noqa: PLW2901
        kept.append(pairs)
    tell_texts(told, label, changes)
    told.add("absent-text-written-empty", label=label, line=gaps.line, count=gaps.count)
    return pa.array(kept, whole.type)


def _clean_pair(
    pair: dict[str, object], changes: TextChanges, gaps: Changes, line: int | None
) -> dict[str, object]:
    number = pair.get("object")
    if not isinstance(number, str):
        gaps.note("", line)
        number = ""
    return {"dimension": pair.get("dimension"), "object": cleaned(number, changes, line)}


def _clean_days(values: pa.ChunkedArray, label: str, told: Told) -> pa.Array | None:
    days = values.cast(pa.int32()).combine_chunks()
    outside = pc.or_(pc.less(days, FIRST_DAY), pc.greater(days, LAST_DAY))
    count = pc.sum(outside).as_py() or 0
    if not count:
        return None
    first = days.filter(outside)[0].as_py()
    told.add("value-left-out", label=label, value=f"day {first} from 1970-01-01", count=count)
    return pc.if_else(outside, pa.scalar(None, pa.int32()), days).cast(pa.date32())


def _fill_gaps(
    section: Section, table: pa.Table, kept: Mapping[int, str] | None, told: Told
) -> pa.Table:
    """Return a table with empty texts where absent ones stand before other fields."""
    count, first = 0, None
    for k, column in enumerate(section.columns):
        if column.type not in (*TEXTS, *WORDS) or column.absent or not _nulls(table, column):
            continue
        later = _any_later(table, section.columns[k + 1 :])
        gap = pc.and_(pc.is_null(table[column.name]), later)
        if kept:
            gap = pc.and_not(gap, _mask(kept, table.num_rows))
        number = pc.sum(gap).as_py() or 0
        if number:
            count += number
            first = first or table["line"].filter(gap)[0].as_py()
            values = pc.if_else(gap, "", table[column.name])
            table = table.set_column(table.column_names.index(column.name), column.name, values)
    told.add("absent-text-written-empty", label=section.labels[0], line=first, count=count)
    return table


def _nulls(table: pa.Table, column: Column) -> int:
    return int(table[column.name].null_count)


def _any_later(table: pa.Table, columns: tuple[Column, ...]) -> pa.ChunkedArray:
    """Tell which rows have something in one of the columns."""
    later = pc.is_null(table["document_id"])
    for column in columns:
        always = bool(column.absent) or column.type is FieldType.OBJECTS
        filled = pc.is_valid(table["document_id"] if always else table[column.name])
        later = pc.or_(later, filled)
    return later
