"""Conversion of real files whose figures tie: what is derived is what the programs say."""

from __future__ import annotations

from datetime import date

import pytest

import siekit
from tests.conversion.ledgers import figures, months, said, without
from tests.corpus.listed import document

TYING = (
    "avendo-5.20_typ4e.se",
    "avendo-5.10_typ4e_rtrans-btrans.SE",
    "edison_typ4e.se",
    "fortnox-2.0_typ4e.se",
    "magenta_typ4e.se",
    "specter_typ4e.se",
    "bl-administration-2018_typ4e.SE",
    "visma-avendo-eekonomi_typ4e.se",
    "sie-gruppen_official-sample-file-1_typ4e.SE",
)
"""Files in which IB + vouchers = UB, and vouchers = RES, by the corpus's README."""

TODAY = date(2026, 1, 31)
NO_SRU = ("edison_typ4e.se", "specter_typ4e.se")
"""Files without #SRU, which types 1 and 2 should have and nobody can work out."""


@pytest.mark.parametrize("name", TYING)
@pytest.mark.parametrize("sie_type", ["1", "2", "3", "4E", "4I"])
def test_a_sound_file_becomes_a_sound_file(name: str, sie_type: str) -> None:
    """No error, and no warning that the file itself does not get."""
    made = siekit.convert(document(name), sie_type, today=TODAY)
    known = {finding.code for finding in siekit.check(document(name))}
    if name in NO_SRU:
        known.add("R220")
    new = [f.message() for f in made.check() if f.severity != "info" and f.code not in known]
    assert new == []
    assert made.differs == ()


@pytest.mark.parametrize("name", TYING)
def test_what_is_derived_is_what_the_program_says(name: str) -> None:
    """#UB, #RES and #PSALDO taken out of the file are worked out to the same öre."""
    whole = document(name)
    made = siekit.convert(without(whole, "#UB", "#RES", "#PSALDO"), "2", today=TODAY)
    for kind in ("closing", "result"):
        assert figures(made.document, kind) == figures(whole, kind)
    stated = {
        (row.account, row.period): row.amount
        for row in siekit.convert(whole, "2", today=TODAY).document.period_balances
        if row.kind == "actual" and row.year_no == 0 and row.amount
    }
    assert months(made.document) == stated


@pytest.mark.parametrize("name", TYING)
def test_a_real_file_survives_being_split_and_merged(name: str) -> None:
    """By month, as feeds."""
    parts = siekit.split(document(name), "month").parts.values()
    again = siekit.merge([part.document for part in parts])
    assert said(again.document) == said(document(name))
