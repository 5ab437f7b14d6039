"""Two at once: one wins, the other is told, and never are two files of one day active."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from siekit.workspace.refusals import Refusal
from siekit.workspace.states import State
from siekit.workspace.tables import activations, uploads
from tests.books import books
from tests.workspace.putting import new_workspace, put, put_integration, put_row

if TYPE_CHECKING:
    from collections.abc import Callable

    from siekit.workspace.installation import Installation
    from siekit.workspace.workspace import Workspace
    from tests.servers.databases import Backend

ROOT = Path(__file__).resolve().parent.parent.parent


def together(*works: Callable[[], object]) -> list[object]:
    """What each of several works gave or was refused with, all begun at one moment."""
    begin = threading.Barrier(len(works))
    found: list[object] = [None] * len(works)

    def run(at: int) -> None:
        begin.wait()
        try:
            found[at] = works[at]()
        except Refusal as refusal:
            found[at] = refusal.code

    threads = [threading.Thread(target=run, args=(at,)) for at in range(len(works))]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return found


def active(ws: Workspace) -> list[int]:
    """The ids of what is active."""
    return sorted(one.id for one in ws.uploads(states=(State.ACTIVE,)))


def test_of_two_admins_who_saw_the_same_one_wins(installation: Installation) -> None:
    """The other is told that what they saw has changed."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    one, other = put(ws, company), put(ws, company, sales=7)
    tokens = {number: ws.what_if(number).token for number in (one, other)}
    answers = together(
        *(lambda n=number: ws.activate(n, token=tokens[n]) for number in (one, other))
    )
    assert answers.count("stale") == 1
    assert len(active(ws)) == 1
    with pytest.raises(Refusal) as refused:
        ws.activate(one if active(ws) == [other] else other, token="1.1.1")  # noqa: S106, no secret
    assert refused.value.code == "stale"


def test_many_at_once_leave_one_active_and_a_log_of_each(installation: Installation) -> None:
    """Without tokens each supersedes the one before it."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    numbers = [put(ws, company, sales=sales) for sales in range(1, 6)]
    answers = together(*(lambda n=number: ws.activate(n) for number in numbers))
    assert all(one == "stale" or not isinstance(one, str) for one in answers)
    assert len(active(ws)) == 1
    with ws.catalogue.read() as connection:
        count = sa.select(sa.func.count()).select_from(activations)
        done = connection.execute(count.where(activations.c.action == "activated")).scalar()
        gone = connection.execute(count.where(activations.c.action == "superseded")).scalar()
    assert done == sum(one != "stale" for one in answers)
    assert gone == done - 1


def test_files_of_a_new_company_make_one_integration(installation: Installation) -> None:
    """However many come at once, all of them are linked to it and none is refused."""
    ws = new_workspace(installation)
    files = [books(sales=sales) for sales in range(1, 6)]
    answers = together(*(lambda data=data: ws.add(data, "bok.se", create=True) for data in files))
    assert not [one for one in answers if isinstance(one, str)]
    (company,) = ws.integrations()
    assert [one.integration_id for one in ws.uploads()] == [company.id] * len(files)
    assert {one.state for one in ws.uploads()} == {State.READY}


def test_the_database_itself_refuses_two_active_files_of_a_day(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the program forgets; that becomes a refusal with words, and nothing is changed."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    one, other = put(ws, company), put(ws, company, sales=7)
    ws.activate(one)
    monkeypatch.setattr(
        "siekit.workspace.activating.overlapping", lambda _connection, _upload: ([], [])
    )
    with pytest.raises(Refusal) as refused:
        ws.activate(other)
    assert refused.value.code == "overlap"
    assert refused.value.status == 409
    assert active(ws) == [one]
    assert ws.upload(other).state is State.READY
    assert ws.log()[0].action == "upload.activated"
    assert ws.log()[0].object_id == one


def test_a_last_day_belongs_to_its_year(installation: Installation) -> None:
    """The database refuses years with one day in common, and takes those that touch."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    put_row(ws, company, "2024-01-01", "2024-12-31", state="ACTIVE", tag="a")
    put_row(ws, company, "2025-01-01", "2025-12-31", state="ACTIVE", tag="b")
    with pytest.raises(sa.exc.IntegrityError):
        put_row(ws, company, "2023-01-01", "2024-01-01", state="ACTIVE", tag="c")
    put_row(ws, put_integration(ws, "Alm"), "2024-01-01", "2024-12-31", state="ACTIVE", tag="d")


def test_syncs_at_once_make_one_snapshot_of_one_moment(installation: Installation) -> None:
    """While activations go on, no snapshot has two files of one day."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    numbers = [put(ws, company, sales=sales) for sales in range(1, 4)]
    ws.activate(numbers[0])

    def switch() -> None:
        for number in (*numbers[1:], *numbers) * 2:
            try:
                ws.activate(number)
            except Refusal as refusal:
                assert refusal.code in ("wrong_state", "stale")  # noqa: PT017

    def sync() -> None:
        for _ in range(5):
            done = ws.sync()
            assert done.status == "done", done.refusal

    together(switch, sync, sync)
    ws.sync()
    found = ws.snapshots()
    assert len(found) >= 2
    assert all(len(one.uploads) == 1 for one in found)
    assert list(found[0].uploads) == active(ws)
    with ws.catalogue.read() as connection:
        published = connection.execute(sa.select(uploads.c.id).where(uploads.c.published))
        assert published.scalars().all() == active(ws)


_PROCESS = """
import sys
from siekit.workspace.refusals import Refusal
from siekit.workspace.workspace import Workspace
place, folder, number, token = sys.argv[1:]
with Workspace.open(place, folder=folder) as ws:
    print("open", flush=True)
    sys.stdin.readline()
    try:
        ws.activate(int(number), token=token)
        print("done")
    except Refusal as refusal:
        print(refusal.code)
"""


def test_of_two_processes_one_wins(backend: Backend) -> None:
    """As with threads: nothing rests on locks within one process."""
    installation = backend.open()
    ws = new_workspace(installation)
    company = put_integration(ws)
    numbers = [put(ws, company, sales=sales) for sales in (1, 2)]
    programs = [
        subprocess.Popen(
            [
                sys.executable,
                "-c",
                _PROCESS,
                backend.place,
                str(backend.folder),
                str(number),
                ws.what_if(number).token,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for number in numbers
    ]
    for one in programs:
        assert one.stdout
        assert one.stdout.readline() == "open\n"
    for one in programs:
        assert one.stdin
        one.stdin.write("\n")
        one.stdin.flush()
    answers = sorted(one.communicate(timeout=300)[0].strip() for one in programs)
    assert answers == ["done", "stale"]
    assert len(active(ws)) == 1
    installation.close()
