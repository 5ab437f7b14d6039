"""T705 format-record-missing."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.receiver_rule import ReceiverRule
from siekit.lint.receivers import limited_by


class FormatRecordMissing(ReceiverRule):
    """The file has #FORMAT, without which the receiver refuses it.

    ## Why it matters
    The record is compulsory. siekit and many programs tell the character set from the letters,
    but the receiver stops with "Etiketten #FORMAT saknas i filen."

    ## Example
    #FLAGGA 0
    #PROGRAM "Kassa" 1.0

    ## Instead
    #FLAGGA 0
    #PROGRAM "Kassa" 1.0
    #FORMAT PC8
    """

    code = "T705"
    name = "format-record-missing"
    severity = Severity.ERROR
    clause = "SIE 4B 11 #FORMAT"
    limit = "required_format"
    targets = limited_by("required_format")
    message = {
        "en": '#FORMAT is missing; such a file is refused by {receiver} ("Etiketten #FORMAT saknas '
        'i filen.").',
        "sv": '#FORMAT saknas; {receiver} nekar en sådan fil ("Etiketten #FORMAT saknas i '
        'filen.").',
    }
    remedy = {
        "en": "Add the line #FORMAT PC8, when the file is written in that character set, or let "
        "siekit write the file anew.",
        "sv": "Lägg till raden #FORMAT PC8, om filen är skriven i den teckenuppsättningen, eller "
        "låt siekit skriva filen på nytt.",
    }
    example = {"receiver": "Visma eEkonomi"}
    query = """
        select document_id, null::integer as line, '#FORMAT' as label
        from header where encoding_declared is null
    """
