"""Signing in by a service: there and back."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter, Request
from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.exceptions import HTTPException
from starlette.responses import Response

from siekit.web.access import safe_path
from siekit.web.oidc import Service, Way
from siekit.web.pages import redirect
from siekit.web.signed_in import begin
from siekit.web.visitors import portal_of
from siekit.workspace.refusals import Refusal
from siekit.workspace.signing_in import sign_in_with_service

router = APIRouter()

_PATH = "/sign-in/service"
_SECONDS = 600


@router.get(_PATH)
def leave(request: Request, next: str = "/") -> Response:  # noqa: A002, a name in addresses
    """Send the browser to the service."""
    url, way = _service(request).begin(_back(request), safe_path(next))
    response = redirect(request, url)
    response.set_cookie(
        _cookie(request),
        _signer(request).dumps(asdict(way)),
        max_age=_SECONDS,
        httponly=True,
        samesite="lax",  # "strict" would leave it out when the service sends the browser back
        secure=portal_of(request).settings.secure,
    )
    return response


@router.get(f"{_PATH}/back")
def come_back(request: Request) -> Response:
    """Take the one whom the service has sent back in."""
    service = _service(request)
    try:
        kept = _signer(request).loads(request.cookies.get(_cookie(request), ""), max_age=_SECONDS)
    except BadData:
        raise Refusal("form_expired") from None
    way = Way(**kept)
    told = service.finish(_back(request), way, dict(request.query_params))
    user = sign_in_with_service(
        portal_of(request).installation,
        told.issuer,
        told.subject,
        verified_email=told.verified_email,
    )
    response = begin(request, user, via="oidc", path=safe_path(way.path))
    secure = portal_of(request).settings.secure
    response.delete_cookie(_cookie(request), secure=secure, httponly=True, samesite="lax")
    return response


def _service(request: Request) -> Service:
    service = portal_of(request).service
    if service is None:
        raise HTTPException(404)
    return service


def _back(request: Request) -> str:
    return f"{portal_of(request).settings.origin}{_PATH}/back"


def _cookie(request: Request) -> str:
    return f"{portal_of(request).settings.cookie}-way"


def _signer(request: Request) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(portal_of(request).settings.secret, salt="way")
