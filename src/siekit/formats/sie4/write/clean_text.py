"""Texts as a file can say them: without control characters, no backslash before a quote."""

from __future__ import annotations

import re
from dataclasses import dataclass

from siekit.formats.sie4.compose import can_be_bare

_LINE_BREAK = re.compile(r"\r\n|[\r\n]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(slots=True)
class Changes:
    """How many texts of some records were changed in one way, and the first of them."""

    count: int = 0
    value: str | None = None
    line: int | None = None

    def note(self, value: str, line: int | None = None) -> None:
        """Count one more."""
        self.count += 1
        if self.value is None:
            self.value, self.line = value, line


@dataclass(slots=True)
class TextChanges:
    """What was done to the texts of some records."""

    controls: Changes
    backslashes: Changes

    @classmethod
    def none(cls) -> TextChanges:
        """Nothing so far."""
        return cls(Changes(), Changes())


def cleaned(text: str, changes: TextChanges, line: int | None = None) -> str:
    """Return a text that reads back as it is written, noting what was changed in it."""
    kept = _CONTROL.sub("", _LINE_BREAK.sub(" ", text))
    kept = _LONE_SURROGATE.sub("?", kept)
    if kept != text:
        changes.controls.note(text, line)
    if kept.endswith("\\") and not can_be_bare(kept):
        changes.backslashes.note(text, line)
        kept += " "
    return kept
