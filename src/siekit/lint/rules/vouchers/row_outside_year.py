"""V406 row-outside-year."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import VOUCHER_TYPES, SqlRule


class RowOutsideYear(SqlRule):
    """A row's own date lies in the fiscal year of its voucher.

    Told once for each voucher, at the first such row. A row without a date has its voucher's.

    ## Why it matters
    Reports by the dates of rows would leave it out, or have it in another year than reports
    by the dates of vouchers, which is what ledgers go by.

    ## Example
    #RAR 0 20250101 20251231
    #VER A 1 20250115 "Lokalhyra"
    {
    #TRANS 5010 {} 8000.00 20240115
    #TRANS 1930 {} -8000.00
    }

    ## Instead
    #RAR 0 20250101 20251231
    #VER A 1 20250115 "Lokalhyra"
    {
    #TRANS 5010 {} 8000.00 20250115
    #TRANS 1930 {} -8000.00
    }
    """

    code = "V406"
    name = "row-outside-year"
    severity = Severity.WARNING
    clause = "SIE 4B 11 #TRANS"
    sie_types = VOUCHER_TYPES
    message = {
        "en": "A row of voucher {voucher} is dated {date}, outside the voucher's fiscal year "
        "({start} – {end}). Such rows in the voucher: {count}.",
        "sv": "En rad i verifikation {voucher} är daterad {date}, utanför verifikationens "
        "räkenskapsår ({start} – {end}). Sådana rader i verifikationen: {count}.",
    }
    remedy = {
        "en": "Correct the row's date in the accounting program. siekit counts the row in its "
        "voucher's year.",
        "sv": "Rätta radens datum i bokföringsprogrammet. siekit räknar raden till "
        "verifikationens år.",
    }
    example = {
        "voucher": "A 1",
        "date": "2024-01-15",
        "start": "2025-01-01",
        "end": "2025-12-31",
        "count": "1",
    }
    query = """
        with years as (
            select document_id, year_no, min(start_date) as start_date, min(end_date) as end_date
            from fiscal_years group by document_id, year_no
        ), candidates as (
            -- Nearly every row is dated in a year that all files share: a look at the date tells.
            select document_id, voucher_id, line, date
            from transactions
            where counts and (
                date < (select max(start_date) from years where year_no = 0)
                or date > (select min(end_date) from years where year_no = 0))
            union
            select t.document_id, t.voucher_id, t.line, t.date
            from transactions t
            join vouchers v using (document_id, voucher_id)
            where v.year_no <> 0 and t.counts and t.date is not null
        )
        select t.document_id, min(t.line) as line, '#TRANS' as label,
               strftime(arg_min(t.date, t.line), '%Y%m%d') as value, count(*) as number,
               any_value(trim(concat_ws(' ', v.series, v.number))) as voucher,
               arg_min(t.date, t.line) as date, any_value(y.start_date) as start,
               any_value(y.end_date) as "end"
        from candidates t
        join vouchers v using (document_id, voucher_id)
        join years y on y.document_id = v.document_id and y.year_no = v.year_no
        where t.date not between y.start_date and y.end_date
        group by t.document_id, t.voucher_id
    """
