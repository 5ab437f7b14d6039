"""V401 unbalanced-voucher."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import SqlRule


class UnbalancedVoucher(SqlRule):
    """The amounts of a voucher's #TRANS records add up to zero.

    ## Why it matters
    A voucher that does not balance cannot be posted: debit and credit differ. Every sum made of
    the file is off by the same amount. #RTRANS and #BTRANS are history and are not added up.

    ## Example
    #VER A 1 20250115 "Lokalhyra"
    {
    #TRANS 5010 {} 8000.00
    #TRANS 1930 {} -800.00
    }

    ## Instead
    #VER A 1 20250115 "Lokalhyra"
    {
    #TRANS 5010 {} 8000.00
    #TRANS 1930 {} -8000.00
    }
    """

    code = "V401"
    name = "unbalanced-voucher"
    severity = Severity.ERROR
    blocks_activation = True
    clause = "SIE 4B 11 #TRANS"
    message = {
        "en": "Voucher {voucher} of {date} is off by {difference}: its {rows} rows do not add up "
        "to zero.",
        "sv": "Verifikation {voucher} från {date} har differensen {difference}: dess {rows} rader "
        "summerar inte till noll.",
    }
    remedy = {
        "en": "Compare it with the voucher in the accounting program and export again. siekit "
        "never adds a row to make it balance.",
        "sv": "Jämför med verifikationen i bokföringsprogrammet och exportera på nytt. siekit "
        "lägger aldrig till en rad för att få den att balansera.",
    }
    example = {"voucher": "A 1", "date": "2025-01-15", "difference": "7200.00", "rows": "2"}
    query = """
        select v.document_id, v.line, '#VER' as label,
               trim(concat_ws(' ', v.series, v.number)) as voucher, v.date,
               s.total as difference, s.rows_counted as rows
        from voucher_sums s join vouchers v using (document_id, voucher_id)
        where s.total <> 0 and s.unreadable = 0
    """
