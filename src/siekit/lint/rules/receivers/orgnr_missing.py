"""T715 orgnr-missing."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.receiver_rule import ReceiverRule
from siekit.lint.receivers import limited_by


class OrgnrMissing(ReceiverRule):
    """The file has an organisation number, where the receiver asks without it.

    ## Why it matters
    The receiver compares the number with its own company, so that files do not end up in the
    wrong books. Without it somebody must confirm the company.

    ## Example
    #FNAMN "Fjällbackens Cykel AB"

    ## Instead
    #FNAMN "Fjällbackens Cykel AB"
    #ORGNR 555555-5555
    """

    code = "T715"
    name = "orgnr-missing"
    severity = Severity.WARNING
    clause = "SIE 4B 11 #ORGNR"
    limit = "orgnr"
    targets = limited_by("orgnr")
    head_label = "#ORGNR"
    message = {
        "en": "The file has no organisation number; the company must be confirmed in {receiver}.",
        "sv": "Filen har inget organisationsnummer; {receiver} frågar om företaget är det rätta.",
    }
    remedy = {
        "en": "Fill in the number in the accounting program, or make sure that the right company is"
        " open.",
        "sv": "Fyll i numret i bokföringsprogrammet, eller se till att rätt företag är öppet.",
    }
    example = {"receiver": "SpeedLedger"}
    query = """
        select document_id, null::integer as line
        from header where coalesce(trim(orgnr_raw), '') = ''
    """
