"""Files that appear when they are complete: written beside, made safe, then renamed."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from siekit.exceptions import SiekitError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

BLOCK = 1 << 24
"""Bytes that are given to the system at a time."""

PERMISSIONS = 0o7777
"""The permission bits of a file's mode."""


def replace_file(path: str | os.PathLike[str], data: bytes | Iterable[bytes]) -> None:
    """Put bytes into a file in one step: it holds what it held before, or all of the new.

    A file that is replaced keeps its permissions, a symbolic link its place. A device or a pipe
    is written to as it is. Raises `UsageError` for a folder and `SiekitError`, which says why,
    when it cannot be done; then nothing is left behind.
    """
    place = Path(path).resolve()
    if place.is_dir():
        message = f"{path} is a folder. Name a file in it."
        raise UsageError(message)
    chunks: Iterable[bytes] = [data] if isinstance(data, bytes) else data
    try:
        if place.exists() and not place.is_file():
            _write_through(place, chunks)
        else:
            _write_beside(place, chunks)
    except OSError as error:
        message = (
            f"{path} cannot be written: {error.strerror or error}. What was there is unchanged; "
            "choose another place or make room."
        )
        raise SiekitError(message) from error


def _write_through(place: Path, chunks: Iterable[bytes]) -> None:
    with place.open("wb") as stream:
        for chunk in chunks:
            stream.write(chunk)


def _write_beside(place: Path, chunks: Iterable[bytes]) -> None:
    beside = place.with_name(f".{place.name[:200]}.{secrets.token_hex(4)}.part")
    try:
        with beside.open("xb", buffering=0) as stream:
            for chunk in chunks:
                _write_all(stream.fileno(), chunk)
            if place.exists():
                os.fchmod(stream.fileno(), place.stat().st_mode & PERMISSIONS)
            os.fsync(stream.fileno())
        beside.replace(place)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    _sync_folder(place.parent)


def _write_all(descriptor: int, chunk: bytes) -> None:
    view = memoryview(chunk)
    while view:
        view = view[os.write(descriptor, view[:BLOCK]) :]


def _sync_folder(folder: Path) -> None:
    """Make the new name itself safe, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
