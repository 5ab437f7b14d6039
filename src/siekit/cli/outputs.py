"""Where a command writes to: files that appear when they are complete, or the standard output."""

from __future__ import annotations

import io
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, Self

from siekit.cli.terminal import standard_output
from siekit.exceptions import SiekitError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import TracebackType

    from _typeshed import ReadableBuffer


class Outputs:
    """Files that are written beside their places and moved there when all are complete."""

    def __init__(self, inputs: Iterable[Path]) -> None:
        """Take the files that must not be written over."""
        self._inputs = list(inputs)
        self._pending: list[tuple[IO[bytes], Path, Path]] = []
        self._direct: list[IO[bytes]] = []
        self._made: Path | None = None
        self._kept = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for stream in (*self._direct, *(stream for stream, _, _ in self._pending)):
            with suppress(OSError):
                stream.close()
        if not self._kept:
            self._discard()
        if isinstance(error, OSError) and not error.filename and self._pending:
            raise _unwritable(self._pending[0][2], error) from error

    def folder(self, path: Path, *, why: str = "each table becomes a file in it") -> None:
        """Make a folder, if there is none of that name; it goes again if nothing is kept."""
        if path.exists() and not path.is_dir():
            message = f"{path} is a file. Name a folder with -o: {why}."
            raise UsageError(message)
        try:
            if not path.exists():
                path.mkdir(parents=True)
                self._made = path
        except OSError as error:
            raise _unwritable(path, error) from error

    def open(self, path: Path) -> BinaryIO:
        """Begin a file; a device or a pipe is written to as it is."""
        place = path.resolve()
        if any(_same(place, taken) for taken in self._inputs):
            message = f"{path} is one of the files that are read. Choose another name with -o."
            raise UsageError(message)
        if place.is_dir():
            message = f"{path} is a folder. Name a file with -o."
            raise UsageError(message)
        try:
            if place.exists() and not place.is_file():
                stream = place.open("wb")
                self._direct.append(stream)
                return stream
            beside = place.with_name(f".{place.name}.{secrets.token_hex(4)}.part")
            stream = beside.open("xb")
        except OSError as error:
            raise _unwritable(path, error) from error
        self._pending.append((stream, beside, place))
        return stream

    def keep(self) -> None:
        """Move all files to their places."""
        for stream in self._direct:
            stream.close()
        for stream, beside, place in self._pending:
            try:
                stream.flush()
                # Without this a crash of the machine could leave an empty file under the name.
                os.fsync(stream.fileno())
                stream.close()
                beside.replace(place)
            except OSError as error:
                raise _unwritable(place, error) from error
        self._kept = True

    def _discard(self) -> None:
        """Leave nothing behind."""
        for _, beside, _ in self._pending:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
        if self._made:
            with suppress(OSError):
                self._made.rmdir()


SEVERAL = (".zip",)
"""Endings of inputs that may hold several files."""


def are_several(files: Sequence[str], paths: Sequence[Path], output: str) -> bool:
    """Whether the output is a folder: it is called one, or several files are, or may be, read."""
    if output == "-":
        return False
    if output.endswith(("/", os.sep)) or Path(output).is_dir():
        return True
    return (
        len(paths) > 1
        or len(files) > 1
        or any(path.suffix.lower() in SEVERAL for path in paths)
        or any(Path(name).is_dir() for name in files)
    )


class StandardOutput(io.RawIOBase):
    """The standard output as a stream that only goes forwards, also where it is a file."""

    def __init__(self) -> None:
        """Find the standard output."""
        super().__init__()
        self._sink = standard_output()

    def writable(self) -> bool:
        """It can be written to."""
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        """Write all of it."""
        self._sink.write(data)
        return memoryview(data).nbytes

    def flush(self) -> None:
        """Write what is held back."""
        self._sink.flush()


def _same(place: Path, taken: Path) -> bool:
    """Whether both are the same file."""
    try:
        return place.samefile(taken)
    except OSError:
        return False


def _unwritable(path: Path, error: OSError) -> SiekitError:
    """Why a file cannot be written, and what to do."""
    message = f"{path} cannot be written: {error.strerror or error}. Choose another place with -o."
    return SiekitError(message)
