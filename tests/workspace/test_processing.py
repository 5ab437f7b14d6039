"""From bytes to a summary: each step can be done again, and what fails leaves nothing."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from siekit.workspace import checking, parsing, processing, summary_checks
from siekit.workspace.actors import Actor, Role
from siekit.workspace.findings_kept import MOST, findings_json
from siekit.workspace.originals import Originals
from siekit.workspace.parquet_store import ParquetStore
from siekit.workspace.refusals import Refusal
from siekit.workspace.states import State
from siekit.workspace.worker import Worker
from tests.books import books, entries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from siekit.workspace.model import Check, Upload
    from siekit.workspace.workspace import Workspace
    from tests.servers.databases import Backend

NO_YEAR = b'#FLAGGA 0\r\n#SIETYP 4\r\n#ORGNR 556334-3689\r\n#FNAMN "A"\r\n#KONTO 1930 "Bank"\r\n'


@pytest.fixture
def workspace(backend: Backend) -> Iterator[Workspace]:
    """A workspace on each database with one integration."""
    installation = backend.open()
    made = installation.only_workspace(Actor("anna", Role.ADMIN))
    made.create_integration("Bolaget", orgnr="556334-3689")
    yield made
    installation.close()


def received(workspace: Workspace, data: bytes, name: str = "2024.se") -> Upload:
    """The upload of a file that nobody has looked into."""
    upload = workspace.receive(data, name)[0].upload
    assert upload is not None
    return upload


def test_the_facts_of_the_head_stand_in_the_list(workspace: Workspace) -> None:
    """Name, number, year, currency, program and the further facts are there after the preview."""
    upload = received(workspace, books(currency="SEK", until="2024-06-30"))
    Worker(workspace.installation).run_until_idle()
    upload = workspace.upload(upload.id)
    assert upload.as_row() | {"uploaded_at": ""} == {
        "id": upload.id,
        "state": "READY",
        "file": "2024.se",
        "sha256": upload.sha256,
        "company": "Björken & Söner AB",
        "orgnr": "556334-3689",
        "fiscal_year": "2024-01-01/2024-12-31",
        "integration": "Bolaget",
        "active": False,
        "in_reports": False,
        "uploaded_at": "",
    }
    assert upload.preview is not None
    assert upload.preview["program"] == {"name": "Övningsbok", "version": "1.0"}
    assert upload.preview["voucher_dates"] == {"first": "2024-01-31", "last": "2024-06-30"}
    assert upload.preview["previous_year"]
    assert upload.preview["chart_type_raw"] == "EUBAS97"
    assert (upload.sie_type, str(upload.generated_date)) == ("4E", "2025-01-15")


def test_the_tables_have_the_number_of_the_upload(workspace: Workspace) -> None:
    """Every row of every table is of the upload, and the lines of the file are accounted for."""
    received(workspace, entries())
    upload = received(workspace, books())
    Worker(workspace.installation).run_until_idle()
    tables = workspace.installation.tables.read(upload.id)
    assert tables["transactions"].num_rows == 24
    for table in tables.values():
        assert set(table["document_id"].to_pylist()) <= {upload.id}
    assert tables["lines"].to_pylist()[0]["total"] == books().count(b"\r\n")


def test_a_file_without_a_year_fails_and_leaves_nothing(workspace: Workspace) -> None:
    """Nobody can tell which year it is; a corrected file goes through (scenario 12)."""
    upload = workspace.add(NO_YEAR, "utan.se")[0].upload
    assert upload is not None
    assert upload.state is State.FAILED
    assert Refusal.from_json(dict(upload.refusal or {})).code == "no_year"
    assert "utan.se" in Refusal.from_json(dict(upload.refusal or {})).text("sv")
    assert upload.id not in workspace.installation.tables
    assert workspace.installation.tables.left_behind() == []
    corrected = workspace.add(NO_YEAR + b"#RAR 0 20240101 20241231\r\n", "med.se")[0].upload
    assert corrected is not None
    assert corrected.state is State.READY


def test_a_year_that_ends_before_it_begins_is_told_by_the_vouchers(workspace: Workspace) -> None:
    """Impossible days of #RAR are not used; what is derived is marked."""
    data = books().replace(b"#RAR 0 20240101 20241231", b"#RAR 0 20241231 20240101")
    upload = workspace.add(data, "bakvänd.se")[0].upload
    assert upload is not None
    assert (upload.fiscal_year, upload.year_derived) == ("2024-01-31/2024-12-31", True)


def test_processing_again_changes_nothing(workspace: Workspace) -> None:
    """What is done stays as it is, however often it is asked for."""
    upload = received(workspace, books())
    for _ in range(3):
        processing.process(workspace.installation, upload.id)
        done = workspace.upload(upload.id)
        assert (done.state, done.version) == (State.READY, 4)
    processing.process(workspace.installation, 4711)
    processing.give_up(workspace.installation, upload.id)
    assert workspace.upload(upload.id).state is State.READY


def test_who_gives_up_too_late_takes_no_tables_away(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else brought the upload on between the look and the refusal."""
    upload = received(workspace, books())
    seen = workspace.upload(upload.id)
    processing.process(workspace.installation, upload.id)
    monkeypatch.setattr(processing, "find", lambda *_: seen)
    with pytest.raises(Refusal) as told:
        processing.give_up(workspace.installation, upload.id)
    assert told.value.code == "stale"
    assert workspace.installation.tables.is_whole(upload.id)


class Killed(BaseException):
    """What stands for the end of the process."""


PLACES: list[tuple[object, str, int]] = [
    (Originals, "read", 0),
    (processing, "head_facts", 0),
    (processing, "link_alone", 0),
    (checking, "check_many", 0),
    (ParquetStore, "write", 0),
    (parsing, "make_checks", 0),
    (parsing, "change_state", 0),
    (parsing, "change_state", 1),
    (ParquetStore, "write", 1),
]
"""Where it ends: before a function is called, or after it."""


@pytest.mark.parametrize(("where", "name", "after"), PLACES)
def test_a_process_that_ends_anywhere_is_followed_by_another(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, where: object, name: str, after: int
) -> None:
    """Whatever a killed attempt had done, the next one comes to the same end."""
    upload = received(workspace, books())
    with monkeypatch.context() as patch:
        function = getattr(where, name)

        def killed(*args: object, **kwargs: object) -> None:
            if after:
                function(*args, **kwargs)
            raise Killed

        patch.setattr(where, name, killed)
        with pytest.raises(Killed):
            processing.process(workspace.installation, upload.id)
    assert workspace.upload(upload.id).state in {State.RECEIVED, State.LINKED}
    processing.process(workspace.installation, upload.id)
    assert workspace.upload(upload.id).state is State.READY
    assert workspace.installation.tables.read(upload.id)["vouchers"].num_rows == 12
    assert workspace.installation.tables.left_behind() == []
    actions = [one.action for one in workspace.log(about=("upload", upload.id))]
    assert actions == ["upload.parsed", "upload.linked", "upload.previewed", "upload.received"]


def test_two_that_process_one_upload_do_no_harm(workspace: Workspace) -> None:
    """When a lease ran out and two are at it, it is ready once and its tables are whole."""
    upload = received(workspace, books())
    errors: list[BaseException] = []
    start = threading.Barrier(3)

    def work() -> None:
        start.wait()
        try:
            processing.process(workspace.installation, upload.id)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test tells
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert errors == []
    assert workspace.upload(upload.id).state is State.READY
    assert workspace.installation.tables.read(upload.id)["vouchers"].num_rows == 12
    actions = [one.action for one in workspace.log(about=("upload", upload.id))]
    assert actions.count("upload.parsed") == 1


def test_a_link_that_changes_meanwhile_wins(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Checks are those of the integration that the upload ends with."""
    workspace.installation.has_workers = True  # the link does not wait for the one it changes
    other = workspace.create_integration("Filialen", currency="EUR")
    upload = received(workspace, books())
    real: Callable[..., list[Check]] = summary_checks.make_checks

    def meanwhile(*args: object) -> list[Check]:
        found = real(*args)
        if workspace.upload(upload.id).integration_id != other.id:
            workspace.link(upload.id, other.id, confirm_currency=True)
        return found

    monkeypatch.setattr(parsing, "make_checks", meanwhile)
    Worker(workspace.installation).run_until_idle()
    done = workspace.upload(upload.id)
    assert (done.state, done.integration_id) == (State.READY, other.id)
    (currency,) = [one for one in workspace.checks(upload.id) if one.key == "currency"]
    assert "Filialen" in currency.text["en"]


def test_what_cannot_be_processed_is_refused_at_last(workspace: Workspace) -> None:
    """An upload on which workers gave up says so, and its bytes may be sent again."""
    upload = received(workspace, books())
    processing.give_up(workspace.installation, upload.id)
    done = workspace.upload(upload.id)
    assert (done.state, (done.refusal or {})["code"]) == (State.REJECTED, "processing_failed")
    again = workspace.add(books(), "2024.se")[0].upload
    assert again is not None
    assert (again.state, again.seen_before) == (State.READY, False)


def test_the_tables_can_be_made_again(workspace: Workspace) -> None:
    """The original gives the same tables and findings as were written."""
    upload = received(workspace, books(off_by=3))
    Worker(workspace.installation).run_until_idle()
    tables, findings = parsing.tables_of(workspace.installation, upload.id)
    assert findings == workspace.findings(upload.id)
    kept = workspace.installation.tables.read(upload.id)
    assert {name: table for name, table in tables.items() if table.num_rows} == {
        name: table for name, table in kept.items() if table.num_rows
    }


def test_findings_speak_both_languages(workspace: Workspace) -> None:
    """Each finding has its line, code, severity, sentences, and whether it blocks."""
    upload = workspace.add(books(off_by=3), "fel.se")[0].upload
    assert upload is not None
    (found,) = [one for one in workspace.findings(upload.id) if one["code"] == "V401"]
    assert found["message"]["en"].startswith("Voucher A 12 of 2024-12-31 is off by 3.00")
    assert found["message"]["sv"].startswith("Verifikation A 12 från 2024-12-31")
    assert (found["severity"], found["blocks"], found["found"]) == ("error", True, 1)
    line = books(off_by=3).decode("cp437").split("\r\n")[found["line"] - 1]
    assert line.startswith("#VER A 12 ")


def test_of_very_many_findings_the_important_ones_are_kept(workspace: Workspace) -> None:
    """Nothing that blocks is left out for a remark, and the exact number is told."""
    from siekit.findings import Finding
    from siekit.lint.kinds import KINDS

    def of(code: str, line: int) -> Finding:
        return Finding(kind=KINDS[code], severity=KINDS[code].severity, line=line)

    many = [of("R311", line) for line in range(1, MOST + 500)] + [of("V401", MOST + 900)]
    kept = findings_json(many, {"R311": MOST + 499, "V401": 1})
    assert len(kept) == MOST
    assert kept[-1]["code"] == "V401"
    assert kept[0]["found"] == MOST + 499
    assert workspace.uploads() == []


def test_texts_that_no_page_may_show_do_not_reach_the_catalogue(workspace: Workspace) -> None:
    """Control characters and very long names of a file are cut before they are kept."""
    data = books("A" * 100_000 + "\x00\x1b[2J").replace(b"Bolag", b"\x00")
    upload = workspace.add(data, "x.se")[0].upload
    assert upload is not None
    assert upload.state is State.READY
    assert len(upload.company or "") == 255
    assert "\x1b" not in str(upload.preview)


def test_memory_does_not_grow_with_the_number_of_uploads() -> None:
    """Documents of ever new numbers leave nothing behind in the memory of tables."""
    import pyarrow as pa

    from siekit.formats.registry import FORMATS
    from siekit.formats.source import Source

    def read_until(last: int) -> int:
        for number in range(last - 50, last):
            FORMATS[0].read(
                Source("x.se", books()), sie_type=None, strict=False, document_id=number
            )
        return int(pa.total_allocated_bytes())

    once = read_until(1000)
    assert read_until(1100) - once < 1_000_000
