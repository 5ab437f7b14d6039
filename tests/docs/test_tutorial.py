"""The examples of the documentation run, and print what the pages say."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from doc_examples import Page, folder_with_examples  # noqa: E402, the tools are no package

PAGES = ["README.md", *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").glob("*.md"))]
PAGES += sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs" / "guides").glob("*.md"))


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_shows_is_what_happens(name: str) -> None:
    """`python tools/doc_examples.py PAGE` writes it anew after a change that is meant."""
    text = (ROOT / name).read_text(encoding="utf-8")
    with folder_with_examples():
        assert Page(text).rerun() == text
