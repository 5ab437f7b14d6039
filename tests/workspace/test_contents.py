"""The tree of what is in a file: the same before it is linked, and after from its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from siekit.workspace import contents as of_files
from siekit.workspace.actors import Actor, Role
from tests.books import books, entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from siekit.workspace.workspace import Workspace
    from tests.servers.databases import Backend

MORE = (
    b'#DIM 1 "Kostnadsst\x84lle"\r\n#OBJEKT 1 "10" "Butiken"\r\n#OBJEKT 1 "20" "Lagret"\r\n'
    b'#EGEN "x"\r\n#EGEN "y"\r\nthe rest of a text\r\n'
)


@pytest.fixture
def workspace(backend: Backend) -> Iterator[Workspace]:
    """A workspace on each database, as its administrator sees it."""
    installation = backend.open()
    yield installation.only_workspace(Actor("anna", Role.ADMIN))
    installation.close()


def added(workspace: Workspace, data: bytes) -> int:
    """The number of a file that was added and waits to be linked."""
    (received,) = workspace.add(data, "bok.se")
    assert received.upload
    return received.upload.id


def account(tree: Mapping[str, Any], number: str) -> Mapping[str, Any]:
    """One account of a tree."""
    return next(
        one for part in tree["classes"] for one in part["accounts"] if one["account"] == number
    )


def test_a_file_is_seen_as_a_tree_before_and_after_it_is_linked(workspace: Workspace) -> None:
    """Accounts with the file's own balances by class, dimensions, series, records by label."""
    number = added(workspace, books("Utan nummer AB", None) + MORE)
    assert workspace.upload(number).state.value == "PREVIEWED"
    before = workspace.contents(number)
    assert before is not None
    assert [(one["class"], one["count"]) for one in before["classes"]] == [
        ("1", 1),
        ("2", 1),
        ("3", 1),
    ]
    assert account(before, "1930") == {
        "account": "1930",
        "name": "Företagskonto",
        "opening": "100000.00",
        "closing": "112000.00",
        "result": None,
    }
    assert account(before, "3001")["result"] == "-12000.00"
    (dimension,) = before["dimensions"]
    assert dimension["name"] == "Kostnadsställe"
    assert dimension["objects"] == [
        {"object": "10", "name": "Butiken"},
        {"object": "20", "name": "Lagret"},
    ]
    assert before["series"] == [
        {"series": "A", "vouchers": 12, "first_day": "2024-01-31", "last_day": "2024-12-31"}
    ]
    labels = {one["label"]: one["count"] for one in before["records"]}
    known = {"#KONTO": 3, "#DIM": 1, "#OBJEKT": 2, "#IB": 2, "#UB": 4, "#RES": 1}
    assert labels == known | {"#VER": 12, "#TRANS": 24}
    (unknown,) = before["unknown"]
    assert (unknown["label"], unknown["count"]) == ("#EGEN", 2)
    made = workspace.receipt(number)
    assert made.not_taken == 1
    assert len(made.not_taken_lines) == 1
    workspace.link(number, new_name="Bolaget")
    after = workspace.contents(number)
    assert after == before
    preview = workspace.upload(number).preview
    assert preview is not None
    assert "contents" not in preview  # it is long, and can be made of the tables now


def test_what_a_large_file_has_more_of_is_counted(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list that is cut says by how many, and on which line of the file the next one stands."""
    monkeypatch.setattr(of_files, "MOST_ACCOUNTS", 3)
    chart = b"".join(b'#KONTO %d "K"\r\n' % number for number in range(5000, 5010))
    number = added(workspace, books("Utan nummer AB", None) + chart)
    tree = workspace.contents(number)
    assert tree is not None
    part = next(one for one in tree["classes"] if one["class"] == "5")
    assert [one["account"] for one in part["accounts"]] == ["5000", "5001", "5002"]
    assert (part["count"], part["left_out"]) == (10, 7)
    lines = workspace.original(number).splitlines()
    assert lines[part["next_line"] - 1].startswith(b"#KONTO 5003")


def test_a_balance_that_is_stated_twice_is_the_one_that_counts(workspace: Workspace) -> None:
    """The tree shows of two opening balances that of the reports: the first, never their sum."""
    data = books("Utan nummer AB", None).replace(
        b"#IB 0 1930 100000.00\r\n", b"#IB 0 1930 100000.00\r\n#IB 0 1930 5.00\r\n"
    )
    tree = workspace.contents(added(workspace, data))
    assert tree is not None
    told = account(tree, "1930")
    assert (told["opening"], told["closing"]) == ("100000.00", "112000.00")


def test_files_without_balances_or_without_sie_have_what_there_is(workspace: Workspace) -> None:
    """Single vouchers have accounts without figures; what is no SIE has no tree."""
    tree = workspace.contents(added(workspace, entries(orgnr=None)))
    assert tree is not None
    assert account(tree, "1930")["opening"] is None
    assert workspace.contents(added(workspace, b"%PDF-1.4")) is None


def test_a_preview_is_there_also_where_the_tables_are_lost(workspace: Workspace) -> None:
    """What the catalogue keeps can be looked at; the tree comes back with the tables."""
    number = added(workspace, books("Utan nummer AB", None))
    workspace.link(number, new_name="Bolaget")
    workspace.installation.tables.erase(number)
    assert workspace.contents(number) is None
    assert workspace.upload(number).preview is not None
