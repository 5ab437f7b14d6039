"""The bytes as they were received, each kept once under its sha256, never changed."""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.workspace.claims import claimed, is_claimed
from siekit.workspace.foreign_words import disk_refusal
from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_COMING = ".coming-"


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes that are on disk: their sha256 and how many they are."""

    sha256: str
    size: int


class Originals:
    """A folder of originals: `ab/abcdef…`. A name is there only when all its bytes are."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made when the first bytes come."""
        self._folder = folder

    def keep(self, chunks: Iterable[bytes], *, most: int | None = None) -> Kept:
        """Keep bytes that come in pieces, and return their sha256 when they are safe on disk.

        More than `most` bytes are refused (`file_too_large`); then nothing is left behind.
        """
        coming = self._folder / f"{_COMING}{secrets.token_hex(8)}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            coming.touch(exist_ok=False)
            with claimed(coming):
                kept = _written(coming, chunks, most)
                self._name(coming, kept.sha256)
        except OSError as error:
            raise disk_refusal(error) from error
        finally:
            with suppress(OSError):
                coming.unlink(missing_ok=True)
        return kept

    def _name(self, coming: Path, sha256: str) -> None:
        """Give bytes that are on disk their name, safe against a power cut."""
        place = self._place(sha256)
        if not place.parent.is_dir():
            place.parent.mkdir(exist_ok=True)
            sync_folder(self._folder)
        coming.replace(place)
        sync_folder(place.parent)

    def read(self, sha256: str) -> bytes:
        """Return the bytes; `original_missing` when they are not there."""
        try:
            return self._place(sha256).read_bytes()
        except FileNotFoundError:
            raise Refusal("original_missing", sha256=sha256) from None
        except OSError as error:
            raise disk_refusal(error) from error

    def __contains__(self, sha256: object) -> bool:
        return isinstance(sha256, str) and self._place(sha256).is_file()

    def __iter__(self) -> Iterator[str]:
        """Give the sha256 of everything that is kept."""
        for place in sorted(self._folder.glob("??/*")):
            if place.is_file():
                yield place.name

    def path(self, sha256: str) -> Path:
        """Return where the bytes lie, for copying them."""
        return self._place(sha256)

    def erase(self, sha256: str) -> None:
        """Remove the bytes for good; the caller has written down who wanted it and why."""
        place = self._place(sha256)
        place.unlink(missing_ok=True)
        if place.parent.is_dir():
            sync_folder(place.parent)

    def left_behind(self) -> list[Path]:
        """Return what a process that was killed left half-written."""
        found = sorted(self._folder.glob(f"{_COMING}*"))
        return [one for one in found if not is_claimed(one)]

    def _place(self, sha256: str) -> Path:
        if len(sha256) != 64 or not sha256.isalnum():  # noqa: PLR2004 - the length of a sha256
            raise Refusal("original_missing", sha256=sha256)
        return self._folder / sha256[:2] / sha256


def _written(coming: Path, chunks: Iterable[bytes], most: int | None) -> Kept:
    """Write the pieces, and return what they are when they are on disk."""
    digest, size = hashlib.sha256(), 0
    with coming.open("wb") as out:
        for chunk in chunks:
            size += len(chunk)
            if most is not None and size > most:
                raise Refusal("file_too_large", most=str(most))
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return Kept(digest.hexdigest(), size)


def sync_folder(folder: Path) -> None:
    """Make a folder's entries safe against a power cut."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
