"""The checks of a summary: which findings they rest on, their light, their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from siekit.lint.kinds import CHECKED
from siekit.lint.registry import RULES
from siekit.workspace.actors import Actor, Role
from siekit.workspace.check_kinds import CHECKS, KEY_OF_CODE
from siekit.workspace.intake import bring_on
from siekit.workspace.summary_checks import key_of
from siekit.workspace.workspace import Workspace
from tests.books import books, entries

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from siekit.workspace.model import Check, Upload

ADMIN = Actor("anna", Role.ADMIN)
BLOCKING = {
    "V401": "vouchers_balance",
    "R230": "whole",
    "R710": "checksum",
    "B301": "balances_explained",
    "B302": "balances_explained",
    "R407": "readable",
    "R422": "readable",
    "R425": "readable",
    "R430": "readable",
    "V405": "voucher_dates",
    "R453": "voucher_dates",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A new workspace in a folder; what databases differ in is tested elsewhere."""
    with Workspace.open(tmp_path / "workspace", actor=ADMIN) as opened:
        yield opened


def added(workspace: Workspace, data: bytes, name: str = "2024.se") -> Upload:
    """The upload of a file that is added, and of a company that is made when it is new."""
    upload = workspace.add(data, name, create=True)[0].upload
    assert upload is not None
    return upload


def checks(workspace: Workspace, upload: Upload) -> dict[str, Check]:
    """The checks of an upload by key."""
    return {one.key: one for one in workspace.checks(upload.id)}


def lights(workspace: Workspace, upload: Upload) -> dict[str, str]:
    """The light of each check that is neither green nor grey."""
    found = checks(workspace, upload).items()
    return {key: one.light.value for key, one in found if one.light.value not in {"green", "grey"}}


def test_every_code_belongs_to_one_check() -> None:
    """A code stands in one check, is known, and what changes no figure belongs to the form."""
    codes = [code for one in CHECKS for code in one.codes]
    assert len(codes) == len(set(codes)) == len(KEY_OF_CODE)
    assert set(codes) <= set(CHECKED)
    assert {code: key_of(code) for code in BLOCKING} == BLOCKING
    assert key_of("R301") == "form"


def test_no_code_that_blocks_is_called_a_matter_of_form() -> None:
    """The check of the form says that no figure is changed, so nothing that blocks is in it."""
    several = {rule.code for rule in RULES if rule.several or rule.targets}
    blocking = {code for code, kind in CHECKED.items() if kind.blocks_activation} - several
    assert {code for code in blocking if key_of(code) == "form"} == set()


def test_right_books_are_green(workspace: Workspace) -> None:
    """A file that is right in all points has no yellow or red check, in both languages."""
    upload = added(workspace, books())
    assert lights(workspace, upload) == {}
    for one in checks(workspace, upload).values():
        assert set(one.title) == set(one.text) == {"en", "sv"}
        assert "{" not in one.text["en"] + one.text["sv"]
        assert not one.blocks


def test_an_unbalanced_voucher_is_red_and_blocks(workspace: Workspace) -> None:
    """The check says how many, which is the first, by how much, and on which line."""
    upload = added(workspace, books(off_by=2))
    assert lights(workspace, upload)["vouchers_balance"] == "red"
    found = checks(workspace, upload)["vouchers_balance"]
    assert found.blocks
    assert found.count == 1
    assert found.text["en"].startswith("1 voucher of 12 does not add up to zero. Voucher A 12")
    assert (
        found.findings[0]["line"]
        == books(off_by=2).decode("cp437").split("#VER A 12")[0].count("\r\n") + 1
    )


def test_balances_that_do_not_follow_are_red(workspace: Workspace) -> None:
    """A closing balance that rows do not explain blocks; without vouchers it is unproven only."""
    data = books().replace(b"#UB 0 1930 112000.00", b"#UB 0 1930 112001.00")
    found = checks(workspace, added(workspace, data))["balances_explained"]
    assert (found.light.value, found.blocks) == ("red", True)
    without = data[: data.index(b"#VER A 1 ")]
    found = checks(workspace, added(workspace, without, "utan.se"))["balances_explained"]
    assert (found.light.value, found.blocks) == ("yellow", False)
    assert "type 4" in found.text["en"]


def test_opening_balances_off_zero_name_the_usual_causes(workspace: Workspace) -> None:
    """What is usual is said, and the file can be used (problem 8)."""
    data = books().replace(b"#IB 0 2081 -100000.00", b"#IB 0 2081 -90000.00")
    found = checks(workspace, added(workspace, data))["balance_sums"]
    assert (found.light.value, found.blocks) == ("yellow", False)
    assert "9030" in found.text["en"]
    assert "eget kapital" in found.text["sv"]


@pytest.mark.parametrize(
    ("old", "new", "key", "light"),
    [
        (b"#VER A 12 20241231", b"#VER A 12 20250131", "voucher_dates", "red"),
        (b"#VER A 12 20241231", b"#VER A 12 20231231", "voucher_dates", "yellow"),
        (b"#VER A 12 ", b"#VER A 14 ", "numbers", "yellow"),
        (b"#VER A 12 ", b"#VER A 11 ", "numbers", "yellow"),
        (b'#KONTO 3001 "F\x94rs\x84ljning inom Sverige"\r\n', b"", "accounts", "yellow"),
        (b"#TRANS 1930 {} 1000.00", b"#TRANS 1930 {} 10x0.00", "readable", "red"),
        (b"#UB -1 1930 100000.00", b"#UB -1 1930 99000.00", "carried_over", "yellow"),
        (b"#FORMAT PC8\r\n", b"", "encoding", "yellow"),
        (b"#SIETYP 4", b"#VALUTA KRON\r\n#SIETYP 4", "currency", "red"),
        (b"#ORGNR 556334-3689", b"#ORGNR 55633436891", "company", "yellow"),
    ],
)
def test_what_is_odd_is_told_in_its_place(
    workspace: Workspace, old: bytes, new: bytes, key: str, light: str
) -> None:
    """Each oddity shows in the check of what it concerns."""
    data = books().replace(old, new, 1)
    assert data != books()
    upload = added(workspace, data)
    if upload.integration_id is None:
        one = workspace.create_integration("Bolaget")
        workspace.link(upload.id, one.id, confirm_currency=True)
        from siekit.workspace.worker import Worker

        Worker(workspace.installation).run_until_idle()
        upload = workspace.upload(upload.id)
    if key == "currency":
        light = "yellow"  # the integration was made in the file's own currency
    assert lights(workspace, upload)[key] == light


def test_a_number_that_is_used_twice_is_named_before_the_order(workspace: Workspace) -> None:
    """Numbers do not rise where one stands twice, which says less than that it does."""
    upload = added(workspace, books().replace(b"#VER A 3 ", b"#VER A 2 "))
    (found,) = (one for one in workspace.checks(upload.id) if one.key == "numbers")
    assert (found.light.value, found.blocks) == ("yellow", False)
    assert {one["code"] for one in found.findings} >= {"V404", "R606"}
    assert found.findings[0]["code"] == "V404"
    assert 'A number is used again in series "A", first 2.' in found.text["en"]
    assert 'Ett nummer används igen i serie "A", först 2.' in found.text["sv"]


def test_a_part_of_the_year_is_yellow(workspace: Workspace) -> None:
    """A file made mid-year says both ranges and does not block (problem 21)."""
    upload = added(workspace, books(until="2024-03-31", generated="2024-04-10"))
    found = checks(workspace, upload)["period"]
    assert (found.light.value, found.blocks) == ("yellow", False)
    assert "2024-03-31" in found.text["sv"]
    assert "2024-12-31" in found.text["sv"]


def test_a_voucher_without_rows_is_no_fault(workspace: Workspace) -> None:
    """Empty vouchers, and rows that were taken away, never count (problems 10, 11)."""
    data = books() + (
        b'#VER A 13 20241231 ""\r\n{\r\n#BTRANS 1930 {} 5.00\r\n}\r\n'
        b'#VER A 14 20241231 ""\r\n{\r\n}\r\n'
    )
    assert lights(workspace, added(workspace, data)) == {}


def test_entries_are_not_asked_for_what_they_need_not_have(workspace: Workspace) -> None:
    """A file of single vouchers has neither balances nor numbers, and is not blamed."""
    added(workspace, books())
    upload = added(workspace, entries(), "dag.si")
    found = checks(workspace, upload)
    assert lights(workspace, upload).keys() <= {"form"}
    for key in ("numbers", "balance_sums", "balances_explained", "follows_active", "newest"):
        assert found[key].light.value == "grey"


def test_a_file_that_is_older_or_covers_less_than_the_active_one_says_so(
    workspace: Workspace,
) -> None:
    """Against the active file of the year: when it was made, until when, how many vouchers."""
    active = added(workspace, books())
    assert checks(workspace, active)["newest"].light.value == "grey"
    older = added(workspace, books(until="2024-06-30", generated="2024-07-01"), "halv.se")
    assert checks(workspace, older)["newest"].light.value == "grey"
    workspace.activate(active.id)
    found = checks(workspace, older)["newest"]
    assert (found.light.value, found.blocks, found.count) == ("yellow", False, 3)
    for said in ("2024-07-01", "2025-01-15", "2024-06-30", "6 vouchers", "2024.se"):
        assert said in found.text["en"]
    newer = added(workspace, books(sales=7, generated="2025-02-01"), "ny.se")
    assert checks(workspace, newer)["newest"].light.value == "green"


def test_openings_are_compared_with_the_active_file_of_the_year_before(
    workspace: Workspace,
) -> None:
    """Accounts that open otherwise are listed with both amounts and their line."""
    before = added(workspace, books())
    after = added(workspace, books(first="2025-01-01", last="2025-12-31"), "2025.se")
    assert checks(workspace, after)["follows_active"].light.value == "grey"
    workspace.activate(before.id)
    found = checks(workspace, after)["follows_active"]
    assert (found.light.value, found.blocks, found.count) == ("yellow", False, 1)
    assert found.findings[0]["value"] == "1930"
    assert "112,000.00" in found.findings[0]["message"]["en"]
    line = books(first="2025-01-01", last="2025-12-31").decode("cp437").split("\r\n")
    assert line[found.findings[0]["line"] - 1] == "#IB 0 1930 100000.00"
    right = books(first="2025-01-01", last="2025-12-31").replace(
        b"#IB 0 1930 100000.00", b"#IB 0 1930 112000.00"
    )
    assert checks(workspace, added(workspace, right, "b.se"))["follows_active"].light == "green"


def test_a_summary_tells_what_is_so_when_it_is_asked_for(workspace: Workspace) -> None:
    """Files that came together: each activation shows in the checks of the others, and back."""
    before = added(workspace, books())
    after = added(workspace, books(first="2025-01-01", last="2025-12-31"), "2025.se")
    older = added(workspace, books(until="2024-06-30", generated="2024-07-01"), "halv.se")

    def told(upload: Upload, key: str) -> str:
        found = {one["key"]: one["light"] for one in workspace.summary(upload.id).checks}
        return str(found[key])

    assert (told(after, "follows_active"), told(older, "newest")) == ("grey", "grey")
    workspace.activate(before.id)
    assert (told(after, "follows_active"), told(older, "newest")) == ("yellow", "yellow")
    workspace.activate(older.id)
    assert told(before, "newest") == "green"
    workspace.deactivate(older.id)
    assert (told(after, "follows_active"), told(older, "newest")) == ("grey", "grey")


def test_a_file_without_vouchers_covers_less_than_one_with_them(workspace: Workspace) -> None:
    """It says so, and nothing of a last day."""
    workspace.activate(added(workspace, books()).id)
    balances = books(generated="2025-02-01").decode("cp437").split("#VER")[0].encode("cp437")
    found = checks(workspace, added(workspace, balances, "saldon.se"))["newest"]
    assert (found.light.value, found.count) == ("yellow", 1)
    assert found.text["en"] == "It has 0 vouchers, the active 2024.se 12."


def test_ten_zeros_are_no_number(workspace: Workspace) -> None:
    """A number that programs put where there is none links nothing."""
    upload = added(workspace, books("Demo", "000000-0000"))
    assert (upload.orgnr, upload.integration_id) == (None, None)


def test_amounts_are_written_as_people_write_them(workspace: Workspace) -> None:
    """In Swedish with a comma and thin spaces, in English with points and commas; and a minus."""
    data = books().replace(b"#IB 0 2081 -100000.00", b"#IB 0 2081 -1290000.50")
    found = checks(workspace, added(workspace, data))["balance_sums"]
    assert "summerar till \u22121\u202f190\u202f000,50, inte" in found.text["sv"]
    assert "come to \u22121,190,000.50, not" in found.text["en"]
    assert "\u22121\u202f190\u202f000,50" in found.findings[0]["message"]["sv"]


def test_one_is_told_in_the_singular(workspace: Workspace) -> None:
    """A sentence about one thing does not speak of several, in either language."""
    data = books().replace(b"#UB 0 1930 112000.00", b"#UB 0 1930 112001.00")
    found = checks(workspace, added(workspace, data))
    assert found["balances_explained"].text["en"].startswith("On 1 account the opening")
    assert found["balances_explained"].text["sv"].startswith("På 1 konto ger ")


def test_a_wrong_check_digit_is_not_called_valid(workspace: Workspace) -> None:
    """An organisation number that cannot be right is yellow, and says why (portal.md 3.1)."""
    data = books().replace(b"556334-3689", b"556334-3680")
    upload = workspace.add(data, "fel.se")[0].upload
    assert upload is not None
    workspace.link(upload.id, new_name="Björken")
    upload = bring_on(workspace, upload.id)
    company = checks(workspace, upload)["company"]
    assert (company.light.value, company.blocks) == ("yellow", False)
    assert "556334-3680" in company.text["en"]
    assert "valid" not in company.text["en"]


def test_nothing_is_called_right_that_the_file_does_not_hold(workspace: Workspace) -> None:
    """Without #IB, no check says that opening balances add up or follow on the year before."""
    lines = books().split(b"\r\n")
    data = b"\r\n".join(line for line in lines if not line.startswith(b"#IB 0"))
    found = checks(workspace, added(workspace, data))
    assert found["balance_sums"].light.value == "yellow"
    assert "#IB" in found["balance_sums"].text["en"]
    assert found["carried_over"].light.value != "green"


def test_a_file_that_ends_within_a_line_may_be_cut_off(workspace: Workspace) -> None:
    """Nobody can tell from a last line without its end; a closed voucher needs none."""
    data = books()
    end = data.rstrip()
    assert end.endswith(b"}")
    assert checks(workspace, added(workspace, end))["whole"].light.value == "green"
    cut = data[: data.index(b"#VER A 1 ")].rstrip()[:-3]
    found = checks(workspace, added(workspace, cut, "avklippt.se"))["whole"]
    assert (found.light.value, found.blocks) == ("yellow", False)
    assert "radslut" in found.text["sv"]
