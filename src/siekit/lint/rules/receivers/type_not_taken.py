"""T710 type-not-taken."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.receiver_rule import ReceiverRule
from siekit.lint.receivers import limited_by


class TypeNotTaken(ReceiverRule):
    """The file is of a type that the receiver reads.

    ## Why it matters
    Some programs read only files with vouchers. A file of balances is refused, or read as an
    empty one.

    ## Example
    #SIETYP 1

    ## Instead
    #SIETYP 4
    """

    code = "T710"
    name = "type-not-taken"
    severity = Severity.ERROR
    clause = "SIE 4B 11 #SIETYP"
    limit = "sie_types"
    targets = limited_by("sie_types")
    head_label = "#SIETYP"
    message = {
        "en": "Only files of type {types} are read by {receiver}; this one is of type {sie_type}.",
        "sv": "{receiver} läser bara filer av typ {types}; denna är av typ {sie_type}.",
    }
    remedy = {
        "en": "Choose type 4, transactions, in the export and export again.",
        "sv": "Välj typ 4, transaktioner, i exporten och exportera på nytt.",
    }
    example = {"receiver": "Visma Compact", "types": "4E, 4I", "sie_type": "1"}
    query = """
        select document_id, null::integer as line, sie_type, array_to_string($limit, ', ') as types
        from header where not list_contains($limit, sie_type)
    """
