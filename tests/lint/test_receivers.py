"""The table of receivers: names, limits, and ranges of accounts."""

from __future__ import annotations

import pytest

import siekit
from siekit.exceptions import UsageError
from siekit.lint.receivers import (
    BY_NAME,
    RECEIVERS,
    account_ranges,
    check_names,
    limited_by,
    limits_of,
)
from siekit.lint.settings import Settings


def test_names_are_taken_as_people_write_them() -> None:
    """Case, spaces and underscores do not matter."""
    asked = ["Fortnox", "Visma eEkonomi", "visma_compact"]
    assert check_names(asked) == ("fortnox", "visma-eekonomi", "visma-compact")


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    """And with the one that looks like it."""
    with pytest.raises(UsageError) as raised:
        check_names(["fortnx"])
    assert "Did you mean fortnox?" in str(raised.value)
    assert all(name in str(raised.value) for name in BY_NAME)


def test_a_receiver_is_there_once() -> None:
    """The second row of a name would never be read."""
    assert len(BY_NAME) == len(RECEIVERS)


def test_receivers_with_the_same_value_share_a_finding() -> None:
    """Two findings that say the same would hide others."""
    shared = list(limits_of("account_digits", ["bl", "fortnox", "spiris"]))
    assert shared == [((4, 4), "Fortnox, Spiris"), ((1, 6), "Björn Lundén")]
    assert "specter" not in limited_by("account_digits")


@pytest.mark.parametrize(
    ("text", "pair"), [("4000-7999", (4000, 7999)), (" 5010 ", (5010, 5010)), ("40–49", (40, 49))]
)
def test_a_range_of_accounts(text: str, pair: tuple[int, int]) -> None:
    """One account is a range too."""
    assert account_ranges([text]) == [pair]


@pytest.mark.parametrize("text", ["", "5000-4000", "4000-", "alla", "4000-5000-6000"])
def test_what_is_no_range_is_refused(text: str) -> None:
    """A range that is passed over in silence would check nothing."""
    with pytest.raises(UsageError, match="no range of accounts"):
        account_ranges([text])


@pytest.mark.parametrize("encoding", ["cp437", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_identification_records_are_found_in_any_bytes(encoding: str, line_end: str) -> None:
    """Their lines are looked for in the bytes, with or without a mark."""
    lines = ["#FLAGGA 0", "", ' #PROGRAM "#ORGNR 1" 1.0', "#FORMAT PC8", '#SIETYP "4"']
    lines += ['#FNAMN "Övningsbolaget"', "\t#ORGNR 5555555555", '#VER "" "" 20250115', "{"]
    lines += ["#TRANS 5010 {} 1.00", "#TRANS 1930 {} -1.00", "}", ""]
    document = siekit.read(line_end.join(lines).encode(encoding), name="prov.si")
    targets = ("fortnox", "visma-eekonomi")
    found = siekit.check(document, settings=Settings(targets=targets))
    places = {one.code: one.line for one in found if one.code[0] == "T"}
    assert places["T708"] == 7
    assert places["T703"] == 5


def test_findings_of_a_changed_copy_do_not_need_its_bytes() -> None:
    """A document that was built has none, and its header can be wrong all the same."""
    document = siekit.read(b"#FLAGGA 0\n#SIETYP 4\n#VALUTA KR\n#KONTO 1930 Bank\n", name="p.se")
    assert [one.line for one in siekit.check(document) if one.code == "D503"] == [3]
