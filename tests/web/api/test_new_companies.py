"""Making many companies at once through the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.workspace.actors import Role
from tests.books import books
from tests.many_companies import BJORK, TALL, zip_of_companies
from tests.web.api.calling import told

if TYPE_CHECKING:
    from tests.web.api.calling import Called, Caller

ZIP = zip_of_companies("trasig.se", b"\x89PNG\r\n\x1a\n\x00\x00")
"""With one that is no SIE file."""


def test_a_zip_of_new_companies_is_sorted_by_one_request(admin_api: Caller) -> None:
    """What is clear is made and linked, and what is left says why."""
    admin_api.send(("alla.zip", ZIP))
    found = admin_api.get("/uploads/link")
    names = [(one["orgnr"], one["name"], len(one["upload_ids"])) for one in found["companies"]]
    assert names == [(BJORK, "Björken AB", 1), (TALL, "Tall AB", 2)]
    assert found["companies"][1]["fiscal_years"] == [
        "2023-01-01/2023-12-31",
        "2024-01-01/2024-12-31",
    ]
    assert [(one["file"], one["error"]["code"]) for one in found["left"]] == [
        ("alla.zip/utan.se", "no_orgnr")
    ]
    made = admin_api.post("/uploads/link", {"all_new": True})
    results = [(one["orgnr"], one["error"], len(one["uploads"])) for one in made["results"]]
    assert results == [(BJORK, None, 1), (TALL, None, 2)]
    assert made["results"][1]["integration"]["name"] == "Tall AB"
    assert (made["waiting"]["companies"], made["waiting"]["left_total"]) == ([], 1)
    for one in made["results"]:
        for upload in one["uploads"]:
            assert admin_api.state(upload["id"]) == "READY"


def test_companies_can_be_named_and_fail_one_by_one(admin_api: Caller) -> None:
    """One that nobody waits for is told in its result; the same key gives the same answer."""
    admin_api.send(("alla.zip", ZIP))
    wanted = {
        "companies": [
            {"orgnr": "16555555-5555", "name": "Tallen"},
            {"orgnr": "556036-0793"},
        ]
    }
    key = {"Idempotency-Key": "en-gang"}
    made = admin_api.post("/uploads/link", wanted, headers=key)
    assert made["results"][0]["integration"]["name"] == "Tallen"
    assert made["results"][1]["error"]["code"] == "nothing_waits"
    assert "556036-0793" in made["results"][1]["error"]["message"]["sv"]
    assert admin_api.post("/uploads/link", wanted, headers=key) == made
    assert len(admin_api.get("/integrations")["items"]) == 1


def test_what_to_make_must_be_said_and_allowed(called: Called) -> None:
    """Neither nothing nor both is taken, and a viewer may only look."""
    api = called.caller()
    api.send(("tall.se", books("Tall AB", TALL)))
    both = {"all_new": True, "companies": [{"orgnr": TALL}]}
    bodies: list[dict[str, object]] = [{}, {"companies": []}, both]
    for body in bodies:
        found = api.call("POST", "/uploads/link", json=body)
        assert (found.status_code, told(found)["code"]) == (422, "invalid")
    viewer = called.caller(Role.VIEWER)
    assert viewer.get("/uploads/link")["companies_total"] == 1
    assert viewer.call("POST", "/uploads/link", json={"all_new": True}).status_code == 403
    assert api.get("/integrations")["items"] == []
