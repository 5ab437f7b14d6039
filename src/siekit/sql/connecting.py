"""`connect`: files, folders, patterns and zips as one locked database."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from siekit.engine.choosing import FileFacts
from siekit.engine.not_read import warn_of_amounts
from siekit.engine.shown import database
from siekit.formats.reading import read_together
from siekit.sql.compat import add_compat, add_views
from siekit.sql.numbering import numbered, renumbered
from siekit.sql.seeing import OWN
from siekit.sql.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import duckdb
    import pyarrow as pa

    from siekit.document import Document
    from siekit.formats.source import Readable
    from siekit.sql.plan import Plan


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
    such as 2GB. Raises as `siekit.read_many` does. A warning names the lines of amounts that cannot
    be read, and so are in no sum.
    """
    documents = read_together(paths, sie_type=sie_type)
    connection = database_of(documents, choosing=choosing, memory=memory)
    warn_of_amounts(connection)
    return connection


def database_of(
    documents: Sequence[Document], *, choosing: bool = True, memory: str | None = None
) -> duckdb.DuckDBPyConnection:
    """Return the same of documents, which are numbered anew in the order given."""
    texts = texts_of(documents)
    return database(
        list(numbered(documents)),
        choosing=choosing,
        memory=memory,
        add=lambda made: add_compat(made, texts),
    )


def database_for(
    plan: Plan,
    files: Sequence[Mapping[str, pa.Table] | FileFacts],
    *,
    choosing: bool = True,
    memory: str | None = None,
) -> duckdb.DuckDBPyConnection:
    """Return a database with what one query sees and no more; `files` are what was read for it.

    What is not there the query cannot see, so that it never meets an empty table in the place of
    a full one.
    """
    given = [
        replace(one, document_id=number) if isinstance(one, FileFacts) else renumbered(one, number)
        for number, one in enumerate(files, 1)
    ]
    return database(
        given,
        choosing=choosing,
        memory=memory,
        only=plan.seen,
        add=lambda made: add_views(made, plan.seen) if plan.seen - OWN else None,
    )
