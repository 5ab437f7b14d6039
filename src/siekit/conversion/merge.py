"""`merge`: several files of one company as one; what they contradict each other in is named."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.conversion.chart import declare
from siekit.conversion.derive import Derivation, has_object_closings
from siekit.conversion.head import reach_vouchers, set_head
from siekit.conversion.ledger import Ledger
from siekit.conversion.merge_chart import (
    LABELS,
    amounts,
    chart,
    check_chain,
    kept_balances,
    kept_months,
)
from siekit.conversion.merge_vouchers import CHOICES, REFUSE, keep_each_once, together
from siekit.conversion.notes import CHANGED
from siekit.conversion.report import Converted, Merged
from siekit.conversion.same_company import (
    check_company,
    common_header,
    common_span,
    own_span,
)
from siekit.conversion.sound import check_sound
from siekit.conversion.work import Work
from siekit.document import Document
from siekit.exceptions import NotMergeableError, UsageError
from siekit.formats.reading import read
from siekit.formats.sie4.making import draft, finish, joined
from siekit.locale.figures import plain_money

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from siekit.conversion.same_company import Span
    from siekit.formats.source import Readable

WITH_VOUCHERS = ("4E", "4I")


def merge(
    sources: Sequence[Document | Readable],
    *,
    conflicts: str = REFUSE,
    encoding: str | None = None,
    checksum: bool = False,
    keep_unknown: bool = False,
    today: dt.date | None = None,
) -> Merged:
    """Return one file of several of one company: parts of a year, or feeds into its ledger.

    A voucher that stands in several files is taken once. `conflicts` says what becomes of
    vouchers of one number that differ: `refuse`, `last` (the last file's is taken) or
    `keep-both`. Opening balances are the first part's, closing and result balances are worked
    out of all vouchers. The result is a 4I file when all files are, else 4E.

    Raises `NotMergeableError`, which names what the files contradict each other in, and what
    `convert` raises.
    """
    if conflicts not in CHOICES:
        message = f"There is no {conflicts!r} for conflicts. Say one of: {', '.join(CHOICES)}."
        raise UsageError(message)
    documents = [one if isinstance(one, Document) else read(one) for one in sources]
    if not documents:
        message = "Name the files to merge: there is none."
        raise UsageError(message)
    works = [Work.of(document) for document in _each_once(documents)]
    works[0].notes.add(CHANGED, "same-file", len(documents) - len(works))
    for work in works:
        _check_type(work)
        check_sound(work)
    merged = _Merging(works, conflicts).work(today)
    finished = finish(
        merged.result(),
        name=documents[-1].header.file,
        encoding=encoding,
        checksum=checksum,
        keep_unknown=keep_unknown,
    )
    made = Converted.of(finished, merged.notes)
    parts = {field.name: getattr(made, field.name) for field in fields(made)}
    return Merged(**parts, sources=tuple(work.name for work in works))


def _each_once(documents: Sequence[Document]) -> list[Document]:
    """Return the documents without those that say exactly what another one says."""
    kept: list[Document] = []
    for document in documents:
        if not any(_same(document, one) for one in kept):
            kept.append(document)
    return kept


def _same(document: Document, other: Document) -> bool:
    """Tell whether both are the same file, not changed since they were read."""
    if not document.header.sha256 or document.header.sha256 != other.header.sha256:
        return False
    names = [name for name in document.tables if name != "header"]
    # The number of a document, in its first column, says nothing about its content.
    return all(
        document[name].drop_columns("document_id").equals(other[name].drop_columns("document_id"))
        for name in names
    )


def _check_type(work: Work) -> None:
    sie_type = work.document.header.sie_type
    if sie_type not in WITH_VOUCHERS:
        message = (
            f"{work.name} is of type {sie_type}, which has no vouchers that could be merged. "
            "Export it as type 4 from the accounting program."
        )
        raise NotMergeableError(message)


class _Merging:
    """Several files on their way into one."""

    def __init__(self, works: Sequence[Work], conflicts: str) -> None:
        """Take the files in the order in which they were given."""
        self._works = list(works)
        self._ledgers = [work for work in works if work.document.header.sie_type == "4E"]
        self._conflicts = conflicts
        self._type = "4E" if self._ledgers else "4I"
        self._notes = works[0].notes
        for work in works[1:]:
            for note in work.notes:
                self._notes.add(note.kind, note.name, note.count, label=note.label)

    def work(self, today: dt.date | None) -> Work:
        """Return the merged file's content."""
        check_company(self._works)
        span = common_span(self._works, self._notes)
        if span is not None and self._ledgers:
            self._check_days(span)
        keep_each_once(self._works, self._conflicts, self._notes)
        header = common_header(self._works, self._type, self._notes)
        tables = {
            **chart(self._works, self._notes),
            **together(self._in_time(self._works), self._notes),
            "fiscal_years": self._years(span),
            "other_records": self._others(),
        }
        header = replace(header, sie_type=self._type)
        if self._type == "4I":
            company = replace(header.company, industry=None)
            header = replace(header, company=company, covered_to=None)
        made = Work(draft(header, tables), header, {}, self._notes)
        made.tables = dict(made.document.tables)
        if self._ledgers:
            self._add_balances(made, span)
        declare(made, self._type)
        set_head(made, self._type, today)
        return made

    def _in_time(self, works: Sequence[Work]) -> list[Work]:
        """Return files by the beginning of their year, then by their first voucher."""
        return sorted(works, key=_beginning)

    def _check_days(self, span: Span) -> None:
        """Raise where a feed's voucher lies outside the ledger's year."""
        for work in self._works:
            if work in self._ledgers:
                continue
            table = work.tables["vouchers"]
            for row in table.select(["series", "number", "date", "line"]).to_pylist():
                if row["date"] is not None and not span.holds(row["date"]):
                    message = (
                        f"{work.name} cannot be merged into the year {span.shown}: its voucher on "
                        f"line {row['line']} is dated {row['date']}. Take it out (siekit convert "
                        "--period), or merge it into the file of its own year."
                    )
                    raise NotMergeableError(message)

    def _years(self, span: Span | None) -> pa.Table:
        """Return the fiscal years: the joined one, and the earlier ones of the first part."""
        first = self._in_time(self._ledgers or self._works)[0].tables["fiscal_years"]
        if span is None:
            return first
        rows = [row for row in first.to_pylist() if row["year_no"] is not None]
        others = [row for row in rows if row["year_no"] != 0]
        own = {"document_id": 1, "year_no": 0, "start_date": span.start, "end_date": span.end}
        return pa.Table.from_pylist([own, *others], first.schema)

    def _others(self) -> pa.Table:
        """Return records that no table holds, on lines of their own."""
        tables, at = [], 0
        for work in self._works:
            table = work.tables["other_records"]
            lines = pc.add(table["line"], pa.scalar(at, pa.int32()))
            tables.append(table.set_column(table.column_names.index("line"), "line", lines))
            at += work.document.lines.total
        return joined("other_records", tables)

    def _add_balances(self, made: Work, span: Span | None) -> None:
        ledgers = self._in_time(self._ledgers)
        spans = {own_span(work) for work in ledgers}
        follow = len(spans - {None}) > 1
        if follow:
            check_chain(ledgers)
        made.tables["balances"] = kept_balances(ledgers, follow=follow)
        made.tables["period_balances"] = kept_months(ledgers)
        self._set_years(made, span)
        reach_vouchers(made)
        months = any(map(_has_months, ledgers))
        objects = any(map(has_object_closings, ledgers))
        with Ledger(made, by_vouchers=True) as ledger:
            Derivation(made, ledger).run("4E", months=months, objects=objects)
        if len(self._ledgers) == len(self._works):
            self._verify(ledgers[-1], made, follow=follow)

    def _set_years(self, made: Work, span: Span | None) -> None:
        """Say which vouchers lie in the year, which reading the file will find out too."""
        if span is None:
            return
        days = made.tables["vouchers"]["date"]
        inside = pc.and_(
            pc.greater_equal(days, pa.scalar(span.start, pa.date32())),
            pc.less_equal(days, pa.scalar(span.end, pa.date32())),
        )
        year_no = pc.if_else(inside, pa.scalar(0, pa.int8()), pa.scalar(None, pa.int8()))
        table = made.tables["vouchers"]
        at = table.column_names.index("year_no")
        made.tables["vouchers"] = table.set_column(at, "year_no", year_no)

    def _verify(self, last: Work, made: Work, *, follow: bool) -> None:
        """Tell where the last part closes with something else than all vouchers come to."""
        kinds = ("closing",) if follow else ("closing", "result")
        for kind in kinds:
            own = amounts(last.tables["balances"], kind, 0)
            now = amounts(made.tables["balances"], kind, 0)
            if not own:
                continue
            differing = [
                account
                for account in sorted(own.keys() | now.keys())
                if own.get(account, 0) != now.get(account, 0)
            ]
            if differing:
                account = differing[0]
                self._notes.add(
                    CHANGED,
                    "last-file-differs",
                    len(differing),
                    label=LABELS[kind],
                    account=account,
                    own=plain_money(own.get(account, Decimal(0))),
                    derived=plain_money(now.get(account, Decimal(0))),
                )


def _beginning(work: Work) -> tuple[str, str]:
    span = own_span(work)
    days = work.tables["vouchers"]["date"]
    first = pc.min(days).as_py()
    return str(span.start) if span else "9999", str(first or "9999")


def _has_months(work: Work) -> bool:
    """Tell whether a file states months of its current year."""
    periods = work.tables["period_balances"]
    actual = pc.equal(periods["kind"].cast(pa.string()), "actual")
    return bool(pc.any(pc.and_(actual, pc.equal(periods["year_no"], 0))).as_py())
