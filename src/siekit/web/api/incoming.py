"""The files of a request, taken in as they come: on disk, never whole in memory.

Who asks is known before the first byte of a body is read. Too many bytes are refused when the
header announces them, else at the byte that is one too many.
"""

import tempfile
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass
from typing import IO, Annotated

from fastapi import Depends, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect

from siekit.web.access import ApiWorkspace
from siekit.web.api.shapes.base import LINE
from siekit.workspace.actors import Role
from siekit.workspace.foreign_words import disk_refusal
from siekit.workspace.refusals import Refusal
from siekit.workspace.shown_text import shown_name

MOST_FILES = 200
MOST_FIELDS = 20
REST = 2**20
"""Bytes for what is around the files: boundaries and names."""

FORM = "multipart/form-data"
RAW = (
    "application/octet-stream",
    "application/zip",
    "application/x-zip-compressed",
    "text/plain",
)
MEDIA_TYPES = (FORM, *RAW)
IN_MEMORY = 2**16
"""Bytes of a file that are kept in memory before it goes to disk."""

BODY = {
    "requestBody": {
        "required": True,
        "description": "The files: a form with any number of them, or the bytes of one file or "
        "zip, with its name as `?name=`.",
        "content": {
            FORM: {
                "schema": {
                    "type": "object",
                    "properties": {
                        "files": {
                            "type": "array",
                            "items": {"type": "string", "format": "binary"},
                            "minItems": 1,
                        }
                    },
                    "required": ["files"],
                },
                "encoding": {"files": {"contentType": "application/octet-stream"}},
            },
            **{kind: {"schema": {"type": "string", "format": "binary"}} for kind in RAW},
        },
    }
}
"""What FastAPI cannot read from the signature."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file that has come in whole: its name as it was sent, and its bytes to read."""

    name: str
    file: IO[bytes]


async def incoming(
    request: Request,
    workspace: ApiWorkspace,
    name: Annotated[
        str | None,
        Query(
            min_length=1,
            max_length=255,
            pattern=LINE,
            description="Name of the file where the body is its bytes.",
        ),
    ] = None,
) -> AsyncIterator[list[Incoming]]:
    """Give the files of a request; they are gone after it."""
    workspace.actor.require(Role.ANALYST)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in MEDIA_TYPES:
        wanted = ", ".join(MEDIA_TYPES)
        raise Refusal("media_type", found=_printable(kind) or "(none)", wanted=wanted)
    largest = (await run_in_threadpool(workspace.domain)).largest_file
    if kind == FORM:
        most = 2 * largest + REST
        _refuse_announced(request, "request_too_large", most)
        files = await _of_form(request, most)
    else:
        _refuse_announced(request, "file_too_large", largest, file=shown_name(name or ""))
        files = [await _of_body(request, name, largest)]
    try:
        yield files
    finally:
        for one in files:
            one.file.close()


Files = Annotated[list[Incoming], Depends(incoming)]


def _refuse_announced(request: Request, code: str, most: int, **facts: str) -> None:
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > most:
        raise Refusal(code, most=most, **facts)


async def _limited(
    request: Request, code: str, most: int, **facts: str
) -> AsyncGenerator[bytes, None]:
    size = 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size > most:
                raise Refusal(code, most=most, **facts)
            yield chunk
    except ClientDisconnect:
        problem, problem_sv = "it ended before its end.", "det slutade för tidigt."
        raise Refusal("invalid", field="body", problem=problem, problem_sv=problem_sv) from None


class _Form(MultiPartParser):
    """A form's parser that tells whether the form came to its end."""

    spool_max_size = IN_MEMORY
    ended = False

    def on_end(self) -> None:
        """Note that the last boundary was there."""
        self.ended = True

    def close(self) -> None:
        """Close the files of a form that is not taken."""
        for file in self._files_to_close_on_error:
            file.close()


async def _of_form(request: Request, most: int) -> list[Incoming]:
    parser = _Form(
        request.headers,
        _limited(request, "request_too_large", most),
        max_files=MOST_FILES,
        max_fields=MOST_FIELDS,
    )
    try:
        form = await parser.parse()
    except MultiPartException as error:
        problem = _printable(error.message)
        problem_sv = f"formuläret går inte att läsa, ”{problem}”"
        raise Refusal("invalid", field="body", problem=problem, problem_sv=problem_sv) from None
    except OSError as error:
        raise disk_refusal(error) from error
    files = [one for _, one in form.multi_items() if isinstance(one, UploadFile)]
    if not parser.ended:
        parser.close()
        raise Refusal(
            "invalid",
            field="body",
            problem="the form ends before its last boundary.",
            problem_sv="formuläret slutar före sin sista gräns.",
        )
    if not files:
        raise Refusal(
            "invalid",
            field="files",
            problem="the form holds no file: send at least one.",
            problem_sv="formuläret innehåller ingen fil: skicka minst en.",
        )
    return [Incoming(one.filename or "", one.file) for one in files]


async def _of_body(request: Request, name: str | None, most: int) -> Incoming:
    if name is None:
        raise Refusal(
            "invalid",
            field="name",
            problem="give the name of the file as ?name=.",
            problem_sv="ange filens namn som ?name=.",
        )
    # Closed by `incoming`, which gives it to the handler first.
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    try:
        async for chunk in _limited(request, "file_too_large", most, file=shown_name(name)):
            await run_in_threadpool(file.write, chunk)
        file.seek(0)
    except OSError as error:
        file.close()
        raise disk_refusal(error) from error
    except BaseException:
        file.close()
        raise
    return Incoming(name, file)


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in text)[:200]
