"""From the bytes of one file to its document.

The order is that of what depends on what: fiscal years and the type decide how balances, dates
and undeclared accounts are judged.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc

from siekit.core.faults import Fault
from siekit.document import Document
from siekit.formats.sie4 import chart
from siekit.formats.sie4.balances import balance_records, balances, period_balances
from siekit.formats.sie4.core_findings import tell_core_faults
from siekit.formats.sie4.file_type import decide, tell_records
from siekit.formats.sie4.found import Found
from siekit.formats.sie4.frame import checksums
from siekit.formats.sie4.head_records import head_records
from siekit.formats.sie4.header import Head
from siekit.formats.sie4.letters import tell_letters
from siekit.formats.sie4.other import other_records
from siekit.formats.sie4.scan import Scan
from siekit.formats.sie4.tables import from_rows
from siekit.formats.sie4.transactions import transactions
from siekit.formats.sie4.usage import Usage
from siekit.formats.sie4.vouchers import voucher_records, vouchers
from siekit.formats.sie4.years import Years, read_years
from siekit.model import Header

if TYPE_CHECKING:
    import pyarrow as pa

    from siekit.formats.sie4.head_records import HeadRecord
    from siekit.formats.source import Source
    from siekit.model import Company, LineAccount


def read_document(
    source: Source, *, sie_type: str | None, strict: bool, document_id: int
) -> Document:
    """Return the document of a file of types 1 to 4."""
    # Hashing lets go of the GIL, so it is done beside the reading.
    with ThreadPoolExecutor(1) as beside:
        digest = beside.submit(_sha256, source.data)
        reading = _Reading(source, document_id, strict=strict)
        tables, facts = reading.tables_and_facts(sie_type)
        header = Header(
            file=source.name,
            sha256=digest.result(),
            size=len(source.data),
            format="sie4",
            **facts,
        )
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


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class _Reading:
    """One file on its way, its findings gathered as they come."""

    def __init__(self, source: Source, document_id: int, *, strict: bool) -> None:
        self._scan = Scan(source)
        self.found = Found(self._scan.locate, strict=strict)
        self._name = source.name
        self._id = document_id

    def tables_and_facts(self, given: str | None) -> tuple[dict[str, pa.Table], dict[str, Any]]:
        """Return all tables but the header, and the header's values."""
        head, years, ends = self._identification()
        records = voucher_records(self._scan)
        sie_type, evidence = decide(
            self._scan,
            self.found,
            head.record("#SIETYP"),
            records,
            given=given,
            name=self._name,
        )
        company = head.company()
        tables, style = self._figures(years, sie_type)
        tables["vouchers"] = vouchers(
            self._scan,
            self.found,
            records,
            years,
            company=company.orgnr or company.company_id or company.name or "",
            document_id=self._id,
        )
        tables["fiscal_years"] = self._fiscal_years(years)
        tables |= self._chart(tables, sie_type)
        tables["other_records"] = other_records(self._scan, self.found, self._id)
        facts = self._facts(head, years, company)
        facts |= {"sie_type": sie_type, "sie_type_evidence": evidence, "psaldo_style": style}
        facts |= checksums(self._scan, self.found, ends)
        tell_records(self._scan, self.found, sie_type, years)
        tell_letters(self._scan, self.found)
        tell_core_faults(self._scan, self.found, years)
        self._tell_marks()
        return tables, facts

    def _identification(self) -> tuple[Head, Years, list[HeadRecord]]:
        """Return the identification, the fiscal years and the #KSUMMA records."""
        head = Head(self._scan, self.found)
        years: list[HeadRecord] = []
        ends: list[HeadRecord] = []
        for record in head_records(self._scan, self.found):
            if record.label == "#RAR":
                years.append(record)
            elif record.label == "#KSUMMA":
                ends.append(record)
            else:
                head.add(record)
        return head, read_years(self._scan, self.found, years, head.generated.date), ends

    def _figures(self, years: Years, sie_type: str) -> tuple[dict[str, pa.Table], str | None]:
        """Return the tables of rows and balances, and how object rows of periods are meant."""
        records = balance_records(self._scan)
        own = balances(self.found, records, years, sie_type=sie_type, document_id=self._id)
        by_period, style = period_balances(self.found, records, years, own, self._id)
        rows = transactions(self._scan, self.found, years, self._id)
        tables = {"balances": own, "period_balances": by_period, "transactions": rows}
        return tables, style

    def _fiscal_years(self, years: Years) -> pa.Table:
        rows = [
            {
                "line": year.line,
                "year_no": year.year_no,
                "start_date": None if year.start is None else Years.as_date(year.start),
                "end_date": None if year.end is None else Years.as_date(year.end),
            }
            for year in years.all
        ]
        return from_rows("fiscal_years", self._id, rows)

    def _chart(self, tables: dict[str, pa.Table], sie_type: str) -> dict[str, pa.Table]:
        """Return the tables of accounts, SRU codes, dimensions and objects."""
        texts = chart.chart_texts(self._scan)
        records = chart.dimension_records(self._scan)
        names = ("transactions", "balances", "period_balances")
        usage = Usage(*(tables[name] for name in names), texts)
        made = {
            "accounts": chart.accounts(self._scan, self.found, texts, usage, self._id),
            "sru_codes": chart.sru_codes(texts, self._id),
        }
        for name, make in (("dimensions", chart.dimensions), ("objects", chart.objects)):
            made[name] = make(self._scan, self.found, records, usage, self._id)
        self._tell_undeclared(made["accounts"], usage, sie_type)
        return made

    def _tell_undeclared(self, accounts: pa.Table, usage: Usage, sie_type: str) -> None:
        """Tell accounts that are only used: usual in a feed, a gap in a ledger's own file."""
        missing = accounts.filter(pc.invert(accounts["declared"]))["account"].to_pylist()
        fault = Fault.UNDECLARED_ACCOUNT
        if sie_type == "4I":
            fault = Fault.UNDECLARED_ACCOUNT_IN_FEED
        lines = usage.lines_of_accounts(missing) if missing else {}
        for account in missing:
            self.found.add(fault, line=lines.get(account), value=account, account=account)

    def _facts(self, head: Head, years: Years, company: Company) -> dict[str, Any]:
        """Return the header's values that the file itself states."""
        currency, declared = head.currency()
        encoding = self._scan.encoding_name
        return {
            "flag": head.flag(),
            "program": head.program(),
            "generated": head.generated,
            "comment": head.comment(),
            "company": company,
            "chart_type": head.chart_type(),
            "chart_type_raw": head.chart_type_raw(),
            "currency": currency,
            "currency_declared": declared,
            "tax_year": head.tax_year(),
            "covered_to": head.covered_to(years),
            "encoding": encoding,
            "encoding_declared": head.encoding_declared(encoding),
            "line_end": self._scan.line_end,
        }

    def _tell_marks(self) -> None:
        """Tell what the first bytes or the letters say about the encoding."""
        name = self._scan.encoding_name
        faults = {
            "UTF-8-SIG": Fault.BYTE_ORDER_MARK,
            "UTF-16": Fault.UTF_16,
            "MacRoman": Fault.MAC_ROMAN,
        }
        if name in faults:
            self.found.add(faults[name], line=1, column=1, value=name)

    def lines(self) -> LineAccount:
        """Return where the lines of the file went."""
        lines, aside = self._scan.lines, len(self._scan.aside)
        return replace(lines, rows=lines.rows - aside, other=lines.other + aside)
