"""`summary`: what people look at before they activate an upload."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from siekit.engine.shown import beneath
from siekit.reports.base import Options
from siekit.reports.charts import with_charts
from siekit.reports.model import Words
from siekit.reports.registry import find_report
from siekit.workspace.actors import Role
from siekit.workspace.changing import wrong_state
from siekit.workspace.files_of_members import LEDGER, files_of_members
from siekit.workspace.lookup import find_upload, find_uploads
from siekit.workspace.present_checks import present_checks
from siekit.workspace.refusals import Refusal
from siekit.workspace.states import PARSED, State
from siekit.workspace.tables import uploads

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    import pyarrow as pa
    from sqlalchemy.engine import Connection

    from siekit.reports.model import Report
    from siekit.workspace.model import Upload
    from siekit.workspace.workspace import Workspace

BEFORE_IN_FILE = Words(
    "The year before is that of the file itself.", "Föregående år är filens egna uppgifter."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Both statements of an upload with their pictures, and its checks as they are now.

    `source` tells what the amounts were made of: balances, rows or periods. `previous` is None
    where no year before is shown, `file` where the file itself tells it, `upload` where
    `previous_upload`, the active file of that year, does. `notes` say so in words.
    """

    upload: Upload
    income_statement: Report
    balance_sheet: Report
    checks: tuple[Mapping[str, Any], ...]
    source: str
    previous: str | None
    previous_upload: Upload | None
    notes: tuple[Words, ...]


def summary(ws: Workspace, upload_id: int, *, previous: bool = True) -> Summary:
    """Return the summary of an upload that was parsed; reads its own tables only.

    And those of the active file of the year before, where the file itself tells nothing of it.
    """
    ws.actor.require(Role.VIEWER)
    with ws.catalogue.read() as connection:
        upload = find_upload(connection, ws.domain_id, upload_id)
        if upload.state not in PARSED:
            raise wrong_state(upload)
        earlier = active_before(connection, upload) if previous else None
    tables = ws.installation.tables.at_hand(upload.id)
    told = _tells_before(tables["balances"]) if previous else False
    documents, shown = [tables], [upload]
    if earlier is not None and not told:
        try:
            documents.append(ws.installation.tables.at_hand(earlier.id))
            shown.append(earlier)
        except Refusal:
            earlier = None
    else:
        earlier = None
    files = files_of_members(shown, documents, reason="asked for")
    options = Options(previous=previous)
    with beneath(documents, files=files) as connection:
        income, balance = (
            with_charts(find_report(name).make(connection, upload.id, options), connection, options)
            for name in ("income-statement", "balance-sheet")
        )
    where = "file" if told else "upload" if earlier is not None else None
    return Summary(
        upload=upload,
        income_statement=income,
        balance_sheet=balance,
        checks=tuple(one.as_json() for one in present_checks(ws.installation, upload)),
        source=income.source,
        previous=where,
        previous_upload=earlier,
        notes=_notes(where, earlier),
    )


def active_before(connection: Connection, upload: Upload) -> Upload | None:
    """Return the active ledger of the integration that ends the day before an upload begins."""
    if upload.first_day is None or upload.integration_id is None or upload.first_day == date.min:
        return None
    found = find_uploads(
        connection,
        upload.domain_id,
        uploads.c.integration_id == upload.integration_id,
        uploads.c.state == State.ACTIVE.value,
        uploads.c.role == LEDGER,
        uploads.c.last_day == upload.first_day - timedelta(days=1),
    )
    return found[0] if found else None


def _tells_before(balances: pa.Table) -> bool:
    """Tell whether a file has closing balances or results of the year before itself."""
    rows = balances.filter(pc.equal(balances["year_no"], -1))
    kinds = pc.unique(rows["kind"].cast("string")).to_pylist()
    return bool({"closing", "result"} & set(kinds))


def _notes(where: str | None, earlier: Upload | None) -> tuple[Words, ...]:
    if where == "file":
        return (BEFORE_IN_FILE,)
    if earlier is None:
        return ()
    return (
        Words(
            f"The year before is from {earlier.file}, the active file of that year (upload "
            f"{earlier.id}).",
            f"Föregående år är från {earlier.file}, den aktiva filen för det året (uppladdning "
            f"{earlier.id}).",
        ),
    )
