"""One file's content: Arrow tables, what the file says about itself, and the findings."""

from __future__ import annotations

from collections import Counter
from functools import cached_property, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from siekit import figures
from siekit.exceptions import UnreadableAmountError, UsageError
from siekit.findings import Severity
from siekit.locale.figures import period
from siekit.model import (
    Account,
    Balance,
    Dimension,
    FiscalYear,
    Object,
    OtherRecord,
    PeriodBalance,
    SruCode,
)
from siekit.preview import describe
from siekit.preview_html import as_html
from siekit.records import Vouchers, records
from siekit.schema import arrow_schema, find_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    import pyarrow as pa

    from siekit.figures import Counts, SeriesRange, Totals
    from siekit.findings import Finding
    from siekit.model import Header, LineAccount


class Document:
    """One file as tables: `doc["transactions"]` is a pyarrow.Table of `siekit.schema`.

    A document does not change. Two documents are equal when header, tables and findings are.
    """

    def __init__(
        self,
        *,
        header: Header,
        tables: Mapping[str, pa.Table],
        findings: Sequence[Finding],
        finding_counts: Mapping[str, int],
        lines: LineAccount,
        source: bytes | None = None,
        strict: bool = False,
    ) -> None:
        """Take the tables of `siekit.schema.TABLES`, all of them, and what goes with them.

        `finding_counts` has the exact number of findings of each code, also where `findings`
        holds the first ones only.
        """
        self._header = header
        self._tables = dict(tables)
        self._findings = tuple(findings)
        self._finding_counts = dict(finding_counts)
        self._lines = lines
        self._source = source
        self._strict = strict

    @property
    def document_id(self) -> int:
        """The number that stands first in every row of this document."""
        return int(self._tables["header"]["document_id"][0].as_py())

    @property
    def header(self) -> Header:
        """What the file says about itself, and how it was read."""
        return self._header

    @property
    def tables(self) -> Mapping[str, pa.Table]:
        """All tables by name, to be read only."""
        return MappingProxyType(self._tables)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is odd about the file, in line order: at most 1,000 of each code."""
        return self._findings

    @property
    def finding_counts(self) -> Mapping[str, int]:
        """How many findings there are of each code, exactly."""
        return MappingProxyType(self._finding_counts)

    @property
    def lines(self) -> LineAccount:
        """Where the lines of the file went."""
        return self._lines

    @property
    def source(self) -> bytes | None:
        """The bytes that were read, None when they were not kept."""
        return self._source

    @property
    def strict(self) -> bool:
        """Whether warnings were made errors."""
        return self._strict

    def with_changes(
        self, *, header: Header | None = None, tables: Mapping[str, pa.Table] | None = None
    ) -> Document:
        """A copy with another header or other tables; bytes and findings stay the original's.

        Rows keep their `line`; a row that is new has none, or one that no other row has. What is
        odd about the changed document is told by `siekit.check`. Raises `UsageError` for a table
        that is not of `siekit.schema`, or whose columns are not.
        """
        import pyarrow as pa

        changed = dict(self._tables)
        for name, table in (tables or {}).items():
            schema = arrow_schema(find_table(name).name)
            if not table.schema.equals(schema):
                message = f"The table {name} must have the columns of siekit.schema: {schema}."
                raise UsageError(message)
            changed[name] = table
        if header is not None:
            row = {"document_id": self.document_id, **header.as_row()}
            changed["header"] = pa.Table.from_pylist([row], arrow_schema("header"))
        return Document(
            header=header or self._header,
            tables=changed,
            findings=self._findings,
            finding_counts=self._finding_counts,
            lines=self._lines,
            source=self._source,
            strict=self._strict,
        )

    @cached_property
    def severity_counts(self) -> Mapping[str, int]:
        """How many findings there are of each severity, exactly."""
        return MappingProxyType(_by_severity(self._findings, self._finding_counts))

    @cached_property
    def counts(self) -> Counts:
        """How many records the file has of each kind."""
        return figures.count_records(self._tables)

    @cached_property
    def totals(self) -> Totals:
        """Debit and credit of all counted rows.

        Raises `UnreadableAmountError` when one of them has an amount that could not be read.
        """
        return figures.add_up(self._tables["transactions"])

    @cached_property
    def series(self) -> list[SeriesRange]:
        """The voucher series in file order, each with its first and last number."""
        return figures.number_ranges(self._tables["vouchers"])

    @cached_property
    def voucher_dates(self) -> tuple[date | None, date | None]:
        """The first and the last voucher date."""
        return figures.date_range(self._tables["vouchers"])

    @property
    def fiscal_years(self) -> list[FiscalYear]:
        """The fiscal years that the file speaks of."""
        return records(FiscalYear, self["fiscal_years"], "fiscal_years")

    @property
    def accounts(self) -> list[Account]:
        """The chart of accounts, and accounts that are only used."""
        return records(Account, self["accounts"], "accounts")

    @property
    def sru_codes(self) -> list[SruCode]:
        """Where the accounts go in the tax return."""
        return records(SruCode, self["sru_codes"], "sru_codes")

    @property
    def dimensions(self) -> list[Dimension]:
        """The dimensions, and those that are only used."""
        return records(Dimension, self["dimensions"], "dimensions")

    @property
    def objects(self) -> list[Object]:
        """The objects of the dimensions, and those that are only used."""
        return records(Object, self["objects"], "objects")

    @property
    def balances(self) -> list[Balance]:
        """Opening, closing and result balances."""
        return records(Balance, self["balances"], "balances")

    @property
    def period_balances(self) -> list[PeriodBalance]:
        """Changes and budgets by month."""
        return records(PeriodBalance, self["period_balances"], "period_balances")

    @property
    def other_records(self) -> list[OtherRecord]:
        """Records whose labels the standard does not know."""
        return records(OtherRecord, self["other_records"], "other_records")

    @cached_property
    def vouchers(self) -> Vouchers:
        """The vouchers with their rows, made one after the other as they are asked for."""
        return Vouchers(self["vouchers"], self["transactions"])

    def sql(self, query: str) -> pa.Table:
        """The answer to one SELECT over the tables of this document, and the view `ledger`.

        Raises `UsageError` for what is no reading statement, or names what is not there. A
        warning names the lines of amounts that cannot be read, and so are in no sum.
        """
        from siekit.engine.asking import ask
        from siekit.engine.not_read import warn_of_amounts
        from siekit.engine.shown import database

        with database([self._tables], choosing=False) as connection:
            warn_of_amounts(connection, query)
            return ask(connection, query)

    def preview(self) -> dict[str, Any]:
        """What is in the file, in the shape that `siekit show --format json` prints."""
        try:
            totals = self.totals
        except UnreadableAmountError:
            totals = None
        return describe(
            self.header,
            fiscal_years=self.fiscal_years,
            counts=self.counts,
            totals=totals,
            series=self.series,
            voucher_dates=self.voucher_dates,
            lines=self.lines,
            findings=self.severity_counts,
        )

    def __getitem__(self, name: str) -> pa.Table:
        """The table of that name; `UsageError` lists the names when there is none."""
        return self._tables[find_table(name).name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __contains__(self, name: object) -> bool:
        return name in self._tables

    def __len__(self) -> int:
        return len(self._tables)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Document):
            return NotImplemented
        return (
            self._header == other._header
            and self._findings == other._findings
            and self._finding_counts == other._finding_counts
            and self._tables == other._tables
        )

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Callable[[], Document], tuple[()]]:
        remade = partial(
            Document,
            header=self._header,
            tables=self._tables,
            findings=self._findings,
            finding_counts=self._finding_counts,
            lines=self._lines,
            source=self._source,
            strict=self._strict,
        )
        return remade, ()

    def __repr__(self) -> str:
        years = {year.year_no: year for year in self.fiscal_years}
        year = years.get(0)
        facts = [self.header.company.name or "no company name", f"type {self.header.sie_type}"]
        if year:
            facts.append(period(year.start_date, year.end_date))
        facts.append(f"{self['vouchers'].num_rows:,} vouchers")
        facts.append(f"{sum(self._finding_counts.values()):,} findings")
        return f"<Document {self.header.file}: {', '.join(facts)}>"

    def _repr_html_(self) -> str:
        return as_html(self.preview())


def _by_severity(findings: Sequence[Finding], exact: Mapping[str, int]) -> dict[str, int]:
    """The number of findings of each severity: error, warning and info, in that order.

    Findings of a code whose details were left out have the severity of the last one kept.
    """
    counts = Counter({severity.value: 0 for severity in Severity})
    kept = Counter(finding.code for finding in findings)
    for finding in findings:
        counts[finding.severity.value] += 1
    last = {finding.code: finding.severity.value for finding in findings}
    for code, number in exact.items():
        counts[last[code]] += number - kept[code]
    return {severity.value: counts[severity.value] for severity in Severity}
