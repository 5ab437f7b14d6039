"""Where in a layout file something stands, so that what is wrong can be told with its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from siekit.exceptions import UsageError

if TYPE_CHECKING:
    from pathlib import Path

_ENTRY = re.compile(r"\s*\[\[\s*line\s*\]\]")


class LayoutText:
    """The text of a layout file."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self._rows = text.split("\n")
        self._heads = [at for at, row in enumerate(self._rows) if _ENTRY.match(row)]

    def refuse(self, reason: str, *, entry: int | None = None, key: str = "") -> NoReturn:
        """Raise the `UsageError` of the entry `[[line]]` of that number, or of the file's head."""
        row = self._row(entry, key)
        place = f"{self.path}" if row is None else f"{self.path}, line {row + 1}"
        message = f"{place}: {reason}."
        raise UsageError(message)

    def _row(self, entry: int | None, key: str) -> int | None:
        """Return the row of a key, else the row where its entry begins."""
        if entry is None:
            span = range(self._heads[0] if self._heads else len(self._rows))
        elif entry < len(self._heads):
            after = self._heads[entry + 1] if entry + 1 < len(self._heads) else len(self._rows)
            span = range(self._heads[entry], after)
        else:
            return None
        pattern = re.compile(rf"\s*\"?{re.escape(key)}\"?\s*=")
        for at in span:
            if key and pattern.match(self._rows[at]):
                return at
        return None if entry is None else span.start
