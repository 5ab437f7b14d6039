"""T708 orgnr-without-hyphen."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.receiver_rule import ReceiverRule
from siekit.lint.receivers import limited_by


class OrgnrWithoutHyphen(ReceiverRule):
    """The organisation number has its hyphen, where the receiver warns without it.

    ## Why it matters
    The standard writes NNNNNN-NNNN. The receiver warns about another form and asks whether the
    company is the right one.

    ## Example
    #ORGNR 5555555555

    ## Instead
    #ORGNR 555555-5555
    """

    code = "T708"
    name = "orgnr-without-hyphen"
    severity = Severity.WARNING
    clause = "SIE 4B 11 #ORGNR"
    limit = "hyphen"
    targets = limited_by("hyphen")
    head_label = "#ORGNR"
    message = {
        "en": 'The organisation number is written "{value}"; its missing hyphen gives a warning in '
        "{receiver}.",
        "sv": 'Organisationsnumret är skrivet "{value}"; {receiver} varnar när bindestrecket '
        "saknas.",
    }
    remedy = {
        "en": "Go on past the warning, or write the number with a hyphen after the sixth digit of "
        "ten.",
        "sv": "Gå vidare förbi varningen, eller skriv numret med bindestreck före de fyra sista "
        "siffrorna.",
    }
    example = {"value": "5555555555", "receiver": "Visma eEkonomi"}
    query = """
        select document_id, null::integer as line, orgnr_raw as value
        from header where trim(orgnr_raw) <> '' and not contains(orgnr_raw, '-')
    """
