"""T712 several-years-in-file."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import VOUCHER_TYPES
from siekit.lint.receiver_rule import ReceiverRule
from siekit.lint.receivers import limited_by


class SeveralYearsInFile(ReceiverRule):
    """All vouchers lie in the current year, where the receiver takes one year a file.

    ## Why it matters
    The receiver files every voucher under the year of the file. With vouchers of another year it
    refuses the file, or mixes the years.

    ## Example
    #RAR 0 20250101 20251231
    #VER A 1 20241231 "Lokalhyra"

    ## Instead
    #RAR 0 20250101 20251231
    #VER A 1 20250101 "Lokalhyra"
    """

    code = "T712"
    name = "several-years-in-file"
    severity = Severity.ERROR
    clause = "SIE 4B 11 #VER"
    sie_types = VOUCHER_TYPES
    limit = "one_year"
    targets = limited_by("one_year")
    message = {
        "en": "Vouchers lie outside the current year ({start} – {end}), first {voucher} of {date}. "
        "Vouchers: {count}. A file for {receiver} holds one year only.",
        "sv": "Verifikationer ligger utanför innevarande år ({start} – {end}), först {voucher} från"
        " {date}. Antal verifikationer: {count}. {receiver} tar emot ett år per fil.",
    }
    remedy = {
        "en": "Split the file by fiscal year, or export each year to a file of its own.",
        "sv": "Dela filen per räkenskapsår, eller exportera varje år till en egen fil.",
    }
    example = {
        "start": "2025-01-01",
        "end": "2025-12-31",
        "voucher": "A 1",
        "date": "2024-12-31",
        "count": "1",
        "receiver": "accounted",
    }
    query = """
        select v.document_id, min(v.line) as line, '#VER' as label, count(*) as number,
               arg_min(trim(concat_ws(' ', v.series, v.number)), v.line) as voucher,
               arg_min(v.date, v.line) as date, any_value(f.start_date) as start,
               any_value(f.end_date) as "end"
        from vouchers v join files f using (document_id)
        where v.date not between f.start_date and f.end_date
        group by v.document_id
    """
