"""V404 repeated-number."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import VOUCHER_TYPES, SqlRule


class RepeatedNumber(SqlRule):
    """A voucher number stands once in its series and year.

    Told once for each series, with the number of vouchers that have a number taken before.
    Empty numbers are for the receiving ledger to give and do not count.

    ## Why it matters
    Series and number are how people name a voucher. Where two have one name, the file may hold
    a voucher twice, or two vouchers may be taken for one. Some programs give all automatic
    vouchers the number 1.

    ## Example
    #VER A 1 20250115 "Lokalhyra"
    #VER A 1 20250116 "Kontorsmaterial"

    ## Instead
    #VER A 1 20250115 "Lokalhyra"
    #VER A 2 20250116 "Kontorsmaterial"
    """

    code = "V404"
    name = "repeated-number"
    severity = Severity.WARNING
    clause = "SIE 4B 11 #VER"
    sie_types = VOUCHER_TYPES
    message = {
        "en": 'A number is used again in series "{series}", first {value}. Vouchers with a number '
        "that is taken: {count}.",
        "sv": 'Ett nummer används igen i serie "{series}", först {value}. Verifikationer med ett '
        "upptaget nummer: {count}.",
    }
    remedy = {
        "en": "Compare the vouchers with the accounting program. siekit keeps all of them and "
        "tells them apart by their place in the file.",
        "sv": "Jämför verifikationerna med bokföringsprogrammet. siekit behåller alla och skiljer "
        "dem åt efter deras plats i filen.",
    }
    example = {"series": "A", "value": "1", "count": "1"}
    query = """
        select document_id, min(line) as line, '#VER' as label, arg_min(number, line) as value,
               coalesce(series, '') as series, count(*) as number
        from vouchers
        where occurrence > 1 and number <> ''
        group by document_id, year_no, coalesce(series, '')
    """
