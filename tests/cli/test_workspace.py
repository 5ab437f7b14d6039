"""The commands over a workspace: from import to reports, and what keeps it whole."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from siekit.cli.main import main
from siekit.workspace.discovery import FOLDER, find_place
from siekit.workspace.workspace import Workspace
from tests.books import books
from tests.workspace.kept import VERSIONS, unpack

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, and nobody's settings."""
    for name in ("SIEKIT_WORKSPACE", "SIEKIT_DATABASE_URL", "SIEKIT_DATA"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def kept(here: Path) -> Path:
    """The workspace that is kept for later versions, in the folder to work in."""
    return unpack(VERSIONS[-1], here)


def siekit(*words: str, typed: str | None = None) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, list(words), input=typed)


def done(*words: str, typed: str | None = None) -> Result:
    """Run a command that must do its work."""
    result = siekit(*words, typed=typed)
    assert result.exit_code == 0, result.output
    return result


def answer(schema: str, *words: str) -> Any:  # noqa: ANN401, any JSON
    """The JSON of a command, which is as its schema says."""
    told = json.loads(done(*words, "--format", "json").stdout_bytes)
    described = json.loads((files("siekit") / f"json_schemas/{schema}.schema.json").read_bytes())
    Draft202012Validator(described).validate(told)
    return told


def refused(*words: str) -> str:
    """What a command says that could not be done: one paragraph, exit code 2."""
    result = siekit(*words)
    assert result.exit_code == 2, result.output
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    return result.stderr


def test_from_a_file_to_a_report() -> None:
    """Import, activate, sync: and only then the reports have it."""
    name = str(EXAMPLES / "fjallbacken-2023-24.se")
    (row,) = answer("import", "import", name)
    assert (row["id"], row["state"], row["active"]) == (1, "READY", False)
    assert answer("report", "report", "income-statement") == []
    assert answer("sql", "sql", "select * from ledger") == []
    told = answer("activate", "activate", "1")
    assert (told["upload"]["state"], told["replaced"]) == ("ACTIVE", [])
    assert answer("sql", "sql", "select * from ledger") == []
    assert answer("sync", "sync")["uploads"] == [1]
    (row,) = answer("list", "list")
    assert (row["active"], row["in_reports"]) == (True, True)
    report = answer("report", "report", "income-statement")
    assert (report[0] if isinstance(report, list) else report)["orgnr"] == "555555-5555"
    direct = json.loads(done("report", "income-statement", name, "--format", "json").stdout_bytes)
    assert (report[0] if isinstance(report, list) else report)["lines"] == direct["lines"]
    assert answer("deactivate", "deactivate", "1")["state"] == "READY"
    answer("sync", "sync")
    assert answer("report", "report", "income-statement") == []


def test_the_shapes_are_those_that_the_schemas_promise(kept: Path, tmp_path: Path) -> None:
    """Each command with --format json, over a workspace with something of everything."""
    del kept
    assert len(answer("list", "list")) == 7
    assert [row["id"] for row in answer("list", "list", "--state", "READY")] == [3]
    assert answer("log", "log")[0]["action"] == "upload.activated"
    assert answer("summary", "summary", "3")["previous"] == "file"
    assert answer("link", "link", "4", "--new", "Okända")["integration"] == "Okända"
    told = answer("rollback", "rollback", "1", "--yes")
    assert told["replaced"] == [2]
    assert told["result"]["before"] == "153780.10"
    assert answer("workspace-info", "workspace", "info")["domains"][0]["uploads"] == 7
    assert answer("workspace-verify", "workspace", "verify", "--deep")["sound"]
    assert answer("workspace-rebuild", "workspace", "rebuild")["uploads"] == 6
    assert len(answer("user-list", "user", "list")) == 2
    folder = str(tmp_path / "backup")
    rows = answer("workspace-backup", "workspace", "backup", folder)["rows"]
    there = ("--workspace", str(tmp_path / "there"))
    assert answer("workspace-restore", "workspace", "restore", folder, *there)["rows"] == rows
    told = answer("workspace-verify", "workspace", "verify", "--backup", folder, *there)
    assert told["sound"]
    assert told["differs_from_backup"] == []


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_people_are_told_in_their_language(kept: Path, lang: str) -> None:
    """Every command has words for both."""
    del kept
    words = {
        ("list",): ("fiscal year", "räkenskapsår"),
        ("summary", "3"): ("Balance sheet", "Balansräkning"),
        ("link", "4"): ("waits for a choice", "väntar på ett val"),
        ("activate", "1", "--yes"): ("It replaces fjallbacken-2023-24.se (2)", "Den ersätter"),
        ("deactivate", "1"): ("leaves the reports", "lämnar rapporterna"),
        ("sync",): ("The reports read snapshot", "Rapporterna läser"),
        ("workspace", "verify"): ("is sound", "är hel"),
        ("workspace", "info"): ("7 uploads", "7 uppladdningar"),
    }
    for command, told in words.items():
        assert told[lang == "sv"] in done(*command, "--lang", lang).stdout


def test_refusals_are_in_the_language_asked_for(kept: Path) -> None:
    """As everything else that the command says."""
    del kept
    assert "Det finns ingen uppladdning 99 här" in refused("activate", "99", "--lang", "sv")
    assert "There is no upload 99 here" in refused("activate", "99", "--lang", "en")


def test_the_same_bytes_again_are_the_old_upload() -> None:
    """The command says so, and goes on."""
    name = str(EXAMPLES / "tolvan-2024.se")
    done("import", name)
    again = done("import", name)
    assert "is uploaded already: it is upload 1." in " ".join(again.stdout.split())
    assert len(answer("list", "list")) == 1


def test_a_file_that_nobody_can_place_waits_for_a_choice(here: Path) -> None:
    """The command tells what can be chosen; link chooses."""
    (here / "okänd.se").write_bytes(books("Okända AB", None))
    told = done("import", "okänd.se").stdout
    assert "siekit link 1 --new NAME" in told
    done("import", str(EXAMPLES / "tolvan-2024.se"))
    told = " ".join(done("link", "1").stdout.split())
    assert 'siekit link 1 --to 1 ("Tolvans Trädgårdsskötsel, Tolvan Tolvansson")' in told
    assert "There is no integration 'Eken'" in refused("link", "1", "--to", "Eken")
    assert "not both" in refused("link", "1", "--to", "1", "--new", "Eken")
    done("link", "1", "--new", "Okända")
    assert answer("list", "list", "--state", "READY")[-1]["integration"] == "Okända"


def test_another_company_s_file_is_linked_only_when_that_is_meant(here: Path) -> None:
    """The number is told, and --other-orgnr says yes."""
    (here / "a.se").write_bytes(books("Björken AB", "556334-3689"))
    (here / "b.se").write_bytes(books("Eken AB", "556000-4615"))
    done("import", "a.se", "b.se")
    assert "556000" in refused("link", "2", "--to", "1")
    done("link", "2", "--to", "1", "--other-orgnr")


def test_one_bad_file_does_not_stop_the_others(here: Path) -> None:
    """It is told in a paragraph and counted, and the command did its work."""
    (here / "brev.txt").write_bytes(b"Hej!\n")
    result = done("import", "brev.txt", "saknas.se", str(EXAMPLES / "tolvan-2024.se"))
    assert result.stderr.count("Error: ") == 2
    assert "brev.txt" in result.stderr
    assert "1 of 3 files was taken in. 2 were not" in " ".join(result.stdout.split())
    assert [row["state"] for row in answer("list", "list")] == ["READY", "REJECTED"]
    again = answer("import", "import", "brev.txt", str(EXAMPLES / "tolvan-2024.se"))
    assert [row["state"] for row in again] == ["REJECTED", "READY"]


def test_where_no_file_could_be_taken_in_the_exit_code_is_2(here: Path) -> None:
    """Of one file or several, or of a zip, named or missing; what came is kept with the reason."""
    (here / "brev.txt").write_bytes(b"Hej!\n")
    with zipfile.ZipFile(here / "brev.zip", "w") as archive:
        archive.writestr("brev.txt", "Hej igen!")
    for words in (["brev.txt"], ["saknas.se"], ["brev.txt", "saknas.se"], ["brev.zip"]):
        result = siekit("import", *words)
        assert result.exit_code == 2, words
        assert "taken in" not in result.stdout
    assert [row["state"] for row in answer("list", "list")] == ["REJECTED"] * 3


def test_files_that_are_linked_along_are_read_and_told(here: Path) -> None:
    """None is left in between, and each can be gone on with."""
    for name, sales in (("a.se", 1), ("b.se", 2)):
        (here / name).write_bytes(books("Bolaget AB", "555555-5556", sales=sales))
    told = done("import", "a.se", "b.se").stdout
    assert told.count("waits for a choice") == 2
    told = done("link", "1", "--new", "Bolaget").stdout
    assert "a.se is linked to Bolaget: READY." in told
    assert "b.se is linked to Bolaget: READY." in told
    assert [row["state"] for row in answer("list", "list")] == ["READY", "READY"]
    done("summary", "2")
    done("activate", "2")


def test_what_somebody_left_to_be_read_is_read_when_it_is_asked_for(here: Path) -> None:
    """`list` tells who does it, `summary` and `activate` do it for their file, `sync` for all."""
    workspace = Workspace.open(here / FOLDER)
    for number in range(4):
        workspace.receive(books("Bolaget AB", "556334-3689", sales=number + 1), f"{number}.se")
    workspace.create_integration("Bolaget", orgnr="556334-3689")
    workspace.close()
    assert "4 files wait to be read" in done("list").stdout
    assert "4 filer väntar på att läsas" in done("list", "--lang", "sv").stdout
    assert "4 files wait to be read" in done("workspace", "verify").stdout
    done("summary", "1")
    done("activate", "2")
    assert "2 files wait" in done("list").stdout
    told = done("sync").stdout
    assert "2.se is linked to Bolaget: READY." in told
    assert "3.se is linked to Bolaget: READY." in told
    assert "wait" not in done("list").stdout
    states = [row["state"] for row in answer("list", "list")]
    assert states == ["READY", "READY", "ACTIVE", "READY"]


def test_link_tells_where_a_file_stands_that_has_its_company(kept: Path) -> None:
    """One that is ready can be linked to another one, one in the reports keeps it."""
    del kept
    told = " ".join(done("link", "3").stdout.split())
    assert "READY. siekit link 3 --to INTEGRATION links it to another one." in told
    assert "waits for a choice" not in told
    told = " ".join(done("link", "2").stdout.split())
    assert "ACTIVE. It keeps it while it is active or in the reports." in told
    assert answer("link", "link", "3")["state"] == "READY"


def test_folders_zips_and_the_standard_input_are_imported() -> None:
    """As everywhere where a FILE is asked for."""
    done("import", str(EXAMPLES / "exempel.zip"))
    number = len(answer("list", "list"))
    assert number == 3
    data = (EXAMPLES / "fjallbacken-2024-25.se").read_bytes()
    result = CliRunner().invoke(main, ["import", "-"], input=data)
    assert result.exit_code == 0, result.output
    assert len(answer("list", "list")) == number + 1
    assert "Name at least one FILE" in refused("import")


def test_a_red_check_needs_a_reason(here: Path) -> None:
    """And the reason stands in the log."""
    (here / "fel.se").write_bytes(books(off_by=7))
    done("import", "fel.se")
    assert "written reason" in refused("activate", "1")
    done("activate", "1", "--override", "Rättas i april")
    assert answer("list", "list")[0]["active"]


@pytest.mark.parametrize(
    ("words", "about"),
    [
        (("activate", "99"), "There is no upload 99 here"),
        (("deactivate", "3"), "is ready"),
        (("rollback", "3"), "is ready"),
        (("summary", "4"), "is previewed"),
        (("log", "--upload", "99"), "There is no upload 99 here"),
        (("list", "--domain", "annan"), "There is no company domain annan here"),
        (("workspace", "backup", "siekit.workspace"), "is not empty"),
        (("workspace", "restore", "nowhere", "--workspace", "new"), "not complete"),
        (("user", "role", "nobody@example.se", "admin"), "There is no person"),
        (("user", "disable", "anna@example.se"), "anna@example.se"),
        (("sql", "select 1", "x.se", "--workspace", "siekit.workspace"), "not both"),
        (("list", "--workspace", "postgresql://127.0.0.1/x"), "--data FOLDER"),
        (("list", "--workspace", "mysql://127.0.0.1/x", "--data", "x"), "not in mysql"),
    ],
)
def test_what_cannot_be_done_is_one_paragraph(
    kept: Path, words: tuple[str, ...], about: str
) -> None:
    """With exit code 2 and nothing changed."""
    del kept
    before = done("log", "--format", "json").stdout
    assert about in refused(*words)
    assert done("log", "--format", "json").stdout == before


def test_a_terminal_is_asked_before_something_is_replaced(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No is no; --yes does not ask."""
    del kept
    monkeypatch.setattr("siekit.cli.activation.is_terminal", lambda _: True)
    result = siekit("activate", "1", typed="n\n")
    assert result.exit_code == 1
    assert "It replaces fjallbacken-2023-24.se" in result.stdout
    assert answer("list", "list", "--state", "SUPERSEDED")[0]["id"] == 1
    done("activate", "1", typed="y\n")
    assert answer("list", "list", "--state", "SUPERSEDED")[0]["id"] == 2
    done("rollback", "2", "--yes")


def test_what_is_less_and_what_was_reconciled_is_told_before_it_is_done(here: Path) -> None:
    """In words and in JSON: in what the file covers less, which months change and by how much."""
    (here / "hela.se").write_bytes(books())
    (here / "halva.se").write_bytes(books(until="2024-05-31", sales=1100, generated="2024-06-02"))
    done("import", "hela.se", "halva.se")
    done("activate", "1", "--yes")
    with Workspace.open(here / FOLDER) as workspace:
        workspace.mark_month(1, 202402)
    told = " ".join(done("activate", "2", "--yes", "--lang", "sv").output.split())
    before, after = told.split("halva.se är aktiv.")
    assert "Den gjordes 2024-06-02, före den aktiva hela.se (2025-01-15)." in before
    assert "Den har 5 verifikationer, den aktiva hela.se 12." in before
    assert "Den avstämda månaden 2024-02, markerad av" in before
    assert "1930 1 000,00 → 1 100,00; 3001" in before
    assert after
    done("rollback", "1", "--yes")
    shown = answer("activate", "activate", "2", "--yes")
    assert shown["upload"]["state"] == "ACTIVE"
    assert [one["month"] for one in shown["months_changed"]] == ["2024-02"]
    assert shown["months_changed"][0]["accounts"][0]["after"] == "1100.00"
    kinds = [one["kind"] for one in shown["covers_less"]]
    assert kinds == ["older", "ends_earlier", "fewer_vouchers"]
    assert shown["chart"]["text"]["en"] == "All 3 accounts have the same names as in hela.se."


def test_accounts_with_other_names_are_told_before_they_are_activated(here: Path) -> None:
    """In one sentence and the first accounts by their names, the terminal's own signs left out."""
    (here / "hela.se").write_bytes(books())
    (here / "bytt.se").write_bytes(books(sales=7).replace(b"Aktiekapital", b"Kapi\x08tal"))
    done("import", "hela.se", "bytt.se")
    done("activate", "1")
    told = done("activate", "2", "--yes", "--lang", "sv").output
    assert "Jämfört med hela.se: 1 konto med annat namn." in told
    assert re.search("2081 +annat namn +Aktiekapital → Kapi.?tal", told)
    assert "\x08" not in told
    done("rollback", "1", "--yes")
    shown = answer("activate", "activate", "2", "--yes")
    assert [one["account"] for one in shown["chart"]["accounts"]] == ["2081"]


def test_the_summary_of_a_file_that_was_refused_says_why(here: Path) -> None:
    """The reason that was kept and what to do, not to open a file that no command opens."""
    (here / "rapport.pdf").write_bytes(b"%PDF-1.4")
    siekit("import", "rapport.pdf")
    said = refused("summary", "1")
    assert "rapport.pdf is not a SIE file" in said
    assert "Export the year as SIE" in said
    assert "Öppna" not in refused("summary", "1", "--lang", "sv")


def test_nothing_is_replaced_where_nobody_can_be_asked(kept: Path) -> None:
    """The command says what would be, and that --yes does it; what replaces nothing needs none."""
    del kept
    before = answer("list", "list")
    for words in (
        ["activate", "1"],
        ["rollback", "1"],
        ["activate", "1", "--format", "json"],
        ["rollback", "1", "--format", "json"],
    ):
        told = refused(*words)
        assert "fjallbacken-2023-24.se (2)" in told
        assert f"siekit {words[0]} 1 --yes" in told
    assert "Inget har ändrats" in refused("activate", "1", "--lang", "sv")
    assert answer("list", "list") == before
    done("deactivate", "2")
    done("activate", "1")


def test_the_log_is_told_in_the_language_asked_for(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the words of the portal; the system's language is the usual one."""
    del kept
    assert "aktiverade filen" in done("log", "--lang", "sv").stdout
    assert "Uppladdning 2" in done("log", "--lang", "sv").stdout
    assert "activated the file" in done("log", "--lang", "en").stdout
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")
    assert "laddade upp en fil" in done("log").stdout


def test_verify_ends_with_2_where_something_is_wrong(kept: Path) -> None:
    """So that a script at night can tell."""
    (kept / "tables" / "2" / "transactions.parquet").unlink()
    (kept / "originals" / ".coming-1").write_bytes(b"half")
    result = siekit("workspace", "verify")
    assert result.exit_code == 2
    assert "2 faults" in result.stdout
    told = done("workspace", "verify", "--repair").stdout
    assert "Mended: The tables of fjallbacken-2023-24.se" in told
    assert "The workspace is sound" in done("workspace", "verify").stdout


def test_verify_tells_what_differs_from_a_backup(kept: Path) -> None:
    """Since it was made."""
    del kept
    done("workspace", "backup", "b")
    assert "It is equal" in done("workspace", "verify", "--backup", "b").stdout
    done("deactivate", "2")
    result = siekit("workspace", "verify", "--backup", "b")
    assert result.exit_code == 2
    told = " ".join(result.stdout.split())
    assert "activations, audit_events, integrations, uploads" in told


def test_the_link_of_somebody_new_can_be_sent_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the environment says at which address the portal is."""
    monkeypatch.setenv("SIEKIT_URL", "https://books.example.se/")
    told = done("user", "add", "bo@example.se").stdout
    assert "at https://books.example.se/link/" in " ".join(told.split())
    told = done("user", "add", "eva@example.se", "--lang", "sv").stdout
    assert "på https://books.example.se/link/" in " ".join(told.split())


def test_people_are_added_with_roles_and_passwords() -> None:
    """The first command that writes makes the workspace, also this one."""
    password = "en lång och ovanlig mening"  # noqa: S105, nobody's
    done("user", "add", "anna@example.se", "--role", "admin", "--password", typed=f"{password}\n")
    told = done("user", "add", "bo@example.se", "--name", "Bo Ek").stdout
    assert "/link/" in told
    assert "of the portal" in told.replace("\n", " ")
    assert "Error" in siekit("user", "add", "bo@example.se").stderr
    done("user", "role", "bo@example.se", "analyst")
    done("user", "disable", "bo@example.se")
    people = answer("user-list", "user", "list")
    assert [(one["email"], one["roles"][0]["role"], one["disabled"]) for one in people] == [
        ("anna@example.se", "admin", False),
        ("bo@example.se", "analyst", True),
    ]
    done("user", "enable", "bo@example.se")
    done("user", "password", "bo@example.se", typed=f"{password}\n")
    done("user", "role", "bo@example.se", "none")
    assert answer("user-list", "user", "list")[1]["roles"] == []
    assert "anna@example.se" in refused("user", "role", "anna@example.se", "viewer")
    done("user", "add", "anna@example.se", "--role", "admin", "--domain", "Eken")
    assert "several" in refused("list")
    assert answer("list", "list", "--domain", "Eken") == []


def test_what_is_read_without_a_file_is_the_newest_snapshot(kept: Path) -> None:
    """Show, export, sql and report alike; what is active and not synced is in none."""
    del kept
    shown = answer("show", "show")
    assert [one["path"] for one in shown] == ["fjallbacken-2023-24.se", "fjallbacken-2022-23.se"]
    exported = done("export", "--table", "vouchers").stdout.splitlines()
    assert len(exported) == 1 + sum(one["counts"]["vouchers"] for one in shown)
    years = answer("sql", "sql", "select fiscal_year from ledger group by 1 order by 1")
    assert [one["fiscal_year"][:4] for one in years] == ["2022", "2023"]
    assert "There is no table nowhere" in refused("sql", "select * from nowhere")
    tables = [one["name"] for one in answer("sql", "sql", "show tables")]
    assert {"ledger", "vouchers", "sie_trans"} <= set(tables)
    whole = "select x.* from Fortnox.Sie.SieFileByType(4, 1) x"
    assert len(answer("sql", "sql", whole)) == 1
    scripts = answer("sql", "sql", "select count(*) as n from sie_trans")
    assert scripts[0]["n"] == answer("sql", "sql", "select count(*) as n from ledger")[0]["n"]
    reports = answer("report", "report", "balance-sheet")
    assert [one["fiscal_year"][:4] for one in reports] == ["2022", "2023"]


def test_before_the_first_sync_everything_is_empty() -> None:
    """Tables with their columns and no rows, no report, no file."""
    done("import", str(EXAMPLES / "tolvan-2024.se"))
    assert answer("show", "show") == []
    assert done("show").stdout == ""
    assert done("report", "balance-sheet").stdout == ""
    assert done("export", "--table", "vouchers").stdout.startswith("document_id,line,")
    assert "0 rows" in done("sql", "select * from ledger").stdout
    done("export", "--all", "--format", "parquet", "-o", "tables")
    assert len(list(Path("tables").iterdir())) > 5


def test_without_a_workspace_reading_says_what_to_do(here: Path) -> None:
    """And makes nothing."""
    assert "siekit import FILE makes one" in refused("list")
    assert "Name at least one FILE" in refused("show")
    assert list(here.iterdir()) == []
    named = refused("list", "--workspace", "annan")
    assert "There is no workspace annan" in named
    assert list(here.iterdir()) == []


def test_the_workspace_is_the_nearest_one_upwards(here: Path) -> None:
    """Unless one is named: on the command, or in the environment."""
    below = here / "a" / "b"
    below.mkdir(parents=True)
    assert find_place(start=below, environment={}) is None
    (here / FOLDER).mkdir()
    assert find_place(start=below, environment={}).place == str(here / FOLDER)  # type: ignore[union-attr]
    (here / "a" / FOLDER).mkdir()
    assert find_place(start=below, environment={}).place == str(here / "a" / FOLDER)  # type: ignore[union-attr]
    told = {"SIEKIT_WORKSPACE": "postgresql://x/y", "SIEKIT_DATA": "/data"}
    found = find_place(start=below, environment=told)
    assert found
    assert (found.place, found.data) == ("postgresql://x/y", "/data")
    told = {"SIEKIT_DATABASE_URL": "postgresql://server/y"}
    assert find_place(start=below, environment=told).place == "postgresql://server/y"  # type: ignore[union-attr]
    found = find_place("mine", start=below, environment=told)
    assert found
    assert found.place == "mine"


def test_the_password_of_an_address_is_not_shown(database_url: str, tmp_path: Path) -> None:
    """Terminals are looked at, and their output is kept."""
    place = ("--workspace", database_url, "--data", str(tmp_path / "data"))
    done("import", str(EXAMPLES / "tolvan-2024.se"), *place)
    told = done("workspace", "info", *place).stdout
    assert "only-on-loopback" not in told
    assert "postgresql" in told
    done("activate", "1", *place)
    done("sync", *place)
    assert "237" in done("sql", "select count(*) from ledger", *place).stdout


@pytest.mark.parametrize("missing", ["sqlalchemy", "alembic"])
def test_a_missing_extra_is_said_in_a_sentence(
    here: Path, missing: str, siekit_without: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """What to install, and nothing of Python's."""
    for words in (["import", str(EXAMPLES / "tolvan-2024.se")], ["user", "add", "a@b.se"]):
        done_ = siekit_without(missing, *words)
        assert done_.returncode == 2
        assert done_.stderr == (
            "Error: A workspace needs packages that are not installed: run pip install "
            "'siekit[web]'.\n"
        )
    assert list(here.iterdir()) == []


@pytest.fixture
def siekit_without(here: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command in a Python in which a package cannot be imported."""

    def run(missing: str, *words: str) -> subprocess.CompletedProcess[str]:
        code = (
            f"import os, sys; os.chdir({str(here)!r}); sys.modules[{missing!r}] = None\n"
            "from siekit.cli.main import main\n"
            f"main({list(words)!r})\n"
        )
        return subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT
        )

    return run
