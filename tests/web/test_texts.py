"""Every text is there in both languages, and pages use no other."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import siekit.web
from siekit.web.texts import LANGUAGES, text, texts

WEB = Path(siekit.web.__file__).parent
_KEY = r"""["']([a-z_]+\.[a-z0-9_]+)["']\s*[,)]"""
USED = re.compile(rf"\bt\(\s*{_KEY}|say\(request, {_KEY}")


def test_every_text_is_in_both_languages() -> None:
    """With the same placeholders."""
    for key, languages in texts().items():
        assert set(languages) == set(LANGUAGES), key
        fields = {lang: _fields(languages[lang]) for lang in LANGUAGES}
        assert fields["sv"] == fields["en"], key
        assert all(one.strip() == one and one for one in languages.values()), key


def test_every_text_that_a_page_names_is_there() -> None:
    """In templates and in handlers."""
    missing = []
    for path in [*WEB.rglob("*.html"), *WEB.rglob("*.py")]:
        shown = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for one in USED.finditer(shown):
            key = one[1] or one[2]
            if key not in texts():
                missing.append(f"{path.name}: {key}")
    assert missing == []


@pytest.mark.parametrize(("count", "told"), [(1, "1 dag"), (2, "2 dagar"), (0, "0 dagar")])
def test_one_is_told_from_several(count: int, told: str) -> None:
    """By the number."""
    assert text("tokens.days", "sv", count=count) == told


def test_every_action_of_the_log_has_words() -> None:
    """Those that the workspace writes, as far as they stand there as texts."""
    workspace = WEB.parent / "workspace"
    found = set()
    for path in workspace.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        kinds = "upload|domain|user|member|reader|token|sync|integration|month|notice"
        found |= set(re.findall(rf'"((?:{kinds})\.[a-z_]+)"', source))
    found -= {"domain.name"}
    missing = {one for one in found if f"action.{one.replace('.', '_')}" not in texts()}
    # What concerns no domain stands in no domain's log.
    assert {one for one in missing if not one.startswith("user.")} == set()


def _fields(pattern: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(pattern) if name}
