"""F201 undeclared-parent-dimension."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import SqlRule


class UndeclaredParentDimension(SqlRule):
    """The parent of a sub-dimension is declared, or a standard dimension.

    ## Why it matters
    A sub-dimension divides another one. When that one is not in the file, a program cannot build
    the tree of the two, and may refuse the sub-dimension.

    ## Example
    #UNDERDIM 21 "Underavdelning" 20

    ## Instead
    #DIM 20 "Avdelning"
    #UNDERDIM 21 "Underavdelning" 20
    """

    code = "F201"
    name = "undeclared-parent-dimension"
    severity = Severity.WARNING
    clause = "SIE 4B 11 #UNDERDIM"
    message = {
        "en": 'Sub-dimension {dimension} ("{name}") has dimension {parent} as its parent, which the'
        " file does not declare.",
        "sv": 'Underdimension {dimension} ("{name}") har dimension {parent} som överordnad, vilken '
        "filen inte deklarerar.",
    }
    remedy = {
        "en": "Include dimension {parent} in the export and export again. Until then the "
        "sub-dimension is read as a dimension of its own.",
        "sv": "Ta med dimension {parent} i exporten och exportera på nytt. Tills dess läses "
        "underdimensionen som en egen dimension.",
    }
    example = {"dimension": "21", "name": "Underavdelning", "parent": "20"}
    query = """
        select d.document_id, d.line, '#UNDERDIM' as label, d.parent_dimension::varchar as value,
               d.dimension, d.name, d.parent_dimension as parent
        from dimensions d
        where d.parent_dimension is not null
          and d.parent_dimension not in (1, 2, 6, 7, 8, 9, 10)
          and (d.document_id, d.parent_dimension) not in (
              select (document_id, dimension) from dimensions where declared
          )
    """
