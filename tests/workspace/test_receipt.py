"""The receipt of an upload: what came, what was read of it, and what became of it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from siekit.reports.layout import TOTAL_ASSETS
from siekit.workspace.actors import Actor, Role
from siekit.workspace.receipt_told import receipt_notes, receipt_parts
from siekit.workspace.receipt_words import WORDS
from siekit.workspace.receiving import receive
from siekit.workspace.refusals import Refusal
from siekit.workspace.totals import RESULT
from tests.books import books, entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.workspace.receipt import Receipt
    from siekit.workspace.workspace import Workspace
    from tests.servers.databases import Backend

NOT_SIE = b"%PDF-1.4 a report"


@pytest.fixture
def workspace(backend: Backend) -> Iterator[Workspace]:
    """A workspace on each database, as its administrator sees it."""
    installation = backend.open()
    yield installation.only_workspace(Actor("anna", Role.ADMIN))
    installation.close()


def added(workspace: Workspace, data: bytes, name: str = "bok.se") -> int:
    """The number of a file that was added."""
    (received,) = workspace.add(data, name, create=True)
    assert received.upload
    return received.upload.id


def pairs(receipt: Receipt, part: str, lang: str = "en") -> dict[str, str]:
    """One part of a receipt."""
    return next(dict(one.pairs) for one in receipt_parts(receipt, lang) if one.key == part)


def is_as_promised(receipt: Receipt) -> None:
    """Whether a receipt in JSON is as its schema says."""
    from importlib.resources import files

    schema = json.loads((files("siekit") / "json_schemas/receipt.schema.json").read_bytes())
    Draft202012Validator(schema).validate(json.loads(json.dumps(receipt.as_json())))


def test_a_receipt_has_the_hash_and_the_figures_of_the_summary(workspace: Workspace) -> None:
    """An auditor finds the original by its SHA-256, and the same sums as on the summary."""
    data = books(sales=1234)
    number = added(workspace, data)
    made, shown = workspace.receipt(number), workspace.summary(number)
    is_as_promised(made)
    told = made.as_json()
    assert told["upload"]["sha256"] == hashlib.sha256(data).hexdigest()
    assert told["size"] == len(data)
    assert (told["source"], told["uploaded_by"]) == ("program", "anna")
    result, assets = shown.income_statement.line(RESULT), shown.balance_sheet.line(TOTAL_ASSETS)
    assert result is not None
    assert assets is not None
    assert (made.totals.result, made.totals.assets) == (result.values[0], assets.values[0])
    assert told["result"] == "14808.00"
    assert [one["key"] for one in told["checks"]] == [one["key"] for one in shown.checks]
    assert told["contents"]["totals"] == {"debit": "14808.00", "credit": "14808.00"}
    assert told["contents"]["series"] == [
        {"series": "A", "first": "1", "last": "12", "vouchers": 12}
    ]
    assert told["not_taken"] == {"lines": 0, "first": []}
    assert pairs(made, "series") == {"A": "1 – 12 · 12 vouchers"}
    assert pairs(made, "sums")["Result of the year"] == "14,808.00 SEK"
    assert made.upload.sha256 in receipt_notes(made, "sv")[0]


def test_lines_that_were_not_taken_are_named(workspace: Workspace) -> None:
    """Nobody has to search for what is missing: how many lines, and which."""
    data = books() + b"the rest of a text\r\n#KONTO 9999 X\r\nand one more\r\n"
    number = added(workspace, data)
    made = workspace.receipt(number)
    lines = data.count(b"\r\n")
    assert made.as_json()["not_taken"] == {"lines": 2, "first": [lines - 2, lines]}
    assert (
        pairs(made, "read")["Lines of which nothing was read"] == f"2: lines {lines - 2}, {lines}"
    )
    found = workspace.findings(number)
    assert made.findings is not None
    assert made.findings["warning"] >= 2
    assert sum(made.findings.values()) == len(found)


def test_a_receipt_tells_when_the_file_was_in_use(workspace: Workspace) -> None:
    """Each activation and replacement with its time and person, and the snapshots that have it."""
    first = added(workspace, books())
    workspace.activate(first)
    one = workspace.sync().snapshot_id
    second = added(workspace, books(sales=2000))
    workspace.activate(second)
    two = workspace.sync().snapshot_id
    old, new = workspace.receipt(first), workspace.receipt(second)
    is_as_promised(old)
    assert [(each.action, each.actor) for each in old.changes] == [
        ("activated", "anna"),
        ("superseded", "anna"),
    ]
    assert [(each.first, each.until) for each in old.spells] == [(one, two)]
    assert [(each.first, each.until) for each in new.spells] == [(two, None)]
    assert f"Upload {second} took its place." in " ".join(pairs(old, "changes").values())
    assert pairs(new, "snapshots")[f"From snapshot {two}"].startswith("in the reports since")
    workspace.rollback(first)
    back = workspace.receipt(first)
    assert back.changes[-1].reason == "rollback"
    assert list(pairs(back, "changes", "sv").values())[-1].endswith("Den återtogs.")


def test_a_file_that_was_refused_has_a_receipt_with_the_reason(workspace: Workspace) -> None:
    """Of a file that is no SIE: its hash and why; not before anybody has looked into it."""
    number = added(workspace, NOT_SIE, "rapport.pdf")
    made = workspace.receipt(number)
    is_as_promised(made)
    told = made.as_json()
    assert told["upload"]["state"] == "REJECTED"
    assert told["upload"]["sha256"] == hashlib.sha256(NOT_SIE).hexdigest()
    assert told["refusal"]["code"] == "not_sie"
    assert (told["contents"], told["findings"], told["not_taken"]["lines"]) == (None, None, None)
    assert pairs(made, "refused", "sv")["Skäl"] == told["refusal"]["message"]["sv"]
    (waits,) = receive(workspace, books(), "ny.se")
    assert waits.upload
    with pytest.raises(Refusal, match="received"):
        workspace.receipt(waits.upload.id)


def test_before_it_is_linked_a_receipt_has_what_was_read(workspace: Workspace) -> None:
    """Counts and series, but neither results nor checks, which nobody has made."""
    number = added(workspace, books("Utan nummer AB", None))
    made = workspace.receipt(number)
    is_as_promised(made)
    assert made.upload.state.value == "PREVIEWED"
    assert (made.checks, made.totals.result, made.spells) == ((), None, ())
    assert pairs(made, "read")["Vouchers"] == "12"
    assert "Result of the year" not in pairs(made, "sums")


def test_an_erased_file_keeps_its_receipt(workspace: Workspace) -> None:
    """The hash and who sent it stay; of its contents nothing does."""
    number = added(workspace, books())
    sha256 = workspace.upload(number).sha256
    workspace.erase(number, reason="asked for")
    made = workspace.receipt(number)
    is_as_promised(made)
    assert (made.upload.sha256, made.as_json()["contents"]) == (sha256, None)
    assert "Bytes erased" in pairs(made, "file")


def test_no_receipt_of_another_domain(workspace: Workspace) -> None:
    """An upload of somebody else is not there."""
    number = added(workspace, books())
    other = workspace.installation.create_domain("Annan", Actor("x", Role.ADMIN))
    theirs = workspace.installation.workspace(other.id, Actor("eva", Role.ADMIN))
    with pytest.raises(Refusal, match="no upload"):
        theirs.receipt(number)


def test_single_vouchers_and_viewers_have_receipts_too(workspace: Workspace) -> None:
    """A 4I file has no balances, so its sums are not told; a viewer may see it."""
    number = added(workspace, entries(), "kassa.si")
    viewer = workspace.installation.workspace(workspace.domain_id, Actor("v", Role.VIEWER))
    made = viewer.receipt(number)
    is_as_promised(made)
    assert pairs(made, "series", "sv") == {"utan serie": "1 verifikation"}


def test_every_word_is_in_both_languages() -> None:
    """No word of a receipt is left out in one of them, and both take the same values."""
    from string import Formatter

    for key, one in WORDS.items():
        assert one.en, key
        assert one.sv, key
        fields = [
            {name for _, name, _, _ in Formatter().parse(text) if name} for text in (one.en, one.sv)
        ]
        assert fields[0] == fields[1], key
