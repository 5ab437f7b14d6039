"""Passwords: hashed with argon2id, and refused where anybody could guess them."""

from __future__ import annotations

import secrets
from functools import cache
from threading import BoundedSemaphore

from pwdlib import PasswordHash

from siekit.workspace.refusals import Refusal

SHORTEST = 12
LONGEST = 1000
_DIFFERENT = 5
_ROWS = ("abcdefghijklmnopqrstuvwxyzåäö", "01234567890123456789", "qwertyuiopåasdfghjklöäzxcvbnm")
_AT_ONCE = BoundedSemaphore(2)
"""Each hash takes 64 MB for a moment: a crowd of attempts takes turns."""


@cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@cache
def _nobodys_hash() -> str:
    return _hasher().hash(secrets.token_urlsafe(32))


def password_hash(password: str, *, email: str = "") -> str:
    """Return what the catalogue keeps of a password; `weak_password` when it is too easy."""
    problem = _problem(password, email)
    if problem:
        raise Refusal("weak_password", problem=problem[0], problem_sv=problem[1])
    with _AT_ONCE:
        return _hasher().hash(password)


def password_fits(password: str, kept: str | None) -> tuple[bool, str | None]:
    """Tell whether a password is the one kept, and a newer hash when the kept one is old.

    Takes as long when nothing is kept, so that nobody learns by the clock who has an account.
    """
    nobody = _nobodys_hash()
    with _AT_ONCE:
        fits, newer = _hasher().verify_and_update(password[:LONGEST], kept or nobody)
    return fits and kept is not None, newer if kept else None


def _problem(password: str, email: str) -> tuple[str, str] | None:
    if len(password) < SHORTEST:
        few = len(password)
        return (
            f"it has {few} characters, and {SHORTEST} are the fewest",
            f"det har {few} tecken, och minst {SHORTEST} behövs",
        )
    if len(password) > LONGEST:
        return f"it is longer than {LONGEST} characters", f"det är längre än {LONGEST} tecken"
    plain = password.lower()
    if len(set(plain)) < _DIFFERENT or any(plain in row for row in _ROWS):
        return "it is made of very few characters", "det består av väldigt få olika tecken"
    if email and plain in {email.lower(), email.lower() * 2}:
        return "it is the e-mail address", "det är e-postadressen"
    return None
