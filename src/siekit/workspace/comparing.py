"""`compare_with_active`: what differs between an upload and what it would replace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.comparison.comparing import compare
from siekit.comparison.difference import SECTIONS
from siekit.formats.reading import read
from siekit.workspace.actors import Role
from siekit.workspace.changing import wrong_state
from siekit.workspace.lookup import find_upload
from siekit.workspace.replacing import overlapping
from siekit.workspace.states import PARSED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from siekit.comparison.difference import Difference
    from siekit.document import Document
    from siekit.workspace.model import Upload
    from siekit.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Compared:
    """What leads from `before`, an active upload, to `after`; `a` of the difference is before."""

    before: Upload
    after: Upload
    difference: Difference


def compare_with_active(
    ws: Workspace, upload_id: int, *, sections: Iterable[str] = SECTIONS
) -> list[Compared]:
    """Return a comparison with each active upload that overlaps, by year; none where none does.

    The originals are compared. `sections` are those of `siekit.compare`.
    """
    ws.actor.require(Role.VIEWER)
    with ws.catalogue.read() as connection:
        upload = find_upload(connection, ws.domain_id, upload_id)
        if upload.state not in PARSED:
            raise wrong_state(upload)
        replaced, _ = overlapping(connection, upload)
    if not replaced:
        return []
    after, wanted = _document(ws, upload), tuple(sections)
    return [
        Compared(one, upload, compare(_document(ws, one), after, sections=wanted))
        for one in replaced
    ]


def _document(ws: Workspace, upload: Upload) -> Document:
    data = ws.installation.originals.read(upload.sha256)
    return read(data, name=upload.file, sie_type=upload.sie_type)
