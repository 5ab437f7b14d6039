"""`connect`: files, folders, patterns and zips as one locked database."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siekit.engine.shown import database
from siekit.formats.reading import read_together
from siekit.sql.compat import add_compat
from siekit.sql.numbering import numbered, renumbered
from siekit.sql.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import duckdb
    import pyarrow as pa

    from siekit.document import Document
    from siekit.formats.source import Readable


_OF_SCRIPTS = re.compile(r"sie|fortnox|show|schema|duckdb|pragma|sqlite|pg_", re.IGNORECASE)
"""Words of queries that may see the tables of scripts for Fortnox."""


def connect(
    paths: Readable | Sequence[Readable],
    *,
    choosing: bool = True,
    sie_type: str | None = None,
    memory: str | None = None,
) -> duckdb.DuckDBPyConnection:
    """Return a DuckDB connection with the tables of all files, and the flat view `ledger`.

    Every table of the schema is there with document_id, file, company, orgnr and fiscal_year in
    front. Where several files are of one company and year one of them is used; `files` names the
    others and says why. `choosing=False` uses them all. The tables and functions that scripts for
    Fortnox know (`sie_trans`, `Fortnox.Sie.SieFileByType`, …) are there too. Amounts are in the
    currency of each file.

    The connection sees no other file and no network. `memory` is the most that queries may use,
    such as 2GB. Raises as `siekit.read_many` does.
    """
    return database_of(read_together(paths, sie_type=sie_type), choosing=choosing, memory=memory)


def database_of(
    documents: Sequence[Document],
    *,
    choosing: bool = True,
    memory: str | None = None,
    query: str | None = None,
) -> duckdb.DuckDBPyConnection:
    """Return the same of documents, which are numbered anew in the order given.

    The tables of scripts for Fortnox are left out where the `query` that will be asked cannot see
    them.
    """
    texts = texts_of(documents)

    def add(made: duckdb.DuckDBPyConnection) -> None:
        if query is None or _OF_SCRIPTS.search(query):
            add_compat(made, texts)

    return database(list(numbered(documents)), choosing=choosing, memory=memory, add=add)


def database_of_rows(
    files: Sequence[Mapping[str, pa.Table]], *, choosing: bool = True, memory: str | None = None
) -> duckdb.DuckDBPyConnection:
    """Return a database with `files`, `fiscal_years`, `vouchers` and `transactions` only.

    For queries that `is_about_rows` knows for such; `files` are what `read_rows` gives.
    """
    tables = [renumbered(one, number) for number, one in enumerate(files, 1)]
    return database(tables, choosing=choosing, memory=memory)
