"""Secrets that others keep: the catalogue has their hashes only."""

from __future__ import annotations

import hashlib
import secrets


def new_secret() -> str:
    """Return a secret that cannot be guessed."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """Return what the catalogue keeps of a secret, too long to be guessed and so without salt."""
    return hashlib.sha256(secret.encode()).hexdigest()
