"""Where the bytes come from: a path, a folder, a glob, a zip, a stream or bytes in memory."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from glob import glob, has_magic
from io import BytesIO
from os import PathLike, fspath
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeAlias, cast

from siekit.exceptions import FileMissingError, FileUnreadableError, NotSieError, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Readable: TypeAlias = "str | PathLike[str] | bytes | bytearray | memoryview | IO[bytes]"

EXTENSIONS = (".se", ".si", ".sie")
"""What SIE files are usually called, in any mixture of cases; a zip may hold other files too."""

MOST_UNPACKED = 4 << 30
"""Bytes that the files of one zip may have together, so that a small zip cannot fill memory."""

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How files may be packed: of others a few bytes become gigabytes before anybody can count."""

ZIP_MARK = b"PK\x03\x04"
EMPTY_ZIP_MARK = b"PK\x05\x06"


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one file and the name by which people know it."""

    name: str
    data: bytes


def one_source(readable: Readable, name: str | None = None) -> Source:
    """Return the bytes of a path, a stream or memory, as they are.

    Raises `FileMissingError` and `FileUnreadableError`.
    """
    if isinstance(readable, (bytes, bytearray, memoryview)):
        return Source(name or "<bytes>", bytes(readable))
    if isinstance(readable, (str, PathLike)):
        path = Path(fspath(readable))
        return Source(name or str(path), _file_bytes(path))
    return Source(name or _stream_name(readable), _stream_bytes(readable))


def _file_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        message = f"{path}: there is no such file. Check the name and the folder."
        raise FileMissingError(message) from None
    except IsADirectoryError:
        message = f"{path} is a folder, not a file. Name a file in it, or use read_many for all."
        raise FileUnreadableError(message) from None
    except PermissionError:
        message = f"{path}: no permission to read this file. Ask its owner for the right to."
        raise FileUnreadableError(message) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"{path} cannot be read: {reason}. Copy it to another place and try again."
        raise FileUnreadableError(message) from error


def _stream_name(stream: IO[bytes]) -> str:
    name = getattr(stream, "name", None)
    return name if isinstance(name, str) else "<stream>"


def _stream_bytes(stream: IO[bytes]) -> bytes:
    try:
        data: object = stream.read()  # bytes is what the type says, and text what people open
    except OSError as error:
        message = f"{_stream_name(stream)} cannot be read: {error.strerror or error}."
        raise FileUnreadableError(message) from error
    if not isinstance(data, bytes):
        message = f"{_stream_name(stream)} gives text; open it in binary mode, with 'rb'."
        raise FileUnreadableError(message)
    return data


def is_zip(data: bytes) -> bool:
    """Tell whether the bytes begin as a zip does."""
    return data.startswith((ZIP_MARK, EMPTY_ZIP_MARK))


def unpacked(source: Source) -> list[Source]:
    """Return the files of a zip in its own order, those with a SIE name if there are any.

    Names inside are only shown, never used as paths. Raises `NotSieError` for a zip without
    files and `FileUnreadableError` for one that is damaged, encrypted or too large.
    """
    try:
        with zipfile.ZipFile(BytesIO(source.data)) as archive:
            members = [info for info in archive.infolist() if not _is_noise(info)]
            named = [info for info in members if info.filename.lower().endswith(EXTENSIONS)]
            return _extracted(source, archive, named or members)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        message = f"{source.name} is a zip that cannot be unpacked: {error}. Send it again."
        raise FileUnreadableError(message) from error
    except (ValueError, OverflowError, LookupError, zlib.error) as error:
        message = f"{source.name} is a damaged zip: {error}. Send it again."
        raise FileUnreadableError(message) from error


def _is_noise(info: zipfile.ZipInfo) -> bool:
    """Tell whether an entry is a folder or what macOS adds to every zip."""
    return info.is_dir() or info.filename.startswith("__MACOSX/")


def _extracted(
    source: Source, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]
) -> list[Source]:
    if not members:
        message = f"{source.name} is a zip without any file in it."
        raise NotSieError(message)
    room = MOST_UNPACKED
    files = []
    for info in members:
        if info.compress_type not in METHODS:
            message = "That compression method is not supported"
            raise NotImplementedError(message)
        with archive.open(info) as stream:
            # The size that the zip declares may be a lie, so what is read is limited too.
            data = stream.read(room + 1)
        room -= len(data)
        if room < 0:
            message = f"{source.name} unpacks to more than {MOST_UNPACKED >> 30} GiB; unpack it."
            raise FileUnreadableError(message)
        files.append(Source(f"{source.name}/{info.filename}", data))
    return files


def office_document(files: list[Source]) -> str | None:
    """Return which office document a zip with these files is, None when it is none."""
    names = {file.name.rpartition("/")[2] for file in files}
    if "workbook.xml" in names:
        return "an Excel workbook"
    return "a Word document" if "document.xml" in names else None


def many_sources(readable: Readable | Sequence[Readable]) -> Iterator[Source | SourceError]:
    """Give every file that a path, folder, glob, zip or list of these stands for.

    What cannot be had is given as its exception, so that one bad file does not hide the rest.
    """
    if isinstance(readable, (list, tuple)):
        for one in readable:
            yield from many_sources(one)
        return
    one_readable = cast("Readable", readable)
    try:
        paths = paths_of(one_readable)
    except SourceError as error:
        yield error
        return
    for one in [one_readable] if paths is None else paths:
        try:
            found = one_source(one)
        except SourceError as error:
            yield error
        else:
            yield from _opened(found)


def _opened(source: Source) -> Iterator[Source | SourceError]:
    """Give the files of a zip, or the file itself."""
    if not is_zip(source.data):
        yield source
        return
    try:
        yield from unpacked(source)
    except SourceError as error:
        yield error


def paths_of(readable: Readable) -> list[Path] | None:
    """Return the files of a folder or glob in order, None when it is neither."""
    if not isinstance(readable, (str, PathLike)):
        return None
    path = Path(fspath(readable))
    if path.is_dir():
        return _in_folder(path)
    if has_magic(str(path)) and not path.exists():
        return _like(path)
    return None


def _in_folder(folder: Path) -> list[Path]:
    suffixes = (*EXTENSIONS, ".zip")
    inside = [path for path in folder.rglob("*") if path.suffix.lower() in suffixes]
    files = sorted(path for path in inside if path.is_file())
    if not files:
        message = f"{folder} is a folder without any .se, .si, .sie or .zip file in it."
        raise FileMissingError(message)
    return files


def _like(pattern: Path) -> list[Path]:
    # Path.glob takes no absolute pattern, and gives hidden files too.
    found = glob(str(pattern), recursive=True)  # noqa: PTH207 - for the reason above
    files = sorted(path for path in map(Path, found) if path.is_file())
    if not files:
        message = f"{pattern}: no file has a name like that."
        raise FileMissingError(message)
    return files
