"""What a portal must be told: where its workspace is, who it answers to, what it keeps secret."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class OidcSettings:
    """A sign-in service (OpenID Connect), and what it knows this portal as."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str = "OpenID Connect"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a portal runs.

    `place` is a folder or a database's address, `folder` the files beside a database. `url` is the
    address that people type: its host is the only one that is answered, and https there makes
    cookies secure. On a laptop nobody invents a password: `siekit serve` prints a one-time link.
    """

    place: str
    folder: Path | None = None
    url: str = "http://127.0.0.1:8470"
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    server: bool = False
    other_hosts: tuple[str, ...] = ()
    oidc: OidcSettings | None = None
    metrics_token: str | None = field(default=None, repr=False)
    session_hours: float = 12
    form_bytes: int = 2**20
    upload_bytes: int = 2**31
    work_inside: bool = False
    """Whether a thread of this process does the jobs, as on a laptop."""

    @property
    def secure(self) -> bool:
        """Whether people come by https."""
        return urlsplit(self.url).scheme == "https"

    @property
    def origin(self) -> str:
        """What a browser calls this portal in `Origin`."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def hosts(self) -> frozenset[str]:
        """The values of `Host` that are answered."""
        own = urlsplit(self.url.lower())  # as browsers write it, and without the usual port
        usual = {"http": 80, "https": 443}.get(own.scheme)
        named = {own.netloc, *self.other_hosts}
        if own.port == usual:
            named.add(own.netloc.rpartition(":")[0])
        if not self.server:
            end = f":{own.port}" if own.port else ""
            named |= {f"{name}{end}" for name in ("127.0.0.1", "localhost", "[::1]")}
        return frozenset(named)

    @property
    def cookie(self) -> str:
        """The name of the session's cookie; one of its own for each port of a laptop."""
        if self.secure:
            return "__Host-siekit"
        return f"siekit-{urlsplit(self.url).port or 80}"
