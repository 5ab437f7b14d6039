"""The identification records of a file, each as a line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.formats.sie4.compose import record
from siekit.formats.sie4.header import KNOWN_CHARTS, LEDGER_CURRENCY
from siekit.formats.sie4.orgnr import normalised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siekit.formats.sie4.compose import Value
    from siekit.model import Header

NEVER_QUOTED = ("#FLAGGA", "#FORMAT", "#SIETYP")
"""Records whose values are bare words; importers have failed on quoted ones."""


def flag_line(header: Header) -> str:
    """Return #FLAGGA, the first record of every file (SIE 4B 11 #FLAGGA)."""
    return record("#FLAGGA", [str(header.flag or 0)])


def identification(header: Header, sie_type: str) -> list[tuple[str, str]]:
    """Return label and line of the identification records but #FLAGGA and #RAR, in order.

    What the document does not hold is not there, but for #FORMAT and #SIETYP.
    """
    return [(label, record(label, values)) for label, values in values_of(header, sie_type)]


def values_of(header: Header, sie_type: str) -> list[tuple[str, Sequence[Value]]]:
    """Return label and values of the identification records but #FLAGGA and #RAR, in order."""
    company, address = header.company, header.company.address
    lines = [] if header.comment is None else header.comment.split("\n")
    rows: list[tuple[str, Sequence[Value]]] = [
        ("#PROGRAM", (header.program.name, header.program.version)),
        ("#FORMAT", ("PC8",)),
        ("#GEN", (header.generated.date, header.generated.signature)),
        ("#SIETYP", (sie_type[:1],)),
        *(("#PROSA", (line,)) for line in lines),
        ("#FTYP", (company.company_type,)),
        ("#FNR", (company.company_id,)),
        ("#ORGNR", (orgnr(header), company.acquisition_no, company.activity_no)),
        ("#BKOD", (company.industry,)),
        ("#ADRESS", (address.contact, address.street, address.postal, address.phone)),
        ("#FNAMN", (company.name,)),
        ("#TAXAR", (header.tax_year,)),
        ("#OMFATTN", (header.covered_to,)),
        ("#KPTYP", (chart_type(header),)),
        ("#VALUTA", (currency(header),)),
    ]
    return [(label, values) for label, values in rows if any(v is not None for v in values)]


def orgnr(header: Header) -> str | None:
    """Return the organisation number as the document holds it, as it stood where it can.

    A number that was changed since is written as it is now.
    """
    raw, number = header.company.orgnr_raw, header.company.orgnr
    if raw is None or number is None:
        return number if raw is None else raw
    return raw if raw.strip() and normalised(raw.strip())[0] == number else number


def chart_type(header: Header) -> str | None:
    """Return the type of chart as it stood, unless it was changed since."""
    raw, kind = header.chart_type_raw, header.chart_type
    if raw is None or kind is None:
        return kind if raw is None else raw
    return raw if _chart(raw) == kind else kind


def _chart(raw: str) -> str | None:
    """Return a type of chart as the reader understands it."""
    known = raw.strip().upper()
    if known.replace(" ", "").startswith("BAS2"):
        return KNOWN_CHARTS[2]
    return known or None


def currency(header: Header) -> str | None:
    """Return the currency where the file declares it, or where it is not the usual one."""
    told = header.currency_declared or header.currency != LEDGER_CURRENCY
    return header.currency if told else None
