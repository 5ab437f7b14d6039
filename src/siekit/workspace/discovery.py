"""Where the workspace is: the place that was named, else the nearest folder upwards."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = "siekit.workspace"
"""What the folder of a workspace is called where nobody named another one."""

NAMED_BY = "SIEKIT_WORKSPACE"
DATA_NAMED_BY = "SIEKIT_DATA"
SERVER_NAMES_BY = "SIEKIT_DATABASE_URL"
"""What a server calls it; commands beside one find the same workspace."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder, or a database's address with the folder of its files."""

    place: str
    data: str | None = None
    named: bool = True
    """Whether somebody named it; else it was found, or is where one would be made."""

    @property
    def shown(self) -> str:
        """The place as people may see it: without the password of an address."""
        scheme, mark, rest = self.place.partition("://")
        name, at, host = rest.rpartition("@")
        return f"{scheme}{mark}{name.partition(':')[0]}{at}{host}" if mark else self.place


def find_place(
    named: str | None = None,
    *,
    data: str | None = None,
    start: Path | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Place | None:
    """Return where the workspace is, None when none was named and none lies upwards.

    `named` is a folder or an address, `data` the folder of the files that an address needs;
    $SIEKIT_WORKSPACE, or a server's $SIEKIT_DATABASE_URL, and $SIEKIT_DATA stand in for them.
    """
    place = named or environment.get(NAMED_BY) or environment.get(SERVER_NAMES_BY)
    if place:
        return Place(place, data or environment.get(DATA_NAMED_BY) or None)
    here = (start or Path.cwd()).absolute()
    for folder in (here, *here.parents):
        found = folder / FOLDER
        if found.is_dir():
            return Place(str(found), named=False)
    return None


def place_to_make(start: Path | None = None) -> Place:
    """Return where the first command that writes makes a workspace."""
    return Place(str((start or Path.cwd()).absolute() / FOLDER), named=False)
