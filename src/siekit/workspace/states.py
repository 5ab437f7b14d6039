"""The states of an upload, and the ways from one to another (spec/portal.md section 3)."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where an upload is on its way into the reports."""

    RECEIVED = "RECEIVED"
    """The bytes are kept; nobody has looked into them."""

    REJECTED = "REJECTED"
    """It cannot be read as SIE at all; kept for a while with the reasons."""

    PREVIEWED = "PREVIEWED"
    """Its head is known; a person must say which integration it is for."""

    DISCARDED = "DISCARDED"
    """Somebody cancelled or deleted it."""

    LINKED = "LINKED"
    """It has its integration; its tables are being made."""

    FAILED = "FAILED"
    """It could be read but not be used; no data of it are anywhere."""

    READY = "READY"
    """Its summary can be seen; it is in no report."""

    ACTIVE = "ACTIVE"
    """It is in the reports from the next sync on."""

    SUPERSEDED = "SUPERSEDED"
    """Another file of the same days was activated after it."""


WAYS: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.REJECTED, State.PREVIEWED, State.DISCARDED}),
    State.REJECTED: frozenset(),
    State.PREVIEWED: frozenset({State.LINKED, State.DISCARDED}),
    State.DISCARDED: frozenset(),
    # Linking may be changed until the file is active; its checks are then made again.
    State.LINKED: frozenset({State.READY, State.FAILED, State.LINKED, State.DISCARDED}),
    State.FAILED: frozenset({State.DISCARDED}),
    State.READY: frozenset({State.ACTIVE, State.LINKED, State.DISCARDED}),
    State.ACTIVE: frozenset({State.READY, State.SUPERSEDED}),
    State.SUPERSEDED: frozenset({State.ACTIVE, State.LINKED, State.DISCARDED}),
}
"""From each state, the states that may follow it."""

PARSED = frozenset({State.READY, State.ACTIVE, State.SUPERSEDED})
"""The states in which an upload has tables."""

GONE = frozenset({State.DISCARDED, State.REJECTED})
"""The states after which the same bytes may be uploaded anew."""
