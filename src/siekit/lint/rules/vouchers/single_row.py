"""V407 single-row."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import VOUCHER_TYPES, SqlRule


class SingleRow(SqlRule):
    """A voucher has two rows or more: a debit and a credit.

    ## Why it matters
    A voucher with one row either does not balance, which is an error of its own, or moves
    nothing. The other row may have been lost on the way.

    ## Example
    #VER A 1 20250115 "Lokalhyra"
    {
    #TRANS 5010 {} 0.00
    }

    ## Instead
    #VER A 1 20250115 "Lokalhyra"
    {
    #TRANS 5010 {} 8000.00
    #TRANS 1930 {} -8000.00
    }
    """

    code = "V407"
    name = "single-row"
    severity = Severity.INFO
    clause = "SIE 4B 11 #TRANS"
    sie_types = VOUCHER_TYPES
    message = {
        "en": "Voucher {voucher} has a single row that counts.",
        "sv": "Verifikation {voucher} har en enda rad som räknas.",
    }
    remedy = {
        "en": "Compare it with the voucher in the accounting program.",
        "sv": "Jämför med verifikationen i bokföringsprogrammet.",
    }
    example = {"voucher": "A 1"}
    query = """
        select v.document_id, v.line, '#VER' as label,
               trim(concat_ws(' ', v.series, v.number)) as voucher
        from voucher_sums s join vouchers v using (document_id, voucher_id)
        where s.rows_counted = 1
    """
