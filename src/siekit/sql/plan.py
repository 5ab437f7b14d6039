"""What a query needs: which tables, and of which files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.engine.shared import shared
from siekit.engine.shown import LEDGER, OF_LEDGER
from siekit.schema import TABLES
from siekit.sql.seeing import OWN, tables_seen
from siekit.sql.syntax import tree_of
from siekit.sql.wanted import wanted_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from siekit.engine.choosing import FileFacts

_TABLES = frozenset(table.name for table in TABLES)


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be read for a query."""

    seen: frozenset[str]
    """Names of the tables and views that the query sees."""

    wanted: Callable[[FileFacts], bool] | None
    """Tells whether it can show rows of a file; None where it may show those of every file."""

    @property
    def tables(self) -> frozenset[str]:
        """The names of the tables that have to be made."""
        return self.seen & _TABLES | (frozenset(OF_LEDGER) if LEDGER in self.seen else frozenset())


def plan_of(query: str, values: Mapping[str, object] | None = None) -> Plan | None:
    """Return what a query needs, with the values of its parameters; None when it is everything.

    That is so for what is not certain, and for what is no query at all, which whoever asks it
    will be told.
    """
    try:
        return _plan(query, values or {})
    except (RecursionError, ValueError):
        # Nested too deeply to be looked at, or with letters that are none.
        return None


def _plan(query: str, values: Mapping[str, object]) -> Plan | None:
    connection = shared({})
    tree = tree_of(connection, query)
    seen = tables_seen(connection, tree) if tree else None
    if tree is None or seen is None:
        return None
    # The views of scripts number the years of a company over all its files.
    wanted = wanted_of(connection, tree, values) if seen <= OWN else None
    return Plan(seen, wanted)
