"""Sentences with a number in them are right for one and for several."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from siekit.locale import workspace
from siekit.locale.workspace import phrase
from siekit.web.texts import texts
from siekit.workspace.check_kinds import CHECKS
from siekit.workspace.faults import FAULTS

if TYPE_CHECKING:
    from collections.abc import Iterator

PLURALS = (
    "accounts companies days faults files integrations lines minutes months originals people "
    "records rows seconds snapshots uploads vouchers years "
    "dagar filer företagen konton kopplingar minuter månader månadsposter personer poster rader "
    "sekunder uppladdningar verifikationer år"
)
BARE = re.compile(r"\{\w+\} (?:" + "|".join(PLURALS.split()) + r")\b")
"""A number and a noun in the plural, with no word for one beside it."""

ALWAYS_SEVERAL = {
    "account.too_many": "an account with so many rows that a page has no room for them",
    "link.several": "there are at least two",
    "people.accept_link": "the days that a link lasts, which is a constant",
    "people.invited_text": "the days that a link lasts, which is a constant",
}


def _sentences() -> Iterator[tuple[str, str]]:
    for key, languages in workspace._PHRASES.items():
        yield from ((key, one) for one in languages)
    for key, told in texts().items():
        yield from ((key, one) for one in told.values())
    for key, languages in FAULTS.items():
        yield from ((key, one) for one in languages)
    for kind in CHECKS:
        yield from ((kind.key, one) for said in (kind.good, kind.bad) for one in said.values())


def test_no_sentence_has_a_number_with_a_plural_only() -> None:
    """A text has both, `1 file|{count} files`, and a phrase `{number} {number:file|files}`."""
    bare = {
        (key, one)
        for key, one in _sentences()
        if key not in ALWAYS_SEVERAL and BARE.search(one) and "|" not in one
    }
    assert bare == set()


@pytest.mark.parametrize(
    ("number", "lang", "told"),
    [
        (0, "en", "The reports read snapshot 7: 0 files."),
        (1, "en", "The reports read snapshot 7: 1 file."),
        (2, "en", "The reports read snapshot 7: 2 files."),
        (1, "sv", "Rapporterna läser ögonblicksbild 7: 1 fil."),
        (2, "sv", "Rapporterna läser ögonblicksbild 7: 2 filer."),
    ],
)
def test_a_sync_tells_of_one_file_and_of_several(number: int, lang: str, told: str) -> None:
    """In the words of the language."""
    assert phrase("synced", lang, snapshot=7, number=number) == told


def test_a_sentence_may_count_several_things() -> None:
    """Each noun goes by its own number."""
    told = phrase("backed_up", "en", folder="b", rows=1, originals=3)
    assert told == "b holds the catalogue (1 row) and 3 originals."
    told = phrase("rebuilt", "sv", number=1)
    assert told == "Tabellerna för 1 uppladdning gjordes om ur originalet."
