"""B311 overlapping-years."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import LEDGER_TYPES, SqlRule


class OverlappingYears(SqlRule):
    """The years of a company's files do not overlap, unless they are the same year.

    ## Why it matters
    What lies in both years would be counted twice. Reports take one of the files for the days
    that they have in common, and leave the other out as a whole, so that months may be lost.
    The cause is often a changed fiscal year, or a file of another company with the same
    organisation number.

    ## Example
    #RAR 0 20240701 20250630

    ## Instead
    #RAR 0 20250101 20251231
    """

    code = "B311"
    name = "overlapping-years"
    severity = Severity.WARNING
    clause = "SIE 4B 11 #RAR"
    sie_types = LEDGER_TYPES
    several = True
    message = {
        "en": "The year {start} – {end} overlaps that of {file}, {other_start} – {other_end}, and "
        "is not the same.",
        "sv": "Året {start} – {end} överlappar det i {file}, {other_start} – {other_end}, utan att "
        "vara samma.",
    }
    remedy = {
        "en": "Find out which of the years is right and leave the other file out.",
        "sv": "Ta reda på vilket av åren som är rätt och utelämna den andra filen.",
    }
    example = {
        "start": "2024-07-01",
        "end": "2025-06-30",
        "file": "2024.se",
        "other_start": "2024-01-01",
        "other_end": "2024-12-31",
    }
    query = """
        with years as (
            select * from files
            where sie_type <> '4I' and company_key is not null and start_date <= end_date
        )
        select l.document_id, l.year_line as line, '#RAR' as label, l.start_date as start,
               l.end_date as "end", e.file, e.start_date as other_start, e.end_date as other_end
        from years l
        join years e on e.company_key = l.company_key
            and e.start_date <= l.end_date and l.start_date <= e.end_date
            and (e.start_date < l.start_date
                 or e.start_date = l.start_date and e.end_date < l.end_date)
        qualify row_number() over (
            partition by l.document_id order by e.end_date desc, e.start_date, e.document_id
        ) = 1
    """
