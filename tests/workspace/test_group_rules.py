"""Account mappings and eliminations: kept with the workspace, in force from a sync to the next."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import siekit
from siekit.reports.account_mapping import read_mapping
from siekit.reports.base import Options
from siekit.reports.eliminations import read_eliminations
from siekit.reports.making import make_reports
from siekit.reports.registry import find_report
from siekit.reports.render.json_text import as_dict
from siekit.workspace.actors import Actor, Role
from siekit.workspace.backup import back_up
from siekit.workspace.eliminations import MOST_RULES, KeptRule
from siekit.workspace.installation import Installation
from siekit.workspace.mapping import MOST_ENTRIES
from siekit.workspace.mapping_files import (
    eliminations_as_toml,
    mapping_as_csv,
    mappings_as_toml,
    read_eliminations_file,
    read_mapping_file,
)
from siekit.workspace.refusals import Refusal
from siekit.workspace.restoring import restore
from siekit.workspace.verifying import verify
from siekit.workspace.waiting import waiting_for_sync
from tests.books import books

if TYPE_CHECKING:
    from collections.abc import Mapping

    from siekit.reports.model import Report
    from siekit.workspace.workspace import Workspace

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
LAYOUTS = EXAMPLES / "layouts"
FILES = ("fjallbacken-2023-24.se", "tolvan-2024.se")
FIRST, SECOND = "555555-5555", "121212-1212"
MAPPED = {"2010": "2081", "30": "31"}
RULES = (
    KeptRule("Försäljning", (FIRST, SECOND), ("3000-3999", "4000-4999")),
    KeptRule("Fordringar", (FIRST, SECOND), ("1510", "2440")),
)
"""Other than those of the examples: they take something away, and do not cancel."""

STATEMENTS = ("income-statement", "balance-sheet")


@pytest.fixture
def group(installation: Installation) -> Workspace:
    """A workspace of which the reports read the two companies of the examples."""
    workspace = installation.only_workspace()
    for name in FILES:
        (one,) = workspace.add(EXAMPLES / name, create=True)
        assert one.upload
        workspace.activate(one.upload.id)
    assert workspace.sync().status == "done"
    return workspace


def number(workspace: Workspace, orgnr: str) -> int:
    """The number of the integration with an organisation number."""
    digits = orgnr.replace("-", "")
    return next(one.id for one in workspace.integrations() if one.orgnr == digits)


def together(workspace: Workspace, name: str = "income-statement", **where: int) -> Report:
    """The report of all companies in a snapshot."""
    options = Options(companies=True, allow_charts=True)
    (report,) = workspace.reports(name, options, snapshot_id=where.get("snapshot")).reports
    return report


def by_files(name: str, mapping: Path, eliminations: Path) -> Report:
    """The same as `siekit report --companies --mapping … --eliminations …` gives."""
    asked = Options(
        companies=True,
        allow_charts=True,
        mapping=read_mapping(mapping),
        eliminations=read_eliminations(eliminations),
    )
    with siekit.connect([EXAMPLES / one for one in FILES]) as connection:
        documents = [
            one for (one,) in connection.execute("select document_id from _files").fetchall()
        ]
        (report,) = make_reports(find_report(name), connection, documents, asked)
    return report


def figures(report: Report) -> Mapping[str, object]:
    """Lines, columns, unmapped accounts and differences; companies in order of their numbers."""
    columns = [column.key for column in report.columns]
    order = sorted(range(len(columns)), key=lambda at: (columns[at][0].isalpha(), at))
    order.sort(key=lambda at: (columns[at][0].isalpha(), columns[at] if at < 2 else ""))
    told = as_dict(report, "sv")

    def placed(values: list[object]) -> list[object]:
        return [values[at] for at in order] if values else values

    difference = told["difference"]
    return {
        "columns": placed([*columns]),
        "lines": [{**line, "values": placed(line["values"])} for line in told["lines"]],
        "unmapped": [{**one, "values": placed(one["values"])} for one in told["unmapped"]],
        "difference": placed(difference["values"]),
        "eliminated": report.eliminated,
    }


@pytest.mark.parametrize("name", STATEMENTS)
def test_figures_are_those_of_the_command_line(group: Workspace, tmp_path: Path, name: str) -> None:
    """To the öre, with the files of the examples, and with those that are taken away from here."""
    second = number(group, SECOND)
    told = read_mapping_file((LAYOUTS / "mapping.toml").read_bytes(), "mapping.toml", [SECOND])
    assert group.set_mapping(second, told).accounts == MAPPED
    group.set_eliminations(
        read_eliminations_file((LAYOUTS / "eliminations.toml").read_bytes(), "eliminations.toml")
    )
    assert group.sync().status == "done"
    expected = by_files(name, LAYOUTS / "mapping.toml", LAYOUTS / "eliminations.toml")
    assert figures(together(group, name)) == figures(expected)

    group.set_mapping(second, {**MAPPED, "4010": "4990", "19": "1100"})
    group.set_eliminations(RULES)
    assert group.sync().status == "done"
    mapping, rules = tmp_path / "mapping.toml", tmp_path / "eliminations.toml"
    mapping.write_bytes(
        mappings_as_toml([(one, group.mapping(one.id)) for one in group.integrations()])
    )
    rules.write_bytes(eliminations_as_toml(group.eliminations().rules))
    made = together(group, name)
    assert figures(made) == figures(by_files(name, mapping, rules))
    assert figures(made) != figures(expected)
    assert [one.rule for one in made.eliminated] == ["Försäljning", "Fordringar"]


def test_nothing_changes_between_two_syncs(group: Workspace) -> None:
    """What is changed waits; a snapshot of before says later what it said then."""
    second = number(group, SECOND)
    before = group.snapshot()
    assert before
    plain = figures(together(group))
    group.set_mapping(second, MAPPED)
    group.set_eliminations(RULES)
    waiting = waiting_for_sync(group)
    assert ([one.id for one in waiting.mappings], waiting.eliminations) == ([second], True)
    assert (waiting.count, waiting.files) == (2, 0)
    assert figures(together(group)) == plain
    assert group.snapshot_rules().mappings == ()
    run = group.sync()
    assert [one["code"] for one in run.log] == ["rules_taken", "published"]
    assert waiting_for_sync(group).count == 0
    taken = figures(together(group))
    assert taken != plain
    told = " ".join(note.en for note in together(group).notes)
    assert "Account mapping: Tolvan" in told
    assert "version 1 (2" in told
    assert "Eliminations: version 1 (2" in told
    assert figures(together(group, snapshot=before.id)) == plain

    group.change_mapping(second, {"30": None, "4010": "4990"})
    assert group.mapping(second).version == 2
    assert group.mapping(second).waits
    group.set_eliminations(())
    assert figures(together(group)) == taken
    group.set_mapping(second, MAPPED)  # as it was: nothing waits
    assert not group.mapping(second).waits
    assert waiting_for_sync(group).mappings == ()
    group.sync()
    assert run.snapshot_id is not None
    assert figures(together(group, snapshot=run.snapshot_id)) == taken
    assert figures(together(group, snapshot=before.id)) == plain
    assert "eliminated" not in [column.key for column in together(group).columns]


def test_what_somebody_brings_goes_before_what_is_kept(group: Workspace) -> None:
    """As on the command line over the workspace; the report then names no version."""
    group.set_mapping(number(group, SECOND), {"1": "1999"})
    group.sync()
    options = Options(
        companies=True, allow_charts=True, mapping=read_mapping(LAYOUTS / "mapping.toml")
    )
    (report,) = group.reports("income-statement", options).reports
    assert "Account mapping:" not in " ".join(note.en for note in report.notes)


def test_unmapped_accounts_are_named_with_their_amounts(group: Workspace) -> None:
    """Those of active files that no entry begins; the report names how many keep their number."""
    second = number(group, SECOND)
    every = {one.account: one for one in group.unmapped_accounts(second)}
    assert every["1930"].name
    assert every["1930"].amount is not None
    assert all(one.amount != 0 for one in every.values())
    group.set_mapping(second, MAPPED)
    left = {one.account for one in group.unmapped_accounts(second)}
    assert left == {one for one in every if not one.startswith(("2010", "30"))}
    group.sync()
    told = [note.en for note in together(group).notes]
    assert any(f"does not name {len(left)} accounts with amounts" in one for one in told), told


def test_only_administrators_change_and_everybody_sees(group: Workspace) -> None:
    """The log tells what was changed, from what to what."""
    second = number(group, SECOND)
    analyst = group.installation.workspace(group.domain_id, Actor("bo", Role.ANALYST))
    for refused in (
        lambda: analyst.set_mapping(second, MAPPED),
        lambda: analyst.change_mapping(second, {"30": None}),
        lambda: analyst.set_eliminations(RULES),
    ):
        with pytest.raises(Refusal) as caught:
            refused()
        assert caught.value.code == "forbidden"
    group.set_mapping(second, MAPPED)
    group.change_mapping(second, {"30": "32"})
    group.set_eliminations(RULES)
    assert analyst.mapping(second).accounts == {"2010": "2081", "30": "32"}
    assert analyst.eliminations().rules == RULES
    assert analyst.mapping(second).entries[0].by == group.actor.name
    last = group.log(about=("integration", second), most=1)[0]
    assert (last.action, last.before, last.after) == ("mapping.changed", {"30": "31"}, {"30": "32"})
    last = group.log(kind="domain", most=1)[0]
    assert last.action == "eliminations.changed"
    assert last.after == {
        "1. Försäljning": f"3000-3999, 4000-4999 · {FIRST}, {SECOND}",
        "2. Fordringar": f"1510, 2440 · {FIRST}, {SECOND}",
    }


def test_two_companies_with_one_number_have_mappings_of_their_own(
    installation: Installation,
) -> None:
    """A mapping is the integration's, whatever number and name its files have."""
    workspace = installation.only_workspace()
    (one,) = workspace.add(books("Björken AB", "556334-3689"), "ett.se", create=True)
    (two,) = workspace.add(books("Björken AB", "556334-3689", sales=77), "två.se")
    assert one.upload
    assert two.upload
    copy = workspace.create_integration("Björkens kopia")
    workspace.link(two.upload.id, copy.id, confirm_orgnr=True)
    for upload in (one.upload, two.upload):
        workspace.activate(upload.id)
    workspace.set_mapping(copy.id, {"3": "5"})
    assert workspace.sync().status == "done"
    line = together(workspace).line("10")
    assert line is not None
    assert line.values[1] == 0
    assert line.values[0] != 0


def test_what_a_snapshot_took_stays_whoever_changes_meanwhile(installation: Installation) -> None:
    """Changes and syncs at once: each snapshot keeps what it had, and the last change comes in."""
    workspace = installation.only_workspace()
    company = workspace.create_integration("Björken")
    seen = {}

    def change() -> None:
        for number in range(10, 40):
            workspace.set_mapping(company.id, {"30": str(number)})

    def sync() -> None:
        for _ in range(8):
            made = workspace.sync().snapshot_id
            seen[made] = workspace.snapshot_rules(made)

    with ThreadPoolExecutor(2) as pool:
        for one in [pool.submit(change), pool.submit(sync)]:
            one.result()
    assert {made: workspace.snapshot_rules(made) for made in seen} == seen
    workspace.sync()
    (last,) = workspace.snapshot_rules().mappings
    assert last.accounts == workspace.mapping(company.id).accounts == {"30": "39"}
    assert not workspace.mapping(company.id).waits


def test_a_backup_has_all_versions(group: Workspace, tmp_path: Path) -> None:
    """Restored, old and new snapshots say what they said, and what waits still waits."""
    second = number(group, SECOND)
    group.set_mapping(second, MAPPED)
    group.set_eliminations(RULES)
    group.sync()
    group.change_mapping(second, {"4010": "4990"})
    expected = figures(together(group))
    back_up(group.installation, tmp_path / "backup")
    restore(tmp_path / "backup", tmp_path / "restored")
    with Installation.open(tmp_path / "restored", create=False) as installation:
        assert verify(installation, deep=True).sound
        workspace = installation.only_workspace()
        assert figures(together(workspace)) == expected
        assert workspace.mapping(second) == group.mapping(second)
        assert workspace.eliminations() == group.eliminations()
        assert [one.id for one in waiting_for_sync(workspace).mappings] == [second]


def test_another_domain_has_its_own(group: Workspace) -> None:
    """Nothing of one is seen or changed from another."""
    second = number(group, SECOND)
    group.set_eliminations(RULES)
    other_id = group.installation.create_domain("Andra", group.actor).id
    other = group.installation.workspace(other_id, group.actor)
    assert other.eliminations().rules == ()
    for asked in (
        lambda: other.mapping(second),
        lambda: other.set_mapping(second, MAPPED),
        lambda: other.unmapped_accounts(second),
    ):
        with pytest.raises(Refusal) as caught:
            asked()
        assert caught.value.code == "not_found"
    other.set_eliminations(RULES[:1])
    assert other.sync().status == "done"
    assert group.eliminations().waits


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"3010;3041\n30", "a.csv"),
        (b"3010;3041;3042", "a.csv"),
        (b"3010;3041\n3010;3042", "a.csv"),
        (b"3010;=HYPERLINK(1)", "a.csv"),
        (b"3010;\xd9\xa3", "a.csv"),
        (b"30\xff10;3041", "a.csv"),
        (b'3010;"3041', "a.csv"),
        (b"1" * 2_000_000, "a.csv"),
        (b"[[[", "a.toml"),
        (b'["556000-0001"]\n"30" = "31"\n', "a.toml"),
        (b'["121212-1212"]\n"30" = 31\n', "a.toml"),
        (b"[" * 100_000, "a.toml"),
        ("\n".join(f"{one};1" for one in range(MOST_ENTRIES + 1)).encode(), "a.csv"),
    ],
)
def test_what_is_no_mapping_is_refused_and_changes_nothing(
    group: Workspace, data: bytes, name: str
) -> None:
    """With what is wrong in both languages."""
    second = number(group, SECOND)
    group.set_mapping(second, MAPPED)
    with pytest.raises(Refusal) as caught:
        group.set_mapping(second, read_mapping_file(data, name, [SECOND]))
    assert caught.value.code == "invalid"
    assert len(caught.value.text("sv")) < 1000
    assert group.mapping(second).accounts == MAPPED


def test_csv_is_read_as_programs_write_it(group: Workspace) -> None:
    """With a head or without, by semicolon, comma or tab; what is written is read back."""
    second = number(group, SECOND)
    for text in (
        "konto;koncernkonto\r\n2010;2081\r\n30;31\r\n",
        "\ufeff2010,2081\n30,31",
        "2010\t2081\n\n30\t31\t\n",
        '"2010";"2081"\n"30";"31"',
    ):
        assert read_mapping_file(text.encode(), "a.csv", []) == MAPPED, text
    written = mapping_as_csv(group.set_mapping(second, MAPPED))
    assert read_mapping_file(written, "a.csv", []) == MAPPED


@pytest.mark.parametrize(
    "rules",
    [
        (KeptRule("", (FIRST,), ("3048",)),),
        (KeptRule("a", (), ("3048",)),),
        (KeptRule("a", (FIRST,), ()),),
        (KeptRule("a", (FIRST,), ("30-4000",)),),
        (KeptRule("a", (FIRST,), ("=1+1",)),),
        (KeptRule("a", (FIRST,), ("3048",)),) * (MOST_RULES + 1),
        (KeptRule("a", (FIRST,), ("3048",) * 1000),),
    ],
)
def test_what_is_no_rule_is_refused(group: Workspace, rules: tuple[KeptRule, ...]) -> None:
    """And nothing is changed."""
    group.set_eliminations(RULES)
    with pytest.raises(Refusal) as caught:
        group.set_eliminations(rules)
    assert caught.value.code == "invalid"
    assert group.eliminations().rules == RULES


def test_odd_names_come_back_from_a_file() -> None:
    """Quotes, backslashes and signs that TOML does not take as they are."""
    odd = (KeptRule('Så "här" \\ \x7f =1+1', ("A & <b>B</b>", "'C'"), ("30-39",)),)
    assert read_eliminations_file(eliminations_as_toml(odd), "a.toml") == odd
