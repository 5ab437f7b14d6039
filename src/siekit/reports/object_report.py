"""The object report: for each object of a dimension its rows, account by account, with sums."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError
from siekit.reports.figures import add, year_figures
from siekit.reports.ledger_rows import EVERY_ROW, Part, condition_of, ledger_rows
from siekit.reports.ledgers import (
    CREDIT,
    DATE,
    DEBIT,
    VOUCHER,
    account_names,
    credit_of,
    debit_and_credit,
    debit_of,
    first_lines,
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

_NAMED = (
    "list_distinct(list_transform(list_filter(t.objects, lambda one: "
    "one.dimension = $of_dimension), lambda one: one.object))"
)
_OWN = (
    f"case coalesce(len({_NAMED}), 0) when 0 then '2 ' when 1 then '0 ' || {_NAMED}[1] "
    "else '1 ' end"
)
"""The group of a row as a word: its kind, and the object that it names."""

_COUNTS = """
    select {own} as own,
           count(*) + count(distinct t.account) + max((t.account is null)::integer) + 1
    from _transactions t join _vouchers v using (document_id, voucher_id)
    where document_id = $document_id {where}
    group by own
"""


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
        counts = None
        if options.most is not None:
            counts = _counts(connection, document_id, options)
        groups: dict[Group, list[LedgerRow]] = {}
        for part in _parts(options, counts):
            for row in ledger_rows(connection, document_id, options, order="account", part=part):
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
            sections=first_lines([*sections, Section("all", ALL, (total,))], options.most),
            lines=None if counts is None else sum(counts.values()) + 1,
        )


def _counts(
    connection: duckdb.DuckDBPyConnection, document_id: int, options: Options
) -> dict[Group, int]:
    """Return how many lines each group is, in their order: its rows, its accounts, its sum."""
    where, values = condition_of(options, document_id)
    values["of_dimension"] = options.dimension
    found = connection.execute(_COUNTS.format(own=_OWN, where=where), values).fetchall()
    return dict(sorted((_group_of(own), lines) for own, lines in found))


def _parts(options: Options, counts: dict[Group, int] | None) -> Iterator[Part]:
    """Give the parts of the rows that the first lines are made of; without a bound, all rows.

    Of the last group that has a place among them only the first rows are read. It may lack rows
    then, and its sums and all that follows are beyond the first lines.
    """
    if counts is None:
        yield EVERY_ROW
        return
    room, whole = options.most or 0, []
    for group, lines in counts.items():
        if lines > room:
            yield _part([group], options, most=room)
            break
        room -= lines
        whole.append(group)
    yield _part(whole, options)


def _part(groups: list[Group], options: Options, *, most: int | None = None) -> Part:
    own = [f"{kind} {name}" for kind, _, name in groups]
    values: dict[str, object] = {"of_dimension": options.dimension, "own": own}
    return Part(f"and {_OWN} in (select unnest($own::varchar[]))", values, most)


def _group(row: LedgerRow, dimension: int) -> Group:
    own = sorted({one["object"] for one in row.objects or () if one["dimension"] == dimension})
    if not own:
        return NONE, 0, ""
    if len(own) > 1:
        return TWICE, 0, ""
    return _group_of(f"{OWN} {own[0]}")


def _group_of(own: str) -> Group:
    """Return the group of what `_OWN` gives."""
    kind, _, name = own.partition(" ")
    if int(kind) != OWN:
        return int(kind), 0, ""
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
