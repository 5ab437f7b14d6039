"""What a process has answered: counters for `/metrics`, and a line of the log for each request."""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger("siekit.web.requests")

BOUNDS = (0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 2.5, 10.0)
"""Seconds up to which answers are counted together."""

_QUIET = frozenset({"/health", "/metrics", "static"})
"""Asked for all the time: in the counters, not in the log."""


class Counters:
    """Requests and seconds by method, route and status; kept for as long as the process lives."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self._lock = threading.Lock()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._buckets: Counter[float] = Counter()
        self._seconds = 0.0
        self._answered = 0

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answer."""
        with self._lock:
            self._requests[method, route, status] += 1
            self._seconds += seconds
            self._answered += 1
            for bound in BOUNDS:
                if seconds <= bound:
                    self._buckets[bound] += 1

    def lines(self) -> Iterator[str]:
        """Return the counters as Prometheus reads them."""
        with self._lock:
            requests = sorted(self._requests.items())
            buckets = [(bound, self._buckets[bound]) for bound in BOUNDS]
            seconds, answered = self._seconds, self._answered
        yield "# TYPE siekit_requests_total counter"
        for (method, route, status), number in requests:
            labels = f'method="{method}",route="{route}",status="{status}"'
            yield f"siekit_requests_total{{{labels}}} {number}"
        yield "# TYPE siekit_request_seconds histogram"
        for bound, number in buckets:
            yield f'siekit_request_seconds_bucket{{le="{bound}"}} {number}'
        yield f'siekit_request_seconds_bucket{{le="+Inf"}} {answered}'
        yield f"siekit_request_seconds_sum {seconds:.6f}"
        yield f"siekit_request_seconds_count {answered}"


class Counting:
    """Count and log every answer by its route, never by its address: that may name a company."""

    def __init__(self, app: ASGIApp, counters: Counters) -> None:
        """Wrap an application."""
        self.app = app
        self.counters = counters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, and count it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 500

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, sending)
        finally:
            self._note(scope, status, time.perf_counter() - began)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "other"
        route = _route(scope)
        self.counters.count(method, route, status, seconds)
        if route not in _QUIET:
            extra = {
                "method": method,
                "route": route,
                "status": status,
                "milliseconds": round(seconds * 1000, 1),
            }
            LOG.info("request", extra=extra)


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def _route(scope: Scope) -> str:
    """Return the pattern of the path: `/d/{domain_id}/uploads`."""
    if scope["path"].startswith("/static/"):
        return "static"
    return str(getattr(scope.get("route"), "path", "unknown"))
