"""B301 closing-not-explained."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import SqlRule


class ClosingNotExplained(SqlRule):
    """The opening balance of an account and its rows come to its closing balance.

    Judged for the current year of a type 4 export. A balance that is not written is zero.
    Where #OMFATTN ends before the year does, the rows up to that day may be what is meant. An
    account that has #RES too (some programs write both) ties when either balance does.

    ## Why it matters
    A row is missing, is there twice or has another amount than in the ledger, or the balance
    was changed. What the file says of the account cannot be relied on.

    ## Example
    #RAR 0 20250101 20251231
    #IB 0 1930 500.00
    #UB 0 1930 700.00
    #VER A 1 20250115 "Insättning"
    {
    #TRANS 1930 {} 250.00
    #TRANS 2893 {} -250.00
    }

    ## Instead
    #RAR 0 20250101 20251231
    #IB 0 1930 500.00
    #UB 0 1930 750.00
    #UB 0 2893 -250.00
    #VER A 1 20250115 "Insättning"
    {
    #TRANS 1930 {} 250.00
    #TRANS 2893 {} -250.00
    }
    """

    code = "B301"
    name = "closing-not-explained"
    severity = Severity.ERROR
    blocks_activation = True
    clause = "SIE 4B 11 #UB"
    sie_types = frozenset({"4E"})
    message = {
        "en": "Account {value}: opening {opening} + transactions{until} {moved} = {sum}, but the "
        "closing balance (#UB) is {closing}{absent}; the difference is {difference}.",
        "sv": "Konto {value}: ingående {opening} + transaktioner{until} {moved} = {sum}, men "
        "utgående balans (#UB) är {closing}{absent}; skillnaden är {difference}.",
    }
    remedy = {
        "en": "Compare the account's statement in the accounting program with its rows in the "
        "file, then export again. siekit changes neither balances nor rows.",
        "sv": "Jämför kontots huvudbok i bokföringsprogrammet med raderna i filen och exportera "
        "sedan på nytt. siekit ändrar varken saldon eller rader.",
    }
    example = {
        "value": "1930",
        "opening": "500.00",
        "until": "",
        "moved": "250.00",
        "sum": "750.00",
        "closing": "700.00",
        "absent": "",
        "difference": "50.00",
    }
    query = """
        select i.document_id, coalesce(closing_line, opening_line, result_line, row_line) as line,
               case when closing_line is not null then '#UB'
                    when opening_line is not null then '#IB'
                    when result_line is not null then '#RES' else '#TRANS' end as label,
               account as value, opening, moved, opening + moved as sum, closing,
               opening + moved - closing as difference,
               case when cut then ' up to ' || f.covered_to else '' end as until,
               case when cut then ' till och med ' || f.covered_to else '' end as until_sv,
               case when i.has_closing then '' else ' (no record)' end as absent,
               case when i.has_closing then '' else ' (posten saknas)' end as absent_sv
        from identities i
        join files f using (document_id)
        join years_held y on y.document_id = i.document_id and y.year_no = 0
        where is_balance and not ties and y.has_closing and y.opening_known
    """
