"""T709 year-too-long."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.receiver_rule import ReceiverRule
from siekit.lint.receivers import limited_by


class YearTooLong(ReceiverRule):
    """No fiscal year is longer than the receiver takes.

    ## Why it matters
    By Swedish law a year has at most 18 months. siekit reads longer ones with a warning; the
    receiver refuses them.

    ## Example
    #RAR 0 20240101 20251231

    ## Instead
    #RAR 0 20240701 20251231
    """

    code = "T709"
    name = "year-too-long"
    severity = Severity.ERROR
    clause = "SIE 4B 11 #RAR"
    limit = "longest_year"
    targets = limited_by("longest_year")
    message = {
        "en": "Fiscal year {year_no}, {start} – {end}, is {months} months long; the most that "
        "{receiver} can take is {longest}.",
        "sv": "Räkenskapsår {year_no}, {start} – {end}, är {months} månader långt; {receiver} tar "
        "emot högst {longest}.",
    }
    remedy = {
        "en": "Correct the year's dates in the accounting program and export again.",
        "sv": "Rätta årets datum i bokföringsprogrammet och exportera på nytt.",
    }
    example = {
        "year_no": "0",
        "start": "2024-01-01",
        "end": "2025-12-31",
        "months": "24",
        "receiver": "Bokio",
        "longest": "18",
    }
    query = """
        select document_id, line, '#RAR' as label, year_no, start_date as start, end_date as "end",
               datediff('month', start_date, end_date) + 1 as months, $limit as longest
        from fiscal_years
        where datediff('month', start_date, end_date) + 1 > $limit
    """
