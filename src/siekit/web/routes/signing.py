"""Signing in and out."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from siekit.web.access import safe_path
from siekit.web.pages import redirect, render
from siekit.web.visitors import portal_of
from siekit.workspace.sessions import close_session

router = APIRouter()


@router.get("/sign-in")
def sign_in_page(request: Request, next: str | None = None) -> HTMLResponse:  # noqa: A002, a name in addresses
    """The page on which people sign in."""
    return render(request, "signing/sign_in.html", next=safe_path(next), email="", fault=None)


@router.post("/sign-out")
def sign_out(request: Request) -> Response:
    """End the session of this browser."""
    settings = portal_of(request).settings
    secret = request.cookies.get(settings.cookie)
    if secret:
        close_session(portal_of(request).installation, secret)
    response = redirect(request, "/sign-in")
    response.delete_cookie(settings.cookie, secure=settings.secure, httponly=True, samesite="lax")
    return response
