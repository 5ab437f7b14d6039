"""From a document to the bytes of a file of types 1 to 4, read back before they are given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from siekit.core import encoding as core_encoding
from siekit.formats.sie4.write import encodings
from siekit.formats.sie4.write.clean_header import clean_header, readable_header
from siekit.formats.sie4.write.clean_tables import (
    clean_tables,
    tell_names,
    with_stated_years,
    without_odd_periods,
)
from siekit.formats.sie4.write.file_bytes import Content, compose_file
from siekit.formats.sie4.write.kept import KeptLines, kept_lines
from siekit.formats.sie4.write.read_back import check_same, read_back
from siekit.formats.sie4.write.row_rules import check_rows
from siekit.formats.sie4.write.tables import Tables, sayable, sections
from siekit.formats.sie4.write.told import Told
from siekit.formats.sie4.write.translated import Translator
from siekit.formats.sie4.write.type_rules import check_type
from siekit.formats.written import Written

if TYPE_CHECKING:
    from siekit.document import Document
    from siekit.formats.sie4.write.encodings import Target
    from siekit.formats.sie4.write.file_bytes import Composed
    from siekit.model import Header

CP437_NAMES = ("CP437", "ASCII")
"""What the reader calls files that are as the standard says."""


def written(
    document: Document,
    *,
    sie_type: str | None = None,
    encoding: str | None = None,
    checksum: bool = False,
    keep_unknown: bool = False,
) -> Written:
    """Return the bytes of the file for a document, and what was changed or left out."""
    forced = None if encoding is None else encodings.target(encoding)
    writing = _Writing(document, sie_type or document.header.sie_type, checksum=checksum)
    writing.prepare(keep_unknown=keep_unknown)
    return writing.forced(forced) if forced else writing.free()


@dataclass(frozen=True, slots=True)
class _Draft:
    """What is to be written: the values that will be read back, and lines that are kept."""

    header: Header
    tables: Tables
    kept: KeptLines


class _Writing:
    """One document on its way, its findings gathered as they come."""

    def __init__(self, document: Document, sie_type: str, *, checksum: bool) -> None:
        """Take the document and see that it can be a file of the type."""
        self._document = document
        self._type = sie_type
        self._checksum = checksum
        self._told = Told()
        header = clean_header(document.header, self._told)
        tables = without_odd_periods(sayable(document.tables), self._told)
        parts = sections(tables)
        check_type(document.header, parts, sie_type, self._told)
        check_rows(parts)
        tell_names(document.tables, self._told)
        self._told.add("row-without-its-voucher", label="#TRANS", count=tables.outside)
        self._draft = _Draft(header, tables, KeptLines())

    def prepare(self, *, keep_unknown: bool) -> None:
        """Find the lines that go out as they came in."""
        draft = self._draft
        if self._document.source is not None:
            self._told.add("line-left-out", count=self._document.lines.rejected)
        kept = kept_lines(
            self._document,
            draft.header,
            draft.tables,
            sie_type=self._type,
            unknown=keep_unknown,
            told=self._told,
        )
        self._draft = replace(draft, kept=kept)

    def free(self) -> Written:
        """Return the file in CP437 where that says it all and is taken for it, else UTF-8."""
        composed = self._composed(encodings.CP437)
        if composed.unfit:
            return self._in_utf_8("written-as-utf-8", count=composed.unfit)
        read = read_back(composed.data, self._type)
        if read.header.encoding not in CP437_NAMES:
            return self._in_utf_8("written-as-utf-8-to-be-sure", found=read.header.encoding)
        self._check(read)
        return self._given(composed, encodings.CP437)

    def _in_utf_8(self, why: str, *, count: int = 1, found: str = "") -> Written:
        composed = self._composed(encodings.UTF_8)
        lacking = _first_unfit(composed.data, encodings.CP437)
        self._told.add(why, value=lacking, count=count, found=found)
        self._check(read_back(composed.data, self._type, encodings.UTF_8.name))
        return self._given(composed, encodings.UTF_8)

    def forced(self, target: Target) -> Written:
        """Return the file in one encoding, with what stands for characters that it lacks."""
        composed = self._composed(target)
        if composed.unfit:
            self._translate(target)
            composed = self._composed(target)
        found = core_encoding.detect(composed.data)
        if found.name != target.name and not _same_text(composed.data, found.name, target):
            self._told.add("encoding-may-be-mistaken", encoding=target.name, found=found.name)
        self._check(read_back(composed.data, self._type, target.name))
        return self._given(composed, target)

    def _composed(self, target: Target) -> Composed:
        """Return the bytes; values that cannot be said as they are are changed first."""
        composed = compose_file(self._content(), target, checksum=self._checksum)
        if composed.odd:
            draft = self._draft
            parts = sections(draft.tables)
            tables = clean_tables(draft.tables, parts, draft.kept.rows.rows, self._told)
            if tables.tables != draft.tables.tables:
                self._draft = replace(draft, tables=tables)
                check_rows(sections(tables))
                composed = compose_file(self._content(), target, checksum=self._checksum)
        return composed

    def _content(self) -> Content:
        draft = self._draft
        return Content(
            draft.kept.head.flag(draft.header),
            draft.kept.head.lines(draft.header, self._type),
            draft.tables,
            draft.kept.rows.rows,
            tuple(draft.kept.free),
        )

    def _translate(self, target: Target) -> None:
        draft, translator = self._draft, Translator(target)
        header = translator.header(draft.header)
        tables = translator.tables(draft.tables, sections(draft.tables))
        kept = draft.kept.translated(translator.line, header, tables)
        translator.tell(self._told)
        count = draft.kept.replacing - kept.replacing
        self._told.add("changed-record-left-out", label="#TRANS", count=count)
        check_rows(sections(tables))
        self._draft = _Draft(header, tables, kept)

    def _given(self, composed: Composed, target: Target) -> Written:
        """Return what is given back, with all that was told."""
        if self._checksum and not composed.is_summed:
            self._told.add("no-checksum", label="#KSUMMA")
        return Written(composed.data, target.name, self._told.findings())

    def _check(self, read: Document) -> None:
        """Raise `SiekitError` unless the file says what the document does."""
        draft = self._draft
        days = ["start_date", "end_date"]
        years = draft.tables["fiscal_years"].select(days).drop_null().to_pylist()
        spans = [(year["start_date"], year["end_date"]) for year in years]
        spans = [(start, end) for start, end in spans if start <= end]
        expected = readable_header(draft.header, spans, self._told)
        check_same(expected, self._stated(draft), draft.kept.others, read)

    def _stated(self, draft: _Draft) -> Tables:
        """Return the tables with the year numbers that lines which are kept state."""
        kept = draft.kept.rows.rows.get("period_balances")
        if not kept:
            return draft.tables
        return with_stated_years(draft.tables, self._document["period_balances"], kept)


def _first_unfit(data: bytes, target: Target) -> str | None:
    """Return the first character of UTF-8 bytes that another encoding lacks."""
    text = data.decode("utf-8", "replace")
    try:
        text.encode(target.codec)
    except UnicodeEncodeError as error:
        return text[error.start]
    return None


def _same_text(data: bytes, name: str, target: Target) -> bool:
    """Tell whether bytes say the same in another encoding of the reader's."""
    other = core_encoding.Coder(name).decode(data)
    return bool(other == core_encoding.Coder(target.name).decode(data))
