"""What a file is about, from its beginning: never other than what the whole file says."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from pathlib import Path

import pytest

from siekit.engine.choosing import FEED, FileFacts
from siekit.engine.files_table import facts_of
from siekit.formats.sie4.format import Sie4
from siekit.formats.source import Source
from tests.formats.sie4.odd_heads import ODD, WHOLE

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
FORMAT = Sie4()


def _files() -> list[Path]:
    places = [EXAMPLES, EXAMPLES.parent / "tests" / "cases"]
    if corpus := os.environ.get("SIEKIT_CORPUS"):
        places.append(Path(corpus))
    found = (path for place in places for path in sorted(place.rglob("*")))
    return [path for path in found if path.suffix.lower() in {".se", ".si", ".sie"}]


def _whole(source: Source, sie_type: str | None = None) -> FileFacts:
    tables = FORMAT.read_tables(source, names=(), sie_type=sie_type, document_id=7)
    return facts_of(tables)


def _same(facts: FileFacts, whole: FileFacts) -> bool:
    """Whether facts are equal but for the number of vouchers, the hash, and which ledger it is."""
    known = replace(
        whole,
        vouchers=min(whole.vouchers, 1),
        sha256=None,
        sie_type=facts.sie_type if (whole.sie_type == FEED) == (facts.sie_type == FEED) else "?",
    )
    return replace(facts, vouchers=min(facts.vouchers, 1)) == known


def _check(data: bytes, name: str = "one.se", sie_type: str | None = None) -> FileFacts | None:
    source = Source(name, data)
    if not FORMAT.recognises(data):
        return None
    facts = FORMAT.read_facts(source, sie_type=sie_type, document_id=7)
    if facts is not None:
        whole = _whole(source, sie_type)
        assert _same(facts, whole), (facts, whole)
    return facts


def test_the_beginning_of_real_files_says_what_the_whole_says() -> None:
    """A fact that the rest of the file would change is a file left out wrongly."""
    told = [_check(path.read_bytes(), path.name) for path in _files()]
    assert sum(one is not None for one in told) > len(told) // 3


@pytest.mark.parametrize("sie_type", ["1", "4E", "4I"])
def test_the_type_that_is_given_counts(sie_type: str) -> None:
    """The caller's word wins over what stands in the file."""
    facts = _check(WHOLE, sie_type=sie_type)
    assert facts is not None
    assert facts.sie_type == sie_type


def test_a_sound_file_is_told_from_its_beginning() -> None:
    """What makes many files quick is of no use if nothing is certain."""
    facts = _check(WHOLE)
    assert facts is not None
    assert (facts.orgnr, facts.vouchers) == ("556999-0017", 1)
    assert facts.fiscal_year == "2025-01-01/2025-12-31"


@pytest.mark.parametrize("name", ODD)
def test_what_the_rest_may_change_is_not_certain(name: str) -> None:
    """Labels of the head behind vouchers, in any writing, are seen."""
    data = ODD[name]
    source = Source("one.se", data)
    assert FORMAT.read_facts(source, sie_type=None, document_id=7) is None
    assert _whole(source) is not None


@pytest.mark.parametrize("seed", range(40))
def test_damaged_files_are_told_right_or_not_at_all(seed: int) -> None:
    """Whatever is done to a file, its beginning never says something else than the whole."""
    chance = random.Random(seed)  # noqa: S311 - no secrets here
    lines = WHOLE.splitlines(keepends=True)
    for _ in range(chance.randint(1, 6)):
        at, kind = chance.randrange(len(lines)), chance.randrange(5)
        if kind == 0:
            lines.insert(chance.randrange(len(lines)), lines[at])
        elif kind == 1:
            lines.append(lines.pop(at))
        elif kind == 2:
            lines[at] = lines[at].lower()
        elif kind == 3:
            place = chance.randrange(len(lines[at]) + 1)
            odd = bytes([chance.choice([0, 9, 10, 13, 26, 34, 35, 123, 125, 127, 132, 228])])
            lines[at] = lines[at][:place] + odd + lines[at][place:]
        else:
            lines[at] = lines[at].replace(b"556999-0017", b"556999-0025")
    _check(b"".join(lines))


def test_letters_of_the_rows_decide_the_encoding_of_the_head() -> None:
    """One odd letter in the company's name is read as the rest of the file says."""
    latin = WHOLE.replace(b"Bolaget", b"B\xe5laget").replace(b"Hyra", b"\xc5rshyra p\xe5 \xf6n")
    facts = _check(latin)
    assert facts is not None
    assert facts.company == "Bålaget AB"
    assert _check(b"\xef\xbb\xbf" + WHOLE.replace(b"Bolaget", "Bålaget".encode())) is not None
