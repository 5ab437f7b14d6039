"""The key, and what is drawn from it: for one key the same text always draws the same."""

from __future__ import annotations

import hmac
import secrets

from siekit.exceptions import UsageError

KEY_BYTES = 32

SINGLY = 64
"""Characters of a text that are drawn for one by one."""

TOGETHER = 16
"""Characters further on that are drawn for together: two bytes of a digest each."""


def new_key() -> str:
    """A random key, as text that can be kept in a file."""
    return secrets.token_hex(KEY_BYTES)


def key_bytes(key: str | bytes | None) -> bytes:
    """The key as bytes: one that was given, else a random one that nobody learns."""
    if key is None:
        return secrets.token_bytes(KEY_BYTES)
    raw = key.encode() if isinstance(key, str) else bytes(key)
    if not raw.strip():
        message = "The key is empty. Give some text that nobody can guess, or no key at all."
        raise UsageError(message)
    return raw.strip()


class Draws:
    """Numbers drawn by HMAC-SHA256 from the key, what they are for, and a text."""

    def __init__(self, key: bytes, round_no: int = 0) -> None:
        """Take the key; another `round_no` draws everything anew."""
        self._key = hmac.digest(key, f"siekit anonymize {round_no}".encode(), "sha256")
        self._beginnings: dict[int, bytes] = {}

    def digest(self, purpose: str, text: str, attempt: int = 0) -> bytes:
        """Give 32 bytes for a text; another attempt gives others."""
        message = f"{purpose}\0{attempt}\0{text}".encode("utf-8", "surrogatepass")
        return hmac.digest(self._key, message, "sha256")

    def number(self, purpose: str, text: str, attempt: int = 0) -> int:
        """Give a large number for a text."""
        return int.from_bytes(self.digest(purpose, text, attempt), "big")

    def chain(self, attempt: int) -> Chain:
        """Begin a chain: numbers that depend on the characters before them."""
        if attempt not in self._beginnings:
            self._beginnings[attempt] = self.digest("code", "", attempt)
        return Chain(self._key, self._beginnings[attempt])


class Chain:
    """Numbers for the characters of a text, each by all that stand before it.

    Far into a long text it goes by sixteen characters at a time, which is quicker.
    """

    def __init__(self, key: bytes, state: bytes) -> None:
        """Begin with a state that is drawn from the key."""
        self._key = key
        self._state = state
        self._count = 0
        self._waiting = ""

    def next(self, character: str) -> int:
        """Give the number for the next character, then go on past it."""
        at = 2 * len(self._waiting)
        number = self._state[at] * 256 + self._state[at + 1]
        self._count += 1
        self._waiting += character.lower()[:1]
        if self._count < SINGLY or len(self._waiting) == TOGETHER:
            more = self._waiting.encode("utf-8", "surrogatepass")
            self._state = hmac.digest(self._key, self._state + more, "sha256")
            self._waiting = ""
        return number
