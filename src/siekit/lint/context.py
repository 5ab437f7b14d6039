"""What rules look at: the tables of one or several documents, and sums made of them once."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Self

from siekit.engine.shared import shared
from siekit.engine.shown import together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
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

_SUM = re.compile(r"^create temp table (\w+)", re.MULTILINE)
_WORD = re.compile(r"\w+")

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
        for name in ("connection", "bare"):
            if name in self.__dict__:
                self.__dict__[name].close()

    @cached_property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The tables of all documents, and the sums of `FACTS`."""
        return self._connected(_statements())

    @cached_property
    def bare(self) -> duckdb.DuckDBPyConnection:
        """The tables of all documents alone, for queries that need no sums."""
        return self._connected(one for one in _statements() if not _SUM.search(one))

    def _connected(self, statements: Iterable[str]) -> duckdb.DuckDBPyConnection:
        connection = shared(together([one.tables for one in self.documents]))
        for statement in statements:
            connection.execute(statement)
        return connection

    def rows(
        self, query: str, parameters: Mapping[str, object] | None = None
    ) -> Iterator[dict[str, Any]]:
        """Give the rows of a query by column name, at most `DETAILS` a document."""
        connection = self.connection if needs_sums(query) else self.bare
        result = connection.execute(query, dict(parameters) if parameters else None)
        names = [column[0] for column in result.description]
        rows = result.fetchmany(DETAILS + 1)
        if len(rows) <= DETAILS:  # mostly none, for which the engine need not plan how to limit
            yield from _counted([dict(zip(names, row, strict=True)) for row in rows])
            return
        limited = _LIMITED.format(query=query, details=DETAILS)
        result = connection.execute(limited, dict(parameters) if parameters else None)
        while rows := result.fetchmany(AT_ONCE):
            for row in rows:
                yield dict(zip([*names, "found"], row, strict=True))


def needs_sums(query: str) -> bool:
    """Tell whether a query asks for one of the sums of `FACTS`; its words may only look like it."""
    return not _sums().isdisjoint(_WORD.findall(query))


@cache
def _statements() -> tuple[str, ...]:
    """Return the statements of `FACTS`, in order."""
    texts = [(files("siekit.lint") / name).read_text("utf-8") for name in FACTS]
    return tuple(one for text in texts for one in text.split(";\n") if one.strip())


@cache
def _sums() -> frozenset[str]:
    """Return the names of the sums; what else `FACTS` makes are macros."""
    return frozenset(found[1] for one in _statements() if (found := _SUM.search(one)))


def _counted(rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give few rows as `_LIMITED` would."""
    found = Counter(row["document_id"] for row in rows)
    for row in sorted(rows, key=lambda row: (row["document_id"], row["line"] or 0)):
        yield {**row, "found": found[row["document_id"]]}
