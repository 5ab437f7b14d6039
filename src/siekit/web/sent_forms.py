"""Forms with files, which lie in one file on the disk: thousands take no memory and no handles."""

from __future__ import annotations

import tempfile
from contextlib import aclosing, asynccontextmanager
from typing import IO, TYPE_CHECKING, Any, BinaryIO, cast

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser

from siekit.web.bodies import UPLOADS
from siekit.web.visitors import portal_of
from siekit.workspace.foreign_words import disk_refusal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from starlette.requests import Request

MOST_FILES = 10_000
"""Files that one form may bring, as many as a zip."""

_KEPT = "sent_form"


@asynccontextmanager
async def sent_form(request: Request) -> AsyncIterator[FormData]:
    """Give the form that was sent; a disk that cannot take its files is told as a refusal.

    Read once for each request, whoever asks first; that one's end is the end of its files.
    """
    known: FormData | None = getattr(request.state, _KEPT, None)
    if known is not None:
        yield known
        return
    form = await _read(request)
    try:
        setattr(request.state, _KEPT, form)
        yield form
    finally:
        await form.close()


async def _read(request: Request) -> FormData:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "multipart/form-data" or not UPLOADS.fullmatch(request.url.path):
        return await request.form()  # a small one, which FastAPI may have read before
    try:
        async with aclosing(request.stream()) as stream:
            parser = _Parser(request.headers, stream, max_files=MOST_FILES)
            parser.folder = portal_of(request).installation.folder
            return await parser.parse()
    except MultiPartException as error:
        raise HTTPException(400, error.message) from None
    except OSError as error:
        raise disk_refusal(error) from error


class _Parser(MultiPartParser):
    """A form's parser that puts the files one after the other into one file without a name."""

    folder: Path
    _whole: IO[bytes] | None = None

    def on_headers_finished(self) -> None:
        """Let a file be a piece of the whole, in place of one of its own."""
        super().on_headers_finished()
        own = self._current_part.file
        if own is None:
            return
        own.file.close()
        if self._whole is None:
            self._whole = tempfile.TemporaryFile(dir=self.folder)  # noqa: SIM115, a piece closes it
            self._files_to_close_on_error.append(cast("Any", self._whole))
        self._current_part.file = UploadFile(
            cast("BinaryIO", _Piece(self._whole)),
            size=0,
            filename=own.filename,
            headers=own.headers,
        )


class _Piece:
    """One file of a form; it is written at the end of the whole, before the next one begins."""

    def __init__(self, whole: IO[bytes]) -> None:
        self._whole = whole
        self._start = whole.seek(0, 2)
        self._size = 0
        self._at = 0

    def write(self, data: bytes) -> int:
        if not self._size:
            self._start = self._whole.seek(0, 2)
        self._size += len(data)
        return self._whole.write(data)

    def read(self, size: int = -1) -> bytes:
        left = self._size - self._at
        self._whole.seek(self._start + self._at)
        data = self._whole.read(left if size < 0 else min(size, left))
        self._at += len(data)
        return data

    def seek(self, place: int) -> int:
        self._at = min(place, self._size)
        return self._at

    def close(self) -> None:
        """End the whole: the files of a form are at an end together."""
        self._whole.close()
