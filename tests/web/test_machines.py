"""What programs ask: health, figures, and the lines of the log."""

from __future__ import annotations

import json
import logging
import sys
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from siekit.web.logs import JsonLines
from siekit.workspace.actors import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from httpx2 import Response

    from tests.web.visiting import Visited

TOKEN = "for-prometheus"  # noqa: S105, of a portal that lives as long as a test


def _ask(visited: Visited, client: str = "127.0.0.1", **headers: str) -> Response:
    """Ask for the figures from an address."""
    asking = TestClient(visited.app, base_url="http://127.0.0.1:8470", client=(client, 5))
    with asking:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return asking.get("/metrics", headers=named)


def test_figures_are_for_this_machine(visited: Visited) -> None:
    """Not for who comes through a proxy, by another host, or from another machine."""
    assert _ask(visited).status_code == 200
    assert _ask(visited, x_forwarded_for="10.0.0.1").status_code == 404
    assert _ask(visited, host="rebound.example").status_code == 404
    assert _ask(visited, client="10.0.0.1").status_code == 404
    assert _ask(visited, client="10.0.0.1", authorization="Bearer ").status_code == 404


def test_figures_are_for_who_has_the_token(make_portal: Callable[..., Visited]) -> None:
    """From anywhere; a wrong one is not told from none."""
    visited = make_portal(metrics_token=TOKEN)
    assert _ask(visited, client="10.0.0.1", authorization=f"Bearer {TOKEN}").status_code == 200
    assert _ask(visited, client="10.0.0.1", authorization="Bearer other").status_code == 404


def test_figures_name_nobody(visited: Visited) -> None:
    """Requests are counted by route, and uploads by state."""
    visited.person("anna@bjorken.example", Role.VIEWER)
    visitor = visited.visit()
    visitor.sign_in("anna@bjorken.example")
    visitor.get("/d/1/uploads/471100815?name=bjorken")
    visitor.get("/nowhere/bjorken")
    figures = _ask(visited).text
    assert 'siekit_requests_total{method="POST",route="/sign-in",status="303"} 1' in figures
    assert 'route="/d/{domain_id}/uploads/{upload_id}",status="404"} 1' in figures
    assert 'siekit_sessions{state="open"} 1' in figures
    assert "bjorken" not in figures
    assert "471100815" not in figures


def test_health_tells_nothing_but_health(visited: Visited) -> None:
    """At any host, for a load balancer."""
    visitor = visited.visit()
    assert visitor.client.head("/health").status_code == 200
    answer = visitor.get("/health", host="10.1.2.3")
    assert answer.json() == {"status": "ok", "catalogue": "ok", "store": "ok"}


@pytest.mark.parametrize("details", [False, True])
def test_the_log_has_no_words_of_exceptions(*, details: bool) -> None:
    """Unless somebody asks for them: they may quote a file."""
    try:
        _fail()
    except ValueError:
        record = logging.LogRecord(
            "siekit.web", logging.ERROR, __file__, 1, "fault", None, sys.exc_info()
        )
    record.number = "4f00"
    line = JsonLines(details=details).format(record)
    told = json.loads(line)
    assert told["exception"] == "ValueError"
    assert told["number"] == "4f00"
    assert told["trace"][0].startswith("test_machines.py:")
    assert ("Björken" in line) is details
    assert "\n" not in line


def _fail() -> None:
    message = "Björken AB, 556334-3689"
    raise ValueError(message)
