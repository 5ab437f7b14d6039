"""Put uploads into a workspace at once, read and linked, without the way through intake."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from siekit.formats.reading import read
from siekit.workspace.audit import note, now
from siekit.workspace.tables import integrations, uploads
from tests.books import books

if TYPE_CHECKING:
    from siekit.workspace.installation import Installation
    from siekit.workspace.workspace import Workspace


def new_workspace(installation: Installation) -> Workspace:
    """The only domain of an installation, as its administrator sees it."""
    return installation.only_workspace()


def put_integration(ws: Workspace, name: str = "Björken", orgnr: str | None = "5563343689") -> int:
    """Make an integration, and return its id."""
    with ws.catalogue.write() as connection:
        made = connection.execute(
            integrations.insert().values(
                domain_id=ws.domain_id, name=name, orgnr=orgnr, created_at=now()
            )
        ).inserted_primary_key
    assert made
    return int(made[0])


def put(
    ws: Workspace,
    integration_id: int,
    data: bytes | None = None,
    *,
    with_tables: bool = True,
    role: str = "ledger",
    checks: list[dict[str, Any]] | None = None,
    file: str = "bok.se",
    **changes: Any,  # noqa: ANN401, those of `books`
) -> int:
    """Put an upload into the state READY, and return its id; `changes` are those of `books`."""
    content = data if data is not None else books(**changes)
    document = read(content, name=file)
    year = next((one for one in document.fiscal_years if one.year_no == 0), None)
    first, last = (year.start_date, year.end_date) if year else document.voucher_dates
    kept = ws.installation.originals.keep([content])
    head = document.header
    with ws.catalogue.write() as connection:
        made = connection.execute(
            uploads.insert().values(
                domain_id=ws.domain_id,
                sha256=kept.sha256,
                size=kept.size,
                file=file,
                uploaded_by=ws.actor.name,
                uploaded_at=now(),
                state="READY",
                state_at=now(),
                role=role,
                integration_id=integration_id,
                linked_how="auto",
                company=head.company.name,
                orgnr="".join(one for one in head.company.orgnr or "" if one.isdigit()) or None,
                sie_type=head.sie_type,
                currency=head.currency,
                generated_date=head.generated.date,
                first_day=first,
                last_day=last,
                year_derived=year is None,
                preview=document.preview(),
                checks=checks or [],
            )
        ).inserted_primary_key
        assert made
        number = int(made[0])
        note(
            connection,
            ws.actor,
            "upload.received",
            domain_id=ws.domain_id,
            about=("upload", number),
            after={"state": "READY"},
        )
    if with_tables:
        put_tables(ws, number, content, file)
    return number


def put_tables(ws: Workspace, upload_id: int, content: bytes, file: str = "bok.se") -> None:
    """Write the tables of an upload into the store."""
    from siekit.sql.numbering import renumbered

    document = read(content, name=file)
    lines = pa.Table.from_pylist([{"document_id": upload_id, **asdict(document.lines)}])
    tables = {**renumbered(document.tables, upload_id), "lines": lines}
    ws.installation.tables.write(upload_id, tables, [])


def put_row(
    ws: Workspace, integration_id: int, first: str, last: str, *, state: str = "READY", tag: str
) -> int:
    """Put a row of an upload without bytes or tables."""
    with ws.catalogue.write() as connection:
        made = connection.execute(
            uploads.insert().values(
                domain_id=ws.domain_id,
                sha256=hashlib.sha256(tag.encode()).hexdigest(),
                size=1,
                file=f"{tag}.se",
                uploaded_by="test",
                uploaded_at=now(),
                state=state,
                state_at=now(),
                integration_id=integration_id,
                first_day=date.fromisoformat(first),
                last_day=date.fromisoformat(last),
            )
        ).inserted_primary_key
    assert made
    return int(made[0])
