"""What rules look at: the tables of one or several documents, and sums made of them once."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Self

from siekit.engine.shared import shared
from siekit.engine.shown import together

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import TracebackType

    import duckdb

    from siekit.document import Document
    from siekit.lint.settings import Settings

FACTS = ("facts.sql", "identities.sql")
"""What makes the sums, in order."""

DETAILS = 1000
"""Findings of one code that are kept for one document; `found` counts all."""

AT_ONCE = 1000
"""Rows that are taken from the engine at a time."""

_LIMITED = """
    select *, count(*) over (partition by document_id) as found
    from ({query})
    qualify row_number() over (partition by document_id order by line nulls first) <= {details}
    order by document_id, line nulls first
"""


class Context:
    """The documents of one run; documents must have different numbers."""

    def __init__(self, documents: Sequence[Document], settings: Settings) -> None:
        """Take the documents; nothing is computed before it is asked for."""
        self.documents = tuple(documents)
        self.settings = settings

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if "connection" in self.__dict__:
            self.connection.close()

    @cached_property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The tables of all documents, and the sums of `FACTS`."""
        connection = shared(together([one.tables for one in self.documents]))
        for name in FACTS:
            for statement in (files("siekit.lint") / name).read_text("utf-8").split(";\n"):
                if statement.strip():
                    connection.execute(statement)
        return connection

    def rows(
        self, query: str, parameters: Mapping[str, object] | None = None
    ) -> Iterator[dict[str, Any]]:
        """Give the rows of a query by column name, at most `DETAILS` a document."""
        result = self.connection.execute(query, dict(parameters) if parameters else None)
        names = [column[0] for column in result.description]
        rows = result.fetchmany(DETAILS + 1)
        if len(rows) <= DETAILS:  # mostly none, for which the engine need not plan how to limit
            yield from _counted([dict(zip(names, row, strict=True)) for row in rows])
            return
        limited = _LIMITED.format(query=query, details=DETAILS)
        result = self.connection.execute(limited, dict(parameters) if parameters else None)
        while rows := result.fetchmany(AT_ONCE):
            for row in rows:
                yield dict(zip([*names, "found"], row, strict=True))


def _counted(rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give few rows as `_LIMITED` would."""
    found = Counter(row["document_id"] for row in rows)
    for row in sorted(rows, key=lambda row: (row["document_id"], row["line"] or 0)):
        yield {**row, "found": found[row["document_id"]]}
