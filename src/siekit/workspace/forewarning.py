"""What people are warned of before they activate a file, beside what it replaces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from siekit.workspace.checks_of_others import shortfalls
from siekit.workspace.lookup import find_uploads
from siekit.workspace.notices import touches
from siekit.workspace.reconciling import changed_months, facts_of_mark, marks
from siekit.workspace.refusals import Refusal
from siekit.workspace.states import State
from siekit.workspace.tables import integrations, uploads

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.engine import Connection

    from siekit.workspace.model import Shortfall, Upload
    from siekit.workspace.parquet_store import ParquetStore
    from siekit.workspace.reconciling import ReconciledMonth

LEDGER = "ledger"


@dataclass(frozen=True, slots=True)
class Beside:
    """What of the catalogue decides about it: `after` are the uploads that would be active then."""

    upload: Upload
    replaced: Sequence[Upload]
    after: Sequence[Upload]
    marked: Sequence[ReconciledMonth]


def look_beside(
    connection: Connection, upload: Upload, replaced: Sequence[Upload], kept: Sequence[Upload]
) -> Beside:
    """Return what an activation would meet; `replaced` and `kept` are the ledgers active now."""
    entries = find_uploads(
        connection,
        upload.domain_id,
        uploads.c.integration_id == upload.integration_id,
        uploads.c.state == State.ACTIVE.value,
        uploads.c.role != LEDGER,
        uploads.c.id != upload.id,
        brief=True,
    )
    touched = [upload, *replaced]
    marked = [
        mark
        for mark in marks(connection, integrations.c.id == upload.integration_id)
        if any(touches(one, mark.month) for one in touched)
    ]
    return Beside(upload, replaced, [upload, *kept, *entries], marked)


def covers_less(beside: Beside) -> tuple[Shortfall, ...]:
    """Return in what a file is older or covers less than each of those that it would replace."""
    return tuple(less for one in beside.replaced for less in shortfalls(beside.upload, one))


def months_changed(store: ParquetStore, beside: Beside) -> tuple[Mapping[str, Any], ...]:
    """Return the reconciled months that would not be what they were when they were marked.

    Where the tables of a file are lost nobody can tell: the accounts of each month are then None.
    """
    try:
        return tuple(changed_months(store, beside.marked, beside.after))
    except Refusal:
        return tuple({**facts_of_mark(one, ()), "accounts": None} for one in beside.marked)
