"""Which language people are spoken to in."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

import pytest

from siekit.locale import words
from siekit.locale.language import system_language

if TYPE_CHECKING:
    from collections.abc import Mapping


@pytest.mark.parametrize(
    ("variables", "lang"),
    [
        ({}, "en"),
        ({"LANG": "sv_SE.UTF-8"}, "sv"),
        ({"LANG": "sv_SE.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C", "LC_MESSAGES": "sv_FI"}, "sv"),
    ],
)
def test_swedish_where_the_system_is(
    monkeypatch: pytest.MonkeyPatch, variables: Mapping[str, str], lang: str
) -> None:
    """English is for everybody else."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert system_language() == lang


@pytest.mark.parametrize("key", words._WORDS)
def test_both_languages_have_the_same_placeholders(key: str) -> None:
    """A figure that stands in the English sentence stands in the Swedish one."""
    english, swedish = words._WORDS[key]
    formatter = string.Formatter()
    names = [
        {name for _, name, _, _ in formatter.parse(text) if name} for text in (english, swedish)
    ]
    assert names[0] == names[1]
