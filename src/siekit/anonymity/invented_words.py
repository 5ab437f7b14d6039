"""Words that mean nothing and look Swedish, letter for letter as long as those they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from siekit.anonymity.alphabet import Alphabet
    from siekit.anonymity.keys import Draws

LONGEST = 48
"""Letters of a word that are drawn at once; a longer one is made of several."""

_VOWELS = "aaaeeeiiouuy"
_CONSONANTS = "bddfghjkllmnnprrsstv"
_BEGINNINGS = ("br", "dr", "fl", "gr", "kl", "kr", "sk", "sl", "sp", "st", "tr")
_ENDINGS = ("ll", "nd", "rk", "st", "lm", "rg", "rn", "tt", "ld", "nk", "mm", "rv")
_LIKE_VOWELS = frozenset("åäöéèêëüáàâîïôûaeiouy")


def invented(word: str, draws: Draws, alphabet: Alphabet, attempt: int = 0) -> str:
    """Give an invented word of the same length and capitals for a word.

    Letters outside A to Z stay what they are to the encoding: at each of their places stands
    one that counts alike.
    """
    if len(word) > LONGEST:
        parts = (word[k : k + LONGEST] for k in range(0, len(word), LONGEST))
        return "".join(invented(part, draws, alphabet, attempt) for part in parts)
    made: list[str] = []
    numbers = _numbers(draws, word.lower(), attempt)
    while len(made) < len(word):
        at = len(made)
        if not word[at].isascii():
            others = alphabet.others(word[at])
            made.append(others[next(numbers) % len(others)])
        else:
            made.extend(_syllable(word, made, next(numbers)))
    return "".join(_cased(new, old) for new, old in zip(made, word, strict=True))


def _numbers(draws: Draws, text: str, attempt: int) -> _Numbers:
    digest = draws.digest("word", text, attempt)
    if len(text) > len(digest):
        digest += draws.digest("more", text, attempt)
    return _Numbers(digest)


class _Numbers:
    """The bytes of a digest one after the other, again from the start when all are used."""

    def __init__(self, digest: bytes) -> None:
        self._digest = digest
        self._at = -1

    def __next__(self) -> int:
        self._at += 1
        return self._digest[self._at % len(self._digest)]


def _syllable(word: str, made: list[str], number: int) -> str:
    """The next letter, or two that go well together, after those that are made."""
    at = len(made)
    free = word[at : at + 2].isascii() and at + 1 < len(word)
    after_vowel = at > 0 and made[-1].lower() in _LIKE_VOWELS
    if at == 0 and number % 5:
        return (
            _BEGINNINGS[number // 5 % len(_BEGINNINGS)]
            if free and number % 5 == 1
            else (_CONSONANTS[number // 5 % len(_CONSONANTS)])
        )
    if not after_vowel:
        return _VOWELS[number % len(_VOWELS)]
    if free and number % 3 == 0:
        return _ENDINGS[number // 3 % len(_ENDINGS)]
    return _CONSONANTS[number // 3 % len(_CONSONANTS)]


def _cased(new: str, old: str) -> str:
    return new.upper() if old.isascii() and old.isupper() else new
