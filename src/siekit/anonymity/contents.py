"""The content of one field, made anonymous as its treatment says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siekit.anonymity import public_names
from siekit.anonymity.amounts import scaled
from siekit.anonymity.replacements import SHORT, WORD
from siekit.anonymity.treatments import Treatment
from siekit.core.oddities import odd_number
from siekit.formats.sie4.orgnr import CENTURIES, DIGITS, DIGITS_WITH_CENTURY

if TYPE_CHECKING:
    from collections.abc import Callable

    from siekit.anonymity.alphabet import Alphabet
    from siekit.anonymity.replacements import Replacements

_WORDS_IN_FIGURE = re.compile(r"[^\W\d_]{2,}")
_DAY = re.compile(r"(?:\d{8}|\d{6}|\d{4}-\d\d-\d\d)?", re.ASCII)
_CONTROLS = dict.fromkeys((*range(32), 127))
_PLAIN_AMOUNT = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?")
_SUM = re.compile(r"-?[0-9]{1,10}")
_CURRENCY = re.compile(r"[A-Za-z]{3}")
_ITEM = re.compile(r'"(?:(?:[^"\\]|\\"?|"(?![ \t}]|\Z))*)"?|[^ \t]+')
_ORGNR_SPACE = re.compile(r"[\s\u00a0-]")
_LONGEST_DIMENSION = 9
"""Characters of a number of a dimension."""

_LONGEST_NAME = 200
"""Characters of the longest text that is looked up among public names."""


class Contents:
    """Gives the new content of fields, and remembers which words were let stay."""

    def __init__(self, replacements: Replacements, alphabet: Alphabet, *, scale: int) -> None:
        """Take what stands for what, the letters of the file, and the factor of amounts."""
        self._replacements = replacements
        self._alphabet = alphabet
        self._scale = scale
        self.kept_words: set[str] = set()
        self._ways: dict[Treatment, Callable[[str], str]] = {
            Treatment.TEXT: replacements.text,
            Treatment.KEEP: self._keep,
            Treatment.FIGURE: self._figure,
            Treatment.DAY: self._day,
            Treatment.AMOUNT: self._amount,
            Treatment.QUANTITY: self._quantity,
            Treatment.ACCOUNT: self._account,
            Treatment.OBJECT: replacements.code,
            Treatment.OBJECTS: self._objects,
            Treatment.SERIES: self._series,
            Treatment.VOUCHER_NUMBER: self._voucher_number,
            Treatment.ORGANISATION: self._organisation,
            Treatment.CHARACTER_SET: self._character_set,
            Treatment.CHART_TYPE: self._chart_type,
            Treatment.COMPANY_TYPE: self._company_type,
            Treatment.CURRENCY: self._currency,
            Treatment.CHECKSUM: self._checksum,
            Treatment.ACCOUNT_NAME: self._named(public_names.ACCOUNT_NAMES),
            Treatment.DIMENSION_NAME: self._named(public_names.DIMENSION_NAMES),
            Treatment.UNIT: self._named(public_names.UNIT_NAMES),
        }

    def new(self, treatment: Treatment, text: str) -> str:
        """Give the content that stands for one."""
        return self._ways[treatment](text)

    def label(self, name: str) -> str:
        """Give the label that stands for one that the standard does not have."""
        if name.upper() in public_names.FOREIGN_LABELS:
            return self.stay(name)
        return self._replacements.code(name, digits=False)

    def is_public(self, treatment: Treatment, text: str) -> bool:
        """Whether a name is one that may stay; then it is noted as kept."""
        names = {
            Treatment.ACCOUNT_NAME: public_names.ACCOUNT_NAMES,
            Treatment.DIMENSION_NAME: public_names.DIMENSION_NAMES,
        }.get(treatment, frozenset())
        if len(text) > _LONGEST_NAME or public_names.folded(text) not in names:
            return False
        self.stay(text)
        return True

    def stay(self, text: str) -> str:
        """Let a text stay, and with it its words anywhere."""
        self.kept_words.update(WORD.findall(text.lower()))
        return text

    def _keep(self, text: str) -> str:
        return self.stay(self._replacements.identity_numbers(text))

    def _named(self, names: frozenset[str]) -> Callable[[str], str]:
        """A way for names, that lets those of a list stay."""

        def way(text: str) -> str:
            if len(text) <= _LONGEST_NAME and public_names.folded(text) in names:
                return self.stay(text)
            return self._replacements.text(text)

        return way

    def _matching(self, text: str, pattern: re.Pattern[str]) -> str:
        if pattern.fullmatch(text.translate(_CONTROLS).strip()):
            return self.stay(text)
        return self._replacements.text(text)

    def _character_set(self, text: str) -> str:
        return self._matching(text, public_names.CHARACTER_SET)

    def _chart_type(self, text: str) -> str:
        return self._matching(text, public_names.CHART_TYPE)

    def _currency(self, text: str) -> str:
        return self._matching(text, _CURRENCY)

    def _company_type(self, text: str) -> str:
        if public_names.folded(text) in public_names.COMPANY_TYPES:
            return text
        return self._replacements.text(text)

    def _figure(self, text: str) -> str:
        """Words of two letters or more are others: a single letter is part of a figure."""
        text = self._replacements.identity_numbers(text, bare=True)
        return _WORDS_IN_FIGURE.sub(lambda found: self._replacements.text(found.group()), text)

    def _day(self, text: str) -> str:
        return text if self.is_day(text) else self._replacements.text(text)

    def is_day(self, text: str) -> bool:
        """Whether the reader would take a text for a day, be it one of the calendar or not."""
        return _DAY.fullmatch(text.translate(_CONTROLS).strip()) is not None

    def is_amount(self, text: str) -> bool:
        """Whether the reader would take a text for an amount."""
        return odd_number(self._alphabet.readable(text), amount=True)[0] is not None

    def _amount(self, text: str) -> str:
        if _PLAIN_AMOUNT.fullmatch(text) or self.is_amount(text):
            return scaled(text, self._scale, read_as=self._alphabet.readable(text))
        return self._figure(text)

    def _checksum(self, text: str) -> str:
        return text if _SUM.fullmatch(text.strip()) else self._figure(text)

    def _quantity(self, text: str) -> str:
        return text if self.is_amount(text) else self._figure(text)

    def _account(self, text: str) -> str:
        return self._replacements.code(text, digits=False)

    def _series(self, text: str) -> str:
        new = self._replacements.identity_numbers(text)
        letters = "".join(filter(str.isalpha, new))
        if len(letters) < SHORT or letters.lower() in public_names.SERIES_NAMES:
            return self.stay(new)
        return self._replacements.code(new, digits=False)

    def _voucher_number(self, text: str) -> str:
        new = self._replacements.identity_numbers(text)
        return new if WORD.search(new) is None else self._replacements.code(new, digits=False)

    def _objects(self, text: str) -> str:
        """A list of dimensions and objects in turn; what is no whole list has only objects."""
        items = list(_ITEM.finditer(text))
        parts: list[str] = []
        done = 0
        for k, item in enumerate(items):
            is_dimension = len(items) % 2 == k % 2 == 0
            parts += (
                text[done : item.start()],
                self._item(item.group(), is_dimension=is_dimension),
            )
            done = item.end()
        return "".join((*parts, text[done:]))

    def _item(self, item: str, *, is_dimension: bool) -> str:
        if is_dimension and len(item) <= _LONGEST_DIMENSION and item.strip('"').isdecimal():
            return item
        if item.startswith('"'):
            inner, closing = (item[1:-1], '"') if item.endswith('"') else (item[1:], "")
            return f'"{self._replacements.code(inner)}{closing}' if inner else item
        return self._replacements.code(item)

    def _organisation(self, text: str) -> str:
        """An organisation number, however it is written, with its digits where they are."""
        digits = _ORGNR_SPACE.sub("", self._alphabet.readable(text).translate(_CONTROLS))
        size = len(digits)
        whole = size == DIGITS or (size == DIGITS_WITH_CENTURY and digits.startswith(CENTURIES))
        if not (digits.isascii() and digits.isdecimal() and whole):
            return self._replacements.text(text)
        century = digits[:-DIGITS]
        new = iter(century + self._replacements.identity(digits[-DIGITS:]))
        return "".join(next(new) if one.isdecimal() else one for one in text)
