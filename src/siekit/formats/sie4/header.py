"""What the file says about itself: one value for each identification record."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from siekit.core.faults import Fault
from siekit.formats.sie4.found import NO_FACTS, Place
from siekit.formats.sie4.head_fields import field_words, tell
from siekit.formats.sie4.orgnr import normalised
from siekit.formats.sie4.year_records import read_day
from siekit.formats.sie4.years import Years, as_date
from siekit.model import Address, Company, Generated, Program

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.head_fields import HeadRecord
    from siekit.formats.sie4.scan import Scan

CP437_NAMES = ("PC8", "IBMPC", "CP437", "437")
"""Values of #FORMAT that mean code page 437; only PC8 is the standard's (SIE 4B 5.8)."""

TOLD_BY_THEMSELVES = ("CP437", "ASCII", "UTF-8-SIG", "UTF-16", "MacRoman")
"""Encodings that are as declared, or that have a finding of their own."""

KNOWN_CHARTS = ("BAS95", "BAS96", "EUBAS97", "NE2007")

LEDGER_CURRENCY = "SEK"
"""What amounts are in where no #VALUTA says otherwise (SIE 4B 11 #VALUTA)."""

PROGRAM_FIELDS = 2
"""Fields of #PROGRAM: name and version."""

ADDRESS_LINES = 4
"""Fields of #ADRESS: contact, street, postal address, phone."""

LONGEST_FLAG = 40
"""Characters of the first record that are looked at for the #FLAGGA that should stand there."""


class Head:
    """The identification records of a file: the last of each label, and all #PROSA."""

    def __init__(self, scan: Scan, found: Found) -> None:
        """Start without records."""
        self._scan = scan
        self._found = found
        self._last: dict[str, HeadRecord] = {}
        self._comments: list[str] = []

    def add(self, record: HeadRecord) -> None:
        """Take the next record: #PROSA adds up, of other labels the last one counts."""
        if record.label == "#PROSA":
            self._comments.append(record.text(0) or "")
        before = self._last.get(record.label)
        self._last[record.label] = record
        if before is None or record.label == "#PROSA":
            return
        kept, other = (" ".join(f.text for f in one.fields) for one in (record, before))
        if kept != other:
            shown = {
                "kept_line": record.line,
                "other": other,
                "other_line": before.line,
                "kept": kept,
            }
            tell(self._scan, self._found, Fault.REPEATED_IDENTIFICATION, record, facts=shown)

    def record(self, label: str) -> HeadRecord | None:
        """Return the record of a label that counts."""
        return self._last.get(label)

    def _tell(
        self,
        fault: Fault,
        label: str,
        k: int | None = None,
        *,
        facts: Mapping[str, object] = NO_FACTS,
    ) -> None:
        """Add a finding at field `k` of a label's record, or about its absence."""
        record = self._last.get(label)
        if record is None:
            self._found.add(fault, Place(label=label), facts=facts)
        else:
            tell(self._scan, self._found, fault, record, k, facts=facts)

    def _filled(self, label: str, k: int = 0) -> str | None:
        record = self._last.get(label)
        return record.filled(k) if record else None

    def _text(self, label: str, k: int = 0) -> str | None:
        record = self._last.get(label)
        return record.text(k) if record else None

    def _day(self, label: str, years: Years) -> date | None:
        record = self._last.get(label)
        if record is None:
            return None
        days = read_day(self._scan, self._found, record, 0, years)
        return None if days is None else as_date(days)

    def flag(self) -> int | None:
        """Return #FLAGGA, which is 0 or 1 and the first record (SIE 4B 11 #FLAGGA)."""
        record = self._last.get("#FLAGGA")
        first = self._scan.first_record
        first_line = self._line_of(first)
        if record is None or self._scan.first_line("#FLAGGA") != first_line:
            words = self._scan.line_text(first)[:LONGEST_FLAG].split()
            place = Place(first_line, label="#FLAGGA", value=words[0] if words else None)
            self._found.add(Fault.FLAG_NOT_FIRST, place)
        if record is None:
            return None
        value = record.filled(0)
        if value not in ("0", "1"):
            self._tell(Fault.UNREADABLE_FLAG, "#FLAGGA", 0)
            return None
        if value == "1":
            self._tell(Fault.ALREADY_READ, "#FLAGGA", 0)
        return int(value)

    def _line_of(self, place: int) -> int:
        """Return the number of the line that begins at a place near the start."""
        return self._scan.line_at(max(place, 0))

    def program(self) -> Program:
        """Return #PROGRAM; its version is compulsory and often left out."""
        record = self._last.get("#PROGRAM")
        if record is None:
            return Program()
        given = len(record.fields)
        if given < PROGRAM_FIELDS:
            self._tell(Fault.MISSING_VALUE, "#PROGRAM", facts=field_words("#PROGRAM", given))
        return Program(record.text(0), record.text(1))

    def encoding_declared(self, found_name: str) -> str | None:
        """Return #FORMAT, and tell when it is missing or the bytes say something else."""
        declared = self._filled("#FORMAT")
        if declared is None:
            self._tell(Fault.MISSING_FORMAT, "#FORMAT", facts={"found": found_name})
            return None
        if declared.upper() != "PC8":
            self._tell(Fault.UNKNOWN_FORMAT, "#FORMAT", 0, facts={"found": found_name})
        if declared.upper() in CP437_NAMES and found_name not in TOLD_BY_THEMSELVES:
            shown = {"declared": declared, "found": found_name}
            self._tell(Fault.ENCODING_NOT_AS_DECLARED, "#FORMAT", 0, facts=shown)
        return declared

    @cached_property
    def generated(self) -> Generated:
        """#GEN: day and signature."""
        return Generated(self._day("#GEN", Years()), self._text("#GEN", 1))

    def comment(self) -> str | None:
        """Return all #PROSA, a line each."""
        return "\n".join(self._comments) if self._comments else None

    def company(self) -> Company:
        """Return the company: name, numbers and address."""
        if self._filled("#FNAMN") is None:
            self._tell(Fault.MISSING_COMPANY_NAME, "#FNAMN")
        return Company(
            name=self._text("#FNAMN"),
            company_id=self._text("#FNR"),
            company_type=self._filled("#FTYP"),
            orgnr=self._orgnr(),
            orgnr_raw=self._text("#ORGNR"),
            acquisition_no=self._text("#ORGNR", 1),
            activity_no=self._text("#ORGNR", 2),
            industry=self._filled("#BKOD"),
            address=self._address(),
        )

    def _orgnr(self) -> str | None:
        record = self._last.get("#ORGNR")
        if record is None:
            return None
        raw = record.filled(0)
        if raw is None:
            shown = field_words("#ORGNR", 0)
            self._tell(Fault.MISSING_FIELD, "#ORGNR", 0, facts=shown)
            return None
        number, faults = normalised(raw)
        for fault in faults:
            self._tell(fault, "#ORGNR", 0, facts={"orgnr": number})
        return number

    def _address(self) -> Address:
        record = self._last.get("#ADRESS")
        if record is None:
            return Address()
        given = len(record.fields)
        if given < ADDRESS_LINES:
            self._tell(Fault.SHORT_ADDRESS, "#ADRESS", facts={"given": given})
        return Address(*(record.text(k) for k in range(ADDRESS_LINES)))

    def chart_type(self) -> str | None:
        """Return #KPTYP; BAS of a year from 2000 on is handled as EUBAS97 (SIE 4B 11 #KPTYP)."""
        raw = self._filled("#KPTYP")
        if raw is None:
            self._tell(Fault.CHART_TYPE_UNCLEAR, "#KPTYP")
            return None
        if raw.upper().replace(" ", "").startswith("BAS2"):
            return "EUBAS97"
        if raw.upper() not in KNOWN_CHARTS:
            self._tell(Fault.CHART_TYPE_UNCLEAR, "#KPTYP", 0)
        return raw.upper()

    def chart_type_raw(self) -> str | None:
        """Return #KPTYP as it stands."""
        return self._text("#KPTYP")

    def currency(self) -> tuple[str, bool]:
        """Return #VALUTA and whether it stands in the file; without it the ledger is in SEK."""
        declared = self._filled("#VALUTA")
        return (declared.upper(), True) if declared else (LEDGER_CURRENCY, False)

    def tax_year(self) -> int | None:
        """Return #TAXAR, the year of the tax form that the SRU codes belong to."""
        raw = self._filled("#TAXAR")
        if raw is None:
            return None
        year = re.match(r"[12]\d{3}(?!\d)", raw, re.ASCII)
        if year is None:
            self._tell(Fault.UNREADABLE_TAX_YEAR, "#TAXAR", 0)
            return None
        if year.group() != raw:
            self._tell(Fault.WORD_IN_TAX_YEAR, "#TAXAR", 0, facts={"reading": year.group()})
        return int(year.group())

    def covered_to(self, years: Years) -> date | None:
        """Return #OMFATTN; a day outside every year of the file says nothing."""
        day = self._day("#OMFATTN", years)
        span = years.days()
        if day is None or span is None or span[0] <= day <= span[1]:
            return day
        shown = {"first_day": span[0], "last_day": span[1]}
        self._tell(Fault.COVERED_TO_OUTSIDE_YEARS, "#OMFATTN", 0, facts=shown)
        return None
