"""F205 dimension-ring."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import SqlRule


class DimensionRing(SqlRule):
    """A sub-dimension is not, by any way, its own parent.

    ## Why it matters
    Programs that build the tree of dimensions go from each one to its parent. In a ring they
    never come to a top, and some never end.

    ## Example
    #UNDERDIM 21 "Avdelning" 22
    #UNDERDIM 22 "Underavdelning" 21

    ## Instead
    #DIM 21 "Avdelning"
    #UNDERDIM 22 "Underavdelning" 21
    """

    code = "F205"
    name = "dimension-ring"
    severity = Severity.WARNING
    clause = "SIE 4B 11 #UNDERDIM"
    message = {
        "en": 'Sub-dimension {dimension} ("{name}") is its own parent: {ring}.',
        "sv": 'Underdimension {dimension} ("{name}") är överordnad sig själv: {ring}.',
    }
    remedy = {
        "en": "Correct the dimensions in the accounting program and export again.",
        "sv": "Rätta dimensionerna i bokföringsprogrammet och exportera på nytt.",
    }
    example = {"dimension": "21", "name": "Avdelning", "ring": "21 < 22 < 21"}
    query = """
        with recursive ways as (
            select document_id, dimension as first, parent_dimension as last,
                   [dimension, parent_dimension] as way
            from dimensions where parent_dimension is not null
            union all
            select w.document_id, w.first, d.parent_dimension,
                   list_append(w.way, d.parent_dimension)
            from ways w join dimensions d on d.document_id = w.document_id and d.dimension = w.last
            where d.parent_dimension is not null and w.last <> w.first and len(w.way) < 20
        )
        select w.document_id, d.line, '#UNDERDIM' as label, d.dimension, d.name,
               array_to_string(w.way, ' < ') as ring
        from ways w join dimensions d on d.document_id = w.document_id and d.dimension = w.first
        where w.last = w.first
    """
