"""T707 object-code-not-numeric."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.receiver_rule import ReceiverRule
from siekit.lint.receivers import limited_by


class ObjectCodeNotNumeric(ReceiverRule):
    """Codes of objects are numbers, where the receiver takes nothing else.

    ## Why it matters
    The receiver numbers cost centres and projects. An object whose code has a letter is not
    created, and the file stops.

    ## Example
    #OBJEKT 1 "NORR" "Butik Norr"

    ## Instead
    #OBJEKT 1 "100" "Butik Norr"
    """

    code = "T707"
    name = "object-code-not-numeric"
    severity = Severity.ERROR
    limit = "numeric_objects"
    targets = limited_by("numeric_objects")
    message = {
        "en": "Codes of objects must be numbers for {receiver}; dimension {dimension} has others, "
        "for example {examples}. Objects: {count}.",
        "sv": "{receiver} tar bara emot nummer som objektkoder; dimension {dimension} har andra, "
        "till exempel {examples}. Antal objekt: {count}.",
    }
    remedy = {
        "en": "Give the objects numbers in the accounting program and export again.",
        "sv": "Ge objekten nummer i bokföringsprogrammet och exportera på nytt.",
    }
    example = {"receiver": "Specter", "dimension": "1", "examples": "NORR, SYD", "count": "2"}
    query = """
        select document_id, min(line) as line, dimension, count(*) as number,
               case when min(line) is not null then '#OBJEKT' end as label,
               arg_min(object, line) as value, list(object order by line, object)[:3] as examples
        from objects
        where object <> '' and not regexp_full_match(object, '[0-9]+')
        group by document_id, dimension
    """
