"""The languages that siekit speaks, and which of them the user's system asks for."""

from __future__ import annotations

import os

LANGUAGES = ("en", "sv")


def system_language() -> str:
    """Swedish where the system is set to Swedish, else English."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = os.environ.get(variable)
        if wanted:
            return "sv" if wanted.lower().startswith("sv") else "en"
    return "en"
