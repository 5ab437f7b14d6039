"""T701 text-too-long."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.receiver_rule import ReceiverRule
from siekit.lint.receivers import limited_by


class TextTooLong(ReceiverRule):
    """Texts of vouchers and rows are no longer than the receiver takes.

    ## Why it matters
    The receiver stops at a longer text, or cuts it. Which words are lost nobody is told.

    ## Example
    #VER A 1 20250115 "Lokalhyra för kontor och lager i Fjällbacken, första kvartalet"

    ## Instead
    #VER A 1 20250115 "Lokalhyra kontor och lager, kvartal 1"
    """

    code = "T701"
    name = "text-too-long"
    severity = Severity.WARNING
    limit = "longest_text"
    targets = limited_by("longest_text")
    message = {
        "en": "The text has {length} characters; the most that {receiver} can take is {longest}: "
        '"{text}".',
        "sv": 'Texten har {length} tecken; {receiver} tar emot högst {longest}: "{text}".',
    }
    remedy = {
        "en": "Shorten the text in the program that made the file and export again.",
        "sv": "Korta texten i programmet som skapade filen och exportera på nytt.",
    }
    example = {
        "length": "66",
        "receiver": "Fortnox",
        "longest": "50",
        "text": "Lokalhyra för kontor och lager i Fjällbacken, första kvartalet",
    }
    query = """
        with texts as (
            select document_id, line, '#VER' as label, text from vouchers
            where strlen(text) > $limit
            union all
            select document_id, line, '#TRANS', text from transactions
            where counts and strlen(text) > $limit
        )
        select document_id, line, label, text as value, text, length(text) as length,
               $limit as longest
        from texts
        where length(text) > $limit
    """
