"""Queries in SQL that run at once: how many, how large, and what ends them."""

from __future__ import annotations

import http.client
import json
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from siekit.workspace.actors import Actor, Role
from tests.books import books

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.api.calling import Caller
    from tests.web.standing import Standing

ENDLESS = "select count(*) from range(1000000000000) r(i) where hash(i) % 7 = 1"
PATIENCE = 20.0


def ask(standing: Standing, token: str, query: str) -> http.client.HTTPConnection:
    """Send a query on a connection of its own, and do not wait for its answer."""
    client = http.client.HTTPConnection(urlsplit(standing.url).netloc, timeout=PATIENCE)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    client.request("POST", "/api/v1/sql", json.dumps({"query": query}), headers)
    return client


def answer(client: http.client.HTTPConnection) -> tuple[int, dict[str, Any], str | None]:
    """The status, the body and how long to wait."""
    found = client.getresponse()
    told = json.loads(found.read())
    client.close()
    return found.status, told, found.headers["Retry-After"]


def token_of(standing: Standing, name: str) -> str:
    """A token of somebody who may make one."""
    user = standing.person(f"{name}@bjorken.example", Role.ADMIN)
    actor = Actor(name, Role.ADMIN, user_id=user)
    workspace = standing.installation.workspace(standing.domain.id, actor)
    return workspace.create_token("frågor", Role.VIEWER)[1]


def wait_for(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    ends = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < ends
        time.sleep(0.01)


def test_a_person_has_two_queries_at_once_and_a_process_four(standing: Standing) -> None:
    """One more is told so in both languages; those whose clients have gone leave their places."""
    one, other, third = (token_of(standing, name) for name in ("anna", "bo", "cecilia"))
    running = standing.app.state.portal.queries
    at_work = []
    for number, token in enumerate((one, one, other, other), 1):
        at_work.append(ask(standing, token, ENDLESS))
        wait_for(lambda number=number: running.count == number)  # type: ignore[misc]
        if number == 2:
            status, told, wait = answer(ask(standing, one, "select 1 as n"))
            assert (status, told["code"], wait) == (429, "too_many_queries", "5")
            assert told["message"]["sv"].startswith("Du har redan 2 frågor i gång")
            assert told["message"]["en"].startswith("You have 2 queries at work already")
            assert answer(ask(standing, other, "select 1 as n"))[0] == 200
    status, told, wait = answer(ask(standing, third, "select 1 as n"))
    assert (status, told["code"], wait) == (429, "queries_busy", "5")
    for client in at_work:
        client.close()
    wait_for(lambda: running.count == 0)
    assert answer(ask(standing, one, "select 1 as n"))[1]["rows"] == [{"n": 1}]


@pytest.mark.parametrize(
    "query",
    [
        "select repeat('x', 100000) as x from range(2000)",
        f"select {', '.join(f'1::tinyint as c{n}' for n in range(200))} from range(100000)",
    ],
)
def test_an_answer_has_a_largest_size(admin_api: Caller, query: str) -> None:
    """By what lies in memory and by what would be sent."""
    found = admin_api.call("POST", "/sql", json={"query": query, "limit": 100_000})
    assert found.status_code == 422
    told = found.json()
    assert told["code"] == "query_refused"
    assert "larger than 64 MB" in told["message"]["en"]
    assert "större än 64 MB" in told["message"]["sv"]


def test_rows_beyond_the_limit_are_not_made(admin_api: Caller) -> None:
    """A query that would be too large is answered with the rows that are asked for."""
    admin_api.active("2024.se", books())
    large = "select repeat('x', 1000) as x, i from range(10000000) r(i)"
    found = admin_api.post("/sql", {"query": large, "limit": 3})
    assert [len(one["x"]) for one in found["rows"]] == [1000, 1000, 1000]
    assert found["truncated"] is True
