"""What all requests of one process share: the settings and the open installation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from siekit.web.api.bearer import BadTokens
from siekit.workspace.installation import Installation

if TYPE_CHECKING:
    from siekit.web.settings import Settings


@dataclass(frozen=True, slots=True)
class Portal:
    """An open installation and how it is served."""

    settings: Settings
    installation: Installation
    bad_tokens: BadTokens = field(default_factory=BadTokens)

    @classmethod
    def open(cls, settings: Settings) -> Portal:
        """Open the installation that the settings name."""
        return cls(settings, Installation.open(settings.place, folder=settings.folder))

    def begin(self) -> None:
        """Start what works beside the requests."""

    def close(self) -> None:
        """End what works beside the requests, and close the catalogue."""
        self.installation.close()
