"""V411 two-years-in-file."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import VOUCHER_TYPES, SqlRule


class TwoYearsInFile(SqlRule):
    """The vouchers of a file belong to one fiscal year.

    ## Why it matters
    The balances of a file are those of its current year, so vouchers of another year are
    explained by nothing, and many programs refuse the file. siekit counts only the current
    year's vouchers beside other files of the company.

    ## Example
    #RAR 0 20250101 20251231
    #RAR -1 20240101 20241231
    #VER A 90 20241230 "Lokalhyra"
    #VER A 1 20250115 "Lokalhyra"

    ## Instead
    #RAR 0 20250101 20251231
    #VER A 1 20250115 "Lokalhyra"
    """

    code = "V411"
    name = "two-years-in-file"
    severity = Severity.WARNING
    clause = "SIE 4B 11 #RAR"
    sie_types = VOUCHER_TYPES
    message = {
        "en": "The file has vouchers of several fiscal years: {years}.",
        "sv": "Filen har verifikationer från flera räkenskapsår: {years}.",
    }
    remedy = {
        "en": "Split the file by fiscal year with: siekit split {file}",
        "sv": "Dela upp filen per räkenskapsår med: siekit split {file}",
    }
    example = {
        "years": "2025-01-01/2025-12-31: 210, 2024-01-01/2024-12-31: 12",
        "file": "bokslut.se",
    }
    query = """
        with several as (
            select document_id from vouchers
            group by document_id having min(year_no) <> max(year_no)
        ), numbers as (
            select v.document_id, v.year_no, count(*) as vouchers, min(v.line) as line
            from vouchers v
            semi join several using (document_id)
            semi join voucher_sums using (document_id, voucher_id)
            where v.year_no is not null
            group by v.document_id, v.year_no
        ), years as (
            select document_id, year_no, min(start_date) as start_date, min(end_date) as end_date
            from fiscal_years group by document_id, year_no
        )
        select n.document_id, min(n.line) filter (n.year_no <> 0) as line, '#VER' as label,
               string_agg(y.start_date || '/' || y.end_date || ': ' || n.vouchers, ', '
                          order by n.year_no desc) as years,
               sum(n.vouchers)::bigint as number, any_value(f.file) as file
        from numbers n
        join years y using (document_id, year_no)
        join files f using (document_id)
        group by n.document_id
        having count(*) > 1
    """
