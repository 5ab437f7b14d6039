"""Where an upload is, in words that a page shows while it waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.web.filters import moment
from siekit.web.texts import text
from siekit.workspace.files_of_members import LEDGER
from siekit.workspace.refusals import Refusal
from siekit.workspace.states import State

if TYPE_CHECKING:
    from siekit.workspace.model import Upload

AT_WORK = frozenset({State.RECEIVED, State.LINKED})
"""The states that change without anybody doing anything."""

FAULTS = frozenset({State.REJECTED, State.FAILED})


def state_of(upload: Upload, domain_id: int, lang: str) -> dict[str, object]:
    """Return what a script needs to show of an upload; `kind` is work, ask, done or fault."""
    state = upload.state
    kind = "done"
    if state in AT_WORK:
        kind = "work"
    elif state in FAULTS:
        kind = "fault"
    elif state is State.PREVIEWED:
        kind = "ask"
    return {
        "id": upload.id,
        "state": state.value,
        "kind": kind,
        "words": _why(upload, lang) or _words(upload, lang),
        "company": upload.company,
        "url": f"/d/{domain_id}/uploads/{upload.id}",
    }


def _words(upload: Upload, lang: str) -> str:
    if upload.seen_before:
        at = moment(upload.uploaded_at, lang=lang)
        return text("upload.seen_before_at", lang, at=at, name=upload.uploaded_by)
    if upload.state is State.READY and upload.role != LEDGER:
        return text("state.ready_entries", lang)  # only some domains let anybody activate it
    return text(f"state.{upload.state.value.lower()}", lang)


def _why(upload: Upload, lang: str) -> str | None:
    """Return the sentence that says why a file could not be used."""
    if upload.state not in FAULTS or upload.refusal is None:
        return None
    return Refusal.from_json(dict(upload.refusal)).text(lang)
