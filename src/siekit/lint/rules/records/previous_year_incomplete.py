"""S107 previous-year-incomplete."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import LEDGER_TYPES, SqlRule


class PreviousYearIncomplete(SqlRule):
    """A file that names the year before has its #UB and #RES.

    ## Why it matters
    Reports show the year before beside the current one. Where its balances are missing they show
    nothing there, and whether the opening balances carry on from it cannot be checked.

    ## Example
    #RAR 0 20250101 20251231
    #RAR -1 20240101 20241231
    #UB 0 1930 6200.00

    ## Instead
    #RAR 0 20250101 20251231
    #RAR -1 20240101 20241231
    #UB 0 1930 6200.00
    #UB -1 1930 5000.00
    #RES -1 3010 -40000.00
    """

    code = "S107"
    name = "previous-year-incomplete"
    severity = Severity.INFO
    clause = "SIE 4B 5.16"
    sie_types = LEDGER_TYPES
    message = {
        "en": "The year before ({start} – {end}) has no {missing} records, so it cannot be compared"
        " with.",
        "sv": "Föregående år ({start} – {end}) saknar {missing}-poster, så det går inte att jämföra"
        " med.",
    }
    remedy = {
        "en": "Nothing to do. For comparison, include the year before in the export, or add its own"
        " file.",
        "sv": "Inget behöver göras. För jämförelse, ta med föregående år i exporten eller lägg till"
        " dess egen fil.",
    }
    example = {"start": "2024-01-01", "end": "2024-12-31", "missing": "#UB, #RES"}
    query = """
        with has as (
            select document_id, bool_or(year_no = -1 and has_closing) as closing,
                   bool_or(year_no = -1 and has_result) as result
            from year_balances group by document_id
        )
        select y.document_id, y.line, '#RAR' as label, y.start_date as start, y.end_date as "end",
               list_filter([case when not coalesce(h.closing, false) then '#UB' end,
                            case when not coalesce(h.result, false) then '#RES' end],
                           lambda word: word is not null) as missing
        from fiscal_years y left join has h using (document_id)
        where y.year_no = -1 and not (coalesce(h.closing, false) and coalesce(h.result, false))
          and y.document_id in (select document_id from balances where counts)
    """
