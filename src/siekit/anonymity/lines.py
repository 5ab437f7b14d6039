"""The lines of a file, one after the other, with other words in their places."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from siekit.anonymity.fields import LINE, LIST, split
from siekit.anonymity.treatments import EXTRA, Treatment, treatments

if TYPE_CHECKING:
    from siekit.anonymity.alphabet import Alphabet
    from siekit.anonymity.contents import Contents
    from siekit.anonymity.fields import Line, Span

REMEMBERED = 1 << 18
"""Contents of fields whose replacement is remembered."""

LONGEST_REMEMBERED = 200
"""Bytes of a content that is remembered."""

_NUMBERS = rb"(?:[ \t]++-?\d{1,6}+)"
_NUMBER_LIST = rb"[ \t]*+\{(?:[ \t]*+\d{1,5}(?![0-9]))*+[ \t]*+\}"
_FIGURES_ONLY = re.compile(
    rb"[ \t]*+(?:[{}]?|(?:#[RB]?TRANS" + _NUMBERS + _NUMBER_LIST + rb"|"
    rb"#(?:IB|UB|RES)" + _NUMBERS + rb"{2}|#(?:OIB|OUB)" + _NUMBERS + rb"{2}" + _NUMBER_LIST + rb"|"
    rb"#(?:PSALDO|PBUDGET)" + _NUMBERS + rb"{3}" + _NUMBER_LIST + rb")"
    rb'[ \t]++-?\d{1,12}+(?:\.\d++)?(?:[ \t]++(?:\d{8}|""|0))?(?:[ \t]++"")*+[ \t]*+)'
)
"""Lines of figures alone: most of a large file."""

_NAMES = {"#KONTO": Treatment.ACCOUNT_NAME, "#DIM": Treatment.DIMENSION_NAME}
_COUNTED_AS = {
    Treatment.ACCOUNT: "account_code",
    Treatment.OBJECT: "object_code",
    Treatment.OBJECTS: "object_code",
    Treatment.SERIES: "series",
    Treatment.VOUCHER_NUMBER: "voucher_number",
}
_KEPT_AS = {
    Treatment.KEEP: "program",
    Treatment.ACCOUNT_NAME: "account_name",
    Treatment.DIMENSION_NAME: "dimension_name",
    Treatment.UNIT: "unit",
}


class Lines:
    """Makes the lines of one file anonymous, and counts what was done."""

    def __init__(self, contents: Contents, alphabet: Alphabet, *, scale: int) -> None:
        """Take what gives new contents, and the letters of the file."""
        self._contents = contents
        self._alphabet = alphabet
        self._scaling = scale != 1
        self._remembered: dict[tuple[Treatment, bytes], bytes] = {}
        self.replaced: Counter[str] = Counter()
        self.kept: Counter[str] = Counter()
        self.last_checksum: tuple[int, int] | None = None
        """Where the value of the last #KSUMMA stands in what was given."""

    def all(self, data: bytes) -> bytearray:
        """Give all lines of a file."""
        made = bytearray()
        for found in LINE.finditer(data):
            raw = found.group(1)
            if not self._scaling and _FIGURES_ONLY.fullmatch(raw):
                made += found.group()
                continue
            self._add(made, raw)
            made += found.group(2)
        return made

    def _add(self, made: bytearray, raw: bytes) -> None:
        line = split(raw)
        if line.known is None:
            self._add_unknown(made, raw, line)
            return
        if line.stop - line.start != len(line.name):
            # A label with control characters in it stays too, though its pieces are no label.
            self._contents.stay(self._alphabet.decode(raw[line.start : line.stop]))
        done = 0
        plan = treatments(raw, line)
        spans = line.fields
        names_stay = self._joined_name_stays(raw, line)
        for k, span in enumerate(spans):
            treatment, kind = plan[k] if k < len(plan) else EXTRA
            if names_stay and k > 0:
                treatment = Treatment.KEEP
            made += raw[done : span.start]
            start = len(made)
            made += self._field(raw, span, treatment, kind)
            if treatment is Treatment.CHECKSUM:
                self.last_checksum = (start, len(made))
            done = span.stop
        made += raw[done : line.rest]
        made += self._content(Treatment.TEXT, raw[line.rest :], "other")

    def _add_unknown(self, made: bytearray, raw: bytes, line: Line) -> None:
        """Give a line that is no record of the standard: every word of it is another."""
        made += raw[: line.start]
        if line.name:
            label = self._alphabet.decode(raw[line.start : line.stop])
            new = self._contents.label(label)
            self._count(Treatment.TEXT, "label", changed=new != label)
            made += self._alphabet.encode(new)
        made += self._content(Treatment.TEXT, raw[line.stop :], "other")

    def _joined_name_stays(self, raw: bytes, line: Line) -> bool:
        """Whether the words after an account are together a name that may stay."""
        known = line.known
        if known is None or not known.text_last or len(line.fields) <= len(known.fields):
            return False
        treatment = _NAMES.get(line.name)
        if treatment is None:
            return False
        text = raw[line.fields[len(known.fields) - 1].start : line.rest]
        return self._contents.is_public(treatment, self._alphabet.decode(text).strip(' "\t'))

    def _field(self, raw: bytes, span: Span, treatment: Treatment, kind: str) -> bytes:
        content = raw[span.start : span.stop]
        if span.kind == LIST and not self._is_read_in_braces(treatment, content):
            treatment = Treatment.OBJECTS
        return self._content(treatment, content, kind)

    def _is_read_in_braces(self, treatment: Treatment, content: bytes) -> bool:
        """Whether the reader takes a field in braces for what should stand in its place."""
        if treatment is Treatment.DAY:
            return self._contents.is_day(self._alphabet.decode(content))
        if treatment is Treatment.AMOUNT:
            return self._contents.is_amount(self._alphabet.decode(content))
        return treatment in (Treatment.TEXT, Treatment.KEEP)

    def _content(self, treatment: Treatment, content: bytes, kind: str) -> bytes:
        """Give what stands for the content of a field, remembered for the next time."""
        if not content:
            return content
        key = (treatment, content)
        new = self._remembered.get(key)
        if new is None:
            text = self._alphabet.decode(content)
            new = self._alphabet.encode(self._contents.new(treatment, text))
            if len(content) <= LONGEST_REMEMBERED:
                if len(self._remembered) >= REMEMBERED:
                    self._remembered.clear()
                self._remembered[key] = new
        if treatment is not Treatment.AMOUNT:
            self._count(treatment, kind, changed=new != content)
        return new

    def _count(self, treatment: Treatment, kind: str, *, changed: bool) -> None:
        if changed:
            self.replaced[_COUNTED_AS.get(treatment, kind)] += 1
        elif treatment in _KEPT_AS:
            self.kept[_KEPT_AS[treatment]] += 1
