"""All lines of a document that are written as they were, and what is left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from siekit.core.labels import BY_NAME
from siekit.formats.sie4.compose import record
from siekit.formats.sie4.write.kept_head import KeptHead, keep_head, of_header
from siekit.formats.sie4.write.kept_rows import (
    ROWS_WITH_LINES,
    Kept,
    keep_extras,
    keep_unreadable,
)
from siekit.formats.sie4.write.line_reading import LinesRead, in_pieces
from siekit.formats.sie4.write.row_rules import KEYS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from siekit.document import Document
    from siekit.formats.sie4.write.tables import Tables
    from siekit.formats.sie4.write.told import Told
    from siekit.model import Header

OF_ACCOUNTS = {"#KTYP": "types", "#ENHET": "units"}
"""Labels whose records have no line of their own in any table."""

SECTIONS = {"accounts": "names"}
"""Tables whose records are written in a section of another name."""


@dataclass(slots=True)
class KeptLines:
    """Lines in the place of rows and identification records, and lines on their own.

    One of the latter may be kept twice: for its fields too many, and since it does not count.
    """

    head: KeptHead = field(default_factory=KeptHead)
    rows: Kept = field(default_factory=Kept)
    free: list[str] = field(default_factory=list)
    free_others: list[str] = field(default_factory=list)

    @property
    def replacing(self) -> int:
        """How many lines stand in the place of records."""
        rows = sum(map(len, self.rows.rows.values()))
        return rows + len(self.head.instead) + len(self.head.prosa)

    @property
    def others(self) -> list[str]:
        """What will be read back as other records."""
        return [*self.head.others, *self.rows.others, *self.free_others]

    def translated(
        self, translate: Callable[[str], str], header: Header, tables: Tables
    ) -> KeptLines:
        """A copy in which each line is what `translate` makes of it, where it still fits."""
        return KeptLines(
            self.head.translated(translate),
            self.rows.translated(translate, tables, _context(header, tables)),
            [translate(line) for line in self.free],
            [translate(line) for line in self.free_others],
        )


@dataclass(slots=True)
class _Others:
    """The other records of a document, by what they are."""

    head: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    rows: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    alone: dict[int, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    labels: dict[int, str] = field(default_factory=dict)


def kept_lines(
    document: Document,
    header: Header,
    tables: Tables,
    *,
    sie_type: str,
    unknown: bool,
    told: Told,
) -> KeptLines:
    """Return the lines that are kept: unreadable ones, and with `unknown` all other records."""
    others = _sorted_out(document, tables)
    context = _context(header, tables)
    rows = Kept()
    free: list[list[str]] = []
    if unknown:
        stale = keep_extras(tables, others.rows, context, rows)
        for name, count in stale.items():
            label = next(iter(others.labels[line] for line in others.rows[name]))
            told.add("changed-record-left-out", label=label, count=count)
        free = _standing_alone(list(others.alone.values()), tables, told)
    keep_unreadable(document, tables, context, rows)
    head_extras = others.head if unknown else {}
    head = keep_head(document, header, head_extras, context, sie_type)
    for label, count in Counter(head.dropped).items():
        told.add("changed-record-left-out", label=label, count=count)
    if not unknown:
        _tell_left_out(others, rows.lines, told)
    return KeptLines(head, rows, [raws[0] for raws in free], [raw for raws in free for raw in raws])


def _context(header: Header, tables: Tables) -> list[str]:
    """Return the records by which six-digit dates and days outside the years are told."""
    years = tables["fiscal_years"]
    columns = (years[name].to_pylist() for name in ("year_no", "start_date", "end_date"))
    return [
        record("#GEN", [header.generated.date]),
        *(record("#RAR", values) for values in zip(*columns, strict=True) if None not in values),
    ]


def _sorted_out(document: Document, tables: Tables) -> _Others:
    """Return the other records: of the header, of rows, and those that stand alone."""
    others = _Others()
    table = document["other_records"]
    if not table.num_rows:
        return others
    lines = {name: frozenset(tables[name]["line"].to_pylist()) for name in ROWS_WITH_LINES}
    columns = (table[name].to_pylist() for name in ("line", "label", "raw"))
    for line, label, raw in zip(*columns, strict=True):
        known = label.upper()
        section = _section(known)
        if of_header(known):
            others.head[known].append(raw)
        elif section in lines and line in lines[section]:
            others.rows[section][line] = raw
            others.labels[line] = known
        else:
            others.alone[line].append((known if known in BY_NAME else label, raw))
    return others


def _section(label: str) -> str:
    """Return the section that records of a label are rows of, if any."""
    known = BY_NAME.get(label)
    if known is None or known.table is None or label in OF_ACCOUNTS:
        return ""
    return SECTIONS.get(known.table, known.table)


def _standing_alone(
    records: Sequence[list[tuple[str, str]]], tables: Tables, told: Told
) -> list[list[str]]:
    """Return the lines of records of no row; one that would become a row now is left out."""
    free: list[list[str]] = []
    for part in in_pieces(len(records)):
        piece = records[part]
        read = LinesRead((), [line[0][1] for line in piece])
        stale = _becoming_rows(read, tables)
        rows = {k for name in ROWS_WITH_LINES if name not in KEYS for k in read.rows(name)}
        for k, line in enumerate(piece):
            label = line[0][0]
            unknown = k not in read.others and label not in _REPEATED
            if unknown or label in stale or k in rows:
                told.add("changed-record-left-out", label=label)
            else:
                free.append([raw for _, raw in line])
    return free


_REPEATED = ("#KONTO", "#DIM", "#UNDERDIM", "#OBJEKT", "#RAR", *OF_ACCOUNTS)
"""Labels whose records are set aside, or say nothing, when an earlier one has their key."""


def _becoming_rows(read: LinesRead, tables: Tables) -> set[str]:
    """Return the labels of records whose key nothing in the document has any longer."""
    stale: set[str] = set()
    for name, columns in (*KEYS.items(), ("types", ("account",)), ("units", ("account",))):
        found = _keys(read.tables[name], columns)
        if found and not found <= _keys(tables[name], columns):
            stale.update(_labels_of(name))
    return stale


def _keys(table: object, columns: Sequence[str]) -> set[tuple[object, ...]]:
    values = [table[column].to_pylist() for column in columns]  # type: ignore[index]
    return set(zip(*values, strict=True))


def _labels_of(section: str) -> Mapping[str, None]:
    names = {"names": ("#KONTO",), "dimensions": ("#DIM", "#UNDERDIM"), "objects": ("#OBJEKT",)}
    own = {"fiscal_years": ("#RAR",), "types": ("#KTYP",), "units": ("#ENHET",)}
    return dict.fromkeys({**names, **own}[section])


def _tell_left_out(others: _Others, written: set[int], told: Told) -> None:
    """Tell what is not written, once for each label."""
    extras = Counter({label: len(raws) for label, raws in others.head.items()})
    for lines in others.rows.values():
        extras.update(others.labels[line] for line in lines if line not in written)
    for label, count in extras.items():
        told.add("extra-fields-left-out", label=label, count=count)
    for label, count in Counter(line[0][0] for line in others.alone.values()).items():
        told.add("record-left-out", label=label, count=count)
