"""S110 period-balances-without-covered-to."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.header_rule import HeaderRule


class PeriodBalancesWithoutCoveredTo(HeaderRule):
    """A file with period balances says in #OMFATTN to which day they reach.

    ## Why it matters
    Period balances are often exported in the middle of a year. #OMFATTN tells the last closed
    month from one that is only begun.

    ## Example
    #SIETYP 4
    #PSALDO 0 202501 5010 {} 8000.00

    ## Instead
    #SIETYP 4
    #OMFATTN 20250131
    #PSALDO 0 202501 5010 {} 8000.00
    """

    code = "S110"
    name = "period-balances-without-covered-to"
    severity = Severity.INFO
    clause = "SIE 4B 11 #OMFATTN"
    sie_types = frozenset({"4E"})
    label = "#OMFATTN"
    told_by = frozenset({"R416"})
    message = {
        "en": "There are period balances up to {period}, but no #OMFATTN that says to which day "
        "they reach.",
        "sv": "Det finns periodsaldon till och med {period}, men ingen #OMFATTN som anger till "
        "vilken dag de sträcker sig.",
    }
    remedy = {
        "en": "Nothing to do, if it is known to which day the ledger was closed when the file was "
        "made.",
        "sv": "Inget behöver göras om det är känt till vilken dag bokföringen var avstämd när filen"
        " skapades.",
    }
    example = {"period": "202503"}
    query = """
        select p.document_id, null::integer as line, max(p.period) as period
        from period_balances p join header h using (document_id)
        where p.kind = 'actual' and coalesce(p.amount, 0) <> 0 and h.covered_to is null
        group by p.document_id
    """
