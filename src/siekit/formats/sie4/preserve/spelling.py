"""Values as bytes of a file that exists: in its encoding, written as the field beside was."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from siekit.core.encoding import CODECS
from siekit.core.labels import Field, FieldType
from siekit.formats.sie4 import compose
from siekit.formats.sie4.compose import QUOTED_TYPES
from siekit.formats.sie4.write.clean_text import TextChanges, cleaned
from siekit.formats.sie4.write.transliterate import fits, in_encoding

if TYPE_CHECKING:
    from siekit.core.encoding import Coder
    from siekit.formats.sie4.compose import Value
    from siekit.formats.sie4.tokens import Line, Token
    from siekit.formats.sie4.write.told import Told

ABSENT: dict[FieldType, str] = {
    # What stands for a null where a field must be: see `write/sections.py`.
    FieldType.ACCOUNT: "{}",
    FieldType.YEAR_NO: "?",
    FieldType.OBJECTS: '{""}',
}
"""What is written for a compulsory value that is not there, so that its row is not lost."""


@dataclass(slots=True)
class Replaced:
    """One character that the encoding lacks: how it is written, how often, where first."""

    written: str
    label: str
    line: int | None
    count: int = 0


@dataclass(slots=True)
class Spelling:
    """Writes values in the encoding of one file, and keeps account of what had to change."""

    coder: Coder
    replaced: dict[str, Replaced] = field(default_factory=dict)
    texts: dict[str, TextChanges] = field(default_factory=dict)

    def encoded(self, text: str) -> bytes:
        """Return text that the encoding has, as bytes."""
        if self.coder.unicode:
            return text.encode()
        if fits(text, CODECS[self.coder.name]):
            return text.encode(CODECS[self.coder.name])
        return b"".join(map(self._byte, text))

    def fitting(self, text: str, label: str, line: int | None) -> str:
        """Return a text as it can stand in the file: what is changed in it is kept account of."""
        kept = cleaned(text, self.texts.setdefault(label, TextChanges.none()), line)
        if self.coder.unicode or fits(kept, CODECS[self.coder.name]):
            return kept
        return "".join(self._fitting_character(char, label, line) for char in kept)

    def field(self, kind: FieldType, value: Value, like: Token | None = None) -> bytes:
        """Return a field of a kind, quoted as the field was that it replaces.

        Texts must be fitting; lists are written by `objects`.
        """
        if value is None:
            return ABSENT.get(kind, compose.EMPTY).encode()
        text = compose.field(Field("", "", kind), value)
        if like is None or like.kind == "list" or (not like.raw and kind not in QUOTED_TYPES):
            return self.encoded(text)
        if like.kind == "quoted":
            return self.encoded(_quoted(value if isinstance(value, str) else text))
        return self.encoded(compose.word(value) if isinstance(value, str) else text)

    def objects(self, pairs: list[dict[str, Any]] | None, line: Line, like: Token | None) -> bytes:
        """Return an object list; elements that stay are those of the list it replaces."""
        if pairs is None:
            return ABSENT[FieldType.OBJECTS].encode()
        values = [value for pair in pairs for value in (pair["dimension"], pair["object"])]
        if like is None or like.kind != "list":
            return b"{" + b" ".join(self._element(value, None) for value in values) + b"}"
        elements = like.elements
        if len(elements) != len(values):
            styles = [elements[k % 2] if len(elements) > 1 else None for k in range(len(values))]
            written = map(self._element, values, styles)
            return b"{" + b" ".join(written) + b"}"
        parts: list[bytes] = []
        at = like.start
        for element, value in zip(elements, values, strict=True):
            if self.coder.decode(element.content) != str(value):
                parts += (line.data[at : element.start], self._element(value, element))
                at = element.stop
        return b"".join((*parts, line.data[at : like.stop]))

    def tell(self, told: Told) -> None:
        """Tell what had to be changed."""
        for char, one in self.replaced.items():
            told.add(
                "character-replaced",
                label=one.label,
                line=one.line,
                value=char,
                count=one.count,
                encoding=self.coder.name,
                written=one.written,
            )
        for label, changes in self.texts.items():
            for name, noted in (
                ("control-character-removed", changes.controls),
                ("space-after-backslash", changes.backslashes),
            ):
                told.add(name, label=label, line=noted.line, value=noted.value, count=noted.count)

    def _element(self, value: str | int | None, like: Token | None) -> bytes:
        if value is None:
            return b"?"
        text = str(value)
        bare = compose.word(text)
        is_number = not isinstance(value, str)
        if (is_number and like is None) or (like is not None and like.kind == "bare"):
            return self.encoded(bare)
        return self.encoded(_quoted(text))

    def _fitting_character(self, char: str, label: str, line: int | None) -> str:
        if self._has(char):
            return char
        written = in_encoding(char, CODECS[self.coder.name])
        noted = self.replaced.setdefault(char, Replaced(written, label, line))
        noted.count += 1
        return written

    def _has(self, char: str) -> bool:
        try:
            self._byte(char)
        except UnicodeEncodeError:
            return False
        return True

    def _byte(self, char: str) -> bytes:
        try:
            return char.encode(CODECS[self.coder.name])
        except UnicodeEncodeError:
            # Bytes that Windows-1252 leaves undefined are read as C1 control characters.
            if self.coder.name == "Windows-1252" and self.coder.decode(_latin(char)) == char:
                return _latin(char)
            raise


def _quoted(text: str) -> str:
    """Return a text in quotes, but for one whose last backslash would join it with the rest."""
    bare = text.endswith("\\") and compose.can_be_bare(text)
    return text if bare else compose.quoted(text)


def _latin(char: str) -> bytes:
    return char.encode("latin-1", "replace")
