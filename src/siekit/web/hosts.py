"""Answers only at the portal's own address: a page elsewhere cannot rename its host to ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from siekit.web.settings import Settings

_ANY_HOST = frozenset({"/health", "/metrics"})
"""What a load balancer asks for by a number, and what looks at the host for itself."""


class HostCheck:
    """Refuse requests whose `Host` is not the portal's."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Wrap an application."""
        self.app = app
        self.hosts = settings.hosts
        self.url = settings.url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, or with 421."""
        if scope["type"] == "http" and scope["path"] not in _ANY_HOST:
            hosts = Headers(scope=scope).getlist("host")
            if len(hosts) != 1 or hosts[0].lower() not in self.hosts:
                refusal = Refusal("wrong_host", host=", ".join(hosts), url=self.url)
                answer = PlainTextResponse(f"{refusal.text('sv')}\n{refusal}\n", 421)
                await answer(scope, receive, send)
                return
        await self.app(scope, receive, send)
