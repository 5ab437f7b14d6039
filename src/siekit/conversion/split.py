"""`split`: one file as several, each of them valid, with nothing lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.conversion import parts
from siekit.conversion.chart import declare
from siekit.conversion.convert import convert
from siekit.conversion.derive import Derivation
from siekit.conversion.head import set_head
from siekit.conversion.ledger import Ledger
from siekit.conversion.part_year import begin_with
from siekit.conversion.report import Converted, Split
from siekit.conversion.restrict import restrict
from siekit.conversion.selection import last_day
from siekit.conversion.sound import check_sound
from siekit.conversion.work import Work, month_of
from siekit.document import Document
from siekit.exceptions import NotConvertibleError, SiekitError, UsageError
from siekit.formats.reading import read
from siekit.formats.sie4.making import finish

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from siekit.formats.source import Readable

QUARTER = 3


def split(
    source: Document | Readable,
    by: str,
    *,
    sie_type: str | None = None,
    months: int = QUARTER,
    encoding: str | None = None,
    checksum: bool = False,
    keep_unknown: bool = False,
    today: dt.date | None = None,
) -> Split:
    """Return one file as several: by `year`, `month`, `period` of some `months`, or `series`.

    By year each part is a 4E file with its own balances, where the file has them. Else the
    parts are 4I files, or with `sie_type="4E"` part years, each of which begins with what the
    one before closes with. Vouchers that lie in no year, or have no date, are a part of their
    own. All parts together hold every voucher once.

    Raises what `convert` raises, also where there are no vouchers.
    """
    if by not in parts.WAYS:
        message = f"A file cannot be split by {by!r}. Say one of: {', '.join(parts.WAYS)}."
        raise UsageError(message)
    if sie_type not in (None, "4E", "4I"):
        message = f"Parts with vouchers are of type 4E or 4I, not {sie_type}."
        raise UsageError(message)
    document = source if isinstance(source, Document) else read(source)
    work = Work.of(document)
    if not work.tables["vouchers"].num_rows:
        message = (
            f"{work.name} has no vouchers, so there is nothing to split. For the balances of one "
            "of its years, use siekit convert --year."
        )
        raise NotConvertibleError(message)
    check_sound(work)
    splitting = _Splitting(document, sie_type, today)
    splitting.options = {
        "encoding": encoding,
        "checksum": checksum,
        "keep_unknown": keep_unknown,
    }
    made = list(splitting.parts(by, 1 if by == parts.MONTH else months))
    names = parts.file_names(
        work.name, [(name, part.document.header.sie_type) for name, part in made]
    )
    _check_whole(document, [part for _, part in made])
    return Split(
        parts={file: _named(part, file) for file, (_, part) in zip(names, made, strict=True)},
        vouchers=document["vouchers"].num_rows,
    )


def _named(part: Converted, file: str) -> Converted:
    """Return a part whose document knows the file that it is."""
    header = replace(part.document.header, file=file)
    return replace(part, document=part.document.with_changes(header=header))


def _check_whole(document: Document, made: Sequence[Converted]) -> None:
    """Raise unless the parts hold the vouchers, rows and sums of the whole."""
    whole = _sizes(document)
    together = tuple(map(sum, zip(*(_sizes(one.document) for one in made), strict=True)))
    if whole != together:
        message = (
            f"The parts of {document.header.file} do not add up to the whole: vouchers, rows and "
            f"debit are {whole}, of the parts {together}. Nothing was written. This is a fault "
            "of siekit; report it, with the file if you can share it."
        )
        raise SiekitError(message)


def _sizes(document: Document) -> tuple[object, ...]:
    rows = document["transactions"]
    return (document["vouchers"].num_rows, rows.num_rows, document.totals.debit)


class _Splitting:
    """One document on its way into parts."""

    def __init__(self, document: Document, sie_type: str | None, today: dt.date | None) -> None:
        """Take the document and the type of the parts."""
        self._document = document
        self._type = sie_type
        self._today = today
        self.options: dict[str, object] = {}

    def parts(self, by: str, months: int) -> Iterator[tuple[str, Converted]]:
        """Give the name and the content of each part."""
        if by == parts.YEAR:
            return self._by_year()
        if by == parts.SERIES:
            return self._by_series()
        return self._by_months(months)

    def _by_series(self) -> Iterator[tuple[str, Converted]]:
        if self._type == "4E":
            message = (
                f"The series of {self._document.header.file} cannot become 4E files: its balances "
                "are made of all of them. Split it into 4I files (--to 4I)."
            )
            raise NotConvertibleError(message)
        for name, ids in parts.by_series(Work.of(self._document)).items():
            yield name, self._feed(ids)

    def _by_year(self) -> Iterator[tuple[str, Converted]]:
        work = Work.of(self._document)
        for year_no, ids in parts.by_year(work).items():
            name = parts.year_name(work, year_no)
            if self._is_ledger(year_no):
                yield name, self._ledger(year_no)
            else:
                yield name, self._feed(ids)

    def _is_ledger(self, year_no: int | None) -> bool:
        """Tell whether the part of a year is a 4E file: the file has balances of the year."""
        if year_no is None or year_no not in Work.of(self._document).years():
            return False
        if self._type is not None:
            return self._type == "4E"
        if self._document.header.sie_type != "4E":
            return False
        balances = self._document["balances"]
        return bool(pc.any(pc.equal(balances["year_no"], year_no)).as_py()) or year_no == 0

    def _ledger(self, year_no: int | None) -> Converted:
        return convert(
            self._document,
            "4E",
            year=year_no or 0,
            today=self._today,
            **self.options,  # type: ignore[arg-type]
        )

    def _by_months(self, length: int) -> Iterator[tuple[str, Converted]]:
        work = Work.of(self._document)
        if self._type != "4E":
            for span, ids in parts.by_months(work, length).items():
                yield parts.span_name(span), self._feed(ids)
            return
        vouchers = work.tables["vouchers"]
        inside = pc.fill_null(pc.equal(vouchers["year_no"], 0), fill_value=False)
        others = vouchers.filter(pc.invert(inside))["voucher_id"].to_pylist()
        work.keep_vouchers(inside)
        spans = [span for span in parts.by_months(work, length) if span is not None]
        if not spans or self._document.header.sie_type == "4I":
            message = (
                f"{work.name} cannot be split into part years (4E): it has no fiscal year with "
                "vouchers and balances. Split it into 4I files (--to 4I)."
            )
            raise NotConvertibleError(message)
        before = None
        for span in self._all_spans(work, spans, length):
            yield parts.span_name(span), self._part_year(span, before)
            before = span
        if others:
            yield parts.NO_YEAR, self._feed(others)

    def _all_spans(
        self, work: Work, spans: Sequence[tuple[int, int]], length: int
    ) -> list[tuple[int, int]]:
        """Return the spans from the beginning of the year to the last that has vouchers."""
        year = work.years()[0]
        first = month_of(year.start_date) if year.start_date else spans[0][0]
        begin = parts.span_of(last_day(first), first, length)
        return parts.spans_between(begin, spans[-1])

    def _part_year(self, span: tuple[int, int], before: tuple[int, int] | None) -> Converted:
        """Return the part year of some months, a ledger with balances of its own."""
        work = Work.of(self._document)
        begin_with(work, span, before)
        with Ledger(work, by_vouchers=True) as ledger:
            Derivation(work, ledger).run("4E")
        return self._finished(work, "4E")

    def _feed(self, ids: Sequence[int]) -> Converted:
        """Return some vouchers as a 4I file."""
        work = Work.of(self._document)
        wanted = pa.array(ids, pa.int32())
        work.keep_vouchers(pc.is_in(work.tables["vouchers"]["voucher_id"], wanted))
        restrict(work, "4I")
        return self._finished(work, "4I")

    def _finished(self, work: Work, sie_type: str) -> Converted:
        declare(work, sie_type)
        set_head(work, sie_type, self._today)
        work.header = replace(work.header, covered_to=None)
        made = finish(work.result(), name=work.name, **self.options)  # type: ignore[arg-type]
        return Converted.of(made, work.notes)
