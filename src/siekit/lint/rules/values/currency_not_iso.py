"""D503 currency-not-iso."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siekit.findings import Severity
from siekit.lint.currencies import KNOWN
from siekit.lint.header_rule import HeaderRule

if TYPE_CHECKING:
    from collections.abc import Mapping


class CurrencyNotIso(HeaderRule):
    """#VALUTA holds a currency code of ISO 4217.

    ## Why it matters
    All amounts are in this currency. A program that does not know the code refuses the file or
    takes the amounts for kronor.

    ## Example
    #VALUTA kr

    ## Instead
    #VALUTA SEK
    """

    code = "D503"
    name = "currency-not-iso"
    severity = Severity.WARNING
    clause = "SIE 4B 11 #VALUTA"
    label = "#VALUTA"
    message = {
        "en": '#VALUTA says "{value}", which is no currency code of ISO 4217. The amounts are read '
        "without a known currency.",
        "sv": '#VALUTA anger "{value}", vilket inte är någon valutakod i ISO 4217. Beloppen läses '
        "utan en känd valuta.",
    }
    remedy = {
        "en": "Check which currency the ledger is kept in, set its code of three letters (SEK, EUR)"
        " in the accounting program and export again.",
        "sv": "Kontrollera vilken valuta bokföringen förs i, ange dess kod på tre bokstäver (SEK, "
        "EUR) i bokföringsprogrammet och exportera på nytt.",
    }
    example = {"value": "kr"}
    query = """
        select document_id, null::integer as line, currency as value from header
        where currency_declared
    """

    def is_odd(self, row: Mapping[str, Any]) -> bool:
        """Tell whether a currency is none."""
        return row["value"] not in KNOWN
