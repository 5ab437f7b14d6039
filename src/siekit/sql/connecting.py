"""`connect`: files, folders, patterns and zips as one locked database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.engine.shown import database
from siekit.formats.reading import read_many
from siekit.sql.compat import add_compat
from siekit.sql.numbering import numbered
from siekit.sql.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from siekit.document import Document
    from siekit.formats.source import Readable


def connect(
    paths: Readable | Sequence[Readable], *, choosing: bool = True, sie_type: str | None = None
) -> duckdb.DuckDBPyConnection:
    """Return a DuckDB connection with the tables of all files, and the flat view `ledger`.

    Every table of the schema is there with document_id, file, company, orgnr and fiscal_year in
    front. Where several files are of one company and year one of them is used; `files` names the
    others and says why. `choosing=False` uses them all. The connection sees no other file and no
    network. The tables and functions that scripts for Fortnox know (`sie_trans`,
    `Fortnox.Sie.SieFileByType`, …) are there too. Amounts are in the currency of each file. Raises as `siekit.read_many` does.
    """
    return database_of(list(read_many(paths, sie_type=sie_type)), choosing=choosing)


def database_of(
    documents: Sequence[Document], *, choosing: bool = True
) -> duckdb.DuckDBPyConnection:
    """Return the same of documents, which are numbered anew in the order given."""
    texts = texts_of(documents)
    return database(
        list(numbered(documents)), choosing=choosing, add=lambda made: add_compat(made, texts)
    )
