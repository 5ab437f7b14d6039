"""F202 object-without-its-parent."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import SqlRule


class ObjectWithoutItsParent(SqlRule):
    """The code of a sub-object begins with the code of an object of the parent dimension.

    ## Why it matters
    In #OBJEKT and in balances a sub-object's code is the parent's code followed by its own. A
    program that cuts it apart finds no parent for a code that begins otherwise.

    ## Example
    #DIM 20 "Avdelning"
    #UNDERDIM 21 "Underavdelning" 20
    #OBJEKT 20 "01" "Norr"
    #OBJEKT 21 "0302" "Verkstad"

    ## Instead
    #DIM 20 "Avdelning"
    #UNDERDIM 21 "Underavdelning" 20
    #OBJEKT 20 "01" "Norr"
    #OBJEKT 21 "0102" "Verkstad"
    """

    code = "F202"
    name = "object-without-its-parent"
    severity = Severity.WARNING
    clause = "SIE 4B 8.11"
    message = {
        "en": "Objects of sub-dimension {dimension} do not begin with the code of any object of "
        "dimension {parent}, for example {examples}. Objects: {count}.",
        "sv": "Objekt i underdimension {dimension} börjar inte med koden för något objekt i "
        "dimension {parent}, till exempel {examples}. Antal objekt: {count}.",
    }
    remedy = {
        "en": "Check in the accounting program which object of dimension {parent} they belong to, "
        "include it in the export and export again.",
        "sv": "Kontrollera i bokföringsprogrammet vilket objekt i dimension {parent} de hör till, "
        "ta med det i exporten och exportera på nytt.",
    }
    example = {"dimension": "21", "parent": "20", "examples": "0302, 0303", "count": "2"}
    query = """
        select o.document_id, min(o.line) as line, '#OBJEKT' as label,
               arg_min(o.object, o.line) as value, o.dimension, d.parent_dimension as parent,
               count(*) as number, list(o.object order by o.line)[:3] as examples
        from objects o join dimensions d using (document_id, dimension)
        where o.declared and d.parent_dimension is not null and o.object is not null
          and not exists (
              select 1 from objects p
              where p.document_id = o.document_id and p.dimension = d.parent_dimension
                and p.object <> '' and starts_with(o.object, p.object)
          )
        group by o.document_id, o.dimension, d.parent_dimension
    """
