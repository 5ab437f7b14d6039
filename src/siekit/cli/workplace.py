"""The workspace that a command works in: its options, and how it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING

import click

from siekit.exceptions import UsageError
from siekit.workspace.discovery import find_place, place_to_make

if TYPE_CHECKING:
    from collections.abc import Callable

    from siekit.workspace.discovery import Place
    from siekit.workspace.installation import Installation
    from siekit.workspace.workspace import Workspace

NONE_HERE = (
    "There is no workspace here or in a folder above. siekit import FILE makes one; "
    "--workspace PLACE names one that is elsewhere."
)

_PLACE = click.option(
    "--workspace",
    "place",
    metavar="PATH|URL",
    help="The workspace; else $SIEKIT_WORKSPACE, else the nearest one upwards.",
)
_DATA = click.option(
    "--data",
    metavar="FOLDER",
    type=click.Path(file_okay=False),
    help="Where the files of a URL's workspace are; else $SIEKIT_DATA.",
)
_DOMAIN = click.option("--domain", metavar="NAME", help="The company domain, where are several.")


@dataclass(frozen=True, slots=True)
class Workplace:
    """What the options said; nothing is opened yet."""

    named: str | None
    data: str | None
    domain: str | None = None

    def place(self) -> Place | None:
        """Where the workspace is, None where there is none."""
        return find_place(self.named, data=self.data)

    def open(self, *, make: bool = False) -> Workspace:
        """Open the workspace as the person at this machine; `make` one where there is none."""
        from siekit.workspace import Workspace
        from siekit.workspace.actors import local_actor

        found = self._found(make=make)
        return Workspace.open(
            found.place,
            domain=self.domain,
            actor=local_actor("command"),
            folder=data_of(found),
            create=make or not found.named,
        )

    def installation(self, *, make: bool = False) -> Installation:
        """Open the installation, with all domains that it has."""
        require_extra()
        from siekit.workspace.installation import Installation

        found = self._found(make=make)
        return Installation.open(found.place, folder=data_of(found), create=make or not found.named)

    def place_for_new(self) -> Place:
        """Where a workspace is to be made: the place that was named, else the usual one here."""
        return (self.place() if self.named else None) or place_to_make()

    def _found(self, *, make: bool) -> Place:
        found = self.place()
        if found is not None:
            return found
        if not make:
            raise UsageError(NONE_HERE)
        return place_to_make()


def require_extra() -> None:
    """Say what to install where the packages are missing that a workspace stands on."""
    from siekit.workspace import Workspace

    del Workspace


def data_of(found: Place) -> str | None:
    """The folder of the files; a database's address needs one."""
    if "://" in found.place and found.data is None:
        message = (
            "A workspace in a database keeps its files in a folder: name it with --data FOLDER "
            "or $SIEKIT_DATA."
        )
        raise UsageError(message)
    return found.data


def workspace_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add --workspace, --data and --domain to a command; it gets them as `at`, a `Workplace`."""

    @wraps(command)
    def told(
        *args: object, place: str | None, data: str | None, domain: str | None, **rest: object
    ) -> None:
        command(*args, at=Workplace(place, data, domain), **rest)

    return _PLACE(_DATA(_DOMAIN(told)))


def installation_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add --workspace and --data to a command about all domains; it gets `at`, a `Workplace`."""

    @wraps(command)
    def told(*args: object, place: str | None, data: str | None, **rest: object) -> None:
        require_extra()
        command(*args, at=Workplace(place, data), **rest)

    return _PLACE(_DATA(told))
