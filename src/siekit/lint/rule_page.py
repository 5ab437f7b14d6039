"""The parts of a rule's docstring, which is its manual page."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, NamedTuple

from siekit.lint.receivers import BY_NAME

if TYPE_CHECKING:
    from siekit.lint.base import Rule

HEADS = ("Why it matters", "Example", "Instead")


class RulePage(NamedTuple):
    """What a rule says of itself: a sentence, paragraphs, and lines of SIE files."""

    summary: str
    why: tuple[str, ...]
    example: str
    instead: str


def page_of(rule: Rule) -> RulePage:
    """Return the page of a rule."""
    text = inspect.cleandoc(type(rule).__doc__ or "")
    summary, *parts = text.split("\n## ")
    sections = dict(part.split("\n", 1) for part in parts)
    why, example, instead = (sections[head].strip("\n") for head in HEADS)
    paragraphs = tuple(" ".join(one.split()) for one in why.split("\n\n"))
    return RulePage(" ".join(summary.split()), paragraphs, example, instead)


def group_of(rule: Rule) -> str:
    """Return the group of a rule: the folder that its file is in."""
    return type(rule).__module__.rsplit(".", 2)[-2]


def receivers_of(rule: Rule) -> str:
    """Return the receivers whose rule it is, with what names them on the command line."""
    return ", ".join(
        f"{one.title} ({name})" for name, one in BY_NAME.items() if name in rule.targets
    )
