"""V409 twin-not-next."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import VOUCHER_TYPES, SqlRule


class TwinNotNext(SqlRule):
    """The #TRANS record that mirrors an #RTRANS follows at once.

    Told once a file, at the first row of which it does not hold.

    ## Why it matters
    A program may skip whatever row follows an #RTRANS, as the standard lets it, and would lose
    a row that has nothing to do with it. siekit counts #TRANS alone and is not misled.

    ## Example
    #VER A 1 20250115 "Lokalhyra"
    {
    #RTRANS 5010 {} 8000.00 20250116
    #TRANS 1930 {} -8000.00
    #TRANS 5010 {} 8000.00
    }

    ## Instead
    #VER A 1 20250115 "Lokalhyra"
    {
    #RTRANS 5010 {} 8000.00 20250116
    #TRANS 5010 {} 8000.00
    #TRANS 1930 {} -8000.00
    }
    """

    code = "V409"
    name = "twin-not-next"
    severity = Severity.INFO
    clause = "SIE 4B 11 #RTRANS"
    sie_types = VOUCHER_TYPES
    message = {
        "en": "The #TRANS record of an added row (#RTRANS) does not follow it at once. Rows: "
        "{count}.",
        "sv": "Posten #TRANS till en tillagd rad (#RTRANS) följer inte direkt efter den. Rader: "
        "{count}.",
    }
    remedy = {
        "en": "Ask the maker of the program to write it at once; siekit reads the file rightly.",
        "sv": "Be programmets tillverkare skriva den direkt efter; siekit läser filen rätt.",
    }
    example = {"count": "1"}
    query = """
        select document_id, min(line) as line, '#RTRANS' as label, count(*) as number
        from transactions
        where kind = 'added' and twin_row <> row_no + 1
        group by document_id
    """
