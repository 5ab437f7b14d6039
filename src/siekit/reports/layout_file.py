"""Layouts of one's own: a small TOML file of lines, accounts, sums and formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siekit.reports.layout import Layout
from siekit.reports.layout_checks import check_lines
from siekit.reports.layout_entry import entry_line, label, ranges
from siekit.reports.layout_place import LayoutText
from siekit.reports.settings_file import parse_toml, read_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from siekit.reports.layout import LayoutLine, Range
    from siekit.reports.model import Words

MOST_LINES = 1000
STATEMENTS = ("income_statement", "balance_sheet")
KEYS = ("name", "statement", "sign", "about", "overlap", "left", "right", "section", "line")


def read_layout(path: Path) -> Layout:
    """Return the layout of a file; `UsageError` says in which line what is wrong."""
    return parse_layout(read_text(path), path)


def parse_layout(text: str, path: Path) -> Layout:
    """Return the layout that a text describes; `path` is for messages."""
    content = parse_toml(text, path)
    file = LayoutText(path, text)
    for key in content:
        if key not in KEYS:
            file.refuse(f"{key!r} is not known; known are {', '.join(KEYS)}", key=key)
    entries = content.get("line")
    if not isinstance(entries, list) or not 0 < len(entries) <= MOST_LINES:
        file.refuse(f"a layout has from one to {MOST_LINES} entries [[line]]")
    sign = content.get("sign", -1)
    lines = [entry_line(file, number, entry, sign) for number, entry in enumerate(entries)]
    for entry, key, reason in check_lines(lines, overlap=content.get("overlap") is True):
        file.refuse(reason, entry=entry, key=key)
    return _layout(file, content, lines)


def _layout(file: LayoutText, content: Mapping[str, Any], lines: list[LayoutLine]) -> Layout:
    statement = content.get("statement", "")
    if statement not in {"", *STATEMENTS}:
        file.refuse(f"statement is one of {', '.join(STATEMENTS)}", key="statement")
    left, right = _sides(file, content, lines)
    about: tuple[Range, ...] = ()
    if "about" in content:
        about = ranges(file, content["about"], entry=None, key="about", sign=1)
    return Layout(
        name=str(content.get("name", file.path.stem)),
        lines=tuple(lines),
        statement=statement,
        about=about,
        titles=_titles(file, content, lines),
        left=left,
        right=right,
    )


def _sides(
    file: LayoutText, content: Mapping[str, Any], lines: list[LayoutLine]
) -> tuple[str | None, str | None]:
    """Return the keys of the two lines that must be equal."""
    keys = {line.key for line in lines}
    for side in ("left", "right"):
        if side in content and content[side] not in keys:
            file.refuse(f"{side} = {content[side]!r} is the key of no line", key=side)
    if ("left" in content) != ("right" in content):
        there = "left" if "left" in content else "right"
        file.refuse("left and right stand together: they are what must be equal", key=there)
    return content.get("left"), content.get("right")


def _titles(
    file: LayoutText, content: Mapping[str, Any], lines: list[LayoutLine]
) -> dict[str, Words]:
    """Return the headings; a line may only stand under one that is there."""
    sections = content.get("section", {})
    if not isinstance(sections, dict):
        file.refuse("sections are written as [section.KEY] with en and sv", key="section")
    titles = {key: label(file, entry, None) for key, entry in sections.items()}
    for number, line in enumerate(lines):
        if line.section and line.section not in titles:
            file.refuse(
                f"there is no [section.{line.section}]; write it with en and sv",
                entry=number,
                key="section",
            )
    return titles
