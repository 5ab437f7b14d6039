"""The tables and functions that scripts for Fortnox know, over the files given.

`select * from Fortnox.Sie.SieFileByType(4, 27)` gives the text of the company's 27th year, counted
from its first one here. A type lower than the file's is derived from it.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    import duckdb

    Texts = Callable[[int, str], str | None]
    """Gives the text of a document as a type: 1, 2, 3 or 4; None where it cannot be had."""


PARAMETERS: list[Any] = ["integer", "varchar"]
SPECIAL: Any = "special"
"""The function is asked for null too, and answers null where it has nothing."""


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
    connection.execute((files("siekit.sql") / "compat.sql").read_text("utf-8"))
