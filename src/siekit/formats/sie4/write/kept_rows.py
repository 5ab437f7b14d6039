"""Rows that go out as they came in: what cannot be read, and what has fields of its own.

A row whose fields could not be read keeps its raw text only in the line that it came from. So
that line is written again, re-encoded, where the row still says what the line says: it is read
on its own and compared, since the document may have been changed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.formats.sie4.write.line_reading import UNREADABLE_CODES, LinesRead, in_pieces
from siekit.formats.sie4.write.read_back import BESIDES, same_rows
from siekit.formats.sie4.write.source_lines import lines_by_number
from siekit.formats.sie4.write.tables import FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from siekit.document import Document
    from siekit.formats.sie4.write.tables import Tables

NULLABLE = (
    "year_no",
    "year_no_declared",
    "period",
    "objects",
    "amount",
    "date",
    "quantity",
    "start_date",
    "end_date",
    "registration_date",
    "parent_dimension",
)
"""Columns that may be null because the field could not be read."""

ROWS_WITH_LINES = tuple(name for name in FIELDS if name not in ("types", "units"))
"""Sections whose rows know the line of their record; an account knows that of its #KONTO."""


@dataclass(slots=True)
class Kept:
    """Lines that stand in the place of rows, by section and row number.

    `others` is what of them will be read back as other records, `lines` where they came from.
    """

    rows: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    others: list[str] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)

    def translated(
        self, translate: Callable[[str], str], tables: Tables, context: Sequence[str]
    ) -> Kept:
        """A copy in which each line is what `translate` makes of it.

        A line that does not say any longer what its row in the new tables says is left out.
        """
        made = Kept()
        for name, texts in self.rows.items():
            lines = tables[name]["line"]
            translated = {
                lines[row].as_py(): translate(text.removesuffix("\r\n"))
                for row, text in texts.items()
            }
            keep_extras(tables, {name: translated}, context, made)
        return made


def keep_unreadable(document: Document, tables: Tables, context: Sequence[str], kept: Kept) -> None:
    """Keep the rows whose fields could not be read, where the file they came from is known."""
    if document.source is None or not UNREADABLE_CODES & document.finding_counts.keys():
        return
    lines = _candidates(document, tables) - kept.lines
    texts = lines_by_number(document.source, lines)
    # A brace before a record would close its voucher once more.
    texts = {line: text.lstrip(" \t{}") for line, text in texts.items()}
    for name in ROWS_WITH_LINES:
        _keep(tables, name, texts, _context(name, context), kept)


def keep_extras(
    tables: Tables,
    records: Mapping[str, Mapping[int, str]],
    context: Sequence[str],
    kept: Kept,
) -> dict[str, int]:
    """Keep the rows of records with more fields than the label has, by section and line.

    Returns for each section how many no longer say what their row does.
    """
    return {
        name: len(texts) - _keep(tables, name, texts, _context(name, context), kept, extra=True)
        for name, texts in records.items()
    }


def _context(name: str, context: Sequence[str]) -> Sequence[str]:
    """Return the records by which lines are understood: a year would be taken as repeated."""
    return () if name == "fiscal_years" else context


def _candidates(document: Document, tables: Tables) -> set[int]:
    """Return the lines that may hold something unreadable.

    A finding for each is kept up to a number; beyond it every row with a null may be one.
    """
    placed: dict[str, list[int]] = defaultdict(list)
    for finding in document.findings:
        if finding.code in UNREADABLE_CODES and finding.line is not None:
            placed[finding.code].append(finding.line)
    lines = {line for found in placed.values() for line in found}
    exact = document.finding_counts
    if all(exact.get(code, 0) <= len(found) for code, found in placed.items()):
        return lines
    for name in ROWS_WITH_LINES:
        lines.update(_lines_with_nulls(tables[name]))
    return lines


def _lines_with_nulls(table: pa.Table) -> list[int]:
    names = [name for name in table.column_names if name in NULLABLE]
    missing = pc.is_null(table["document_id"])
    for name in names:
        missing = pc.or_(missing, pc.is_null(table[name]))
        if name == "objects":
            missing = pc.or_(missing, _has_null_dimension(table[name]))
    return [line for line in table["line"].filter(missing).to_pylist() if line is not None]


def _has_null_dimension(lists: pa.ChunkedArray) -> pa.Array:
    """Tell which object lists have a dimension that could not be read."""
    whole = lists.combine_chunks()
    pairs = whole.flatten().field("dimension")
    if not pairs.null_count:
        return pa.array([False] * len(whole), pa.bool_())
    parents = pc.list_parent_indices(whole).filter(pc.is_null(pairs))
    places = pa.array(range(len(whole)), parents.type)
    return pc.is_in(places, parents)


def _keep(
    tables: Tables,
    name: str,
    texts: Mapping[int, str],
    context: Sequence[str],
    kept: Kept,
    *,
    extra: bool = False,
) -> int:
    """Keep the lines of a section that say what its rows say; return how many they are."""
    if not texts:
        return 0
    lines = tables[name]["line"]
    row_numbers = pa.array(range(len(lines)), pa.int64())
    wanted = pc.is_in(lines, pa.array(list(texts), pa.int32()))
    rows = row_numbers.filter(wanted.combine_chunks()).to_pylist()
    numbers = lines.filter(wanted).to_pylist()
    count = 0
    for part in in_pieces(len(rows)):
        read = LinesRead(context, [texts[line] for line in numbers[part]])
        for k in _fitting(tables, name, rows[part], read, extra=extra):
            row, line = rows[part][k], numbers[part][k]
            kept.rows[name][row] = texts[line] + "\r\n"
            kept.lines.add(line)
            kept.others += read.others.get(k, ())
            count += 1
    return count


def _fitting(
    tables: Tables, name: str, rows: Sequence[int], read: LinesRead, *, extra: bool
) -> list[int]:
    """Return which of some lines say what their rows say."""
    found, unreadable = read.rows(name), read.unreadable()
    chosen = [k for k in range(len(rows)) if k in found and (extra or k in unreadable)]
    if not chosen:
        return []
    ours = tables[name].take([rows[k] for k in chosen])
    theirs = read.tables[name].take([found[k] for k in chosen])
    columns = (*(one.name for one in FIELDS[name]), *BESIDES.get(name, ()))
    same = same_rows(ours, theirs, tuple(one for one in columns if one != "voucher_id"))
    return [k for k, fits in zip(chosen, same, strict=True) if fits]
