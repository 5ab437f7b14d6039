"""B302 result-not-explained."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import SqlRule


class ResultNotExplained(SqlRule):
    """The rows of an income or cost account come to its #RES.

    Judged for the current year of a type 4 export with #RES records. A result that is not
    written is zero. Where #OMFATTN ends before the year does, the rows up to that day may be
    what is meant.

    ## Why it matters
    The income statement made of the rows differs from the one made of the balances: a row is
    missing, is there twice or has another amount than in the ledger.

    ## Example
    #RES 0 5010 7000.00
    #VER A 1 20250115 "Lokalhyra"
    {
    #TRANS 5010 {} 8000.00
    #TRANS 1930 {} -8000.00
    }

    ## Instead
    #RES 0 5010 8000.00
    #VER A 1 20250115 "Lokalhyra"
    {
    #TRANS 5010 {} 8000.00
    #TRANS 1930 {} -8000.00
    }
    """

    code = "B302"
    name = "result-not-explained"
    severity = Severity.ERROR
    blocks_activation = True
    clause = "SIE 4B 11 #RES"
    sie_types = frozenset({"4E"})
    message = {
        "en": "Account {value}: transactions{until} come to {moved}, but the result (#RES) is "
        "{result}{absent}; the difference is {difference}.",
        "sv": "Konto {value}: transaktionerna{until} summerar till {moved}, men resultatet (#RES) "
        "är {result}{absent}; skillnaden är {difference}.",
    }
    remedy = {
        "en": "Compare the account's statement in the accounting program with its rows in the "
        "file, then export again. siekit changes neither balances nor rows.",
        "sv": "Jämför kontots huvudbok i bokföringsprogrammet med raderna i filen och exportera "
        "sedan på nytt. siekit ändrar varken saldon eller rader.",
    }
    example = {
        "value": "5010",
        "until": "",
        "moved": "8000.00",
        "result": "7000.00",
        "absent": "",
        "difference": "1000.00",
    }
    query = """
        select i.document_id, coalesce(result_line, row_line) as line,
               case when result_line is not null then '#RES' else '#TRANS' end as label,
               account as value, moved, result, moved - result as difference,
               case when cut then ' up to ' || f.covered_to else '' end as until,
               case when cut then ' till och med ' || f.covered_to else '' end as until_sv,
               case when i.has_result then '' else ' (no record)' end as absent,
               case when i.has_result then '' else ' (posten saknas)' end as absent_sv
        from identities i
        join files f using (document_id)
        where not is_balance and not ties and f.has_result
    """
