"""The checks of an upload as they are at this moment, whatever was active when it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siekit.workspace.actors import Role
from siekit.workspace.checks_of_others import other_checks
from siekit.workspace.model import Check, Light
from siekit.workspace.states import PARSED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from siekit.workspace.installation import Installation
    from siekit.workspace.model import Upload
    from siekit.workspace.workspace import Workspace


def checks_now(workspace: Workspace, upload_id: int) -> list[Check]:
    """Return the checks of an upload, those against active files as they are at this moment."""
    workspace.actor.require(Role.VIEWER)
    return present_checks(workspace.installation, workspace.upload(upload_id))


def present_checks(installation: Installation, upload: Upload) -> list[Check]:
    """Return what the catalogue keeps of an upload's checks, and those against others made now.

    These two cannot be kept: each activation beside the file would make them untrue, for every
    file of the company. Made when somebody looks at one file, they cost one query and the balances
    of two files, 5 ms beside a file of 12 MB. No list shows the lights of many, so none has to be
    made for many at once.
    """
    kept = {one["key"]: _check(one) for one in upload.checks}
    if upload.state in PARSED and upload.integration_id is not None:
        tables = installation.tables.at_hand(upload.id, ["balances"])
        for check in other_checks(installation, upload, tables):
            kept[check.key] = check
    return list(kept.values())


def _check(kept: Mapping[str, Any]) -> Check:
    found = {"light": Light(kept["light"]), "findings": tuple(kept["findings"])}
    return Check(**{**kept, **found})
