"""T711 old-chart."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.receiver_rule import ReceiverRule
from siekit.lint.receivers import limited_by


class OldChart(ReceiverRule):
    """The file does not follow a chart of accounts that the receiver no longer takes.

    ## Why it matters
    Older charts have other accounts for the same things. The receiver stopped taking them, so the
    file is refused.

    ## Example
    #KPTYP BAS96

    ## Instead
    #KPTYP EUBAS97
    """

    code = "T711"
    name = "old-chart"
    severity = Severity.ERROR
    clause = "SIE 4B 11 #KPTYP"
    limit = "refused_chart"
    targets = limited_by("refused_chart")
    head_label = "#KPTYP"
    message = {
        "en": "#KPTYP says {value}, a chart of accounts no longer taken by {receiver}.",
        "sv": "#KPTYP anger {value}, en kontoplan som {receiver} inte längre tar emot.",
    }
    remedy = {
        "en": "Change the chart of accounts in the accounting program and export again; if its "
        "accounts are already those of EUBAS97, correct #KPTYP only.",
        "sv": "Byt kontoplan i bokföringsprogrammet och exportera på nytt; om kontona redan är de i"
        " EUBAS97 räcker det att rätta #KPTYP.",
    }
    example = {"value": "BAS96", "receiver": "Visma eEkonomi"}
    query = """
        select document_id, null::integer as line, trim(chart_type_raw) as value
        from header where upper(trim(chart_type_raw)) = $limit
    """
