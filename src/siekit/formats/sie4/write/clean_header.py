"""The header as a file can say it, each change told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from siekit.formats.sie4.write.clean_text import TextChanges, cleaned
from siekit.formats.sie4.write.identification import chart_type, currency, orgnr

if TYPE_CHECKING:
    from datetime import date

    from siekit.formats.sie4.write.told import Told
    from siekit.model import Address, Company, Header, Program

FIRST_TAX_YEAR, LAST_TAX_YEAR = 1000, 2999
"""What a reader takes for a year."""


def clean_header(header: Header, told: Told) -> Header:
    """Return the header with the values that will be read back."""
    return replace(
        header,
        flag=_flag(header.flag, told),
        program=_program(header.program, told),
        generated=replace(
            header.generated, signature=_text("#GEN", header.generated.signature, told)
        ),
        comment=_comment(header.comment, told),
        company=_company(header, told),
        chart_type_raw=_text("#KPTYP", chart_type(header), told),
        currency=_currency(header, told) or "SEK",
        currency_declared=currency(header) is not None,
        tax_year=_tax_year(header.tax_year, told),
    )


def _text(label: str, text: str | None, told: Told) -> str | None:
    if text is None:
        return None
    changes = TextChanges.none()
    kept = cleaned(text, changes)
    tell_texts(told, label, changes)
    return kept


def tell_texts(told: Told, label: str, changes: TextChanges) -> None:
    """Tell what was done to the texts of a label's records."""
    for name, done in (
        ("control-character-removed", changes.controls),
        ("space-after-backslash", changes.backslashes),
    ):
        told.add(name, label=label, value=done.value, line=done.line, count=done.count)


def _flag(flag: int | None, told: Told) -> int | None:
    if flag in (None, 0, 1):
        return flag
    told.add("value-left-out", label="#FLAGGA", value=str(flag))
    return None


def _program(program: Program, told: Told) -> Program:
    name, version = (_text("#PROGRAM", text, told) for text in (program.name, program.version))
    return replace(program, name=_before("#PROGRAM", name, version, told), version=version)


def _before(label: str, text: str | None, later: str | None, told: Told) -> str | None:
    """Return a text, an empty one where it is absent before a field that is there."""
    if text is not None or later is None:
        return text
    told.add("absent-text-written-empty", label=label)
    return ""


def _comment(comment: str | None, told: Told) -> str | None:
    if comment is None:
        return None
    changes = TextChanges.none()
    lines = [cleaned(line, changes) for line in comment.split("\n")]
    tell_texts(told, "#PROSA", changes)
    return "\n".join(lines)


def _company(header: Header, told: Told) -> Company:
    company = header.company
    activity = _text("#ORGNR", company.activity_no, told)
    acquisition = _text("#ORGNR", company.acquisition_no, told)
    acquisition = _before("#ORGNR", acquisition, activity, told)
    raw = _before("#ORGNR", _text("#ORGNR", orgnr(header), told), acquisition, told)
    return replace(
        company,
        name=_text("#FNAMN", company.name, told),
        company_id=_text("#FNR", company.company_id, told),
        company_type=_code("#FTYP", company.company_type, told),
        orgnr_raw=raw,
        orgnr=None,
        acquisition_no=acquisition,
        activity_no=activity,
        industry=_code("#BKOD", company.industry, told),
        address=_address(company.address, told),
    )


def _address(address: Address, told: Told) -> Address:
    fields = (address.contact, address.street, address.postal, address.phone)
    kept: list[str | None] = []
    later: str | None = None
    for text in reversed([_text("#ADRESS", field, told) for field in fields]):
        later = _before("#ADRESS", text, later, told)
        kept.append(later)
    contact, street, postal, phone = reversed(kept)
    return replace(address, contact=contact, street=street, postal=postal, phone=phone)


def _code(label: str, code: str | None, told: Told) -> str | None:
    """Return a code without the space around it, which readers do not keep."""
    kept = _text(label, code, told)
    if kept is None or kept.strip() == kept != "":
        return kept
    if not kept.strip():
        told.add("value-left-out", label=label, value=kept)
        return None
    told.add("value-written-otherwise", label=label, value=kept, written=kept.strip())
    return kept.strip()


def _currency(header: Header, told: Told) -> str | None:
    kept = _code("#VALUTA", currency(header), told)
    if kept is not None and kept != kept.upper():
        told.add("value-written-otherwise", label="#VALUTA", value=kept, written=kept.upper())
        return kept.upper()
    return kept


def _tax_year(year: int | None, told: Told) -> int | None:
    if year is None or FIRST_TAX_YEAR <= year <= LAST_TAX_YEAR:
        return year
    told.add("value-left-out", label="#TAXAR", value=str(year))
    return None


def readable_header(header: Header, years: list[tuple[date, date]], told: Told) -> Header:
    """Return what will be read back: a day outside every year says nothing to a reader."""
    day = header.covered_to
    if day is None or not years or min(years)[0] <= day <= max(end for _, end in years):
        return header
    told.add("day-outside-years", label="#OMFATTN", value=str(day))
    return replace(header, covered_to=None)
