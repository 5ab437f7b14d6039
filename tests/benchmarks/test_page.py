"""Figures go between the markers of the page, and nothing else is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import page

if TYPE_CHECKING:
    from pathlib import Path


def test_a_section_is_replaced(tmp_path: Path) -> None:
    """What stood between the markers goes, what stands around them stays."""
    path = tmp_path / "page.md"
    path.write_text("före\n<!-- x:begin -->\nold\n<!-- x:end -->\nefter\n", encoding="utf-8")
    page.put("x", "new\n", path)
    expected = "före\n<!-- x:begin -->\nnew\n<!-- x:end -->\nefter\n"
    assert path.read_text(encoding="utf-8") == expected


def test_a_page_without_markers_is_refused(tmp_path: Path) -> None:
    """Figures are never put just anywhere."""
    path = tmp_path / "page.md"
    path.write_text("text\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no markers"):
        page.put("x", "new", path)
    assert path.read_text(encoding="utf-8") == "text\n"


@pytest.mark.parametrize("section", ["speed", "instructions"])
def test_the_docs_page_has_both_sections(section: str) -> None:
    """The commands find their places in the docs."""
    text = page.PAGE.read_text(encoding="utf-8")
    assert text.count(f"<!-- {section}:begin -->") == 1
    assert text.count(f"<!-- {section}:end -->") == 1
