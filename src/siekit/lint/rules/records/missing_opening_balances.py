"""S102 missing-opening-balances."""

from __future__ import annotations

from siekit.findings import Severity
from siekit.lint.base import LEDGER_TYPES, SqlRule


class MissingOpeningBalances(SqlRule):
    """A file with an earlier year has #IB of its year, or #UB of the year before.

    ## Why it matters
    Without either nobody can tell what the balance sheet accounts held when the year began, and
    the closing balances cannot be proved.

    ## Example
    #RAR 0 20250101 20251231
    #RAR -1 20240101 20241231
    #IB -1 1930 4000.00
    #UB 0 1930 6200.00

    ## Instead
    #RAR 0 20250101 20251231
    #RAR -1 20240101 20241231
    #IB -1 1930 4000.00
    #UB -1 1930 5000.00
    #IB 0 1930 5000.00
    #UB 0 1930 6200.00
    """

    code = "S102"
    name = "missing-opening-balances"
    severity = Severity.WARNING
    clause = "SIE 4B 5.15"
    sie_types = LEDGER_TYPES
    message = {
        "en": "The file has a year before ({start} – {end}), but neither #IB of the current year "
        "nor #UB of that one. What the accounts held when the year began is not known.",
        "sv": "Filen har ett föregående år ({start} – {end}), men varken #IB för innevarande år "
        "eller #UB för det. Vad kontona innehöll när året började är inte känt.",
    }
    remedy = {
        "en": "Export again with the opening balances of the year.",
        "sv": "Exportera på nytt med årets ingående balanser.",
    }
    example = {"start": "2024-01-01", "end": "2024-12-31"}
    query = """
        select f.document_id, y.line, '#RAR' as label, y.start_date as start, y.end_date as "end"
        from files f join fiscal_years y using (document_id)
        where y.year_no = -1 and not f.has_opening and not f.has_previous_closing
          -- Reading tells a file that has no #IB at all.
          and f.document_id in (select document_id from balances where kind = 'opening' and counts)
    """
