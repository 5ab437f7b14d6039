"""Keys of requests that may be sent again: the first does the work, others get its answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from siekit.workspace.audit import now
from siekit.workspace.refusals import Refusal
from siekit.workspace.tables import idempotency_keys as keys

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.engine import Connection, RowMapping

    from siekit.workspace.model import Upload
    from siekit.workspace.workspace import Workspace

KEPT = timedelta(hours=24)
"""How long an answer is kept."""

LONGEST_WORK = timedelta(minutes=15)
"""After so long the process that began a request is taken for dead."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer that the first request got."""

    status: int
    body: Any


def begin(workspace: Workspace, key: str, request: str) -> Answered | int:
    """Return the number of a request that is to be done now, or the answer of the one before.

    `request` tells requests apart. Raises `key_reused` for another request under the same key, and
    `key_in_use` while the first is at work.
    """
    try:
        with workspace.catalogue.write() as connection:
            found = _find(connection, workspace.domain_id, key)
            if found is None:
                return _add(connection, workspace.domain_id, key, request)
            return _answer(found, request)
    except sa.exc.IntegrityError:  # somebody began the same at the same moment
        raise Refusal("key_in_use", key=key) from None


def finish(workspace: Workspace, number: int, status: int, body: Any) -> None:  # noqa: ANN401, JSON
    """Keep the answer for those who send the request again."""
    with workspace.catalogue.write() as connection:
        connection.execute(
            keys.update()
            .where(keys.c.domain_id == workspace.domain_id, keys.c.id == number)
            .values(status=status, body=body)
        )


def forget(workspace: Workspace, number: int) -> None:
    """Let the request be made anew: it did not get to its end."""
    with workspace.catalogue.write() as connection:
        connection.execute(
            keys.delete().where(keys.c.domain_id == workspace.domain_id, keys.c.id == number)
        )


def clear_old(connection: Connection, domain_id: int, moment: datetime) -> None:
    """Take away the answers of a domain that are kept no longer."""
    old = keys.c.at < moment - KEPT
    connection.execute(keys.delete().where(keys.c.domain_id == domain_id, old))


def forget_upload(connection: Connection, upload: Upload, empty: Mapping[str, object]) -> None:
    """Take out of the kept answers what an upload's file said: `empty` is what stands instead.

    The answers stay, so that what was done is not done again.
    """
    query = sa.select(keys.c.id, keys.c.body).where(keys.c.domain_id == upload.domain_id)
    for row in connection.execute(query).all():
        body = _without(row.body, upload, empty)
        if body != row.body:
            connection.execute(keys.update().where(keys.c.id == row.id).values(body=body))


def _without(value: Any, upload: Upload, empty: Mapping[str, object]) -> Any:  # noqa: ANN401, JSON
    if isinstance(value, list):
        return [_without(one, upload, empty) for one in value]
    if not isinstance(value, dict):
        return value
    found = {name: _without(one, upload, empty) for name, one in value.items()}
    if found.get("id") == upload.id and found.get("sha256") == upload.sha256:
        return found | {name: one for name, one in empty.items() if name in found}
    about = found.get("upload")
    if isinstance(about, dict) and about.get("id") == upload.id and "blocking" in found:
        found["blocking"] = []
    chart = found.get("chart")
    if isinstance(chart, dict) and (upload.id in (chart.get("since_id"), (about or {}).get("id"))):
        found["chart"] = chart | {"accounts": []}
    return found


def _find(connection: Connection, domain_id: int, key: str) -> RowMapping | None:
    """Return the row of a key, after those of the domain that are too old are gone."""
    moment = now()
    dead = sa.and_(keys.c.status.is_(None), keys.c.at < moment - LONGEST_WORK)
    connection.execute(
        keys.delete().where(keys.c.domain_id == domain_id, sa.or_(keys.c.at < moment - KEPT, dead))
    )
    query = sa.select(keys).where(keys.c.domain_id == domain_id, keys.c.key == key)
    return connection.execute(query).mappings().first()


def _add(connection: Connection, domain_id: int, key: str, request: str) -> int:
    made = connection.execute(
        keys.insert().values(domain_id=domain_id, key=key, request=request, at=now())
    ).inserted_primary_key
    return int(made[0]) if made else 0


def _answer(found: RowMapping, request: str) -> Answered:
    if found["request"] != request:
        raise Refusal("key_reused", key=found["key"])
    if found["status"] is None:
        raise Refusal("key_in_use", key=found["key"])
    return Answered(found["status"], found["body"])
