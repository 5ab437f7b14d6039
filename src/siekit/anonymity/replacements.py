"""What stands for what in one file: words, numbers and codes, the same ones everywhere."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from siekit.anonymity.identity_numbers import DIGITS, invented_number
from siekit.anonymity.invented_words import invented
from siekit.exceptions import NotAnonymizedError
from siekit.formats.sie4.orgnr import CENTURIES, DIGITS_WITH_CENTURY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from siekit.anonymity.alphabet import Alphabet
    from siekit.anonymity.keys import Draws

SHORT = 4
"""Letters from which a word says something by itself, and digits from which a number does."""

LONG_NUMBER = 6
"""Digits from which a code may be the number of a person or a company."""

ATTEMPTS = 60
"""Draws for one word before it is given up."""

TEXT_ATTEMPTS = 8
"""Draws for a text that does not change, which then has nothing to change."""

PIECE = 1 << 16
"""Characters of a long text that are worked on at a time."""

WORD = re.compile(r"[^\W\d_]{4,}")
"""Words that must not be left."""

_LETTER = r"(?:[^\W0-9_]|[\udc80-\udcff])"
_NUMBER = (
    r"(?<![0-9])(?P<century>1[689]|20)?(?P<date>[0-9]{6})(?P<mark>[-+ \u00a0]?)(?P<rest>[0-9]{4})"
    r"(?![0-9])"
)
_PART = re.compile(rf"{_NUMBER}|(?P<digits>[0-9]+)|(?P<word>{_LETTER}+)")
_IDENTITY = re.compile(_NUMBER)
_CODE_PART = re.compile(rf"[0-9]|{_LETTER}")
_HAS_LETTER = re.compile(_LETTER)
_HAS_LONG_NUMBER = re.compile(rf"[0-9]{{{LONG_NUMBER}}}")
_VAT_END = "01"


class Replacements:
    """Draws what stands for words, numbers and codes, and remembers it."""

    def __init__(
        self,
        draws: Draws,
        alphabet: Alphabet,
        *,
        words_of_file: AbstractSet[str],
        numbers_of_file: AbstractSet[str],
    ) -> None:
        """Take what the file itself holds, which no replacement may be."""
        self._draws = draws
        self._alphabet = alphabet
        self._words_of_file = words_of_file
        self._numbers_of_file = numbers_of_file
        self.words: dict[str, str] = {}
        self.codes: dict[str, str] = {}
        self.letter_codes: dict[str, str] = {}
        self.numbers: dict[str, str] = {}
        self._short_digits: dict[str, str] = {}
        self._taken_codes: set[str] = set()
        self._taken_numbers: set[str] = set()

    def text(self, text: str) -> str:
        """Give a text whose words and numbers are others, and nothing else is."""
        if len(text) > PIECE:
            return "".join(map(self.text, _pieces(text)))
        new = _PART.sub(partial(self._part, 0), text)
        attempt = 0
        while len(text) >= SHORT and new.lower() == text.lower() and attempt < TEXT_ATTEMPTS:
            attempt += 1
            new = _PART.sub(partial(self._part, attempt), text)
        return new

    def identity_numbers(self, text: str, *, bare: bool = False) -> str:
        """Give a text in which only organisation and personal numbers are others.

        Those with a hyphen are, and those that the file has elsewhere; if `bare`, all numbers of
        ten digits, or twelve with the century.
        """
        return _IDENTITY.sub(partial(self._identity_part, bare), text)

    def _identity_part(self, bare: bool, found: re.Match[str]) -> str:  # noqa: FBT001, partial
        digits = found["date"] + found["rest"]
        if bare or found["mark"] in tuple("-+") or digits in self._numbers_of_file:
            return self._part(0, found)
        return found.group()

    def identity(self, digits: str) -> str:
        """Give the invented number for the ten digits of one."""
        if not digits.strip("0"):
            return digits
        known = self.numbers.get(digits)
        attempt = 0
        while known is None:
            new = invented_number(digits, self._draws, attempt)
            attempt += 1
            if attempt > ATTEMPTS or not (
                new == digits or new in self._taken_numbers or new in self._numbers_of_file
            ):
                known = self.numbers[digits] = new
                self._taken_numbers.add(new)
        return known

    def code(self, code: str, *, digits: bool = True) -> str:
        """Give the code for an object's: another one for each, begun alike if they begin alike.

        A number of fewer than six digits says nothing about anybody and stays. Without `digits`
        only letters are others.
        """
        known = (self.codes if digits else self.letter_codes).get(code)
        if known is None:
            known = self._new_code(code, digits=digits)
            if known != code:
                (self.codes if digits else self.letter_codes)[code] = known
                self._taken_codes.add(known)
        return known

    def _new_code(self, code: str, *, digits: bool) -> str:
        if self._is_number_of_somebody(code):
            return _PART.sub(partial(self._part, 0), code)
        code = self.identity_numbers(code, bare=True)
        if not _HAS_LETTER.search(code) and not (digits and _HAS_LONG_NUMBER.search(code)):
            return code
        for attempt in range(ATTEMPTS):
            new = self._chain(code, attempt, digits=digits)
            differs = new != code or len(code) == 1
            if differs and new not in self._taken_codes and self._says_nothing(new):
                return new
        return new

    def _is_number_of_somebody(self, code: str) -> bool:
        found = _PART.fullmatch(code.strip())
        return found is not None and found["date"] is not None

    def _part(self, attempt: int, found: re.Match[str]) -> str:
        """Give what stands for a word or a number that was found in a text."""
        if found.lastgroup == "word":
            return self._word(found["word"], attempt)
        if found.lastgroup == "digits":
            return self._digits(found["digits"], attempt)
        new = self.identity(found["date"] + found["rest"])
        return f"{found['century'] or ''}{new[:6]}{found['mark']}{new[6:]}"

    def _word(self, word: str, attempt: int) -> str:
        if len(word) > PIECE:
            return "".join(self._word(piece, attempt) for piece in _pieces(word))
        known = self.words.get(word) if attempt == 0 else None
        if known is None:
            known = self._new_word(word, attempt)
            if attempt == 0:
                self.words[word] = known
        return known

    def _new_word(self, word: str, first: int) -> str:
        short = len(word) < SHORT
        for attempt in range(first, first + ATTEMPTS):
            if short:
                new = self._chain(word, attempt, digits=False)
            else:
                new = invented(word, self._draws, self._alphabet, attempt)
            if new.lower() != word.lower() and (short or self._says_nothing(new)):
                return new
        if short:
            return word
        # Its letters have none that count alike in this encoding: plain ones then.
        plain = "".join("X" if letter.isupper() else "x" for letter in word)
        for attempt in range(ATTEMPTS):
            number = self._draws.number("plain", word, attempt)
            new = invented(plain, self._draws, self._alphabet, number)
            if self._says_nothing(new):
                return new
        message = f"No word could be invented for one of {len(word)} letters. Use another key."
        raise NotAnonymizedError(message)

    def _says_nothing(self, new: str) -> bool:
        """Whether no word of a replacement is a word of the file."""
        return all(word not in self._words_of_file for word in WORD.findall(new.lower()))

    def _digits(self, digits: str, attempt: int) -> str:
        """Give other digits, as many, with as many zeros in front."""
        known = self._short_digits.get(digits) if attempt == 0 else None
        if known is None:
            known = self._new_digits(digits, attempt)
            if attempt == 0 and len(digits) <= SHORT:
                self._short_digits[digits] = known
        return known

    def _new_digits(self, digits: str, attempt: int) -> str:
        size = len(digits)
        with_century = size == DIGITS_WITH_CENTURY and digits.startswith(CENTURIES)
        if size == DIGITS_WITH_CENTURY and digits.endswith(_VAT_END) and not with_century:
            return self.identity(digits[:DIGITS]) + _VAT_END
        if size > PIECE:
            return "".join(self._digits(piece, attempt) for piece in _pieces(digits))
        for again in range(attempt, attempt + ATTEMPTS):
            new = self._chain(digits, again, digits=True)
            if size < SHORT or not digits.strip("0"):
                break
            century = size == DIGITS_WITH_CENTURY and new.startswith(CENTURIES)
            if new != digits and century == with_century:
                break
        return new

    def _chain(self, code: str, attempt: int, *, digits: bool) -> str:
        """Exchange each character by what stands before it: no two codes become one."""
        chain = self._draws.chain(attempt)
        made = list(code)
        leading = True
        for found in _CODE_PART.finditer(code):
            old = found.group()
            is_digit = old.isascii() and old.isdigit()
            if is_digit and not digits:
                continue
            if is_digit and leading:
                others = "0" if old == "0" else "123456789"
                leading = old == "0"
            else:
                others = self._alphabet.others(old)
                leading = leading and is_digit
            made[found.start()] = others[(others.index(old) + chain.next(old)) % len(others)]
        return "".join(made)


def _pieces(text: str) -> Iterator[str]:
    """Cut a long text, at a space where there is one."""
    start = 0
    while start < len(text):
        stop = min(start + PIECE, len(text))
        if stop < len(text):
            space = text.rfind(" ", start, stop)
            stop = space + 1 if space > start else stop
        yield text[start:stop]
        start = stop
