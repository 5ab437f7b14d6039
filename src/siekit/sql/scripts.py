"""Queries as scripts for Fortnox write them, as they can be asked here."""

from __future__ import annotations

import re

_PARTS = re.compile(
    r"""
      (?P<kept>
          '(?:[^']|'')*'      # a text
        | "(?:[^"]|"")*"      # a name in quotes
        | --[^\n]*            # a comment
        | /\*.*?\*/
      )
    | (?<=\w)@inmemorystorage\b
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def without_storage(query: str) -> str:
    """Return a query without `@inmemorystorage`, which says where a table lies."""
    if "@" not in query:
        return query
    return _PARTS.sub(lambda found: found["kept"] or "", query)
