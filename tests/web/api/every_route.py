"""Every route of the portal, with paths and bodies that would do something if one were let in."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fastapi import FastAPI
    from fastapi.dependencies.models import Dependant

BODIES: dict[str, Any] = {
    "createCompanies": {"companies": [{"orgnr": "555555-5555", "name": "Nytt bolag"}]},
    "linkUpload": {"new": {"name": "Nytt bolag"}},
    "eraseUpload": {"reason": "a test"},
    "setYear": {"first_day": "2024-01-01", "last_day": "2024-12-31"},
    "createIntegration": {"name": "Ett bolag till"},
    "editIntegration": {"name": "Ett annat namn"},
    "setMapping": {"accounts": {"30": "31"}},
    "changeMapping": {"accounts": {"40": "41"}},
    "setEliminations": {
        "rules": [{"name": "Mellan", "companies": ["556334-3689"], "accounts": ["30"]}]
    },
    "seeNotices": {"up_to": 2_000_000_000},
    "query": {"query": "select 1 as one"},
    "addPerson": {"email": "ny@nagon.example", "role": "viewer"},
    "changeRole": {"role": "viewer"},
    "createToken": {"name": "en nyckel", "role": "viewer"},
    "changeDomain": {"entries_allowed": True},
    "changeAccount": {"name": "Ett annat namn", "lang": "en"},
    "acceptDomain": {"link": "http://portal.example/link/unknown"},
    "changePassword": {"new": "ett riktigt långt lösenord"},
    "createDomain": {"name": "Ett bolag till"},
}
"""What the routes of the API are sent; the others need no body."""

FIELDS: dict[str, Any] = {
    "accounts": "3000",
    "activate": "1",
    "choice": "new",
    "company": "5555555555",
    "confirm_currency": "1",
    "confirm_orgnr": "1",
    "currency": "SEK",
    "current": "",
    "days": "30",
    "email": "ny@nagon.example",
    "entries_allowed": "1",
    "integration_id": "1",
    "kind": "sie",
    "lang": "sv",
    "largest_mb": "100",
    "integration": "new",
    "month": "202401",
    "name": "Ett namn",
    "new_name": "Ett namn",
    "next": "/",
    "orgnr": "5563343689",
    "override_reason": "a test",
    "password": "ett riktigt långt lösenord",
    "reason": "a test",
    "rejected_kept_days": "30",
    "role": "viewer",
    "sync_at": "06:00",
    "token": "",
}
"""What the fields of forms are sent; others are sent 1."""

WORDS = {
    "account": "1930",
    "account_id": "1",
    "name": "income-statement",
    "report": "income-statement",
    "month": "2024-01",
    "key": "vouchers_balance",
    "secret": "unknown",
    "token": "unknown",
    "form": "csv",
    "format": "csv",
    "style": "report.css",
    "path": "app.css",
}
"""What stands in paths for what is no number of an object."""

IDS = (
    "domain_id",
    "upload_id",
    "integration_id",
    "sync_id",
    "snapshot_id",
    "notice_id",
    "user_id",
    "token_id",
    "voucher_id",
)
"""What stands in paths for objects of a domain."""


@dataclass(frozen=True)
class Route:
    """One method of one path."""

    method: str
    path: str
    name: str
    fields: tuple[str, ...]

    @property
    def of_api(self) -> bool:
        """Whether programs call it."""
        return self.path.startswith("/api/")

    @property
    def safe(self) -> bool:
        """Whether it promises to change nothing."""
        return self.method in {"GET", "HEAD"}

    @property
    def parameters(self) -> list[str]:
        """The names in braces in its path."""
        return [name.partition(":")[0] for _, name, _, _ in Formatter().parse(self.path) if name]

    @property
    def of_objects(self) -> list[str]:
        """Those of them that are objects of a domain."""
        return [name for name in self.parameters if name in IDS and name != "domain_id"]

    def at(self, ids: Mapping[str, object]) -> str:
        """Its path for these objects."""
        path = self.path.replace(":path}", "}").replace(":int}", "}")
        return path.format(**{**WORDS, **ids})

    def sending(self, csrf: str = "") -> dict[str, Any]:
        """What is sent with it, as the client takes it."""
        if self.safe:
            return {}
        if self.name == "sendFiles":
            return {"files": [("files", ("bok.se", b"#FLAGGA 0\n#SIETYP 4\n#FNAMN X\n"))]}
        if self.of_api:
            body = BODIES.get(self.name)
            return {} if body is None else {"json": body}
        form = {name: FIELDS.get(name, "1") for name in self.fields} | {"csrf": csrf}
        if self.path.endswith("/file"):
            del form["file"]
            rule = b'[[elimination]]\nname = "a"\ncompanies = ["b"]\naccounts = ["30"]\n'
            data = b"3010;3041\n" if "/mapping" in self.path else rule
            return {
                "data": form,
                "files": [("file", ("a.toml" if data is rule else "a.csv", data))],
            }
        if self.path.endswith("/uploads"):
            return {"data": form, "files": [("files", ("bok.se", b"#FLAGGA 0\n#SIETYP 4\n"))]}
        return {"data": form}


def every_route(app: FastAPI) -> list[Route]:
    """All of them, in the order in which they are matched."""
    return list(_routes(app))


def _routes(app: FastAPI) -> Iterator[Route]:
    from fastapi.routing import iter_route_contexts

    for one in iter_route_contexts(app.routes):
        dependant = getattr(one, "dependant", None)
        fields = tuple(_fields(dependant)) if dependant else ()
        name = getattr(one, "operation_id", None) or str(getattr(one, "name", ""))
        for method in sorted(one.methods or ()):
            if method != "HEAD":
                yield Route(method, str(one.path), name, fields)


def _fields(dependant: Dependant) -> Iterator[str]:
    for field in dependant.body_params:
        yield field.alias
    for inner in dependant.dependencies:
        yield from _fields(inner)
