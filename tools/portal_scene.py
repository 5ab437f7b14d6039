"""A portal as it looks in use, for pictures and for looking at every page: always the same.

Companies of the examples, one with a very long name, a file that is wrong in ten ways, a file that
is no SIE file, one that waits for somebody to say whose it is, and a second company domain without
anything in it. Times are set, so that pictures do not change from one day to the next.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from siekit.workspace.accounts import add_user
from siekit.workspace.actors import Actor, Role, local_actor
from siekit.workspace.installation import Installation
from siekit.workspace.members import join
from siekit.workspace.people import find_user
from siekit.workspace.sessions import open_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.workspace.workspace import Workspace

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
MOMENT = datetime(2025, 1, 15, 8, 30, tzinfo=UTC)

LONG_NAME = (
    "Föreningen för Bevarande av Ångslupstrafiken mellan Västra och Östra Kärringöfjärdens "
    "Småbåtshamnar med Omgivande Skärgårdsområden ekonomisk förening"
)
FJALLBACKEN = "5555555555"
NOT_SIE = b"%PDF-1.7 this is an annual report, and no SIE file"
TIMES = {
    "uploads": ("uploaded_at", "state_at"),
    "snapshots": ("built_at",),
    "sync_runs": ("requested_at", "started_at", "finished_at"),
    "notices": ("at",),
    "domains": ("created_at",),
}


@dataclass(frozen=True, slots=True)
class Scene:
    """A seeded installation: who looks at it, and the pages that there are to see."""

    installation: Installation
    user_id: int
    session: str
    pages: dict[str, str]
    """The path of each page by a name that says what it shows."""


@contextmanager
def scene(folder: Path) -> Iterator[Scene]:
    """Give the scene in a new folder."""
    installation = Installation.open(folder)
    try:
        yield _seeded(installation)
    finally:
        installation.close()


def _seeded(installation: Installation) -> Scene:
    maker = local_actor()
    domain = installation.create_domain("Björkens redovisning", maker)
    empty = installation.create_domain("Granens bokföring", maker)
    anna = add_user(installation, "anna@bjorken.example", maker, name="Anna Björk")
    bo = add_user(installation, "bo@bjorken.example", maker, name="Bo Gran")
    with installation.catalogue.write() as connection:
        for user, place, role in (
            (anna, domain, Role.ADMIN), (anna, empty, Role.ADMIN), (bo, domain, Role.VIEWER)
        ):  # fmt: skip
            join(connection, find_user(connection, user.id), place.id, role, actor=maker)
    who = Actor("Anna Björk", Role.ADMIN, user_id=anna.id, via="portal")
    ws = installation.workspace(domain.id, who)
    pages = _pages(ws, _uploads(ws)) | {"empty start": f"/d/{empty.id}"}
    pages |= {
        f"empty {name}": f"/d/{empty.id}/{name}" for name in ("uploads", "sources", "reports")
    }
    _set_times(installation)
    session = open_session(installation, anna.id, via="password")
    return Scene(installation, anna.id, session, pages)


def _uploads(ws: Workspace) -> dict[str, int]:
    """Put the files in, and return the uploads by what they are."""
    first, wanted, tolvan, faulty = (
        (EXAMPLES / name).read_bytes()
        for name in (
            "fjallbacken-2022-23.se", "fjallbacken-2023-24.se", "tolvan-2024.se", "tio-fel.se"
        )
    )  # fmt: skip
    made = {
        "first year": _add(ws, first, "fjallbacken-2022-23.se"),
        "second year": _add(ws, wanted, "fjallbacken-2023-24.se"),
        "other company": _add(ws, tolvan, "tolvan-2024.se"),
        "long name": _add(ws, _renamed(tolvan), f"bokslut {LONG_NAME}.se"),
    }
    for number in made.values():
        ws.activate(number)
    ws.sync()
    made["again"] = _add(ws, wanted + _late_voucher(), "fjallbacken-2023-24 ny.se")
    made["faulty"] = _add(ws, faulty, "tio-fel.se")
    made["refused"] = _add(ws, NOT_SIE, "arsredovisning.pdf")
    unknown = re.sub(rb"#ORGNR [^\r\n]*", b"#ORGNR 556000-0001", first, count=1)
    made["waiting"] = _add(ws, unknown, "okand.se", create=False)
    return made


def _add(ws: Workspace, data: bytes, name: str, *, create: bool = True) -> int:
    (received,) = ws.add(data, name, create=create)
    if received.upload is None:
        raise received.refusal or RuntimeError
    return received.upload.id


def _renamed(data: bytes) -> bytes:
    """Return the books of a company with a long name and another number."""
    name = f'#FNAMN "{LONG_NAME}"'.encode("cp437")
    data = re.sub(rb"#FNAMN [^\r\n]*", name, data, count=1)
    return re.sub(rb"#ORGNR [^\r\n]*", b"#ORGNR 769600-0004", data, count=1)


def _late_voucher() -> bytes:
    return (
        b'#VER A 9001 20240430 "Sen faktura"\r\n{\r\n#TRANS 1510 {} 12500.00\r\n'
        b"#TRANS 3001 {} -12500.00\r\n}\r\n"
    )


def _pages(ws: Workspace, made: dict[str, int]) -> dict[str, str]:
    d = f"/d/{ws.domain_id}"
    uploads = {name: f"{d}/uploads/{number}" for name, number in made.items()}
    company = next(one for one in ws.integrations() if one.orgnr == FJALLBACKEN)
    return {
        "sign-in": "/sign-in",
        "start": d,
        "sources": f"{d}/sources",
        "new source": f"{d}/sources/new",
        "source": f"{d}/integrations/{company.id}",
        "months": f"{d}/integrations/{company.id}/months",
        "upload": f"{d}/uploads/new",
        "uploads": f"{d}/uploads",
        "new companies": f"{d}/uploads/link",
        "preview": uploads["second year"],
        "choose": uploads["waiting"],
        "refused": uploads["refused"],
        "faulty": uploads["faulty"],
        "summary": f"{uploads['second year']}/summary",
        "faulty summary": f"{uploads['faulty']}/summary",
        "long name summary": f"{uploads['long name']}/summary",
        "findings": f"{uploads['faulty']}/findings",
        "account": f"{uploads['second year']}/accounts/1930",
        "voucher": f"{uploads['second year']}/vouchers/1",
        "lines": f"{uploads['second year']}/lines",
        "compare": f"{uploads['again']}/compare",
        "activate": f"{uploads['again']}/activate",
        "activate faulty": f"{uploads['faulty']}/activate",
        "syncs": f"{d}/syncs",
        "sync": f"{d}/syncs/1",
        "history": f"{d}/history",
        "notices": f"{d}/notices",
        "guide": f"{d}/guide",
        "reports": f"{d}/reports",
        "income statement": f"{d}/reports/income-statement",
        "balance sheet": f"{d}/reports/balance-sheet",
        "people": f"{d}/admin/people",
        "tokens": f"{d}/admin/tokens",
        "settings": f"{d}/admin/settings",
        "log": f"{d}/admin/log",
        "own account": "/account",
        "not found": f"{d}/uploads/999",
    }


def _set_times(installation: Installation) -> None:
    """Let everything have happened on one morning."""
    with installation.catalogue.write() as connection:
        for table, columns in TIMES.items():
            ids = connection.execute(sa.text(f"select id from {table} order by id"))  # noqa: S608
            for place, (number,) in enumerate(ids.all()):
                at = (MOMENT + timedelta(minutes=place)).replace(tzinfo=None)
                sets = ", ".join(f"{column} = :at" for column in columns)
                connection.execute(
                    sa.text(f"update {table} set {sets} where id = :id"),  # noqa: S608
                    {"at": f"{at:%Y-%m-%d %H:%M:%S.000000}", "id": number},
                )
