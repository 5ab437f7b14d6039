"""The settings of a server, from environment variables; what is missing is said in words."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from siekit.exceptions import UsageError
from siekit.web.settings import OidcSettings, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI

SHORTEST_SECRET = 32
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """One environment variable of `siekit serve --server`."""

    name: str
    text: str
    needed: bool = False


VARIABLES = (
    Variable(
        name="SIEKIT_DATABASE_URL",
        text="the database: postgresql://user:password@host/name, or a folder for SQLite",
        needed=True,
    ),
    Variable(name="SIEKIT_DATA", text="the folder of the files, beside a database", needed=True),
    Variable(
        name="SIEKIT_SECRET",
        text=f"at least {SHORTEST_SECRET} random characters: openssl rand -base64 48",
        needed=True,
    ),
    Variable(
        name="SIEKIT_URL",
        text="the address that people type, such as https://books.example.se",
        needed=True,
    ),
    Variable(name="SIEKIT_HOSTS", text="other hosts that are answered, between commas"),
    Variable(name="SIEKIT_TRUSTED_PROXIES", text="addresses whose X-Forwarded-For is believed"),
    Variable(name="SIEKIT_INSECURE", text="1: passwords may travel without https"),
    Variable(name="SIEKIT_ADMIN_EMAIL", text="the first administrator, made where there is none"),
    Variable(name="SIEKIT_ADMIN_PASSWORD", text="the first administrator's password"),
    Variable(name="SIEKIT_DOMAIN", text="the name of the first company domain"),
    Variable(name="SIEKIT_OIDC_ISSUER", text="the address of a sign-in service (OpenID Connect)"),
    Variable(name="SIEKIT_OIDC_CLIENT_ID", text="what the service knows the portal as"),
    Variable(name="SIEKIT_OIDC_CLIENT_SECRET", text="the secret shared with the service"),
    Variable(name="SIEKIT_OIDC_NAME", text="what the button calls the service"),
    Variable(name="SIEKIT_METRICS_TOKEN", text="the bearer token for /metrics from elsewhere"),
    Variable(name="SIEKIT_SESSION_HOURS", text="how long a session lasts; 12 unless said"),
    Variable(name="SIEKIT_LOG_DETAILS", text="1: the log has the words of exceptions"),
)
"""All of them; the guide and the help text are made from this."""


def settings_from(environment: Mapping[str, str]) -> Settings:
    """Return the settings of a server; `UsageError` names all that is missing or wrong."""
    problems = list(_problems(environment))
    if problems:
        message = (
            "The server cannot start: "
            + "; ".join(problems)
            + ". docs/guides/server.md shows a whole example."
        )
        raise UsageError(message)
    given = {name: value for name, value in environment.items() if value}
    data = given.get("SIEKIT_DATA")
    hosts = given.get("SIEKIT_HOSTS", "").split(",")
    return Settings(
        place=given["SIEKIT_DATABASE_URL"],
        folder=Path(data) if data else None,
        url=given["SIEKIT_URL"].rstrip("/"),
        secret=given["SIEKIT_SECRET"],
        server=True,
        other_hosts=tuple(host.strip().lower() for host in hosts if host.strip()),
        oidc=_oidc(given),
        metrics_token=given.get("SIEKIT_METRICS_TOKEN"),
        session_hours=float(given.get("SIEKIT_SESSION_HOURS", "12")),
    )


def app() -> FastAPI:
    """Return the portal of this process's environment; uvicorn's workers call it."""
    from siekit.web.app import create_app
    from siekit.web.logs import log_as_json

    log_as_json(details=os.environ.get("SIEKIT_LOG_DETAILS") == "1")
    return create_app(settings_from(os.environ))


def _problems(environment: Mapping[str, str]) -> list[str]:
    found = []
    place = environment.get("SIEKIT_DATABASE_URL", "")
    for one in VARIABLES:
        spared = one.name == "SIEKIT_DATA" and place and "://" not in place
        if one.needed and not environment.get(one.name) and not spared:
            found.append(f"set {one.name} ({one.text})")
    secret = environment.get("SIEKIT_SECRET", "")
    if secret and len(secret) < SHORTEST_SECRET:
        found.append(f"SIEKIT_SECRET has {len(secret)} characters, give {SHORTEST_SECRET} or more")
    url = environment.get("SIEKIT_URL", "")
    if url:
        found += _problems_of_url(url, insecure=environment.get("SIEKIT_INSECURE") == "1")
    oidc = ["SIEKIT_OIDC_ISSUER", "SIEKIT_OIDC_CLIENT_ID", "SIEKIT_OIDC_CLIENT_SECRET"]
    given = [name for name in oidc if environment.get(name)]
    if given and len(given) < len(oidc):
        found.append(f"set all of {', '.join(oidc)}, or none")
    try:
        if float(environment.get("SIEKIT_SESSION_HOURS") or 12) <= 0:
            raise ValueError  # noqa: TRY301, told below with what is no number
    except ValueError:
        found.append("SIEKIT_SESSION_HOURS is no number above 0")
    return found


def _problems_of_url(url: str, *, insecure: bool) -> list[str]:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return [f"SIEKIT_URL is {url!r}, give an address such as https://books.example.se"]
    if parts.path.strip("/") or parts.query:
        return ["SIEKIT_URL has a path; the portal needs a host of its own"]
    if parts.scheme == "http" and parts.hostname not in LOOPBACK and not insecure:
        problem = (
            "SIEKIT_URL begins with http://, so passwords would travel readable: put a proxy with "
            "https before the portal, or set SIEKIT_INSECURE=1 in a network of your own"
        )
        return [problem]
    return []


def _oidc(given: Mapping[str, str]) -> OidcSettings | None:
    if "SIEKIT_OIDC_ISSUER" not in given:
        return None
    return OidcSettings(
        issuer=given["SIEKIT_OIDC_ISSUER"],
        client_id=given["SIEKIT_OIDC_CLIENT_ID"],
        client_secret=given["SIEKIT_OIDC_CLIENT_SECRET"],
        name=given.get("SIEKIT_OIDC_NAME", "OpenID Connect"),
    )
