"""F204 two-objects-of-one-dimension."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import SqlRule


class TwoObjectsOfOneDimension(SqlRule):
    """A row names at most one object of each dimension.

    ## Why it matters
    An amount that belongs to two cost centres at once cannot be split between them. Programs keep
    the first, the last, or count it twice.

    ## Example
    #TRANS 5010 {1 "100" 1 "200"} 8000.00

    ## Instead
    #TRANS 5010 {1 "100"} 3000.00
    #TRANS 5010 {1 "200"} 5000.00
    """

    code = "F204"
    name = "two-objects-of-one-dimension"
    severity = Severity.WARNING
    clause = "SIE 4B 8.20"
    message = {
        "en": "{label} on account {account}, {amount}, has {objects} objects of one dimension: "
        "{pairs}.",
        "sv": "{label} på konto {account}, {amount}, har {objects} objekt i en och samma dimension:"
        " {pairs}.",
    }
    remedy = {
        "en": "Split the row between the objects in the accounting program, or keep the right one, "
        "and export again.",
        "sv": "Dela raden mellan objekten i bokföringsprogrammet, eller behåll det rätta, och "
        "exportera på nytt.",
    }
    example = {
        "label": "#TRANS",
        "account": "5010",
        "amount": "8000.00",
        "objects": "2",
        "pairs": "1 100, 1 200",
    }
    query = """
        with named as (
            select document_id, line, account, amount, objects,
                   case kind when 'normal' then '#TRANS' when 'added' then '#RTRANS' else '#BTRANS'
                   end as label
            from transactions where len(objects) > 1
            union all
            select document_id, line, account, amount, objects,
                   case kind when 'opening' then '#OIB' else '#OUB' end
            from balances where len(objects) > 1
            union all
            select document_id, line, account, amount, objects,
                   case kind when 'actual' then '#PSALDO' else '#PBUDGET' end
            from period_balances where len(objects) > 1
        ), numbered as (
            select *, list_transform(objects, lambda o: o.dimension) as dimensions from named
            -- Most rows have two, which are quicker to compare than to count.
            where len(objects) > 2 or objects[1].dimension = objects[2].dimension
        ), twice as (
            select * exclude (objects, dimensions),
                   list_filter(
                       objects,
                       lambda o: len(list_filter(dimensions, lambda d: d = o.dimension)) > 1
                   ) as same
            from numbered
            where len(list_distinct(dimensions)) < len(dimensions)
        )
        select document_id, line, label, account, amount, len(same) as objects,
               list_transform(same, lambda o: o.dimension || ' ' || o.object) as pairs
        from twice
    """
