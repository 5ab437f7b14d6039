"""T714 years-not-contiguous."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.receiver_rule import ReceiverRule
from siekit.lint.receivers import limited_by


class YearsNotContiguous(ReceiverRule):
    """Each fiscal year begins the day after the one before it ends.

    ## Why it matters
    siekit reads years with a gap or an overlap with a warning. The receiver refuses them, since
    balances could not carry over.

    ## Example
    #RAR 0 20250101 20251231
    #RAR -1 20231201 20241130

    ## Instead
    #RAR 0 20250101 20251231
    #RAR -1 20240101 20241231
    """

    code = "T714"
    name = "years-not-contiguous"
    severity = Severity.ERROR
    clause = "SIE 4B 11 #RAR"
    limit = "contiguous_years"
    targets = limited_by("contiguous_years")
    message = {
        "en": "Fiscal year {year_no} starts {start}, but the year before ends {previous_end}; only "
        "years that meet are taken by {receiver}.",
        "sv": "Räkenskapsår {year_no} börjar {start}, men året före slutar {previous_end}; "
        "{receiver} tar bara emot år som möts.",
    }
    remedy = {
        "en": "Correct the years' dates in the accounting program and export again.",
        "sv": "Rätta årens datum i bokföringsprogrammet och exportera på nytt.",
    }
    example = {
        "year_no": "0",
        "start": "2025-01-01",
        "previous_end": "2024-11-30",
        "receiver": "Bokio",
    }
    query = """
        select y.document_id, y.line, '#RAR' as label, y.year_no, y.start_date as start,
               p.end_date as previous_end
        from fiscal_years y
        join fiscal_years p on p.document_id = y.document_id and p.year_no = y.year_no - 1
        where y.start_date <> p.end_date + 1
    """
