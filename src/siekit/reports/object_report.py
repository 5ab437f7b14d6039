"""The object report: for each object of a dimension its rows, account by account, with sums."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError
from siekit.reports.figures import add, year_figures
from siekit.reports.ledger_rows import ledger_rows
from siekit.reports.ledgers import (
    CREDIT,
    DATE,
    DEBIT,
    VOUCHER,
    account_names,
    credit_of,
    debit_and_credit,
    debit_of,
    ledger,
    row_line,
    total_line,
)
from siekit.reports.model import Column, Line, LineKind, Section, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import duckdb

    from siekit.reports.base import Options
    from siekit.reports.figures import Amount
    from siekit.reports.ledger_rows import LedgerRow
    from siekit.reports.model import Report

NET = Column("net", Words("Net", "Netto"))
WITHOUT = Words("Without object", "Utan objekt")
SEVERAL = Words("On several objects at once", "På flera objekt samtidigt")
SUM = Words("Sum", "Summa")
ALL = Words("All objects and rows without", "Alla objekt och rader utan")

Group = tuple[int, int, str]
"""Where a section stands: its kind, then numbers before texts."""

OWN, TWICE, NONE = range(3)


class ObjectReport:
    """What was posted on each cost centre, project or other object: rows, accounts, sums.

    Net is debit less credit. Rows that name two objects of the dimension stand apart, so that
    the sections add up to the whole.
    """

    name = "object-report"
    title = Words("Object report", "Objektrapport")

    def make(
        self, connection: duckdb.DuckDBPyConnection, document_id: int, options: Options
    ) -> Report:
        """Return the rows of one file's year 0 by the objects of `options.dimension`."""
        if options.dimension is None:
            message = (
                "object-report needs a dimension: --dimension 1 for cost centres, 6 for projects."
            )
            swedish = (
                "En objektrapport behöver en dimension: --dimension 1 för kostnadsställen, 6 för "
                "projekt."
            )
            raise UsageError(message, swedish=swedish)
        figures = year_figures(connection, document_id)
        names = account_names(figures)
        heads = _object_names(connection, document_id, options.dimension)
        groups: dict[Group, list[LedgerRow]] = {}
        for row in ledger_rows(connection, document_id, options, order="account"):
            groups.setdefault(_group(row, options.dimension), []).append(row)
        sections = [
            Section(key := _key(group), _title(group, heads), tuple(_lines(key, rows, names)))
            for group, rows in sorted(groups.items())
        ]
        sums = [section.lines[-1] for section in sections]
        total = total_line(sums, 3, options)
        return ledger(
            connection,
            figures,
            name=self.name,
            title=self.title,
            cell_columns=(DATE, VOUCHER),
            columns=(DEBIT, CREDIT, NET),
            sections=[*sections, Section("all", ALL, (total,))],
        )


def _group(row: LedgerRow, dimension: int) -> Group:
    own = sorted({one["object"] for one in row.objects or () if one["dimension"] == dimension})
    if not own:
        return NONE, 0, ""
    if len(own) > 1:
        return TWICE, 0, ""
    name = str(own[0])
    number = len(name) if name.isdecimal() else 1 << 20
    return OWN, number, name


def _key(group: Group) -> str:
    kind, _, name = group
    return {OWN: f"object {name}", TWICE: "several", NONE: "without"}[kind]


def _title(group: Group, names: dict[str, str]) -> Words:
    kind, _, number = group
    if kind == OWN:
        title = f"{number} {names.get(number, '')}".strip()
        return Words(title, title)
    return SEVERAL if kind == TWICE else WITHOUT


def _lines(key: str, rows: Sequence[LedgerRow], names: dict[str, str]) -> Iterator[Line]:
    """Give the accounts of an object, each after its rows, and the sum of all."""
    accounts: list[tuple[Amount, ...]] = []
    for account, found in groupby(rows, lambda row: row.account or ""):
        own = list(found)
        for row in own:
            values = (debit_of(row.amount), credit_of(row.amount), row.amount)
            yield row_line(row, values, (row.day, row.voucher), level=3)
        name = f"{account} {names.get(account, '')}".strip()
        accounts.append((*debit_and_credit(own), add([row.amount for row in own])))
        yield Line(
            key=f"{key} {account}",
            label=Words(name, name),
            level=2,
            kind=LineKind.SUBTOTAL,
            accounts=(account,) if account else (),
            values=accounts[-1],
        )
    sums = tuple(add([one[n] for one in accounts]) for n in range(3))
    yield Line(key=f"{key} sum", label=SUM, kind=LineKind.SUBTOTAL, values=sums)


def _object_names(
    connection: duckdb.DuckDBPyConnection, document_id: int, dimension: int
) -> dict[str, str]:
    found = connection.execute(
        "select object, name from _objects where document_id = ? and dimension = ?",
        [document_id, dimension],
    ).fetchall()
    return {number: name or "" for number, name in found}
