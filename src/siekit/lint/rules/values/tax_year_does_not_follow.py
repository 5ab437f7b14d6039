"""D507 tax-year-does-not-follow."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.header_rule import HeaderRule


class TaxYearDoesNotFollow(HeaderRule):
    """The tax year of #TAXAR is that of the fiscal year, or the next one.

    ## Why it matters
    A fiscal year is taxed the year after it ends; newer tax forms are named for the year it ends
    in. SRU codes of another year may name other lines.

    ## Example
    #TAXAR 2022
    #RAR 0 20250101 20251231

    ## Instead
    #TAXAR 2026
    #RAR 0 20250101 20251231
    """

    code = "D507"
    name = "tax-year-does-not-follow"
    severity = Severity.INFO
    clause = "SIE 4B 11 #TAXAR"
    label = "#TAXAR"
    message = {
        "en": "#TAXAR says {value}, but the fiscal year ends {end}. The SRU codes may be those of "
        "another year's tax form.",
        "sv": "#TAXAR anger {value}, men räkenskapsåret slutar {end}. SRU-koderna kan gälla ett "
        "annat års blankett.",
    }
    remedy = {
        "en": "Nothing to do, unless the file is for a tax return. Then update the SRU codes in the"
        " accounting program and export again.",
        "sv": "Inget behöver göras om inte filen är till en deklaration. Uppdatera i så fall "
        "SRU-koderna i bokföringsprogrammet och exportera på nytt.",
    }
    example = {"value": "2022", "end": "2025-12-31"}
    query = """
        select h.document_id, null::integer as line, h.tax_year::varchar as value,
               f.end_date as "end"
        from header h join files f using (document_id)
        where h.tax_year not in (year(f.end_date), year(f.end_date) + 1)
    """
