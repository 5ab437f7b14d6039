"""F203 sub-object-alone."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import SqlRule


class SubObjectAlone(SqlRule):
    """A row with a sub-object names the object of the parent dimension too.

    ## Why it matters
    In a file of type 4I a sub-object's place on a row may hold its own code only. The ledger that
    receives it then needs the parent's code from the same row.

    ## Example
    #UNDERDIM 21 "Underavdelning" 20
    #VER "" "" 20250131
    {
    #TRANS 7010 {21 "02"} 100.00
    #TRANS 1910 {} -100.00
    }

    ## Instead
    #UNDERDIM 21 "Underavdelning" 20
    #VER "" "" 20250131
    {
    #TRANS 7010 {20 "01" 21 "02"} 100.00
    #TRANS 1910 {} -100.00
    }
    """

    code = "F203"
    name = "sub-object-alone"
    severity = Severity.INFO
    clause = "SIE 4B 8.23"
    sie_types = frozenset({"4I"})
    message = {
        "en": "Rows have an object of sub-dimension {dimension} without one of its parent dimension"
        " {parent}, the first on account {account}. Rows: {count}.",
        "sv": "Rader har ett objekt i underdimension {dimension} utan något i den överordnade "
        "dimensionen {parent}, den första på konto {account}. Antal rader: {count}.",
    }
    remedy = {
        "en": "Nothing to do if the codes hold the parent's code first. Otherwise let the program "
        "that made the file write both objects.",
        "sv": "Inget behöver göras om koderna inleds med den överordnades kod. Låt annars "
        "programmet som skapade filen skriva båda objekten.",
    }
    example = {"dimension": "21", "parent": "20", "account": "7010", "count": "3"}
    query = """
        with parts as (
            select document_id, dimension, parent_dimension from dimensions
            where parent_dimension is not null
        ), named as (
            select document_id, line, account,
                   list_transform(objects, lambda o: o.dimension) as dimensions
            from transactions where counts and len(objects) > 0
        )
        select n.document_id, min(n.line) as line, '#TRANS' as label,
               p.dimension, p.parent_dimension as parent, arg_min(n.account, n.line) as account,
               count(*) as number
        from parts p join named n using (document_id)
        where list_contains(n.dimensions, p.dimension)
          and not list_contains(n.dimensions, p.parent_dimension)
        group by n.document_id, p.dimension, p.parent_dimension
    """
