"""Invented organisation and personal numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from siekit.anonymity.identity_numbers import TEST_PERSONS, invented_number, is_personal
from siekit.anonymity.keys import Draws
from siekit.formats.sie4.orgnr import has_check_digit

DRAWS = Draws(b"provnyckel")


@given(st.from_regex(r"[0-9]{10}", fullmatch=True))
def test_invented_numbers_are_like_those_they_stand_for(digits: str) -> None:
    """A right number gives a right one, a person's a test person's, an organisation's nobody's."""
    new = invented_number(digits, DRAWS)
    assert new == invented_number(digits, DRAWS)
    assert len(new) == 10
    assert has_check_digit(new) == has_check_digit(digits)
    assert is_personal(new) == is_personal(digits)
    if is_personal(digits):
        assert int(new[6:9]) in TEST_PERSONS
        assert (int(new[4:6]) > 60) == (int(digits[4:6]) > 60)
    else:
        assert new.startswith("4")
        assert int(new[2]) >= 2
