"""The table of refusals and what raises them belong together."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import siekit.workspace
from siekit.workspace.refusals import REFUSALS, Refusal

SOURCE = Path(siekit.workspace.__file__).parent.parent
RAISED = re.compile(r"""Refusal\(\s*["']([a-z_0-9]+)["']""")


def _raised() -> dict[str, str]:
    """Every code that stands in a call, and a file where it does."""
    found: dict[str, str] = {}
    for part in ("workspace", "web", "cli"):
        for path in (SOURCE / part).rglob("*.py"):
            for code in RAISED.findall(path.read_text(encoding="utf-8")):
                found[code] = path.name
    return found


def test_every_code_that_is_raised_has_its_sentences() -> None:
    """Else the refusal would be a fault of its own."""
    assert {code: name for code, name in _raised().items() if code not in REFUSALS} == {}


@pytest.mark.parametrize("code", REFUSALS)
def test_a_refusal_says_the_same_in_both_languages(code: str) -> None:
    """With whole sentences, without facts that only one of them has but the file's name."""
    kind = REFUSALS[code]
    assert kind.en != kind.sv or code == "invalid"
    fields = [
        {name for _, name, _, _ in string.Formatter().parse(one) if name}
        for one in (kind.en, kind.sv)
    ]
    assert fields[0] - {"file"} == fields[1] - {"file"}
    shown = Refusal(code)
    assert shown.text("sv")
    assert 400 <= shown.status <= 511
