"""From the bytes of one file to its document.

The order is that of what depends on what: fiscal years and the type decide how balances, dates
and undeclared accounts are judged.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from siekit.core.faults import Fault
from siekit.document import Document
from siekit.engine.choosing import FileFacts, company_key
from siekit.formats.sie4.accounts import account_records, accounts, sru_codes, tell_undeclared
from siekit.formats.sie4.balance_records import balance_records
from siekit.formats.sie4.balances import balances
from siekit.formats.sie4.core_findings import tell_core_faults
from siekit.formats.sie4.dimensions import dimension_records, dimensions, objects
from siekit.formats.sie4.file_type import decide
from siekit.formats.sie4.found import Found, Place
from siekit.formats.sie4.frame import checksums
from siekit.formats.sie4.head_records import head_records
from siekit.formats.sie4.header import Head
from siekit.formats.sie4.letters import tell_letters
from siekit.formats.sie4.other import other_records
from siekit.formats.sie4.period_balances import period_balances
from siekit.formats.sie4.scan import Scan
from siekit.formats.sie4.tables import from_rows
from siekit.formats.sie4.transactions import transactions
from siekit.formats.sie4.type_records import tell_records
from siekit.formats.sie4.usage import Usage
from siekit.formats.sie4.vouchers import voucher_records, vouchers
from siekit.formats.sie4.year_records import fiscal_years, read_years
from siekit.formats.sie4.years import as_date
from siekit.model import Header
from siekit.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    import pyarrow as pa

    from siekit.formats.sie4.head_fields import HeadRecord
    from siekit.formats.sie4.years import Years
    from siekit.formats.source import Source
    from siekit.model import LineAccount

ENCODING_FAULTS = {
    "UTF-8-SIG": Fault.BYTE_ORDER_MARK,
    "UTF-16": Fault.UTF_16,
    "MacRoman": Fault.MAC_ROMAN,
}
"""Encodings that are a finding of themselves."""

EVERYTHING = frozenset(table.name for table in TABLES)
OF_CHART = frozenset({"accounts", "sru_codes", "dimensions", "objects"})
"""Tables that also hold what rows and balances use, so that these are made first."""

OF_BALANCES = frozenset({"balances", "period_balances", "header"})
"""The header says in which style the period balances are."""

LARGE = 1 << 20
"""Bytes from which a thread for the hash costs less than it saves."""


def read_document(
    source: Source,
    *,
    sie_type: str | None,
    strict: bool,
    document_id: int,
    encoding: str | None = None,
) -> Document:
    """Return the document of a file of types 1 to 4.

    `encoding` is one of the reader's own names, where the bytes are not to decide.
    """
    # Hashing lets go of the GIL, so for a large file it is done beside the reading.
    with ThreadPoolExecutor(1) as beside:
        digest: Callable[[], str] = partial(_sha256, source.data)
        if len(source.data) > LARGE:
            digest = beside.submit(digest).result
        reading = _Reading(source, sie_type, document_id, strict=strict, encoding=encoding)
        tables = reading.tables()
        header = Header(
            file=source.name,
            sha256=digest(),
            size=len(source.data),
            format="sie4",
            **reading.header_values(),
        )
    reading.tell_rest()
    tables["header"] = from_rows("header", document_id, [header.as_row()])
    return Document(
        header=header,
        tables=tables,
        findings=reading.found.in_order(),
        finding_counts=reading.found.counts(),
        lines=reading.lines(),
        source=source.data,
        strict=strict,
    )


def read_tables(
    source: Source, *, names: Collection[str], sie_type: str | None, document_id: int
) -> dict[str, pa.Table]:
    """Return header, fiscal_years, vouchers and the tables of these names, as in the document.

    What none of them needs is not made, which makes a file quick, and so are all findings. Tables
    that are only needed for others may be among them.
    """
    reading = _Reading(source, sie_type, document_id, strict=False, encoding=None)
    tables = reading.asked(names)
    header = Header(
        file=source.name,
        sha256=_sha256(source.data),
        size=len(source.data),
        format="sie4",
        **reading.header_values(),
    )
    return {**tables, "header": from_rows("header", document_id, [header.as_row()])}


def read_head(
    source: Source, *, sie_type: str | None, document_id: int, encoding: str
) -> tuple[FileFacts, str]:
    """Return what a file's beginning says of the file, and the evidence of its type."""
    reading = _Reading(source, sie_type, document_id, strict=False, encoding=encoding)
    return reading.facts(source.name)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class _Reading:
    """One file on its way, its findings gathered as they come."""

    def __init__(
        self,
        source: Source,
        sie_type: str | None,
        document_id: int,
        *,
        strict: bool,
        encoding: str | None,
    ) -> None:
        """Read the file as far as everything else depends on it."""
        self._scan = Scan(source, encoding)
        self.found = Found(self._scan.locate, strict=strict)
        self._id = document_id
        self._head, self._years, self._frame = self._identification()
        self._vouchers = voucher_records(self._scan)
        self._sie_type, self._evidence = decide(
            self._scan,
            self.found,
            self._head.record("#SIETYP"),
            self._vouchers,
            given=sie_type,
            name=source.name,
        )
        self._company = self._head.company()
        self._period_style: str | None = None

    def _identification(self) -> tuple[Head, Years, list[HeadRecord]]:
        """Return the identification, the fiscal years and the #KSUMMA records."""
        head = Head(self._scan, self.found)
        years: list[HeadRecord] = []
        frame: list[HeadRecord] = []
        for record in head_records(self._scan, self.found):
            if record.label == "#RAR":
                years.append(record)
            elif record.label == "#KSUMMA":
                frame.append(record)
            else:
                head.add(record)
        return head, read_years(self._scan, self.found, years, head.generated.date), frame

    def tables(self) -> dict[str, pa.Table]:
        """Return all tables but the header."""
        return self.asked(EVERYTHING)

    def asked(self, names: Collection[str]) -> dict[str, pa.Table]:
        """Return some tables and what they need; years and vouchers always."""
        # Whoever names a record that no table can use comes before those records.
        everything = "other_records" in names
        chart = everything or not OF_CHART.isdisjoint(names)
        made = self._years_and_vouchers()
        if chart or "transactions" in names:
            made["transactions"] = transactions(self._scan, self.found, self._years, self._id)
        if chart or not OF_BALANCES.isdisjoint(names):
            made |= self._balances()
        if chart:
            made |= self._chart(made)
        if everything:
            made["other_records"] = other_records(self._scan, self.found, self._id)
        return made

    def _years_and_vouchers(self) -> dict[str, pa.Table]:
        company = self._company.orgnr or self._company.company_id or self._company.name or ""
        return {
            "vouchers": vouchers(
                self._scan,
                self.found,
                self._vouchers,
                self._years,
                company=company,
                document_id=self._id,
            ),
            "fiscal_years": fiscal_years(self._years, self._id),
        }

    def facts(self, name: str) -> tuple[FileFacts, str]:
        """Return what is known of the file, and the evidence of its type."""
        year = next((one for one in self._years.all if one.year_no == 0), None)
        company = self._company
        stated = fiscal_years(self._years, self._id).select(["year_no", "start_date", "end_date"])
        facts = FileFacts(
            document_id=self._id,
            file=name,
            company=company.name,
            orgnr=company.orgnr,
            key=company_key(company.orgnr, company.company_id, company.name),
            sie_type=self._sie_type,
            start=None if year is None or year.start is None else as_date(year.start),
            end=None if year is None or year.end is None else as_date(year.end),
            derived=year is None or year.start is None or year.end is None,
            vouchers=self._vouchers.num_rows,
            generated=self._head.generated.date,
            sha256=None,
            years=[tuple(row.values()) for row in stated.to_pylist()],
        )
        return facts, self._evidence

    def _balances(self) -> dict[str, pa.Table]:
        """Return the tables of balances."""
        records, years, number = balance_records(self._scan), self._years, self._id
        of_years = balances(self.found, records, years, sie_type=self._sie_type, document_id=number)
        of_periods, self._period_style = period_balances(
            self.found, records, years, of_years, number
        )
        return {"balances": of_years, "period_balances": of_periods}

    def _chart(self, figures: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
        """Return the tables of accounts, SRU codes, dimensions and objects."""
        scan, found, number = self._scan, self.found, self._id
        of_accounts, of_dimensions = account_records(scan), dimension_records(scan)
        usage = Usage(figures, of_accounts)
        made = {
            "accounts": accounts(scan, found, of_accounts, usage, number),
            "sru_codes": sru_codes(of_accounts, number),
            "dimensions": dimensions(scan, found, of_dimensions, usage, number),
            "objects": objects(scan, found, of_dimensions, usage, number),
        }
        tell_undeclared(found, made["accounts"], usage, self._sie_type)
        return made

    def header_values(self) -> dict[str, Any]:
        """Return the header's values that the file itself says, by name."""
        head, encoding = self._head, self._scan.encoding_name
        currency, currency_declared = head.currency()
        return {
            "flag": head.flag(),
            "program": head.program(),
            "generated": head.generated,
            "comment": head.comment(),
            "company": self._company,
            "chart_type": head.chart_type(),
            "chart_type_raw": head.chart_type_raw(),
            "currency": currency,
            "currency_declared": currency_declared,
            "tax_year": head.tax_year(),
            "covered_to": head.covered_to(self._years),
            "encoding": encoding,
            "encoding_declared": head.encoding_declared(encoding),
            "line_end": self._scan.line_end,
            "sie_type": self._sie_type,
            "sie_type_evidence": self._evidence,
            "psaldo_style": self._period_style,
            **checksums(self._scan, self.found, self._frame),
        }

    def tell_rest(self) -> None:
        """Tell what is odd about the file as a whole, and what the core met."""
        tell_records(self._scan, self.found, self._sie_type, self._years)
        tell_letters(self._scan, self.found)
        tell_core_faults(self._scan, self.found, self._years)
        name = self._scan.encoding_name
        if name in ENCODING_FAULTS:
            self.found.add(ENCODING_FAULTS[name], Place(1, 1, value=name))

    def lines(self) -> LineAccount:
        """Return where the lines of the file went."""
        lines, aside = self._scan.lines, len(self._scan.aside)
        return replace(lines, rows=lines.rows - aside, other=lines.other + aside)
