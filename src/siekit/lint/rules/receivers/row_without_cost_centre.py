"""T706 row-without-cost-centre."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siekit.findings import Severity
from siekit.lint.base import VOUCHER_TYPES
from siekit.lint.receiver_rule import ReceiverRule
from siekit.lint.receivers import account_ranges, limited_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from siekit.lint.context import Context


class RowWithoutCostCentre(ReceiverRule):
    """Rows on the accounts that demand it have a cost centre.

    ## Why it matters
    In the receiver an account may demand a cost centre. A row without one stops the whole file
    with "Kostnadsställe är obligatoriskt". Name the accounts in the setting cost-centre-accounts.

    ## Example
    #TRANS 5010 {} 8000.00

    ## Instead
    #TRANS 5010 {1 "100"} 8000.00
    """

    code = "T706"
    name = "row-without-cost-centre"
    severity = Severity.ERROR
    sie_types = VOUCHER_TYPES
    limit = "cost_centre"
    targets = limited_by("cost_centre")
    message = {
        "en": "The row on account {account}, {amount}, has no cost centre, which is demanded by "
        "{receiver} for accounts {ranges}.",
        "sv": "Raden på konto {account}, {amount}, saknar kostnadsställe, vilket {receiver} kräver "
        "för konton {ranges}.",
    }
    remedy = {
        "en": "Give the row a cost centre in the program that made the file, or let the account do "
        "without in {receiver}.",
        "sv": "Ge raden ett kostnadsställe i programmet som skapade filen, eller ta bort kravet på "
        "kontot i {receiver}.",
    }
    example = {"account": "5010", "amount": "8000.00", "receiver": "Fortnox", "ranges": "4000-7999"}
    query = """
        with demanding as (
            select document_id, account from accounts
            where len(list_filter($firsts, lambda first, i:
                      try_cast(account as bigint) between first and $lasts[i])) > 0
        )
        select t.document_id, t.line, '#TRANS' as label, t.account, t.amount,
               array_to_string($ranges, ', ') as ranges
        from transactions t semi join demanding using (document_id, account)
        where t.counts and len(list_filter(t.objects, lambda o: o.dimension = 1)) = 0
    """

    def hits_of(self, context: Context, _: object) -> Iterator[Mapping[str, Any]]:
        """Give the rows on the accounts of the setting; without it there are none."""
        texts = context.settings.cost_centre_accounts
        ranges = account_ranges(texts)
        if not ranges:
            return iter(())
        firsts, lasts = ([pair[side] for pair in ranges] for side in (0, 1))
        return context.rows(self.query, {"ranges": list(texts), "firsts": firsts, "lasts": lasts})
