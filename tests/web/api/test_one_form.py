"""One thing has one form and one name, wherever the API tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from siekit.workspace.worker import Worker
from tests.books import books
from tests.web.api.calling import told

if TYPE_CHECKING:
    from tests.web.api.calling import Called, Caller

TALL, BJORK = "555555-5555", "556334-3689"


@pytest.fixture
def api(sqlite_called: Called) -> Caller:
    """An administrator's program."""
    return sqlite_called.caller()


def test_sending_tells_what_is_in_a_file_and_whose_it_may_be(sqlite_called: Called) -> None:
    """Each upload of the answer has its preview, once it was read, and the integrations to pick."""
    api = sqlite_called.caller()
    for name in ("Butiken", "Lagret"):
        api.post("/integrations", {"name": name, "orgnr": TALL}, status=201)
    parts = [("files", ("tall.se", books("Tall AB", TALL)))]
    first = api.call("POST", "/uploads", files=parts).json()["results"][0]["upload"]
    assert (first["state"], first["preview"]) == ("RECEIVED", None)
    assert first["suggested_integrations"] == []
    worker = Worker(sqlite_called.installation)
    worker.start()
    try:
        again = api.call("POST", "/uploads", files=parts, params={"wait": 60}).json()["results"][0]
    finally:
        worker.stop()
    upload = again["upload"]
    assert (upload["id"], upload["state"]) == (first["id"], "PREVIEWED")
    assert upload["preview"]["company"]["name"] == "Tall AB"
    assert upload["preview"] == api.get(f"/uploads/{upload['id']}/preview")["facts"]
    assert [one["name"] for one in upload["suggested_integrations"]] == ["Butiken", "Lagret"]
    assert again["suggested_integrations"] == upload["suggested_integrations"]


def test_a_month_is_written_in_one_way(api: Caller) -> None:
    """Notices, marks, activation, the log and refusals write 2024-03."""
    number = api.active()
    api.sync()
    company = api.get(f"/uploads/{number}")["integration_id"]
    marks = f"/integrations/{company}/reconciled-months"
    assert api.call("PUT", f"{marks}/2024-03").json()["month"] == "2024-03"
    other = api.ready("ny.se", sales=2000)
    api.post(f"/uploads/{other}/activate")
    api.sync()
    alarms = [one for one in api.get("/notices")["items"] if one["kind"] == "month_changed"]
    assert [one["facts"]["month"] for one in alarms] == ["2024-03"]
    marked = [one for one in api.get("/audit")["items"] if one["action"] == "month.marked"]
    assert [one["after"]["month"] for one in marked] == ["2024-03"]
    found = api.call("PUT", f"{marks}/2031-03")
    assert "2031-03" in told(found)["message"]["sv"]
    found = api.call("DELETE", f"{marks}/2024-04")
    assert "2024-04" in told(found)["message"]["en"]


def test_reports_are_of_integrations(api: Caller) -> None:
    """The filter is called as on the pages and in the list of uploads."""
    number = api.active("tall.se", books("Tall AB", TALL))
    api.active("björken.se", books("Björken AB", BJORK))
    api.sync()
    company = api.get(f"/uploads/{number}")["integration_id"]
    assert len(api.reports()["reports"]) == 2
    (report,) = api.reports(integration=company)["reports"]
    assert report["company"] == "Tall AB"
    assert api.get("/uploads", integration_id=company)["items"][0]["id"] == number
    assert api.call("GET", f"/reports/income-statement?company={company}").status_code == 422


def test_organisation_numbers_have_their_hyphen(api: Caller) -> None:
    """Uploads, integrations, reports, previews, the log and refusals write 555555-5555."""
    number = api.active("tall.se", books("Tall AB", "5555555555"))
    api.sync()
    upload = api.get(f"/uploads/{number}")
    company = api.get(f"/integrations/{upload['integration_id']}")
    (report,) = api.reports()["reports"]
    made = [one for one in api.get("/audit")["items"] if one["action"] == "integration.created"]
    numbers = {
        "upload": upload["orgnr"],
        "list": api.get("/uploads")["items"][0]["orgnr"],
        "integration": company["orgnr"],
        "matrix": api.get("/matrix")["companies"][0]["integration"]["orgnr"],
        "report": report["orgnr"],
        "log": made[0]["after"]["orgnr"],
        "preview": api.get(f"/uploads/{number}/preview")["facts"]["company"]["orgnr"],
    }
    assert numbers == dict.fromkeys(numbers, TALL)
    (other,) = api.send(("björken.se", books("Björken AB", BJORK)))
    link = f"/uploads/{other['upload']['id']}/link"
    found = api.call("POST", link, json={"integration_id": company["id"]})
    refusal = told(found)
    assert (refusal["facts"]["found"], refusal["facts"]["wanted"]) == (BJORK, TALL)
    assert BJORK in refusal["message"]["sv"]
