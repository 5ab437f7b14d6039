"""What was done to figures on their way into a file: derived, left out, kept, joined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from siekit.locale.conversion import note_text

if TYPE_CHECKING:
    from collections.abc import Iterator

DERIVED = "derived"
LEFT_OUT = "left_out"
DIFFERS = "differs"
CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that was done `count` times; `name` never changes, `facts` fill its sentence."""

    kind: str
    name: str
    count: int
    label: str | None = None
    facts: tuple[tuple[str, str], ...] = ()

    def message(self, lang: str = "en") -> str:
        """One plain sentence."""
        return note_text(self.name, lang, self.count, self.label, dict(self.facts))

    def as_json(self, lang: str = "en") -> dict[str, Any]:
        """The note for programs."""
        return {
            "name": self.name,
            "label": self.label,
            "count": self.count,
            "message": self.message(lang),
        }


class Notes:
    """Notes as they come."""

    def __init__(self) -> None:
        """Start with none."""
        self._notes: list[Note] = []

    def add(
        self, kind: str, name: str, count: int, *, label: str | None = None, **facts: object
    ) -> None:
        """Tell what was done, unless it was done to nothing."""
        if count:
            told = tuple((fact, str(value)) for fact, value in facts.items())
            self._notes.append(Note(kind, name, count, label, told))

    def of(self, kind: str) -> tuple[Note, ...]:
        """Return the notes of a kind, in the order in which they came."""
        return tuple(note for note in self._notes if note.kind == kind)

    def __iter__(self) -> Iterator[Note]:
        return iter(self._notes)
