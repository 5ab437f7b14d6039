"""D508 dated-after-generated."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import VOUCHER_TYPES, SqlRule


class DatedAfterGenerated(SqlRule):
    """No voucher is dated after the day the file was made.

    ## Why it matters
    Vouchers may be booked ahead, such as accruals. But a wrong year in a date is found this way
    too, and a report up to today leaves such vouchers out.

    ## Example
    #GEN 20250131
    #VER A 1 20260115 "Lokalhyra"

    ## Instead
    #GEN 20250131
    #VER A 1 20250115 "Lokalhyra"
    """

    code = "D508"
    name = "dated-after-generated"
    severity = Severity.INFO
    clause = "SIE 4B 11 #GEN"
    sie_types = VOUCHER_TYPES
    message = {
        "en": "Vouchers are dated after the file was made ({generated}), the last on {last}, first "
        "{voucher} on {date}. Vouchers: {count}.",
        "sv": "Verifikationer är daterade efter att filen skapades ({generated}), den sista {last},"
        " först {voucher} den {date}. Antal verifikationer: {count}.",
    }
    remedy = {
        "en": "Check that their dates are right; vouchers that are booked ahead need nothing.",
        "sv": "Kontrollera att datumen är rätt; verifikationer som är bokförda i förväg kräver "
        "inget.",
    }
    example = {
        "generated": "2025-01-31",
        "voucher": "A 1",
        "date": "2026-01-15",
        "last": "2026-01-15",
        "count": "1",
    }
    query = """
        select v.document_id, min(v.line) as line, '#VER' as label, count(*) as number,
               arg_min(trim(concat_ws(' ', v.series, v.number)), v.line) as voucher,
               arg_min(v.date, v.line) as date, max(v.date) as last,
               any_value(h.generated_date) as generated
        from vouchers v join header h using (document_id)
        where v.date > h.generated_date
        group by v.document_id
    """
