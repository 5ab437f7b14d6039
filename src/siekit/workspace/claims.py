"""Who is at work on a file or folder that has no name yet: a lock that ends with its process.

What a killed process left behind can so be told from what another one is writing now.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

fcntl: Any = import_module("fcntl") if find_spec("fcntl") else None
"""The locks of Unix; Windows refuses to remove a file that is open."""

LONG = 24 * 3600
"""Seconds after which nobody is taken to be at work, where there are no such locks."""


@contextmanager
def claimed(path: Path) -> Iterator[None]:
    """Hold a claim on a file or folder meanwhile; it may be renamed under it."""
    if fcntl is None:
        yield
        return
    number = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(number, fcntl.LOCK_SH)
        yield
    finally:
        os.close(number)


def is_claimed(path: Path) -> bool:
    """Tell whether a living process is at work on it."""
    try:
        if fcntl is None:
            return time.time() - path.stat().st_mtime < LONG
        number = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(number)
    return False
