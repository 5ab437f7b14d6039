"""What the pages of one upload have in common: its checks in order, and what may be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siekit.workspace.actors import Role
from siekit.workspace.files_of_members import LEDGER
from siekit.workspace.model import Light
from siekit.workspace.states import PARSED, WAYS, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from siekit.workspace.model import Upload
    from siekit.workspace.workspace import Workspace

WORST_FIRST = (Light.RED.value, Light.YELLOW.value, Light.GREEN.value, Light.GREY.value)


def upload_context(workspace: Workspace, upload: Upload, tab: str) -> dict[str, Any]:
    """Return what `uploads/frame.html` needs; `tab` says which of its pages it is."""
    is_admin = workspace.actor.role >= Role.ADMIN
    state = upload.state
    held = state in PARSED and not upload.active and _is_held(workspace, upload)
    return {
        "upload": upload,
        "tab": tab,
        "parsed": state in PARSED,
        "may_link": workspace.actor.role >= Role.ANALYST,
        "may_activate": is_admin and State.ACTIVE in WAYS[state] and not held,
        "held": held,
        "may_settings": is_admin,
        "may_deactivate": is_admin and state is State.ACTIVE,
        "may_discard": _may_discard(workspace, upload),
        "may_erase": is_admin and _is_free(upload) and upload.erased_at is None,
    }


def _is_held(workspace: Workspace, upload: Upload) -> bool:
    """Tell whether it is of single vouchers, which the domain lets nobody activate."""
    return upload.role != LEDGER and not workspace.domain().entries_allowed


def _may_discard(workspace: Workspace, upload: Upload) -> bool:
    needed = Role.ADMIN if upload.state in PARSED else Role.ANALYST
    allowed = workspace.actor.role >= needed and State.DISCARDED in WAYS[upload.state]
    return allowed and _is_free(upload)


def _is_free(upload: Upload) -> bool:
    """Tell whether nothing rests on an upload."""
    return upload.state is not State.ACTIVE and not upload.in_reports


def checks_of(workspace: Workspace, upload: Upload) -> list[Mapping[str, Any]]:
    """Return the checks of an upload as they are now, the worst first, else in their own order."""
    found = [one.as_json() for one in workspace.checks(upload.id)]
    return sorted(found, key=lambda check: WORST_FIRST.index(check["light"]))


def lights_of(checks: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Return how many checks there are of each light that any has."""
    counts = dict.fromkeys(WORST_FIRST, 0)
    for check in checks:
        counts[check["light"]] += 1
    return {light: count for light, count in counts.items() if count}
