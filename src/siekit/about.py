"""Which siekit this is."""

from __future__ import annotations

from siekit import __version__
from siekit.core import COMPILED


def version() -> str:
    """The version alone."""
    return __version__


def version_line() -> str:
    """Name, version and whether the core is compiled, as `siekit --version` prints it."""
    return f"siekit {__version__} ({'compiled' if COMPILED else 'uncompiled'} core)"
