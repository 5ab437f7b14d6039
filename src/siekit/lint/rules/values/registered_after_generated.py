"""D506 registered-after-generated."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import VOUCHER_TYPES, SqlRule


class RegisteredAfterGenerated(SqlRule):
    """No voucher was registered after the day the file was made.

    ## Why it matters
    What was registered after #GEN cannot have been in the ledger when the file was written. The
    file was changed afterwards, a clock was wrong, or #GEN is not true.

    ## Example
    #GEN 20250131
    #VER A 1 20250115 "Lokalhyra" 20250203

    ## Instead
    #GEN 20250228
    #VER A 1 20250115 "Lokalhyra" 20250203
    """

    code = "D506"
    name = "registered-after-generated"
    severity = Severity.WARNING
    clause = "SIE 4B 11 #GEN"
    sie_types = VOUCHER_TYPES
    message = {
        "en": "Vouchers are registered after the file was made ({generated}), first {voucher} on "
        "{registered}. Vouchers: {count}.",
        "sv": "Verifikationer är registrerade efter att filen skapades ({generated}), först "
        "{voucher} den {registered}. Antal verifikationer: {count}.",
    }
    remedy = {
        "en": "Ask how the file was made. If it was changed after the export, export again and use "
        "the file as it is.",
        "sv": "Fråga hur filen skapades. Om den ändrats efter exporten, exportera på nytt och "
        "använd filen som den är.",
    }
    example = {
        "generated": "2025-01-31",
        "voucher": "A 1",
        "registered": "2025-02-03",
        "count": "3",
    }
    query = """
        select v.document_id, min(v.line) as line, '#VER' as label, count(*) as number,
               arg_min(trim(concat_ws(' ', v.series, v.number)), v.line) as voucher,
               arg_min(v.registration_date, v.line) as registered,
               any_value(h.generated_date) as generated
        from vouchers v join header h using (document_id)
        where v.registration_date > h.generated_date
        group by v.document_id
    """
