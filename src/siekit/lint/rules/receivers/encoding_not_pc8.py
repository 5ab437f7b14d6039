"""T713 encoding-not-pc8."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.receiver_rule import ReceiverRule
from siekit.lint.receivers import limited_by


class EncodingNotPc8(ReceiverRule):
    """The file is written in code page 437 (PC8), where the receiver reads nothing else well.

    ## Why it matters
    siekit tells the encoding from the letters. The receiver goes by #FORMAT: it shows "int„kter"
    for "intäkter", or stops with "Felaktiga tecken".

    ## Example
    #FORMAT PC8
    #KONTO 3010 "FÃ¶rsÃ¤ljning"

    ## Instead
    #FORMAT PC8
    #KONTO 3010 "Försäljning"
    """

    code = "T713"
    name = "encoding-not-pc8"
    severity = Severity.WARNING
    clause = "SIE 4B 5.8"
    limit = "only_pc8"
    targets = limited_by("only_pc8")
    head_label = "#FORMAT"
    message = {
        "en": "The file is written in {encoding}, not in code page 437 (PC8). An import to "
        "{receiver} may be refused, or get å, ä and ö wrong.",
        "sv": "Filen är skriven i {encoding}; {receiver} läser teckentabell 437 (PC8) och kan neka "
        "den eller få å, ä och ö fel.",
    }
    remedy = {
        "en": "Let siekit write the file anew in PC8; no figure changes.",
        "sv": "Låt siekit skriva filen på nytt i PC8; inga siffror ändras.",
    }
    example = {"encoding": "UTF-8", "receiver": "Fortnox"}
    query = """
        select document_id, null::integer as line, encoding
        from header where encoding not in ('CP437', 'ASCII')
    """
