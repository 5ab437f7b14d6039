"""Signing in by a service (OpenID Connect): the way there, and what comes back is checked."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx2
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from siekit.web.settings import OidcSettings

SIGNATURES = ["RS256", "PS256", "ES256", "EdDSA", "Ed25519"]
"""No secret of ours signs, and `none` does not count."""

_DESCRIBED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_GARBLED = (ValueError, TypeError, KeyError, AttributeError)
"""What is raised where a service sends something else than the libraries look for."""

_SECONDS = 10
_KEPT_SECONDS = 3600
_SLACK_SECONDS = 60
_REST_SECONDS = 60
"""After which a token that nobody known signed has the keys asked for anew."""


@dataclass(frozen=True, slots=True)
class Way:
    """An attempt under way: what must come back with it. The browser keeps it, signed."""

    state: str
    nonce: str
    verifier: str
    path: str


@dataclass(frozen=True, slots=True)
class Told:
    """Who the service says it is; the address only where the service has verified it."""

    issuer: str
    subject: str
    verified_email: str | None


class Service:
    """A sign-in service, whose own description is asked for when it is first needed."""

    def __init__(self, settings: OidcSettings) -> None:
        """Take where it is and what it knows us as."""
        self._settings = settings
        self._described: dict[str, Any] = {}
        self._until = 0.0
        self._asked = 0.0

    def begin(self, back: str, path: str) -> tuple[str, Way]:
        """Return the address to send the browser to, and what must come back from there."""
        way = Way(
            state=secrets.token_urlsafe(24),
            nonce=secrets.token_urlsafe(24),
            verifier=secrets.token_urlsafe(48),
            path=path,
        )
        with self._client(back) as client:
            url, _ = client.create_authorization_url(
                self._description()["authorization_endpoint"],
                state=way.state,
                nonce=way.nonce,
                code_verifier=way.verifier,
            )
        return str(url), way

    def finish(self, back: str, way: Way, answer: dict[str, str]) -> Told:
        """Return who has signed in; `sign_in_failed` unless everything fits together."""
        if not secrets.compare_digest(answer.get("state", "").encode(), way.state.encode()):
            raise Refusal("form_expired")
        if "code" not in answer:  # they changed their mind, or the service refused them
            raise Refusal("sign_in_failed")
        description = self._description()
        try:
            with self._client(back) as client:
                token = client.fetch_token(
                    description["token_endpoint"],
                    grant_type="authorization_code",
                    code=answer["code"],
                    code_verifier=way.verifier,
                )
            id_token = str(token.get("id_token", ""))
        except OAuthError:
            raise Refusal("sign_in_failed") from None
        except (httpx2.HTTPError, *_GARBLED) as error:
            raise _unavailable(error) from error
        return self._checked(id_token, way)

    def _checked(self, id_token: str, way: Way) -> Told:
        """Return what an ID token says, if the service signed it, for us, now, for this attempt."""
        issuer = self._description()["issuer"]
        rules = jwt.JWTClaimsRegistry(
            leeway=_SLACK_SECONDS,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": self._settings.client_id},
            nonce={"essential": True, "value": way.nonce},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
        )
        try:
            claims = self._signed(id_token)
            rules.validate(claims)
        except (JoseError, ValueError) as error:
            raise Refusal("sign_in_failed") from error
        if claims.get("azp", self._settings.client_id) != self._settings.client_id:
            raise Refusal("sign_in_failed")
        verified = claims.get("email_verified") is True
        email = claims.get("email") if verified else None
        return Told(issuer, str(claims["sub"]), email if isinstance(email, str) else None)

    def _signed(self, id_token: str) -> dict[str, Any]:
        """Return what a token says that the service signed, also with a key that is new."""
        try:
            return dict(jwt.decode(id_token, self._keys(), algorithms=SIGNATURES).claims)
        except (JoseError, ValueError):
            if time.monotonic() - self._asked < _REST_SECONDS:
                raise
        self._until = 0.0
        return dict(jwt.decode(id_token, self._keys(), algorithms=SIGNATURES).claims)

    def _description(self) -> dict[str, Any]:
        """Return what the service says of itself; it must be who it was named."""
        if time.monotonic() > self._until:
            issuer = self._settings.issuer.rstrip("/")
            found = _fetch(f"{issuer}/.well-known/openid-configuration")
            if str(found.get("issuer", "")).rstrip("/") != issuer:
                raise Refusal(
                    "sign_in_unavailable",
                    reason="it calls itself by another name",
                    reason_sv="den uppger ett annat namn",
                )
            if not all(isinstance(found.get(name), str) for name in _DESCRIBED):
                raise _unavailable(KeyError())
            self._described = found | {"keys": _fetch(found["jwks_uri"])}
            self._asked = time.monotonic()
            self._until = self._asked + _KEPT_SECONDS
        return self._described

    def _keys(self) -> KeySet:
        keys: Any = self._description()["keys"]
        try:
            return KeySet.import_key_set(keys)
        except (JoseError, *_GARBLED) as error:
            raise _unavailable(error) from error

    def _client(self, back: str) -> OAuth2Client:
        return OAuth2Client(
            self._settings.client_id,
            self._settings.client_secret,
            scope="openid email profile",
            redirect_uri=back,
            code_challenge_method="S256",
            timeout=_SECONDS,
        )


def _fetch(url: str) -> dict[str, Any]:
    local = urlsplit(url).hostname in {"127.0.0.1", "localhost", "::1"}
    if urlsplit(url).scheme != "https" and not local:
        raise Refusal(
            "sign_in_unavailable",
            reason="its address does not begin with https",
            reason_sv="adressen börjar inte med https",
        )
    try:
        answer = httpx2.get(url, timeout=_SECONDS)
        answer.raise_for_status()
        return dict(answer.json())
    except (httpx2.HTTPError, *_GARBLED) as error:
        raise _unavailable(error) from error


def _unavailable(error: Exception) -> Refusal:
    kind = type(error).__name__
    return Refusal(
        "sign_in_unavailable",
        reason=f"it cannot be reached or understood ({kind})",
        reason_sv=f"den går inte att nå eller förstå ({kind})",
    )
