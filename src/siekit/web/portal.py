"""What all requests of one process share: the settings and the open installation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from siekit.web.api.bearer import BadTokens
from siekit.web.api.queries_at_once import QueriesAtOnce
from siekit.web.counting import Counters
from siekit.web.oidc import Service
from siekit.workspace.installation import Installation
from siekit.workspace.worker import Worker

if TYPE_CHECKING:
    from siekit.web.settings import Settings


@dataclass(slots=True)
class Portal:
    """An open installation and how it is served."""

    settings: Settings
    installation: Installation
    service: Service | None = None
    """The sign-in service, where there is one."""

    bad_tokens: BadTokens = field(default_factory=BadTokens)
    queries: QueriesAtOnce = field(default_factory=QueriesAtOnce)
    counters: Counters = field(default_factory=Counters)
    worker: Worker | None = None

    @classmethod
    def open(cls, settings: Settings) -> Portal:
        """Open the installation that the settings name."""
        service = Service(settings.oidc) if settings.oidc else None
        installation = Installation.open(settings.place, folder=settings.folder)
        installation.has_workers = True
        return cls(settings, installation, service)

    def begin(self) -> None:
        """Start what works beside the requests."""
        if self.settings.work_inside:
            self.worker = Worker(self.installation)
            self.worker.start()

    def close(self) -> None:
        """End what works beside the requests, and close the catalogue."""
        if self.worker:
            self.worker.stop()
            self.worker = None
        self.installation.close()
