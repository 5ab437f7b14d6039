"""Receiving files: their bytes are kept, and an upload stands for each; nobody has read it yet."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, TypeAlias, cast

import sqlalchemy as sa

from siekit.exceptions import FileUnreadableError, UsageError
from siekit.workspace import jobs
from siekit.workspace.actors import Role
from siekit.workspace.audit import note, now
from siekit.workspace.failure_notices import of_file, of_upload, tell
from siekit.workspace.foreign_words import disk_refusal
from siekit.workspace.lookup import find_upload, find_uploads
from siekit.workspace.not_sie import not_sie
from siekit.workspace.orphans import see_originals
from siekit.workspace.refusals import Refusal
from siekit.workspace.shown_text import shown_name
from siekit.workspace.states import GONE, State
from siekit.workspace.tables import uploads
from siekit.workspace.unpacking import MARKS, Unpacking

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.engine import Connection

    from siekit.workspace.model import Upload
    from siekit.workspace.originals import Kept
    from siekit.workspace.unpacking import Member
    from siekit.workspace.workspace import Workspace

Sent: TypeAlias = "BinaryIO | bytes | str | Path | Iterable[bytes]"
"""What can be received: an open file, bytes, a path, or pieces of bytes as they come."""

PIECE = 1 << 20
MARK_BYTES = 4
AT_ONCE = 100
"""Uploads of one zip that come to stand together."""


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one file: the upload that stands for it, or why it has none, or both.

    An upload with a refusal was kept, so that its reasons can be read.
    """

    file: str
    upload: Upload | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class _Coming:
    """A file whose bytes are kept but for which no upload stands yet."""

    file: str
    kept: Kept
    refusal: Refusal | None = None


def receive(
    workspace: Workspace, source: Sent, name: str | None = None, *, via: str = "manual"
) -> list[Received]:
    """Keep a file, or each file of a zip, and ask for it to be processed.

    Without `name` it is called as its path is; what has none is refused with a `UsageError`.
    Bytes that the domain has already give the upload of then, with `seen_before`. One file's
    trouble is told in its place; the others are received. Raises `Refusal` when the actor may
    not, or when database or disk cannot be used: `forbidden`, `store_unavailable`,
    `catalogue_unavailable`; `FileUnreadableError` for a path that cannot be opened. What was
    received by then stands, and the same can be sent again.
    """
    workspace.actor.require(Role.ANALYST)
    shown = shown_name(_name_of(source) if name is None else name)
    most = workspace.domain().largest_file
    pieces = _pieces(source)
    head = _head(pieces)
    try:
        if head.startswith(MARKS):
            found = list(_received_zip(workspace, chain([head], pieces), shown, most=most, via=via))
        else:
            found = _received_file(workspace, chain([head], pieces), shown, most=most, via=via)
        _tell_of_lost(workspace, found, via)
    except OSError as error:
        raise disk_refusal(error) from error
    finally:
        jobs.call()
    return found


def _tell_of_lost(workspace: Workspace, found: Iterable[Received], via: str) -> None:
    """Give notice of files of which nothing was kept, unless somebody is looking."""
    by = workspace.actor.name
    told = [
        of_file(one.file, one.refusal, source=via, by=by)
        for one in found
        if one.upload is None and one.refusal is not None
    ]
    if any(told):
        with workspace.catalogue.write() as connection:
            tell(connection, workspace.domain_id, told)


def _received_file(
    workspace: Workspace, pieces: Iterable[bytes], shown: str, *, most: int, via: str
) -> list[Received]:
    try:
        coming = _keep(workspace, pieces, shown, most)
    except Refusal as refusal:
        if refusal.code != "file_too_large":
            raise
        return [Received(shown, refusal=refusal)]
    return _stand(workspace, [coming], via)


def _received_zip(
    workspace: Workspace, pieces: Iterable[bytes], shown: str, *, most: int, via: str
) -> Iterator[Received]:
    """Receive the files of a zip; a zip that is none is kept as it is, with the reason."""
    # A file without a name: it is gone whenever this process is.
    with tempfile.TemporaryFile(dir=workspace.installation.folder) as spool:
        try:
            _spool(pieces, spool, shown, most)
        except Refusal as refusal:
            yield Received(shown, refusal=refusal)
            return
        try:
            with Unpacking.of(spool, shown) as unpacking:
                yield from _members(workspace, unpacking, most=most, via=via)
                return
        except Refusal as refusal:
            if refusal.status >= 500:  # noqa: PLR2004 - the disk or the database, not the zip
                raise
            reason = refusal
        spool.seek(0)
        kept = workspace.installation.originals.keep(_pieces(spool))
        yield from _stand(workspace, [_Coming(shown, kept, reason)], via)


def _members(
    workspace: Workspace, unpacking: Unpacking, *, most: int, via: str
) -> Iterator[Received]:
    members = iter(unpacking.members)
    while some := list(islice(members, AT_ONCE)):
        coming = [_member(workspace, unpacking, member, most) for member in some]
        stood = iter(_stand(workspace, [one for one in coming if isinstance(one, _Coming)], via))
        yield from (next(stood) if isinstance(one, _Coming) else one for one in coming)


def _member(
    workspace: Workspace, unpacking: Unpacking, member: Member, most: int
) -> _Coming | Received:
    """Keep a file of a zip, with the reason where it can be told by its beginning not to be SIE.

    What cannot be had out of the zip, or is too large, is only told of: there are no bytes to keep.
    """
    try:
        pieces = unpacking.pieces(member)
        head = _head(pieces, PIECE)
        coming = _keep(workspace, chain([head], pieces), member.shown, most)
        return replace(coming, refusal=coming.refusal or _no_books(head, member))
    except Refusal as refusal:
        if refusal.status >= 500:  # noqa: PLR2004 - the disk or the database, not the file
            raise
        return Received(member.shown, refusal=refusal)


def _keep(workspace: Workspace, pieces: Iterable[bytes], shown: str, most: int) -> _Coming:
    try:
        kept = workspace.installation.originals.keep(pieces, most=most)
    except Refusal as refusal:
        if refusal.code != "file_too_large":
            raise
        raise Refusal("file_too_large", file=shown, most=most) from None
    empty = Refusal("file_empty", file=shown)
    return _Coming(shown, kept, None if kept.size else empty)


def _stand(workspace: Workspace, coming: list[_Coming], via: str) -> list[Received]:
    """Make uploads of files whose bytes are kept, all in one transaction."""
    while True:
        try:
            with workspace.catalogue.write() as connection:
                see_originals(
                    connection, workspace.installation, [one.kept.sha256 for one in coming]
                )
                made = [_one(workspace, connection, one, via) for one in coming]
                refused = [
                    of_upload(one.upload, one.refusal)
                    for one in made
                    if one.upload is not None and one.refusal is not None
                ]
                tell(connection, workspace.domain_id, refused)
                return made
        except sa.exc.IntegrityError:
            # Somebody sent the same bytes at the same time; now their upload can be seen.
            continue


def _one(workspace: Workspace, connection: Connection, coming: _Coming, via: str) -> Received:
    domain_id, kept, refusal = workspace.domain_id, coming.kept, coming.refusal
    live = uploads.c.state.not_in([state.value for state in GONE])
    if refusal is None:
        old = find_uploads(connection, domain_id, uploads.c.sha256 == kept.sha256, live)
        if old:
            return Received(coming.file, replace(old[0], seen_before=True))
    moment, actor = now(), workspace.actor
    state = State.REJECTED if refusal else State.RECEIVED
    made = connection.execute(
        uploads.insert().values(
            domain_id=domain_id,
            sha256=kept.sha256,
            size=kept.size,
            file=coming.file,
            source=via,
            uploaded_by=actor.name,
            uploaded_at=moment,
            state=state.value,
            state_at=moment,
            refusal=refusal.as_json() if refusal else None,
        )
    ).inserted_primary_key
    number = int(made[0]) if made else 0
    after = {"state": state.value, "sha256": kept.sha256}
    about = ("upload", number)
    note(connection, actor, "upload.received", domain_id=domain_id, about=about, after=after)
    if refusal is None:
        jobs.enqueue(connection, "process", number)
    return Received(coming.file, find_upload(connection, domain_id, number), refusal)


def _no_books(head: bytes, member: Member) -> Refusal | None:
    """Return why a file of a zip is none of books, by its first bytes; None where it may be."""
    from siekit.formats.registry import FORMATS
    from siekit.formats.sniff import what_it_is

    if head.startswith(MARKS):
        return Refusal("zip_in_zip", file=member.shown)
    if member.named or any(one.recognises(head) for one in FORMATS):
        return None
    return not_sie(member.shown, what_it_is(head))


def _spool(pieces: Iterable[bytes], spool: IO[bytes], shown: str, most: int) -> None:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise Refusal("file_too_large", file=shown, most=most)
        spool.write(piece)
    spool.flush()
    spool.seek(0)


def _pieces(source: Sent) -> Iterator[bytes]:
    """Give the bytes of whatever was sent, piece by piece."""
    if isinstance(source, (bytes, bytearray, memoryview)):
        yield bytes(source)
    elif isinstance(source, (str, os.PathLike)):
        with _opened(Path(source)) as file:
            yield from _pieces(file)
    elif hasattr(source, "read"):
        stream = cast("BinaryIO", source)
        while piece := stream.read(PIECE):
            yield piece
    else:
        yield from source


def _name_of(source: Sent) -> str:
    """Return the name that a path has, or that an open file was opened by."""
    named = source if isinstance(source, (str, os.PathLike)) else getattr(source, "name", None)
    if isinstance(named, (str, os.PathLike)):
        return os.fspath(named)
    message = 'Bytes have no name: say what the file is called, as in add(data, "2024.se").'
    raise UsageError(message)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror or error}. Nothing of it was taken in."
        raise FileUnreadableError(message) from error


def _head(pieces: Iterator[bytes], least: int = MARK_BYTES) -> bytes:
    """Take pieces until there are so many bytes, or no more."""
    head = bytearray()
    while len(head) < least and (piece := next(pieces, None)) is not None:
        head += piece
    return bytes(head)
