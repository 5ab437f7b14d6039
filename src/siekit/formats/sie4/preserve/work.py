"""One document on its way back into its file: what is shared by all who edit lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from siekit.formats.sie4.preserve.edits import Edits
from siekit.formats.sie4.preserve.layout import COLUMNS, KINDS, Layout, layout
from siekit.formats.sie4.preserve.rewriting import GONE, rewritten
from siekit.formats.sie4.preserve.spelling import ABSENT, Spelling
from siekit.formats.sie4.tokens import split
from siekit.formats.sie4.write.told import Told

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from siekit.core.encoding import Coder
    from siekit.document import Document
    from siekit.formats.sie4.compose import Value
    from siekit.formats.sie4.preserve.original import Original

Key: TypeAlias = tuple[str, int]
"""A table's name and the number of one of its rows."""

ANYTHING = object()
"""The value of a column that follows from others, and may be read back as whatever it is."""

UNREADABLE = b"?"
"""What no date is: a #RAR without one of its dates would be set aside."""

_MUST_STAND = ("account", "year_no", "year_no_declared", "objects")


@dataclass
class Work:
    """The original, the changed document, and what has come of the differences so far.

    `expected` has what will be read back in the place of a value that the file cannot say, by
    table, row and column. `places` has where new rows stand, by table and row.
    """

    original: Original
    document: Document
    edits: Edits
    spelling: Spelling
    told: Told = field(default_factory=Told)
    expected: dict[tuple[str, int, str], Any] = field(default_factory=dict)
    places: dict[str, dict[int, int]] = field(default_factory=dict)
    gaps: dict[str, int] = field(default_factory=dict)

    @classmethod
    def on(cls, original: Original, document: Document, coder: Coder) -> Work:
        """Begin with nothing done."""
        return cls(original, document, Edits(original.lines), Spelling(coder))

    def place(self, table: str, row: int, after: int, line: bytes) -> None:
        """Put the line of a new row after a line of the file."""
        self.places.setdefault(table, {})[row] = self.edits.insert(after, line)

    def remove(self, line: int) -> None:
        """Take a record out; braces that stand before it on its line stay."""
        parts = split(self.edits.line(line))
        if parts.braces and parts.label:
            self.edits.replace(line, parts.data[: parts.label.start].rstrip())
        else:
            self.edits.remove(line)

    def rewrite(self, line: bytes, label: str, values: Mapping[str, Any], key: Key) -> bytes:
        """Return a line with new values for some columns; `key` is the table's name and row."""
        old = layout(split(line), label)
        new = {name: self.cell(old, label, name, value, key) for name, value in values.items()}
        made = rewritten(old, label, new)
        self._note_gaps(old, layout(split(made), label), values, key, label)
        return made

    def cell(self, old: Layout, label: str, name: str, value: object, key: Key) -> bytes | None:
        """Return the bytes of a field, None for one that is not to stand there."""
        like = old.token(name)
        if name == "objects":
            pairs = cast("list[dict[str, Any]] | None", value)
            if pairs == [] and label not in _LISTED:
                return GONE
            return self.spelling.objects(self.fit_pairs(pairs, label, key), old.line, like)
        if value is None:
            return self.absent(label, name)
        return self.spelling.field(KINDS[name], self.fit(value, label, name, key), like)

    def absent(self, label: str, name: str) -> bytes | None:
        """Return what is written for a null, None when nothing is."""
        if label == "#RAR" and name in ("start_date", "end_date"):
            return UNREADABLE
        return ABSENT[KINDS[name]].encode() if name in _MUST_STAND else None

    def composed(
        self, label: str, row: Mapping[str, Any], key: Key, *, indent: bytes = b""
    ) -> bytes:
        """Return a new record in the encoding of the file."""
        has_list = label not in _LISTED and bool(row.get("objects"))
        columns = _WITH_LIST if has_list else COLUMNS[label]
        empty = Layout(split(b""), (), {}, {})
        cells = [self.cell(empty, label, name, row[name], key) for name in columns]
        while cells and cells[-1] is None:
            cells.pop()
        for name, cell in zip(columns, cells, strict=False):
            if cell is None:
                self._note_gap(label, name, key)
        fields = [b'""' if cell is None else cell for cell in cells]
        if label == "#VER" and row["date"] is None and (row["series"] or "").isdigit():
            # A bare number before a date would be taken for a number without its series.
            fields[0] = b'"' + fields[0] + b'"'
        return b" ".join((indent + label.encode(), *fields))

    def fit(self, value: object, label: str, name: str, key: Key) -> Value:
        """Return a value as the file can say it; what is read back is then expected."""
        if not isinstance(value, str):
            return cast("Value", value)
        kept = self.spelling.fitting(value, label, None)
        if kept != value:
            self.expected[(*key, name)] = kept
        return kept

    def fit_pairs(
        self, pairs: list[dict[str, Any]] | None, label: str, key: Key
    ) -> list[dict[str, Any]] | None:
        """Return an object list as the file can say it."""
        if pairs is None:
            return None
        numbers = (pair["object"] for pair in pairs)
        fitting = [n if n is None else self.spelling.fitting(n, label, None) for n in numbers]
        made = [{**pair, "object": n} for pair, n in zip(pairs, fitting, strict=True)]
        if made != pairs:
            self.expected[(*key, "objects")] = made
        return made

    def findings(self) -> Told:
        """Return what is to be told about the writing."""
        self.spelling.tell(self.told)
        for label, count in self.gaps.items():
            self.told.add("absent-text-written-empty", label=label, count=count)
        return self.told

    def _note_gaps(
        self,
        old: Layout,
        new: Layout,
        values: Mapping[str, Any],
        key: Key,
        label: str,
    ) -> None:
        """Expect absent texts that came to stand before another field to be read as empty."""
        for name in new.slots:
            is_absent = values[name] is None if name in values else old.token(name) is None
            if is_absent and new.token(name) is not None and name in TEXT_COLUMNS:
                self._note_gap(label, name, key)

    def _note_gap(self, label: str, name: str, key: Key) -> None:
        if name in TEXT_COLUMNS:
            self.expected[(*key, name)] = ""
            self.gaps[label] = self.gaps.get(label, 0) + 1


_LISTED: Collection[str] = frozenset(
    label for label, columns in COLUMNS.items() if "objects" in columns
)
_WITH_LIST = COLUMNS["#OIB"]

TEXT_COLUMNS = frozenset(
    {
        *("name", "unit", "type_raw", "sru_code", "text", "signature", "series", "number"),
        *("program", "program_version", "generated_by", "orgnr_raw", "acquisition_no"),
        *("activity_no", "contact", "street", "postal", "phone"),
    }
)
"""Columns that tell an empty text from one that is absent."""
