"""D502 unknown-company-type."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.header_rule import HeaderRule


class UnknownCompanyType(HeaderRule):
    """#FTYP holds one of the legal forms that the standard lists.

    ## Why it matters
    Programs for tax returns choose forms by the legal form. They do not know a word that is not
    in the list.

    ## Example
    #FTYP Aktiebolag

    ## Instead
    #FTYP AB
    """

    code = "D502"
    name = "unknown-company-type"
    severity = Severity.INFO
    clause = "SIE 4B 11 #FTYP"
    label = "#FTYP"
    message = {
        "en": '#FTYP says "{value}", which is none of the standard\'s company types, such as AB, '
        "E, HB, KB, EK, BRF or X.",
        "sv": '#FTYP anger "{value}", vilket inte är någon av standardens företagstyper, som AB, E,'
        " HB, KB, EK, BRF eller X.",
    }
    remedy = {
        "en": "Nothing to do: only programs for tax returns use it. Set the company type in the "
        "accounting program if one asks for it.",
        "sv": "Inget behöver göras: bara deklarationsprogram använder den. Ange företagstypen i "
        "bokföringsprogrammet om något frågar efter den.",
    }
    example = {"value": "Aktiebolag"}
    query = """
        select document_id, null::integer as line, company_type as value
        from header
        where upper(trim(company_type)) not in (
            'AB', 'E', 'HB', 'KB', 'EK', 'KHF', 'BRF', 'BF', 'SF', 'I', 'S', 'FL', 'BAB', 'MB',
            'SB', 'BFL', 'FAB', 'OFB', 'SE', 'SCE', 'TSF', 'X'
        )
    """
