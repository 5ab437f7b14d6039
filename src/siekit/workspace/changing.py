"""One change of an upload's state: guarded by its ways and its version, and audited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siekit.workspace.audit import note, now
from siekit.workspace.refusals import Refusal
from siekit.workspace.states import WAYS, State
from siekit.workspace.tables import integrations, uploads

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.engine import Connection

    from siekit.workspace.actors import Actor
    from siekit.workspace.model import Upload

OPEN_IT = {"en": "Open it to see what can.", "sv": "Öppna den för att se vad som går."}

STATE_WORDS_SV = {
    State.RECEIVED: "mottagen",
    State.REJECTED: "avvisad",
    State.PREVIEWED: "förhandsgranskad",
    State.DISCARDED: "borttagen",
    State.LINKED: "kopplad",
    State.FAILED: "underkänd",
    State.READY: "klar",
    State.ACTIVE: "aktiv",
    State.SUPERSEDED: "ersatt",
}


def change_state(
    connection: Connection,
    actor: Actor,
    upload: Upload,
    state: State,
    *,
    action: str,
    told: Mapping[str, str] | None = None,
    **values: Any,  # noqa: ANN401, columns of any type
) -> None:
    """Move an upload to a state and set columns with it; `told` is what else the log says of it.

    Raises `wrong_state` when no way leads there, and `stale` when somebody changed it meanwhile.
    """
    if state not in WAYS[upload.state]:
        raise wrong_state(upload)
    changed = connection.execute(
        uploads.update()
        .where(uploads.c.id == upload.id, uploads.c.version == upload.version)
        .values(state=state.value, state_at=now(), version=uploads.c.version + 1, **values)
    )
    if changed.rowcount != 1:
        raise Refusal("stale")
    note(
        connection,
        actor,
        action,
        domain_id=upload.domain_id,
        about=("upload", upload.id),
        before={"state": upload.state.value},
        after={"state": state.value, **_plain(values), **(told or {})},
    )


def wrong_state(upload: Upload) -> Refusal:
    """Return the refusal that says in which state the upload is, and why where that was kept."""
    refused = upload.state in {State.REJECTED, State.FAILED} and upload.refusal
    kept = Refusal.from_json(dict(refused)) if refused else None
    return Refusal(
        "wrong_state",
        file=upload.file,
        state=upload.state.value.lower(),
        state_sv=STATE_WORDS_SV[upload.state],
        why=kept.text("en") if kept else OPEN_IT["en"],
        why_sv=kept.text("sv") if kept else OPEN_IT["sv"],
    )


def touch_integration(connection: Connection, integration_id: int) -> None:
    """Count up the integration's version, which also makes others that change it wait."""
    connection.execute(
        integrations.update()
        .where(integrations.c.id == integration_id)
        .values(version=integrations.c.version + 1)
    )


_IN_AUDIT = frozenset(
    {"integration_id", "linked_how", "superseded_by", "refusal", "role", "first_day", "last_day"}
)
"""What the log says of a change beside the state; the file's own words stay out of it."""


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values that the audit log keeps, as JSON has them."""
    return {
        name: value if isinstance(value, (int, dict, type(None))) else str(value)
        for name, value in values.items()
        if name in _IN_AUDIT
    }
