"""A stand-in for a sign-in service (OpenID Connect), on the loopback; it may be told to lie."""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from fastapi import FastAPI, Form, HTTPException
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

if TYPE_CHECKING:
    from collections.abc import Callable

CLIENT = "portal"
SECRET = "shared"  # noqa: S105, of a service that lives as long as a test


@dataclass
class Issuer:
    """The service: what it says of whoever comes, and where it is."""

    claims: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "k1"}))
    signs_with: RSAKey | None = None
    url: str = ""
    called: str | None = None
    codes: dict[str, tuple[str, str]] = field(default_factory=dict)

    def answer(self, url: str) -> str:
        """Sign somebody in, and return the address that their browser is sent back to."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert query["code_challenge_method"] == "S256"
        assert query["client_id"] == CLIENT
        assert query["response_type"] == "code"
        code = secrets.token_urlsafe(16)
        self.codes[code] = (query["code_challenge"], query["nonce"])
        return f"{query['redirect_uri']}?" + urlencode({"code": code, "state": query["state"]})

    def application(self) -> FastAPI:
        """The service as an application."""
        app = FastAPI()

        @app.get("/.well-known/openid-configuration")
        def configuration() -> dict[str, str]:
            return {
                "issuer": self.called or self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/jwks",
            }

        @app.get("/jwks")
        def jwks() -> dict[str, Any]:
            return dict(KeySet([self.key]).as_dict(private=False))

        @app.post("/token")
        def token(
            code: Annotated[str, Form()], code_verifier: Annotated[str, Form()]
        ) -> dict[str, Any]:
            challenge, nonce = self.codes.pop(code, ("", ""))
            digest = hashlib.sha256(code_verifier.encode()).digest()
            if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != challenge:
                raise HTTPException(400)
            now = int(time.time())
            claims = {"iss": self.url, "aud": CLIENT, "sub": "u1", "nonce": nonce, "iat": now}
            claims |= {"exp": now + 300} | self.claims
            header = {"alg": "RS256", "kid": "k1"}
            signed = jwt.encode(header, claims, self.signs_with or self.key)
            return {"access_token": "x", "token_type": "Bearer", "id_token": signed}

        return app


@pytest.fixture
def issuer(serve_app: Callable[..., str]) -> Issuer:
    """A sign-in service that runs."""
    made = Issuer()

    def make(url: str) -> FastAPI:
        made.url = url
        return made.application()

    serve_app(make)
    return made
