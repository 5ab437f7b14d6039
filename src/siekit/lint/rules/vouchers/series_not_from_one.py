"""V403 series-not-from-one."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import SqlRule


class SeriesNotFromOne(SqlRule):
    """The voucher numbers of a series begin with 1.

    Told for each series of a type 4 export whose lowest whole number is higher.

    ## Why it matters
    Often it is meant so: some programs number on over the years, or give a series numbers of
    its own. Else the first vouchers of the year are missing.

    ## Example
    #VER A 17 20250115 "Lokalhyra"

    ## Instead
    #VER A 1 20250115 "Lokalhyra"
    """

    code = "V403"
    name = "series-not-from-one"
    severity = Severity.INFO
    clause = "SIE 4B 11 #VER"
    sie_types = frozenset({"4E"})
    message = {
        "en": 'The voucher numbers of series "{series}" begin with {value}.',
        "sv": 'Verifikationsnumren i serie "{series}" börjar med {value}.',
    }
    remedy = {
        "en": "Nothing is wrong if the program numbers so; else export the whole year again.",
        "sv": "Inget är fel om programmet numrerar så; exportera annars hela året på nytt.",
    }
    example = {"series": "A", "value": "17"}
    query = """
        select v.document_id, min(v.line) as line, '#VER' as label,
               arg_min(v.number, v.line) as value, s.series
        from series_numbers s
        join vouchers v
            on v.document_id = s.document_id and v.year_no = 0
            and coalesce(v.series, '') = s.series
            and regexp_full_match(v.number, '0*' || s.lowest)
        where s.year_no = 0 and s.lowest > 1
        group by v.document_id, s.series
    """
