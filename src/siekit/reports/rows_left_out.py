"""Rows that no ledger of the year can show: how many, where they stand, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.reports.model import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

SHOWN = 10
"""Lines that are named; of more, the first ones."""

_QUERY = """
    select case when t.voucher_id is null then 'outside'
                when v.year_no is null then 'yearless'
                when v.year_no <> 0 then 'other-year'
                else 'no-account' end as why,
           count(*) as number, (list(t.line order by t.line))[1:$shown] as lines
    from _transactions t left join _vouchers v using (document_id, voucher_id)
    where t.document_id = $document_id and t.counts
          and (v.year_no is distinct from 0 or t.account is null)
    group by why order by why
"""

WHY = {
    "outside": Words(
        "stand outside of vouchers and are in no ledger",
        "står utanför verifikationer och finns inte med",
    ),
    "yearless": Words(
        "have a date in none of the file's fiscal years and are in no ledger",
        "har ett datum utanför filens räkenskapsår och finns inte med",
    ),
    "other-year": Words(
        "belong to another year of the file than its own and are not shown",
        "hör till ett annat räkenskapsår i filen och visas inte",
    ),
    "no-account": Words("have no account", "saknar konto"),
}


DERIVED = Words(
    "The file states no fiscal year of its own; it is shown from its first to its last voucher.",
    "Filen anger inget eget räkenskapsår; det visas från första till sista verifikationen.",
)


def rows_left_out(
    connection: duckdb.DuckDBPyConnection, document_id: int
) -> dict[str, tuple[int, list[int]]]:
    """Return, for each reason, how many #TRANS rows there are and the lines of the first ones."""
    values = {"document_id": document_id, "shown": SHOWN}
    found = connection.execute(_QUERY, values).fetchall()
    return {why: (number, lines) for why, number, lines in found}


def notes_of(
    connection: duckdb.DuckDBPyConnection, document_id: int, *, file: str | None = None
) -> tuple[Words, ...]:
    """Return the same as notes below a ledger; none where every row is in it.

    A year that the file does not state is noted too. Below a report of several files each note
    begins with the name of its `file`.
    """
    found = connection.execute(
        "select year_derived and start_date is not null from _files where document_id = ?",
        [document_id],
    ).fetchone()
    notes = _notes(rows_left_out(connection, document_id))
    told = (DERIVED, *notes) if found and found[0] else tuple(notes)
    if file is None:
        return told
    return tuple(Words(f"{file}: {one.en}", f"{file}: {one.sv}") for one in told)


def _notes(found: dict[str, tuple[int, list[int]]]) -> Iterator[Words]:
    for why, (number, lines) in found.items():
        more = " …" if number > len(lines) else ""
        named = ", ".join(map(str, lines)) + more
        yield Words(
            f"Rows (#TRANS) that {WHY[why].en}: {number} (lines {named}).",
            f"Rader (#TRANS) som {WHY[why].sv}: {number} (rad {named}).",
        )
