"""S109 no-vouchers."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import SqlRule


class NoVouchers(SqlRule):
    """A file of transactions out of a ledger has vouchers.

    ## Why it matters
    An empty year is right for a new company, and wrong when the wrong year or no series was
    chosen in the export. It looks like a failed import either way.

    ## Example
    #SIETYP 4
    #IB 0 1930 5000.00
    #UB 0 1930 5000.00

    ## Instead
    #SIETYP 4
    #IB 0 1930 5000.00
    #UB 0 1930 4500.00
    #RES 0 5010 500.00
    #VER A 1 20250115 "Lokalhyra"
    {
    #TRANS 5010 {} 500.00
    #TRANS 1930 {} -500.00
    }
    """

    code = "S109"
    name = "no-vouchers"
    severity = Severity.INFO
    clause = "SIE 4B 11 #VER"
    sie_types = frozenset({"4E"})
    message = {
        "en": "The file is of type 4 and has balances, but no vouchers.",
        "sv": "Filen är av typ 4 och har saldon, men inga verifikationer.",
    }
    remedy = {
        "en": "Nothing to do if nothing is booked in the year. Otherwise choose the year and all "
        "voucher series in the export and export again.",
        "sv": "Inget behöver göras om inget är bokfört under året. Välj annars året och alla "
        "verifikationsserier i exporten och exportera på nytt.",
    }
    example = {}
    query = """
        select f.document_id, null::integer as line, '#VER' as label
        from files f
        where f.vouchers = 0 and f.document_id in (select document_id from balances)
    """
