"""Requests that are sent again because nobody knows whether the first one came through."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from tests.books import books
from tests.web.api.calling import told

if TYPE_CHECKING:
    import pytest

    from tests.web.api.calling import Called, Caller

KEY = {"Idempotency-Key": "2f1c-7"}


def test_the_same_request_twice_is_done_once(admin_api: Caller) -> None:
    """The second time gives the first one's answer, and says that it does."""
    first = admin_api.call("POST", "/integrations", json={"name": "En"}, headers=KEY)
    again = admin_api.call("POST", "/integrations", json={"name": "En"}, headers=KEY)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert "idempotent-replay" not in first.headers
    assert again.headers["idempotent-replay"] == "true"
    assert len(admin_api.get("/integrations")["items"]) == 1


def test_a_refusal_is_given_again_too(admin_api: Caller) -> None:
    """What was refused stays refused under its key, in the same words."""
    number = admin_api.ready()
    first = admin_api.call("POST", f"/uploads/{number}/deactivate", headers=KEY)
    admin_api.post(f"/uploads/{number}/activate")
    again = admin_api.call("POST", f"/uploads/{number}/deactivate", headers=KEY)
    assert told(first)["code"] == "wrong_state"
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert admin_api.state(number) == "ACTIVE"


def test_another_request_under_the_key_is_refused(admin_api: Caller) -> None:
    """A key is for one request: another body or address under it changes nothing."""
    admin_api.call("POST", "/integrations", json={"name": "En"}, headers=KEY)
    other = admin_api.call("POST", "/integrations", json={"name": "Två"}, headers=KEY)
    assert (other.status_code, told(other)["code"]) == (422, "key_reused")
    elsewhere = admin_api.call("POST", "/syncs", headers=KEY)
    assert told(elsewhere)["code"] == "key_reused"
    assert admin_api.get("/syncs")["items"] == []


def test_files_are_told_apart_by_their_bytes(admin_api: Caller) -> None:
    """The boundary of a form changes each time, its files do not."""
    files = [("files", ("a.se", books()))]
    first = admin_api.call("POST", "/uploads", files=files, headers=KEY)
    again = admin_api.call("POST", "/uploads", files=files, headers=KEY)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    other = [("files", ("a.se", books(sales=7)))]
    assert told(admin_api.call("POST", "/uploads", files=other, headers=KEY))["code"] == (
        "key_reused"
    )


def test_a_key_is_its_owners(called: Called) -> None:
    """The key of one person is nobody else's, and no other role's of theirs."""
    from siekit.workspace.actors import Role

    admin, viewer = called.caller(), called.caller(Role.VIEWER)
    admin.call("POST", "/integrations", json={"name": "En"}, headers=KEY)
    refused = viewer.call("POST", "/integrations", json={"name": "En"}, headers=KEY)
    assert told(refused)["code"] == "forbidden"


def test_two_at_once_do_the_work_once(admin_api: Caller) -> None:
    """While the first is at work the second is told so, or gets the answer."""
    answers: list[Any] = []
    together = threading.Barrier(4)

    def create() -> None:
        together.wait()
        answers.append(admin_api.call("POST", "/integrations", json={"name": "En"}, headers=KEY))

    threads = [threading.Thread(target=create) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert {one.status_code for one in answers} <= {201, 409}
    assert all(told(one)["code"] == "key_in_use" for one in answers if one.status_code == 409)
    assert len({one.text for one in answers if one.status_code == 201}) == 1
    assert len(admin_api.get("/integrations")["items"]) == 1


def test_after_a_fault_the_request_may_be_made_anew(
    called: Called, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What failed on our side is not kept as an answer."""
    from siekit.workspace import workspace as module
    from siekit.workspace.refusals import Refusal

    api = called.caller()

    def full(*_: object, **__: object) -> None:
        code = "store_unavailable"
        raise Refusal(code, reason="full")

    with monkeypatch.context() as patch:
        patch.setattr(module, "create_integration", full)
        first = api.call("POST", "/integrations", json={"name": "En"}, headers=KEY)
    assert told(first)["code"] == "store_unavailable"
    again = api.call("POST", "/integrations", json={"name": "En"}, headers=KEY)
    assert again.status_code == 201


def test_answers_are_kept_for_a_day(called: Called) -> None:
    """After a day a key is free again; one whose process died, after a quarter of an hour."""
    from datetime import timedelta

    from siekit.workspace import idempotency
    from siekit.workspace.audit import now
    from siekit.workspace.tables import idempotency_keys

    workspace = called.workspace()
    first = idempotency.begin(workspace, "k", "request")
    assert isinstance(first, int)
    with called.installation.catalogue.write() as connection:
        old = idempotency_keys.update().values(at=now() - timedelta(minutes=20))
        connection.execute(old)
    second = idempotency.begin(workspace, "k", "request")
    assert isinstance(second, int)
    idempotency.finish(workspace, second, 200, {"done": True})
    assert idempotency.begin(workspace, "k", "request") == idempotency.Answered(200, {"done": True})
    with called.installation.catalogue.write() as connection:
        old = idempotency_keys.update().values(at=now() - timedelta(hours=25))
        connection.execute(old)
    assert isinstance(idempotency.begin(workspace, "k", "another"), int)
