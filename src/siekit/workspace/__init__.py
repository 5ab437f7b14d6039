"""The workspace: uploads, what they are linked to, what is active, and what reports read."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from siekit.exceptions import ExtraNotInstalledError

if TYPE_CHECKING:
    from siekit.workspace.refusals import Refusal
    from siekit.workspace.workspace import Workspace

__all__ = ["Refusal", "Workspace"]

_HOMES = {"Refusal": "siekit.workspace.refusals", "Workspace": "siekit.workspace.workspace"}

_OF_THE_EXTRA = frozenset({"alembic", "mako", "sqlalchemy"})


def __getattr__(name: str) -> object:
    """The class of that name; `ExtraNotInstalledError` where what it stands on is missing."""
    if name not in _HOMES:
        message = f"module 'siekit.workspace' has no attribute {name!r}"
        raise AttributeError(message)
    try:
        return getattr(import_module(_HOMES[name]), name)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _OF_THE_EXTRA:
            raise
        message = (
            "A workspace needs packages that are not installed: run pip install 'siekit[web]'."
        )
        raise ExtraNotInstalledError(message) from error
