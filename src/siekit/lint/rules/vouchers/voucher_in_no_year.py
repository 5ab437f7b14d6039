"""V405 voucher-in-no-year."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import VOUCHER_TYPES, SqlRule


class VoucherInNoYear(SqlRule):
    """A voucher's date lies in a fiscal year of the file.

    Judged for vouchers with rows in files that give the dates of their current year.

    ## Why it matters
    A voucher of no year is in no report: the income statement lacks it without a word.

    ## Example
    #RAR 0 20250101 20251231
    #VER A 1 20260115 "Lokalhyra"
    {
    #TRANS 5010 {} 8000.00
    #TRANS 1930 {} -8000.00
    }

    ## Instead
    #RAR 0 20250101 20251231
    #VER A 1 20250115 "Lokalhyra"
    {
    #TRANS 5010 {} 8000.00
    #TRANS 1930 {} -8000.00
    }
    """

    code = "V405"
    name = "voucher-in-no-year"
    severity = Severity.ERROR
    blocks_activation = True
    clause = "SIE 4B 11 #RAR"
    sie_types = VOUCHER_TYPES
    message = {
        "en": "Voucher {voucher} is dated {date}, which lies in none of the file's fiscal years "
        "(the current one is {start} – {end}).",
        "sv": "Verifikation {voucher} är daterad {date}, som inte ligger i något av filens "
        "räkenskapsår (det innevarande är {start} – {end}).",
    }
    remedy = {
        "en": "Correct the date in the accounting program, or export the voucher's own year.",
        "sv": "Rätta datumet i bokföringsprogrammet, eller exportera verifikationens eget år.",
    }
    example = {
        "voucher": "A 1",
        "date": "2026-01-15",
        "start": "2025-01-01",
        "end": "2025-12-31",
    }
    query = """
        select v.document_id, v.line, '#VER' as label, strftime(v.date, '%Y%m%d') as value,
               trim(concat_ws(' ', v.series, v.number)) as voucher, v.date,
               f.start_date as start, f.end_date as "end"
        from vouchers v
        join voucher_sums s using (document_id, voucher_id)
        join files f using (document_id)
        where v.year_no is null and v.date is not null and f.start_date <= f.end_date
    """
