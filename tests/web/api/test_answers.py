"""What the API tells: lists in parts, summaries, comparisons, reports, queries, notices, people."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from siekit.workspace.tables import audit_events
from tests.books import books
from tests.web.api.calling import told

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.api.calling import Called, Caller


@pytest.fixture
def api(sqlite_called: Called) -> Caller:
    """An administrator's program."""
    return sqlite_called.caller()


def test_lists_come_in_parts_without_gaps(api: Caller) -> None:
    """Following `next` gives every upload once, also when new ones come in between."""
    for number in range(7):
        api.send((f"{number}.se", books(sales=number + 1)))
    seen: list[int] = []
    path = "/uploads?limit=3"
    while path:
        found = api.get(path)
        seen += [one["id"] for one in found["items"]]
        if len(seen) == 3:
            api.send(("new.se", books(sales=99)))
        path = (found["next"] or "").removeprefix("/api/v1")
    assert seen == list(range(7, 0, -1))
    assert len(api.get("/uploads", limit=500)["items"]) == 8


def test_next_keeps_what_was_asked_for(api: Caller) -> None:
    """The address of the next part has the filters of the first."""
    for number in range(3):
        api.send((f"{number}.se", books(sales=number + 1)))
    found = api.get("/uploads", state=["PREVIEWED", "READY"], limit=1)
    assert "state=PREVIEWED&state=READY" in found["next"]


def test_a_summary_is_the_statements_and_the_checks(api: Caller) -> None:
    """Both statements with their year before, and every check in both languages."""
    number = api.ready()
    summary = api.get(f"/uploads/{number}/summary", lang="sv")
    assert summary["income_statement"]["unit"] == "SEK"
    assert summary["balance_sheet"]["periods"]
    assert {one["light"] for one in summary["checks"]} <= {"green", "yellow", "red", "grey"}
    assert all(one["title"]["sv"] and one["title"]["en"] for one in summary["checks"])
    assert api.get(f"/uploads/{number}/checks")["items"] == summary["checks"]


def test_reports_of_an_upload_come_in_every_format(api: Caller) -> None:
    """What is not active has its reports too, as JSON and as files."""
    number = api.ready()
    starts = {"csv": b"", "xlsx": b"PK", "pdf": b"%PDF", "html": b"<!doctype html"}
    for form, start in starts.items():
        found = api.call("GET", f"/uploads/{number}/reports/trial-balance", params={"format": form})
        assert found.status_code == 200, found.text
        assert found.content.lower().startswith(start.lower())
        assert found.headers["content-disposition"].startswith("attachment")
    report = api.get(f"/uploads/{number}/reports/income-statement", by="month")
    assert len(report["periods"]) >= 12


def test_a_comparison_tells_what_would_change(api: Caller) -> None:
    """Beside the active file stand the vouchers that came, went and changed."""
    first = api.active()
    second = api.ready("ny.se", sales=2000)
    found = api.get(f"/uploads/{second}/comparison")
    (one,) = found["items"]
    assert one["active_id"] == first
    assert one["differences"]["voucher_counts"]["changed"] == 12
    assert api.get(f"/uploads/{first}/comparison")["items"] == []


def test_queries_read_the_snapshot(api: Caller) -> None:
    """SQL over what the reports see: exact figures, settings, limits, an earlier snapshot."""
    question = {"query": "select sum(amount) as total from ledger where account = $account"}
    asked = question | {"parameters": {"account": "1930"}}
    assert api.post("/sql", asked)["rows"] == [{"total": None}]
    api.active()
    first = api.sync()["snapshot_id"]
    assert api.post("/sql", asked)["rows"] == [{"total": "12000.00"}]
    api.active("ny.se", sales=2000)
    api.sync()
    assert api.post("/sql", asked)["rows"] == [{"total": "24000.00"}]
    assert api.post("/sql", asked | {"snapshot": first})["rows"] == [{"total": "12000.00"}]
    some = api.post("/sql", {"query": "select * from ledger", "limit": 5})
    assert (len(some["rows"]), some["truncated"]) == (5, True)
    exactly = api.post("/sql", {"query": "select * from ledger", "limit": 24})
    assert (len(exactly["rows"]), exactly["truncated"]) == (24, False)
    whose = {"query": "select distinct company, orgnr from ledger"}
    expected = [{"company": "Björken & Söner AB", "orgnr": "556334-3689"}]
    assert api.post("/sql", whose)["rows"] == expected


@pytest.mark.parametrize(
    "query",
    [
        "drop table files",
        "select 1; select 2",
        "copy (select 1) to '/tmp/stolen'",
        "select * from read_text('/etc/passwd')",
        "select * from read_csv('/etc/passwd')",
        "attach '/tmp/x.duckdb'",
        "install httpfs",
        "set memory_limit = '100GB'",
        "select * from nowhere",
        "select $missing",
        "pragma database_list",
        "select getenv('HOME')",
        "\0",
    ],
)
def test_queries_only_read_the_snapshot(shared_api: Caller, query: str) -> None:
    """Nothing but one reading statement over the domain's tables is done."""
    found = shared_api.call("POST", "/sql", json={"query": query})
    assert found.status_code == 422, found.text
    assert told(found)["code"] == ("invalid" if query == "\0" else "query_refused")


def test_faults_of_queries_are_told_in_both_languages(shared_api: Caller) -> None:
    """Swedish with the place and the engine's own words; what has no Swedish is quoted."""
    found = shared_api.call("POST", "/sql", json={"query": "select acount\nfrom ledgr"})
    assert "There is no table ledgr. Near it: ledger" in told(found)["message"]["en"]
    swedish = told(found)["message"]["sv"]
    assert "Det finns ingen tabell ledgr (rad 2, tecken 6). Liknande namn: ledger" in swedish
    assert "Databasmotorn säger: ”Catalog Error: Table with name ledgr" in swedish
    found = shared_api.call("POST", "/sql", json={"query": "select unnest(1)"})
    assert "felet beskrivs på engelska: ”UNNEST() can only" in told(found)["message"]["sv"]


def test_a_query_is_stopped_after_its_time(
    shared_api: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A query that takes too long is stopped, and says so."""
    monkeypatch.setattr("siekit.web.api.queries.MOST_SECONDS", 0.3)
    query = "select count(*) from range(10000000) a, range(10000000) b where a.range * b.range = 7"
    found = shared_api.call("POST", "/sql", json={"query": query})
    assert (found.status_code, told(found)["status"]) == (422, 422)
    assert "0.3" in found.text


def test_the_snapshot_as_one_file(api: Caller, tmp_path: Path) -> None:
    """Programs that read DuckDB get the same rows as one file."""
    import duckdb

    api.active()
    api.sync()
    found = api.call("GET", "/snapshots/newest/duckdb")
    assert found.status_code == 200, found.text
    (tmp_path / "x.duckdb").write_bytes(found.content)
    with duckdb.connect(str(tmp_path / "x.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from ledger").fetchone() == (24,)


def test_months_that_were_reconciled_give_notice(api: Caller) -> None:
    """A month is marked, a file changes it, and the notice is seen once."""
    api.active()
    api.sync()
    (company,) = api.get("/integrations")["items"]
    months = f"/integrations/{company['id']}/reconciled-months"
    marked = api.call("PUT", f"{months}/2024-03")
    assert marked.status_code == 200, marked.text
    assert marked.json()["figures"]["1930"] == "1000.00"
    assert [one["month"] for one in api.get(months)["items"]] == ["2024-03"]
    api.active("ny.se", sales=2000)
    api.sync()
    notices = api.get("/notices", unseen=True)["items"]
    assert "month_changed" in {one["kind"] for one in notices}
    newest = max(one["id"] for one in notices)
    assert api.post(f"/notices/{newest}/seen")["seen_at"] is not None
    assert api.post("/notices/seen", {"up_to": newest})["seen"] == len(notices) - 1
    assert api.get("/notices", unseen=True)["items"] == []
    assert api.call("DELETE", f"{months}/2024-03").status_code == 204
    assert api.get(months)["items"] == []


def test_people_and_tokens(api: Caller) -> None:
    """Somebody is let in, gets another role and is taken out; a token opens what it may."""
    made = api.post("/people", {"email": "Bo@Nagon.example", "role": "viewer"}, status=201)
    assert (made["email"], made["role"], made["joined"]) == ("bo@nagon.example", "viewer", False)
    link = api.post(f"/people/{made['id']}/sign-in-link")
    assert link["link"].startswith("http://portal.example/link/")
    event = audit_events.c
    with api.portal.installation.catalogue.read() as connection:
        query = sa.select(event.actor).where(event.action == "user.invited")
        assert len(connection.execute(query).all()) == 1
    changed = api.call("PATCH", f"/people/{made['id']}", json={"role": "analyst"})
    assert changed.json()["role"] == "analyst"
    assert api.call("DELETE", f"/people/{made['id']}").status_code == 204
    mine = next(one for one in api.get("/people")["items"] if one["role"] == "admin")
    alone = api.call("PATCH", f"/people/{mine['id']}", json={"role": "viewer"})
    assert told(alone)["code"] == "last_admin"
    token = api.post("/tokens", {"name": "läser", "role": "viewer", "days": 30}, status=201)
    bearer = {"Authorization": f"Bearer {token['secret']}"}
    assert api.call("GET", "/me", headers=bearer).json()["role"] == "viewer"
    assert token["secret"] not in api.call("GET", "/tokens").text
    assert api.call("DELETE", f"/tokens/{token['token']['id']}").status_code == 204
    assert api.call("GET", "/me", headers=bearer).status_code == 401


def test_settings_and_log(api: Caller) -> None:
    """Settings change one by one, and the log tells who changed what."""
    changed = api.call("PATCH", "/domain", json={"sync_at": "06:30"}).json()
    assert (changed["sync_at"], changed["entries_allowed"]) == ("06:30", False)
    changed = api.call("PATCH", "/domain", json={"entries_allowed": True}).json()
    assert (changed["sync_at"], changed["entries_allowed"]) == ("06:30", True)
    assert api.call("PATCH", "/domain", json={"sync_at": None}).json()["sync_at"] is None
    bad = api.call("PATCH", "/domain", json={"sync_at": "25:00"})
    assert told(bad)["facts"]["field"] == "sync_at"
    events = api.get("/audit")["items"]
    assert [one["action"] for one in events[:3]] == ["domain.settings"] * 3
    number = api.ready()
    about = api.get("/audit", kind="upload", object_id=number)["items"]
    assert about[-1]["action"] == "upload.received"


def test_erasing_leaves_the_row_that_tells_of_it(api: Caller) -> None:
    """Bytes that are erased are gone from every answer; who and why stays in the log."""
    number = api.ready()
    erased = api.post(f"/uploads/{number}/erase", {"reason": "the customer asked"})
    assert erased["erased_at"] is not None
    gone = api.call("GET", f"/uploads/{number}/original")
    assert (gone.status_code, told(gone)["code"]) == (410, "erased")
    events = api.get("/audit", kind="upload", object_id=number)["items"]
    assert "the customer asked" in str(events)


def test_lines_of_a_file(api: Caller) -> None:
    """The lines that findings name can be read, decoded as the reader did."""
    number = api.ready()
    found = api.get(f"/uploads/{number}/lines", first=2, last=3)
    assert [one["number"] for one in found["lines"]] == [2, 3]
    assert "Övningsbok" in found["lines"][0]["text"]
    beyond = api.call("GET", f"/uploads/{number}/lines", params={"first": 100_000})
    assert told(beyond)["status"] == 404


def test_waiting_for_what_goes_on(sqlite_called: Called) -> None:
    """With `wait` the answer comes when the file was read, and when the sync is done."""
    from siekit.workspace.worker import Worker

    api = sqlite_called.caller()
    worker = Worker(sqlite_called.installation)
    worker.start()
    try:
        parts = [("files", ("bok.se", io.BytesIO(books())))]
        sent = api.call("POST", "/uploads", files=parts, params={"wait": 60})
        (result,) = sent.json()["results"]
        assert result["upload"]["state"] == "PREVIEWED"
        number = result["upload"]["id"]
        api.call("POST", f"/uploads/{number}/link", json={"new": {"name": "Nytt"}})
        assert api.get(f"/uploads/{number}", wait=60)["state"] == "READY"
        api.call("POST", f"/uploads/{number}/activate")
        asked = api.call("POST", "/syncs").json()
        assert api.get(f"/syncs/{asked['id']}", wait=60)["status"] == "done"
    finally:
        worker.stop()


def test_companies_that_are_not_alike_are_summed_when_asked(api: Caller) -> None:
    """In one currency, or with `allow_charts`; refusals tell both, and what they differ in."""
    other = books("Alm AB", "556677-8899", sales=77).replace(b"EUBAS97", b"NE2007")
    api.active()
    api.active("alm.se", other)
    api.sync()
    group: dict[str, Any] = {"companies": True, "year": 2024, "previous": False}
    refused = api.call("GET", "/reports/income-statement", params=group)
    assert refused.status_code == 422
    assert "allow_charts=true" in refused.text
    assert refused.json()["facts"]["differs"] == "charts"
    (one,) = api.reports(allow_charts=True, **group)["reports"]
    assert one["periods"][-1] == "sum"
    api.active("oy.se", books("Alm Oy", "559999-0008", currency="EUR"))
    api.sync()
    refused = api.call("GET", "/reports/income-statement", params={**group, "allow_charts": True})
    assert "currency=SEK" in refused.text
    (one,) = api.reports(currency="EUR", **group)["reports"]
    assert one["unit"] == "EUR"
    assert len(api.reports(currency=["EUR", "SEK"], previous=False)["reports"]) == 3
