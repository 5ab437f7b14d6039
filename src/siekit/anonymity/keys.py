"""The key, and what is drawn from it: for one key the same text always draws the same."""

from __future__ import annotations

import hmac
import secrets

from siekit.exceptions import UsageError

KEY_BYTES = 32


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

    def digest(self, purpose: str, text: str, attempt: int = 0) -> bytes:
        """Give 32 bytes for a text; another attempt gives others."""
        message = f"{purpose}\0{attempt}\0{text}".encode("utf-8", "surrogatepass")
        return hmac.digest(self._key, message, "sha256")

    def number(self, purpose: str, text: str, attempt: int = 0) -> int:
        """Give a large number for a text."""
        return int.from_bytes(self.digest(purpose, text, attempt), "big")

    def after(self, state: bytes, character: str) -> bytes:
        """Give the state of a chain after one more character."""
        return hmac.digest(self._key, state + character.encode("utf-8", "surrogatepass"), "sha256")
