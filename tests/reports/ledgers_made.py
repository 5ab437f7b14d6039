"""Small ledgers as SIE files, for tests of reports."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import siekit
from siekit.reports.base import Options
from siekit.reports.registry import find_report
from siekit.sql.connecting import database_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import duckdb

    from siekit.reports.model import Report

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FJALLBACKEN = EXAMPLES / "fjallbacken-2023-24.se"

Row = tuple[str, ...]
"""Account, amount, and the inside of an object list where there is one."""


def sie(
    vouchers: Iterable[tuple[str, Sequence[Row]]] = (),
    *,
    head: Sequence[str] = ("#ORGNR 555555-5555",),
    name: str = "Provbolaget AB",
    year: tuple[str, str] = ("20240101", "20241231"),
    sie_type: int = 4,
    records: Sequence[str] = (),
) -> bytes:
    """Return a file; each voucher is a day and its rows."""
    lines = ["#FLAGGA 0", "#FORMAT PC8", f"#SIETYP {sie_type}", f'#FNAMN "{name}"', *head]
    lines += [f"#RAR 0 {year[0]} {year[1]}", *records]
    for number, (day, rows) in enumerate(vouchers, 1):
        lines += [f"#VER A {number} {day}", "{"]
        for account, amount, *objects in rows:
            lines.append(f"#TRANS {account} {{{' '.join(objects)}}} {amount}")
        lines.append("}")
    return ("\r\n".join(lines) + "\r\n").encode("cp437")


def without(data: bytes, *labels: str) -> bytes:
    """Return a file without the records of some labels."""
    starts = tuple(f"{label} ".encode() for label in labels)
    return b"".join(line for line in data.splitlines(keepends=True) if not line.startswith(starts))


def documents(connection: duckdb.DuckDBPyConnection) -> list[int]:
    """Return the documents that were chosen, the earliest year first."""
    rows = connection.execute(
        "select document_id from _files where chosen order by start_date, document_id"
    ).fetchall()
    return [row[0] for row in rows]


def opened(files: object) -> duckdb.DuckDBPyConnection:
    """Return files as one database; reports tell by themselves what cannot be read."""
    return database_of(list(siekit.read_many(files)))  # type: ignore[arg-type]


def report(files: object, name: str = "income-statement", **options: object) -> Report:
    """Return the report of the last year among files."""
    connection = opened(files)
    asked = Options(**options)  # type: ignore[arg-type]
    return find_report(name).make(connection, documents(connection)[-1], asked)


def figures(made: Report, at: int = 0) -> dict[str, Decimal | None]:
    """Return the value of each line that is not zero in one column."""
    return {line.key: line.values[at] for line in made.lines() if line.values[at] != 0}


def keys(made: Report) -> list[str]:
    """Return the keys of the columns."""
    return [column.key for column in made.columns]


def values(made: Report, key: str) -> tuple[Decimal | None, ...]:
    """Return the values of a line, zeros where it is empty and so not shown."""
    line = made.line(key)
    return (Decimal(0),) * len(made.columns) if line is None else line.values


def decimals(table: Mapping[str, str]) -> dict[str, Decimal]:
    """Return amounts that were written as texts."""
    return {key: Decimal(text) for key, text in table.items()}
