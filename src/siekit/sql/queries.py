"""The queries that come with siekit: a file each in `canned/`, its head the manual page.

A file begins with comment lines: `-- en: …` and `-- sv: …` are its titles, further ones tell more.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Query:
    """One query with its titles and what else its page says."""

    name: str
    en: str
    sv: str
    more: str
    sql: str

    def title(self, lang: str) -> str:
        """What it answers, in a few words."""
        return self.sv if lang == "sv" else self.en


def _read(name: str, text: str) -> Query:
    head = [line[3:] for line in text.splitlines() if line.startswith("-- ")]
    titles = {line[:2]: line[4:] for line in head if line[:4] in {"en: ", "sv: "}}
    more = " ".join(line for line in head if line[:4] not in {"en: ", "sv: "})
    return Query(name, titles["en"], titles["sv"], more, text)


def _all() -> dict[str, Query]:
    folder = files("siekit.sql") / "canned"
    found = sorted((one.name, one) for one in folder.iterdir() if one.name.endswith(".sql"))
    return {
        (name := file.removesuffix(".sql")): _read(name, one.read_text("utf-8"))
        for file, one in found
    }


QUERIES: Mapping[str, Query] = MappingProxyType(_all())
"""The queries by name, in order."""


def find_query(name: str) -> Query:
    """Return the query of that name; `UsageError` names the nearest when there is none."""
    if name in QUERIES:
        return QUERIES[name]
    from difflib import get_close_matches

    near = get_close_matches(name, QUERIES, n=3) or list(QUERIES)
    message = f"There is no query {name!r}. Near it: {', '.join(near)}. --list tells all."
    raise UsageError(message)
