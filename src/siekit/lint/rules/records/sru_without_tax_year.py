"""S104 sru-without-tax-year."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.header_rule import HeaderRule


class SruWithoutTaxYear(HeaderRule):
    """A file with #SRU codes says in #TAXAR which year's form they fit.

    ## Why it matters
    SRU codes change from one assessment year to the next. Without #TAXAR a program for tax
    returns cannot know whether the codes are those of its own form.

    ## Example
    #SRU 1930 7281

    ## Instead
    #TAXAR 2026
    #SRU 1930 7281
    """

    code = "S104"
    name = "sru-without-tax-year"
    severity = Severity.INFO
    clause = "SIE 4B 11 #TAXAR"
    sie_types = frozenset({"1", "2"})
    label = "#TAXAR"
    told_by = frozenset({"R427"})
    message = {
        "en": "There are SRU codes for {accounts} accounts, but no #TAXAR that says which year's "
        "tax form they fit.",
        "sv": "Det finns SRU-koder för {accounts} konton, men ingen #TAXAR som anger vilket års "
        "blankett de gäller.",
    }
    remedy = {
        "en": "Nothing to do, unless the file is for a tax return. Then check there that the codes "
        "are those of the right year.",
        "sv": "Inget behöver göras om inte filen är till en deklaration. Kontrollera i så fall där "
        "att koderna är rätt års.",
    }
    example = {"accounts": "415"}
    query = """
        select s.document_id, null::integer as line, count(distinct s.account) as accounts
        from sru_codes s join header h using (document_id)
        where h.tax_year is null
        group by s.document_id
    """
