"""The files of an uploaded zip, one after the other, none of them in memory or under its own name.

Names in a zip are only shown. What a zip says about sizes may be a lie, so what comes out of it
is counted.
"""

from __future__ import annotations

import errno
import lzma
import struct
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from siekit.formats.source import EMPTY_ZIP_MARK, EXTENSIONS, METHODS, ZIP_MARK
from siekit.workspace.foreign_words import disk_refusal
from siekit.workspace.not_sie import not_sie
from siekit.workspace.refusals import Refusal
from siekit.workspace.shown_text import shown_path

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKS = (ZIP_MARK, EMPTY_ZIP_MARK)
"""How a zip begins."""

MOST_MEMBERS = 10_000
MOST_UNPACKED = 4 << 30
"""Bytes that the files of one zip may have together."""

MOST_GROWTH = 200
"""How many times larger than packed a file may become; SIE files become 5 to 30 times larger."""

FREE_GROWTH = 16 << 20
"""Bytes up to which nobody asks how much a file has grown."""

PIECE = 1 << 20
_LARGEST_DIRECTORY = 4 << 20
_ENCRYPTED = 0x1
_UTF_8 = 0x800
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    OverflowError,
    LookupError,
    MemoryError,
)
"""What the library raises for zips that are not as they should be."""
_OFFICE = {"workbook.xml": "an Excel workbook", "document.xml": "a Word document"}


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a zip: its name as it is shown, and whether that name is one of SIE files."""

    info: zipfile.ZipInfo
    shown: str
    named: bool


class Unpacking:
    """An open zip; `Unpacking.of` opens one or refuses."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        """Take an open archive and the name of its file."""
        self._archive = archive
        self._name = name
        self._room = MOST_UNPACKED
        entries = archive.infolist()
        if len(entries) > MOST_MEMBERS:
            raise Refusal("zip_too_many", file=name, most=MOST_MEMBERS)
        self.members = [_member(info, name) for info in entries if not _is_noise(info)]
        office = _office(entries)
        if office:
            raise not_sie(name, office)
        if not self.members:
            raise Refusal("zip_without_sie", file=name)

    @classmethod
    @contextmanager
    def of(cls, file: IO[bytes], name: str) -> Iterator[Unpacking]:
        """Open a zip; raises `Refusal` when it is damaged or has too many files or none."""
        limited = _Limited(file)
        with _told(name):
            archive = zipfile.ZipFile(limited)
        with archive:
            limited.free = True
            yield cls(archive, name)

    def pieces(self, member: Member) -> Iterator[bytes]:
        """Give the bytes of a member; `Refusal` when there are too many or they cannot be had."""
        info = member.info
        if self._room < 0:
            raise Refusal("zip_too_large", file=member.shown, most=MOST_UNPACKED)
        if info.flag_bits & _ENCRYPTED:
            raise Refusal("zip_encrypted", file=member.shown)
        if info.compress_type not in METHODS:
            raise Refusal("zip_method", file=member.shown)
        allowed = FREE_GROWTH + info.compress_size * MOST_GROWTH
        with _told(member.shown), self._archive.open(info) as stream:
            while piece := stream.read(PIECE):
                allowed -= len(piece)
                self._room -= len(piece)
                if allowed < 0 or self._room < 0:
                    raise Refusal("zip_too_large", file=member.shown, most=MOST_UNPACKED)
                yield piece


class _Limited:
    """A file of which no large piece is read while the zip's directory is."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.free = False
        self.seek, self.tell = file.seek, file.tell

    def read(self, size: int = -1) -> bytes:
        if not self.free and size > _LARGEST_DIRECTORY:
            raise zipfile.BadZipFile
        return self._file.read(size)

    def seekable(self) -> bool:
        return True

    def close(self) -> None:
        """Leave the file open; it is its owner's."""


def _member(info: zipfile.ZipInfo, zip_name: str) -> Member:
    name = _name(info)
    return Member(info, shown_path(f"{zip_name}/{name}"), name.lower().endswith(EXTENSIONS))


def _name(info: zipfile.ZipInfo) -> str:
    """Return a file's name; some programs write UTF-8 without saying so."""
    if info.flag_bits & _UTF_8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _is_noise(info: zipfile.ZipInfo) -> bool:
    """Tell whether an entry is a folder or what systems add to every zip."""
    last = info.filename.replace("\\", "/").rpartition("/")[2]
    added = info.filename.startswith("__MACOSX/") or last.startswith("._")
    return info.is_dir() or added or last in {".DS_Store", "Thumbs.db", "desktop.ini"}


def _office(entries: list[zipfile.ZipInfo]) -> str | None:
    """Return which office document the zip is, None when it is none."""
    names = {info.filename for info in entries}
    if "[Content_Types].xml" not in names:
        return None
    last = {name.rpartition("/")[2] for name in names}
    return next((what for name, what in _OFFICE.items() if name in last), None)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Turn whatever the library says of a bad zip into a refusal."""
    try:
        yield
    except Refusal:
        raise
    except OSError as error:
        if error.errno != errno.EINVAL:  # a place before the file's beginning
            raise disk_refusal(error) from error
        raise Refusal("zip_damaged", file=name) from error
    except _BROKEN as error:
        raise Refusal("zip_damaged", file=name) from error
