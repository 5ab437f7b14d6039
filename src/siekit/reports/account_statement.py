"""The statement of one account: its rows with the accounts against which they were posted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError
from siekit.reports.general_ledger import GeneralLedger
from siekit.reports.model import Column, ColumnKind, Words

if TYPE_CHECKING:
    import duckdb

    from siekit.reports.base import Options
    from siekit.reports.model import Line, Report

AGAINST = Column("against", Words("Against", "Motkonto"), ColumnKind.TEXT)
NAMED = 3
"""Accounts that are named against a row; of more, the first ones."""

_OTHERS = """
    select voucher_id, list(distinct account order by account) as accounts
    from _transactions
    where document_id = $document_id and counts and account is not null
          and voucher_id in (select unnest($vouchers))
    group by voucher_id
"""


class AccountStatement(GeneralLedger):
    """One account's rows in order of date, each with the other accounts of its voucher.

    Opening balance, running balance and closing balance as in the general ledger.
    """

    name = "account-statement"
    title = Words("Account statement", "Kontoutdrag")

    def make(
        self, connection: duckdb.DuckDBPyConnection, document_id: int, options: Options
    ) -> Report:
        """Return the accounts that were asked for; `UsageError` when none was."""
        if not options.accounts:
            message = "account-statement shows one account: name it, as in --accounts 1930."
            swedish = "Ett kontoutdrag visar ett konto: ange det, som i --accounts 1930."
            raise UsageError(message, swedish=swedish)
        made = super().make(connection, document_id, options)
        vouchers = {line.place.voucher_id for line in made.lines() if line.place}
        found = connection.execute(
            _OTHERS, {"document_id": document_id, "vouchers": sorted(filter(None, vouchers))}
        ).fetchall()
        accounts = dict(found)
        date, voucher, objects = made.cell_columns
        sections = tuple(
            replace(section, lines=tuple(_with_others(line, accounts) for line in section.lines))
            for section in made.sections
        )
        return replace(made, cell_columns=(date, voucher, AGAINST, objects), sections=sections)


def _with_others(line: Line, accounts: dict[int | None, list[str]]) -> Line:
    """Return a row with the accounts against it."""
    if line.place is None:
        return line
    others = [one for one in accounts.get(line.place.voucher_id, []) if one not in line.accounts]
    more = [" …"] if len(others) > NAMED else []
    date, voucher, objects = line.cells
    return replace(line, cells=(date, voucher, " ".join(others[:NAMED]) + "".join(more), objects))
