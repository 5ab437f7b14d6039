"""Which voucher of the one ledger is which of the other, by content first and then by number.

A hash only ever proves that two vouchers differ. Those whose hashes are equal are compared by
their values: rows are grouped by all of their fields, and a voucher's content is the list of
the groups that its rows are in. So no difference hides behind a hash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.compute as pc

from siekit.comparison.difference import OUTSIDE
from siekit.comparison.keyed import OBJECTS, QUANTITY, text
from siekit.engine import connect

if TYPE_CHECKING:
    from collections.abc import Iterable

    import duckdb

    from siekit.comparison.side import Ledger

MATCHES: Final = pa.schema(
    [("change", pa.string()), ("place_a", pa.int32()), ("place_b", pa.int32())]
)

_HEADS = f"""
    create temp table heads as
    select side, place, year, {text("series")} as series, {text("number")} as number, date,
        {text("text")} as text, registration_date, {text("signature")} as signature,
        voucher_id = {OUTSIDE} as outside
    from (select 0 as side, * from heads_a union all select 1, * from heads_b)
"""  # noqa: S608, no word of a user is in it

_ROWS = f"""
    create temp table lines as
    select r.side, r.place, r.kind::varchar as kind, r.account, {OBJECTS} as objects, r.amount,
        coalesce(r.date, h.date) as date, coalesce(r.text, '') as text,
        {QUANTITY} as quantity, coalesce(r.signature, '') as signature
    from (select 0 as side, * from rows_a union all select 1, * from rows_b) r
    join heads h using (side, place)
"""  # noqa: S608, no word of a user is in it

_HEAD_FIELDS = ("text", "signature", "outside")
_HEAD_DATES = ("date", "registration_date")
_ROW_FIELDS = ("kind", "account", "objects", "amount", "text", "quantity", "signature")
_ROW_DATES = ("date",)

_SUSPECTS = """
    create or replace temp table suspects as
    with hashed as (
        select h.side, h.place, hash({head}) as head, sum(hash({row})::hugeint) as body,
            count(l.place) as lines
        from heads h left join lines l using (side, place)
        where {where}
        group by all
    )
    select h.side, h.place from hashed h
    semi join hashed o on o.side <> h.side and o.head = h.head and o.lines = h.lines
        and o.body is not distinct from h.body
"""

_CLASSES = """
    create or replace temp table classes as
    with sorts as (
        select row_number() over () as sort, members from (
            select list({{'side': side, 'place': place}}) as members
            from lines semi join suspects using (side, place) group by {row}
        )
    ),
    single as (select sort, unnest(members, recursive := true) from sorts),
    bodies as (
        select side, place, list_sort(list(sort)) as body from single group by side, place
    ),
    whole as (
        select row_number() over () as class, members from (
            select list({{'side': h.side, 'place': h.place}}) as members
            from heads h semi join suspects using (side, place)
            left join bodies b using (side, place)
            group by {head}, b.body
        )
    ),
    known as (select class, unnest(members, recursive := true) from whole)
    select class, h.* from known join heads h using (side, place)
"""

_PAIR = """
    insert into pairs
    with ranked as (
        select *, row_number() over (partition by side, {keys} order by place) as turn,
            count(*) over (partition by side, {keys}) as alike
        from {source} where {where}
    )
    select {change}, x.place, y.place
    from (select * from ranked where side = 0) x join (select * from ranked where side = 1) y
    on {on}
"""

_FORGET = """
    delete from {table} where side = {side} and place in (select place_{letter} from pairs)
"""

_RESULT = """
    select change, place_a, place_b from pairs where change <> 'same'
    union all select 'removed', place, null from heads where side = 0
    union all select 'added', null, place from heads where side = 1
"""

_NUMBER = ("year", "series", "number")


def matches(
    a: Ledger, b: Ledger, places: tuple[pa.Array, pa.Array], years: Iterable[int]
) -> pa.Table:
    """What happened to the vouchers at those places, where anything did.

    A voucher can have moved among `years`, those that both documents know.
    """
    if not any(map(len, places)):
        return MATCHES.empty_table()
    tables = {
        name: table
        for letter, ledger, chosen in zip("ab", (a, b), places, strict=True)
        for name, table in _chosen(ledger, chosen, letter).items()
    }
    with connect(tables) as connection:
        connection.execute(_HEADS)
        connection.execute(_ROWS)
        connection.execute("create temp table pairs (change text, place_a int, place_b int)")
        _by_content(connection)
        _moved(connection, sorted(years))
        _by_number(connection)
        return connection.sql(_RESULT).to_arrow_table().cast(MATCHES)


def _chosen(ledger: Ledger, places: pa.Array, letter: str) -> dict[str, pa.Table]:
    """The vouchers at those places, and their rows."""
    heads, rows = ledger.heads, ledger.rows
    if len(places) < heads.num_rows:
        heads = heads.take(places)
        rows = rows.filter(pc.is_in(rows["place"], places))
    return {f"heads_{letter}": heads, f"rows_{letter}": rows}


def _by_content(connection: duckdb.DuckDBPyConnection) -> None:
    """Pair vouchers of one content: first those of one number, then those of another."""
    _classify(connection, (*_HEAD_FIELDS, *_HEAD_DATES), (*_ROW_FIELDS, *_ROW_DATES), "true")
    _pair(connection, "'same'", "class", *_NUMBER, source="classes")
    renumbered = "case when x.year is distinct from y.year then 'moved' else 'renumbered' end"
    _pair(connection, renumbered, "class", source="classes")


def _moved(connection: duckdb.DuckDBPyConnection, years: list[int]) -> None:
    """Pair vouchers that are equal but for their dates, and lie in different years."""
    if len(years) < 2:  # noqa: PLR2004, it takes two years to move
        return
    _classify(connection, _HEAD_FIELDS, _ROW_FIELDS, f"h.year in ({', '.join(map(str, years))})")
    for keys in (("class", "series", "number"), ("class",)):
        _pair(connection, "'moved'", *keys, source="classes", also="x.year <> y.year")


def _by_number(connection: duckdb.DuckDBPyConnection) -> None:
    """Pair what is left by number, and vouchers without one by what else they say."""
    _pair(connection, "'changed'", *_NUMBER, where="number <> ''")
    keys = ("year", "series", "date", "text", "outside")
    _pair(connection, "'changed'", *keys, where="number = ''", also="x.alike = 1 and y.alike = 1")


def _classify(
    connection: duckdb.DuckDBPyConnection, head: tuple[str, ...], row: tuple[str, ...], where: str
) -> None:
    """Give the vouchers that may have a counterpart the number of their content."""
    heads = ", ".join(f"h.{name}" for name in head)
    lines = ", ".join(f"l.{name}" for name in row)
    connection.execute(_SUSPECTS.format(head=heads, row=lines, where=where))
    connection.execute(_CLASSES.format(head=heads, row=", ".join(row)))


def _pair(
    connection: duckdb.DuckDBPyConnection,
    change: str,
    *keys: str,
    source: str = "heads",
    where: str = "true",
    also: str = "true",
) -> None:
    """Pair vouchers that have equal keys, in file order, and forget those that have a partner."""
    on = [f"x.{name} is not distinct from y.{name}" for name in (*keys, "turn")]
    query = _PAIR.format(
        keys=", ".join(keys),
        change=change,
        source=source,
        where=where,
        on=" and ".join([*on, also]),
    )
    connection.execute(query)
    tables = ("heads", source) if source != "heads" else ("heads",)
    for table in tables:
        for side, letter in enumerate("ab"):
            connection.execute(_FORGET.format(table=table, side=side, letter=letter))
