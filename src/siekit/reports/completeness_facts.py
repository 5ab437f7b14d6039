"""What a proof of completeness is made of: accounts, series, control totals, lines, the file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from siekit.locale.figures import count
from siekit.reports.model import Words
from siekit.reports.rows_left_out import rows_left_out

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import duckdb

    from siekit.reports.figures import Amount

SHOWN = 20
"""Numbers of a series that are named; of more, the first ones."""

LOST = ("outside", "yearless", "no-account")
"""Reasons for which a row is in no account of any year."""


@dataclass(frozen=True, slots=True)
class AccountProof:
    """One account: what it opens with, its rows, what the file says, and what differs."""

    account: str
    name: str
    number: int
    opening: Amount
    moved: Amount
    stated: Amount
    is_balance: bool
    cut: bool
    unreadable: bool
    judged: bool
    difference: Amount

    @property
    def has_anything(self) -> bool:
        """Whether it has a row or a balance that is not zero."""
        return bool(self.number or self.unreadable or any((self.opening, self.moved, self.stated)))


@dataclass(frozen=True, slots=True)
class SeriesProof:
    """One voucher series: its numbers, and which are missing or used more than once."""

    series: str
    first: int | None
    last: int | None
    first_day: date | None
    last_day: date | None
    vouchers: int
    without_number: int
    missing: int | None
    missing_named: list[str] | None
    repeated: int | None
    repeated_named: list[str] | None


@dataclass(frozen=True, slots=True)
class Controls:
    """The control totals; `rows` are those that count."""

    vouchers: int
    vouchers_elsewhere: int
    rows: int
    debit_rows: int
    credit_rows: int
    debit: Amount
    credit: Amount
    unreadable: int
    added: int
    removed: int
    unbalanced: int


@dataclass(frozen=True, slots=True)
class Facts:
    """All of it. `lines` is None where it was not given with the tables."""

    head: Mapping[str, Any]
    accounts: tuple[AccountProof, ...]
    series: tuple[SeriesProof, ...]
    controls: Controls
    lines: Mapping[str, int] | None
    left_out: Mapping[str, int]

    @property
    def checksum_differs(self) -> bool:
        """Whether the file states a checksum that it does not have."""
        declared = self.head["checksum_declared"]
        return declared is not None and declared != self.head["checksum_computed"]

    @property
    def lines_lost(self) -> int:
        """Lines that could not be read, and those that were counted nowhere."""
        if self.lines is None:
            return 0
        parts = sum(self.lines[key] for key in self.lines if key != "total")
        return self.lines["rejected"] + abs(self.lines["total"] - parts)

    @property
    def rows_lost(self) -> int:
        """Rows that are in no account of any year."""
        return sum(self.left_out.get(why, 0) for why in LOST)

    def about_file(self) -> tuple[Words, ...]:
        """Name, size, hash, encoding and checksum, and what the rows are counted to."""
        head = self.head
        file, sha256 = head["file"], head["sha256"]
        declared, computed = head["checksum_declared"], head["checksum_computed"]
        said_en, said_sv = head["encoding_declared"] or "none", head["encoding_declared"] or "ingen"
        notes = [
            Words(
                f"File: {file}, {count(head['size'], 'en')} bytes, SIE {head['sie_type']}. "
                f"SHA-256: {sha256}",
                f"Fil: {file}, {count(head['size'], 'sv')} byte, SIE {head['sie_type']}. "
                f"SHA-256: {sha256}",
            ),
            Words(
                f"Encoding: {head['encoding']} found, {said_en} declared (#FORMAT).",
                f"Teckenkodning: {head['encoding']} i filen, {said_sv} angiven (#FORMAT).",
            ),
        ]
        if declared is None:
            notes.append(
                Words("The file states no checksum (#KSUMMA).", "Filen anger ingen kontrollsumma.")
            )
        else:
            notes.append(
                Words(
                    f"Checksum (#KSUMMA): {declared} stated, {computed} computed.",
                    f"Kontrollsumma (#KSUMMA): {declared} angiven, {computed} beräknad.",
                )
            )
        if any(one.cut for one in self.accounts):
            day = head["covered_to"]
            notes.append(
                Words(
                    f"Rows are counted up to {day} (#OMFATTN), which is how the balances tie.",
                    f"Rader räknas till och med {day} (#OMFATTN), så som saldona stämmer.",
                )
            )
        return tuple(notes)


def facts_of(connection: duckdb.DuckDBPyConnection, document_id: int) -> Facts:
    """Return what there is to be said of one file's year 0."""
    own = {"document_id": document_id}
    left_out = rows_left_out(connection, document_id)
    accounts = _rows(connection, "completeness_accounts", own)
    series = _rows(connection, "completeness_series", {**own, "shown": SHOWN})
    (controls,) = _rows(connection, "completeness_controls", own)
    return Facts(
        head=_one(connection, "_header", document_id),
        accounts=tuple(AccountProof(*row.values()) for row in accounts),
        series=tuple(SeriesProof(*row.values()) for row in series),
        controls=Controls(*controls.values()),
        lines=_line_account(connection, document_id),
        left_out={why: number for why, (number, _) in left_out.items()},
    )


def _line_account(
    connection: duckdb.DuckDBPyConnection, document_id: int
) -> Mapping[str, int] | None:
    """Return where the lines went; None in a database that was made without it."""
    there = connection.execute(
        "select count(*) from duckdb_views() where view_name = '_lines'"
    ).fetchone()
    if there is None or not there[0]:
        return None
    found = dict(_one(connection, "_lines", document_id))
    found.pop("document_id")
    return found


def _one(connection: duckdb.DuckDBPyConnection, table: str, document_id: int) -> Mapping[str, Any]:
    # The table is one of two names in this file, never a user's.
    query = f"select * from {table} where document_id = $document_id"  # noqa: S608, as above
    (row,) = _named(connection.execute(query, {"document_id": document_id}))
    return row


def _rows(
    connection: duckdb.DuckDBPyConnection, name: str, values: Mapping[str, object]
) -> list[dict[str, Any]]:
    return _named(connection.execute(_query(name), dict(values)))


def _named(found: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@cache
def _query(name: str) -> str:
    return (files("siekit.reports") / f"{name}.sql").read_text("utf-8")
