"""T716 years-must-exist."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.receiver_rule import ReceiverRule
from siekit.lint.receivers import limited_by


class YearsMustExist(ReceiverRule):
    """The years of the file are there in the receiver before it is read.

    ## Why it matters
    The receiver does not create fiscal years. It stops when one that the file names is not there.

    ## Example
    #RAR 0 20250101 20251231
    #RAR -1 20240101 20241231

    ## Instead
    #RAR 0 20250101 20251231
    """

    code = "T716"
    name = "years-must-exist"
    severity = Severity.INFO
    limit = "existing_years"
    targets = limited_by("existing_years")
    message = {
        "en": "The file names {years} fiscal years, {start} – {end}; all of them must be there in "
        "{receiver} before the file is read.",
        "sv": "Filen har {years} räkenskapsår, {start} – {end}; {receiver} vill att alla finns "
        "innan filen läses in.",
    }
    remedy = {
        "en": "Create the missing years in {receiver} first.",
        "sv": "Lägg först upp de år som saknas i {receiver}.",
    }
    example = {
        "years": "2",
        "start": "2024-01-01",
        "end": "2025-12-31",
        "receiver": "24SevenOffice",
    }
    query = """
        select document_id, min(line) as line, '#RAR' as label, count(*) as years,
               min(start_date) as start, max(end_date) as "end"
        from fiscal_years
        group by document_id
        having count(*) > 1
    """
