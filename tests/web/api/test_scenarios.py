"""The eighteen scenarios of the portal, as a program lives them."""

from __future__ import annotations

import io
import threading
import zipfile
from calendar import monthrange
from typing import TYPE_CHECKING, Any

import pytest

from tests.books import books
from tests.web.api.calling import result_of, told

if TYPE_CHECKING:
    from tests.web.api.calling import Called, Caller

ORGNR = "555555-5555"


def snapshots(api: Caller) -> list[int]:
    """The numbers of the snapshots."""
    return [one["id"] for one in api.get("/snapshots")["items"]]


def states(api: Caller, *uploads: int) -> list[str]:
    """The states of uploads."""
    return [api.state(one) for one in uploads]


def test_01_nothing_changes_before_activation(admin_api: Caller) -> None:
    """Sending, previewing and reading a file leave reports and snapshots as they were."""
    admin_api.active()
    admin_api.sync()
    before = (snapshots(admin_api), admin_api.reports())
    number = admin_api.ready("ny.se", sales=5000)
    admin_api.get(f"/uploads/{number}/preview")
    summary = admin_api.get(f"/uploads/{number}/summary")
    assert summary["income_statement"]["lines"][-1]["values"][0] == "60000.00"
    assert (snapshots(admin_api), admin_api.reports()) == before


@pytest.mark.parametrize("written", ["5555555555", "555555-5555", "16555555-5555"])
def test_02_a_file_links_itself_by_its_number(admin_api: Caller, written: str) -> None:
    """However the organisation number is written, the file finds the one integration with it."""
    made = admin_api.post("/integrations", {"name": "Femman", "orgnr": "5555555555"}, status=201)
    (result,) = admin_api.send(("femman.se", books(orgnr=written)))
    upload = admin_api.get(f"/uploads/{result['upload']['id']}")
    assert upload["integration_id"] == made["id"]
    assert (upload["linked_how"], upload["state"]) == ("auto", "READY")


def test_03_without_a_number_somebody_chooses(admin_api: Caller) -> None:
    """A file without organisation number waits for a choice among all, or for a new one."""
    made = admin_api.post("/integrations", {"name": "Någon"}, status=201)
    (result,) = admin_api.send(("utan.se", books(orgnr=None)))
    number = result["upload"]["id"]
    preview = admin_api.get(f"/uploads/{number}/preview")
    assert preview["upload"]["state"] == "PREVIEWED"
    assert [one["id"] for one in preview["suggested_integrations"]] == [made["id"]]
    linked = admin_api.post(f"/uploads/{number}/link", {"new": {"name": "En till"}})
    assert (linked["linked_how"], linked["integration"]) == ("created", "En till")
    assert admin_api.state(number) == "READY"


def test_04_two_with_the_number_are_asked_about(admin_api: Caller) -> None:
    """Where two integrations have the number, nothing is guessed."""
    both = [
        admin_api.post("/integrations", {"name": name, "orgnr": ORGNR}, status=201)["id"]
        for name in ("Ett", "Två")
    ]
    (result,) = admin_api.send(("femman.se", books(orgnr=ORGNR)))
    number = result["upload"]["id"]
    found = admin_api.get(f"/uploads/{number}/suggestions")["items"]
    assert (admin_api.state(number), [one["id"] for one in found]) == ("PREVIEWED", both)
    admin_api.post(f"/uploads/{number}/link", {"integration_id": both[1]})
    upload = admin_api.get(f"/uploads/{number}")
    assert (upload["integration"], upload["linked_how"]) == ("Två", "picked")


def test_05_activated_is_in_reports_after_the_sync(admin_api: Caller) -> None:
    """What is activated is in no report until the sync, and in them after it."""
    number = admin_api.active()
    assert admin_api.reports()["reports"] == []
    assert admin_api.get(f"/uploads/{number}")["badge"] == "waits"
    assert admin_api.sync()["status"] == "done"
    assert admin_api.result() == "12000.00"
    assert admin_api.get(f"/uploads/{number}")["badge"] == "in_reports"


def test_06_a_second_file_of_the_year_takes_the_place(admin_api: Caller) -> None:
    """The first one is superseded at once; the totals change with the sync."""
    first = admin_api.active()
    admin_api.sync()
    second = admin_api.ready("ny.se", sales=2000)
    seen = admin_api.get(f"/uploads/{second}/activate")
    assert seen["replaced"] == [first]
    assert seen["diff"]["result"] == {"before": "12000.00", "after": "24000.00"}
    done = admin_api.post(f"/uploads/{second}/activate", {"token": seen["token"]})
    assert done["replaced"] == [first]
    assert states(admin_api, first, second) == ["SUPERSEDED", "ACTIVE"]
    assert admin_api.result() == "12000.00"
    admin_api.sync()
    assert admin_api.result() == "24000.00"


def test_07_a_broken_year_takes_the_place_of_two(admin_api: Caller) -> None:
    """A year from July to June replaces both calendar years that it has days of."""
    early = admin_api.active("a.se", first="2023-01-01", last="2023-12-31")
    late = admin_api.active("b.se", first="2024-01-01", last="2024-12-31")
    broken = admin_api.ready("c.se", first="2023-07-01", last="2024-06-30")
    seen = admin_api.post(f"/uploads/{broken}/activate")
    assert sorted(seen["replaced"]) == [early, late]
    assert seen["months_lost"][:2] == ["2023-01", "2023-02"]
    assert states(admin_api, early, late, broken) == ["SUPERSEDED", "SUPERSEDED", "ACTIVE"]


def test_08_touching_years_leave_each_other_alone(admin_api: Caller) -> None:
    """A year that ends the day before another begins stays active beside it."""
    early = admin_api.active("a.se", first="2023-01-01", last="2023-12-31")
    late = admin_api.active("b.se", first="2024-01-01", last="2024-12-31")
    assert states(admin_api, early, late) == ["ACTIVE", "ACTIVE"]
    admin_api.sync()
    assert len(admin_api.reports()["reports"]) == 2


def test_09_deactivated_is_gone_after_the_next_sync(admin_api: Caller) -> None:
    """What is deactivated stays in the reports until the sync."""
    number = admin_api.active()
    admin_api.sync()
    admin_api.post(f"/uploads/{number}/deactivate")
    assert admin_api.result() == "12000.00"
    admin_api.sync()
    assert admin_api.reports()["reports"] == []


def test_10_rolling_back_restores_what_was(admin_api: Caller) -> None:
    """A superseded file that is activated again gives the figures of before."""
    first = admin_api.active()
    admin_api.sync()
    before = admin_api.reports()["reports"][0]["lines"]
    second = admin_api.active("ny.se", sales=2000)
    admin_api.sync()
    (newest, *_) = admin_api.get("/activations")["items"]
    assert (newest["undo"], newest["replaced"]) == ("rollback", [first])
    admin_api.post(f"/uploads/{first}/rollback")
    assert states(admin_api, first, second) == ["ACTIVE", "SUPERSEDED"]
    admin_api.sync()
    assert admin_api.reports()["reports"][0]["lines"] == before


def test_11_the_same_bytes_twice_are_one_upload(admin_api: Caller) -> None:
    """Bytes that are here give the upload of then, whatever the file is called."""
    (first,) = admin_api.send(("a.se", books()))
    (again,) = admin_api.send(("b.se", books()), status=200)
    assert again["upload"]["id"] == first["upload"]["id"]
    assert (again["upload"]["seen_before"], again["upload"]["file"]) == (True, "a.se")
    assert len(admin_api.get("/uploads")["items"]) == 1


def test_12_a_file_that_fails_leaves_nothing(admin_api: Caller) -> None:
    """A file that cannot be used says why; the mended one goes through."""
    (result,) = admin_api.send(("bad.se", b"PK is no book at all\n" * 10))
    number = result["upload"]["id"]
    upload = admin_api.get(f"/uploads/{number}")
    assert upload["state"] == "REJECTED"
    assert set(upload["refusal"]["message"]) == {"en", "sv"}
    refused = told(admin_api.call("GET", f"/uploads/{number}/summary"))
    assert refused["code"] == "wrong_state"
    assert admin_api.get("/matrix")["companies"] == []
    admin_api.active("good.se")
    admin_api.sync()
    assert admin_api.result() == "12000.00"


def test_13_of_two_administrators_one_wins(admin_api: Caller) -> None:
    """Two who saw the same and activate at once: one does, the other is told that it is stale."""
    admin_api.active()
    both = [admin_api.ready(f"{n}.se", sales=n) for n in (2000, 3000)]
    tokens = [admin_api.get(f"/uploads/{one}/activate")["token"] for one in both]
    answers: list[Any] = [None, None]
    together = threading.Barrier(2)

    def activate(place: int) -> None:
        together.wait()
        answers[place] = admin_api.call(
            "POST", f"/uploads/{both[place]}/activate", json={"token": tokens[place]}
        )

    threads = [threading.Thread(target=activate, args=(place,)) for place in (0, 1)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(one.status_code for one in answers) == [200, 409]
    (late,) = (one for one in answers if one.status_code == 409)
    assert told(late)["code"] in {"stale", "overlap"}
    active = admin_api.get("/uploads", state="ACTIVE")["items"]
    assert len(active) == 1


def test_14_a_sync_that_fails_keeps_the_old_snapshot(called: Called) -> None:
    """When a sync cannot go on, reports are as they were and the sync says why."""
    api = called.caller()
    api.active()
    api.sync()
    before = (snapshots(api), api.result())
    second = api.active("ny.se", sales=2000)
    sha256 = api.get(f"/uploads/{second}")["sha256"]
    called.installation.tables.erase(second)
    kept = called.installation.originals.path(sha256)
    hidden = kept.with_suffix(".away")
    kept.rename(hidden)
    failed = api.sync()
    assert failed["status"] == "failed"
    assert failed["refusal"]["code"] == "original_missing"
    assert (snapshots(api), api.result()) == before
    hidden.rename(kept)
    assert api.sync()["status"] == "done"
    assert api.result() == "24000.00"


def test_15_another_number_needs_confirmation(admin_api: Caller) -> None:
    """A file of another organisation number than the integration's is linked only if confirmed."""
    other = admin_api.post("/integrations", {"name": "Annan", "orgnr": ORGNR}, status=201)["id"]
    (result,) = admin_api.send(("bok.se", books()))
    path = f"/uploads/{result['upload']['id']}/link"
    refused = told(admin_api.call("POST", path, json={"integration_id": other}))
    assert (refused["status"], refused["code"]) == (409, "other_orgnr")
    linked = admin_api.post(path, {"integration_id": other, "confirm_orgnr": True})
    assert linked["other_orgnr_confirmed_by"] is not None


def test_16_a_viewer_cannot_activate(called: Called) -> None:
    """A viewer reads, but neither activates nor syncs nor sends; an analyst sends."""
    from siekit.workspace.actors import Role

    number = called.caller().ready()
    viewer, analyst = called.caller(Role.VIEWER), called.caller(Role.ANALYST)
    viewer.get(f"/uploads/{number}/summary")
    for api in (viewer, analyst):
        for path in (f"/uploads/{number}/activate", f"/uploads/{number}/deactivate", "/syncs"):
            assert told(api.call("POST", path))["code"] == "forbidden"
    sent = viewer.call("POST", "/uploads", files=[("files", ("x.se", books(sales=1)))])
    assert told(sent)["code"] == "forbidden"
    analyst.send(("x.se", books(sales=1)))
    assert called.caller().state(number) == "READY"


def test_17_a_year_of_monthly_files(admin_api: Caller) -> None:
    """Twelve files of one year, each longer than the last: exactly one is active all the time."""
    for month in range(1, 13):
        until = f"2024-{month:02}-{monthrange(2024, month)[1]}"
        number = admin_api.active(f"{month}.se", until=until)
        active = admin_api.get("/uploads", state="ACTIVE")["items"]
        assert [one["id"] for one in active] == [number]
    admin_api.sync()
    assert admin_api.result() == "12000.00"
    assert len(admin_api.get("/uploads", state="SUPERSEDED")["items"]) == 11


def test_18_a_zip_of_several_companies(admin_api: Caller) -> None:
    """Each file of a zip goes to its own company, and one that is bad harms none of the others."""
    companies = {"Ett": "556334-3689", "Två": "556036-0793"}
    for name, orgnr in companies.items():
        admin_api.post("/integrations", {"name": name, "orgnr": orgnr}, status=201)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, orgnr in companies.items():
            archive.writestr(f"{name}.se", books(name, orgnr))
        archive.writestr("trasig.se", b"\x00\x01\x02 nothing of the kind")
        archive.writestr("../../etc/passwd", b"root")
    results = admin_api.send(("alla.zip", packed.getvalue()))
    ready = admin_api.get("/uploads", state="READY")["items"]
    assert sorted(one["integration"] for one in ready) == sorted(companies)
    bad = [one for one in results if "trasig" in one["file"] or "passwd" in one["file"]]
    for one in bad:
        assert one["error"] or admin_api.state(one["upload"]["id"]) == "REJECTED"
    for one in ready:
        admin_api.post(f"/uploads/{one['id']}/activate")
    admin_api.sync()
    found = admin_api.reports(
        integration=[
            one["id"] for one in admin_api.get("/integrations")["items"] if one["name"] == "Två"
        ]
    )
    assert result_of(found) == "12000.00"
    assert len(admin_api.reports()["reports"]) == 2
