"""The tables and functions that scripts for Fortnox know, over the files given.

`select * from Fortnox.Sie.SieFileByType(4, 27)` gives the text of the company's 27th year, counted
from its first one here. A type lower than the file's is derived from it.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    import duckdb

    Texts = Callable[[int, str], str | None]
    """Gives the text of a document as a type: 1, 2, 3 or 4; None where it cannot be had."""


PARAMETERS: list[Any] = ["integer", "varchar"]
SPECIAL: Any = "special"
"""The function is asked for null too, and answers null where it has nothing."""


FUNCTIONS = frozenset({"_objects_raw", "_day"})
"""What the views use to write values; it looks at no table."""

_VIEW = re.compile(r"^create view (\w+) as\s(.*?);\n", re.DOTALL | re.MULTILINE)
_FUNCTION = re.compile(r"^create macro (\w+)\(\w+\) as\s.*?;\n", re.DOTALL | re.MULTILINE)


def add_compat(connection: duckdb.DuckDBPyConnection, texts: Texts) -> None:
    """Add the views, the macros and the schema `Fortnox.Sie` to a database that is being made."""
    connection.create_function(
        "_sie_text",
        texts,
        PARAMETERS,
        "varchar",
        null_handling=SPECIAL,
    )
    connection.execute("attach ':memory:' as Fortnox")
    connection.execute(_text())


def add_views(connection: duckdb.DuckDBPyConnection, names: Collection[str]) -> None:
    """Add some of `script_views` only, those that they stand on among them."""
    for found in _FUNCTION.finditer(_text()):
        if found[1] in FUNCTIONS:
            connection.execute(found[0])
    for name, query in script_views().items():
        if name in names:
            # The names are those of a file of ours, none is a user's.
            connection.execute(f"create view {name} as {query}")


@cache
def script_views() -> Mapping[str, str]:
    """Return the queries of the views in the main schema by their names, in small letters."""
    return {name.lower(): query for name, query in _VIEW.findall(_text())}


@cache
def _text() -> str:
    return (files("siekit.sql") / "compat.sql").read_text("utf-8")
