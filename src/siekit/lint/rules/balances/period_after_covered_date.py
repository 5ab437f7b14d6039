"""B313 period-after-covered-date."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import LEDGER_TYPES, SqlRule


class PeriodAfterCoveredDate(SqlRule):
    """Months after the day of #OMFATTN have no change.

    ## Why it matters
    The balances reach to the day of #OMFATTN, the months further: so the months do not add up
    to the balances. Later months are often not finished either.

    ## Example
    #OMFATTN 20250331
    #PSALDO 0 202504 5010 {} 8000.00

    ## Instead
    #OMFATTN 20250331
    #PSALDO 0 202503 5010 {} 8000.00
    """

    code = "B313"
    name = "period-after-covered-date"
    severity = Severity.INFO
    clause = "SIE 4B 11 #OMFATTN"
    sie_types = LEDGER_TYPES
    message = {
        "en": "Months after {covered_to} (#OMFATTN) have changes (#PSALDO), {first} – {last}. "
        "Records: {count}.",
        "sv": "Månader efter {covered_to} (#OMFATTN) har förändringar (#PSALDO), {first} – {last}. "
        "Poster: {count}.",
    }
    remedy = {
        "en": "Look at the months up to the day of #OMFATTN only, or export with a later day.",
        "sv": "Titta bara på månaderna till och med dagen i #OMFATTN, eller exportera med en "
        "senare dag.",
    }
    example = {"covered_to": "2025-03-31", "first": "202504", "last": "202506", "count": "14"}
    query = """
        select p.document_id, min(p.line) as line, '#PSALDO' as label,
               any_value(f.covered_to) as covered_to, min(p.period) as first,
               max(p.period) as last, sum(p.records)::bigint as number
        from period_sums p join files f using (document_id)
        where p.year_no = 0 and p.amount <> 0
              and p.period > year(f.covered_to) * 100 + month(f.covered_to)
        group by p.document_id
    """
