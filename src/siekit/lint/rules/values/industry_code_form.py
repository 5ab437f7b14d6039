"""D505 industry-code-form."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.header_rule import HeaderRule


class IndustryCodeForm(HeaderRule):
    """#BKOD holds an SNI code of five digits.

    ## Why it matters
    Statistics and comparisons between companies of one industry go by the code. Another form
    names no industry.

    ## Example
    #BKOD "82.300"

    ## Instead
    #BKOD 82300
    """

    code = "D505"
    name = "industry-code-form"
    severity = Severity.INFO
    clause = "SIE 4B 11 #BKOD"
    label = "#BKOD"
    message = {
        "en": '#BKOD says "{value}", which is not an SNI code of five digits.',
        "sv": '#BKOD anger "{value}", vilket inte är en SNI-kod med fem siffror.',
    }
    remedy = {
        "en": "Nothing to do, unless the industry matters. Then set the code, such as 82300, in the"
        " accounting program.",
        "sv": "Inget behöver göras om inte branschen har betydelse. Ange i så fall koden, till "
        "exempel 82300, i bokföringsprogrammet.",
    }
    example = {"value": "82.300"}
    query = """
        select document_id, null::integer as line, industry as value from header
        where not regexp_full_match(trim(industry), '[0-9]{5}')
    """
