"""A document in the characters of one encoding, each replacement told."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

import pyarrow as pa

from siekit.core.labels import FieldType
from siekit.formats.sie4.write.sections import TEXTS, WORDS
from siekit.formats.sie4.write.transliterate import fits, in_encoding

if TYPE_CHECKING:
    from siekit.formats.sie4.write.encodings import Target
    from siekit.formats.sie4.write.sections import Section
    from siekit.formats.sie4.write.tables import Tables
    from siekit.formats.sie4.write.told import Told
    from siekit.model import Header

Record = TypeVar("Record")

HEADER_LABELS = {
    "program": "#PROGRAM",
    "version": "#PROGRAM",
    "generated": "#GEN",
    "comment": "#PROSA",
    "company_id": "#FNR",
    "company_type": "#FTYP",
    "orgnr_raw": "#ORGNR",
    "acquisition_no": "#ORGNR",
    "activity_no": "#ORGNR",
    "industry": "#BKOD",
    "address": "#ADRESS",
    "chart_type_raw": "#KPTYP",
    "currency": "#VALUTA",
}
"""The record that each text of the header stands in; the company's name is in #FNAMN."""

NOT_WRITTEN = frozenset({"file", "sie_type_evidence", "encoding", "encoding_declared", "line_end"})
"""Texts of the header that are no part of the file."""


@dataclass(slots=True)
class _Met:
    """Where a character stood first, and how often it did."""

    label: str
    line: int | None
    count: int = 0


class Translator:
    """Replaces characters that an encoding lacks, and remembers them."""

    def __init__(self, target: Target) -> None:
        """Take the encoding; nothing is replaced so far."""
        self._codec = target.codec
        self._name = target.name
        self._met: dict[str, _Met] = {}

    def text(self, text: str, label: str, line: int | None = None) -> str:
        """Return a text in the characters of the encoding."""
        if fits(text, self._codec):
            return text
        for character in text:
            if not fits(character, self._codec):
                self._met.setdefault(character, _Met(label, line)).count += 1
        return "".join(in_encoding(character, self._codec) for character in text)

    def line(self, line: str) -> str:
        """Return a whole line in the characters of the encoding, its quoting as it was."""
        if fits(line, self._codec):
            return line
        return "".join(
            character
            if fits(character, self._codec)
            else in_encoding(character, self._codec).replace('"', '\\"')
            for character in line
        )

    def tell(self, told: Told) -> None:
        """Tell each character once, with what was written for it."""
        for character, met in self._met.items():
            told.add(
                "character-replaced",
                label=met.label,
                line=met.line,
                value=character,
                count=met.count,
                encoding=self._name,
                written=in_encoding(character, self._codec) or '""',
            )

    def header(self, header: Header) -> Header:
        """Return the header in the characters of the encoding."""
        return self._record(header, "#FNAMN")

    def _record(self, record: Record, label: str) -> Record:
        changed: dict[str, Any] = {}
        for one in fields(record):  # type: ignore[arg-type]
            value = getattr(record, one.name)
            own = HEADER_LABELS.get(one.name, label)
            if one.name in NOT_WRITTEN:
                continue
            if isinstance(value, str):
                changed[one.name] = self.text(value, own)
            elif is_dataclass(value):
                changed[one.name] = self._record(value, own)
        return replace(record, **changed)  # type: ignore[type-var]

    def tables(self, tables: Tables, parts: dict[str, Section]) -> Tables:
        """Return the tables in the characters of the encoding."""
        changed = {}
        for name, section in parts.items():
            table = section.table
            for column in section.columns:
                if column.type in (*TEXTS, *WORDS):
                    values = self._texts(table, column.name, section.labels[0])
                elif column.type is FieldType.OBJECTS:
                    values = self._lists(table, section.labels[0])
                else:
                    continue
                if values is not None:
                    at = table.column_names.index(column.name)
                    table = table.set_column(at, column.name, values)
            if table is not section.table:
                changed[name] = table
        return tables.with_tables(changed)

    def _texts(self, table: pa.Table, name: str, label: str) -> pa.Array | None:
        values = table[name].to_pylist()
        if fits("".join(text for text in values if text), self._codec):
            return None
        lines = table["line"].to_pylist()
        kept = [
            None if text is None else self.text(text, label, line)
            for text, line in zip(values, lines, strict=True)
        ]
        return pa.array(kept, pa.string())

    def _lists(self, table: pa.Table, label: str) -> pa.Array | None:
        whole = table["objects"].combine_chunks()
        numbers = whole.flatten().field("object").to_pylist()
        if fits("".join(number for number in numbers if number), self._codec):
            return None
        lines = table["line"].to_pylist()
        kept = [
            pairs
            and [{**pair, "object": self.text(pair["object"] or "", label, line)} for pair in pairs]
            for pairs, line in zip(whole.to_pylist(), lines, strict=True)
        ]
        return pa.array(kept, whole.type)
