"""B312 partial-year."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import LEDGER_TYPES, SqlRule


class PartialYear(SqlRule):
    """The figures reach to the end of the fiscal year.

    They do not where #OMFATTN names an earlier day. In a type 4 export without #OMFATTN, or
    one that was written before the year had ended, the last voucher tells: more than a month
    without vouchers at the end of the year is a year that is not booked yet.

    ## Why it matters
    A report of the year is a report of some months. That is as it should be during the year,
    and a mistake after it.

    ## Example
    #RAR 0 20250101 20251231
    #OMFATTN 20250331

    ## Instead
    #RAR 0 20250101 20251231
    #OMFATTN 20251231
    """

    code = "B312"
    name = "partial-year"
    severity = Severity.WARNING
    clause = "SIE 4B 11 #OMFATTN"
    sie_types = LEDGER_TYPES
    message = {
        "en": "The fiscal year is {start} – {end}, but the figures reach from {start} to "
        "{reached} ({evidence}).",
        "sv": "Räkenskapsåret är {start} – {end}, men siffrorna sträcker sig från {start} till "
        "{reached} ({evidence}).",
    }
    remedy = {
        "en": "Export again when the year is booked, or read the figures as those of a part of "
        "the year.",
        "sv": "Exportera på nytt när året är bokfört, eller läs siffrorna som en del av året.",
    }
    example = {
        "start": "2025-01-01",
        "end": "2025-12-31",
        "reached": "2025-03-31",
        "evidence": "#OMFATTN",
    }
    query = """
        with reached as (
            select *, coalesce(covered_to < end_date, false) as says_so
            from files
            where start_date <= end_date
        )
        select document_id, year_line as line, '#RAR' as label, start_date as start,
               end_date as "end",
               case when says_so then covered_to else own_last_date end as reached,
               case when says_so then '#OMFATTN' else 'the last voucher' end as evidence,
               case when says_so then '#OMFATTN' else 'sista verifikationen' end as evidence_sv
        from reached
        where says_so
              or sie_type = '4E' and own_last_date < end_date - interval 1 month
                 and (covered_to is null or generated_date <= end_date)
    """
