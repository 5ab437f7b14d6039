"""Who may come in: dependencies that give a handler the workspace of the one who asks.

A handler names one of them, and gets a `Workspace` of the role that the person has there; what it
may do is then asked by the verbs themselves. A domain that is not theirs does not exist for them.
"""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator
from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import Depends, Request

from siekit.web.api.bearer import has_token, workspace_of_token
from siekit.web.came_from import page_of_form
from siekit.web.sent_forms import sent_form
from siekit.web.visitors import Visitor, portal_of, visitor_of
from siekit.workspace.people import actor_of
from siekit.workspace.refusals import Refusal
from siekit.workspace.sessions import Session
from siekit.workspace.workspace import Workspace

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FOR_STRANGERS = ("/sign-in", "/language", "/link/")
"""Where somebody who is not signed in may send a form."""

SIGN_OUT = "/sign-out"
"""A form that has done its work where there is no session."""


class SignInNeeded(Exception):  # noqa: N818, it is no fault
    """A page was asked for by somebody who is not signed in; they are sent to sign in.

    With `lost` they sent a form, which is not taken later either: they are told so.
    """

    def __init__(self, come_back: str, *, lost: bool = False) -> None:
        """Take the path to come back to."""
        super().__init__(come_back)
        self.come_back = come_back
        self.lost = lost


def visitor(request: Request) -> Visitor:
    """Return who asks, signed in or not."""
    return visitor_of(request)


def session(request: Request) -> Session:
    """Return the session of one who is signed in; others are sent to sign in."""
    found = visitor_of(request).session
    if found is None:
        raise SignInNeeded(_here(request))
    return found


def page_workspace(request: Request, domain_id: int) -> Workspace:
    """Return the domain of the path as the one who is signed in may see it, else `not_found`."""
    who = session(request)
    workspace = workspace_of(request, who, domain_id, via="portal")
    request.state.workspace = workspace
    return workspace


def workspace_of(request: Request, who: Session, domain_id: int, *, via: str) -> Workspace:
    """Return a domain as the person of a session may see it; `not_found` unless it is theirs."""
    for one in who.memberships:
        if one.domain_id == domain_id:
            actor = actor_of(who.user, one.role, via=via)
            return portal_of(request).installation.workspace(domain_id, actor)
    raise Refusal("not_found", what="company domain", what_sv="företagsdomän", id=domain_id)


def api_workspace(request: Request) -> Workspace:
    """Return the workspace of an API request: of its bearer token, or of a session.

    A session names its domain by `domain_id` in the path or `?domain=`, unless it has one only.
    """
    if has_token(request):
        portal = portal_of(request)
        return workspace_of_token(request, portal.installation, portal.bad_tokens)
    who = visitor_of(request).session
    if who is None:
        raise Refusal("not_signed_in")
    wanted = request.path_params.get("domain_id") or request.query_params.get("domain")
    if wanted is None and len(who.memberships) == 1:
        wanted = str(who.memberships[0].domain_id)
    if wanted is None or not str(wanted).isdecimal():
        problem = "give the number of a company domain, as ?domain=1."
        problem_sv = "ange företagsdomänens nummer, som ?domain=1."
        raise Refusal("invalid", field="domain", problem=problem, problem_sv=problem_sv)
    workspace = workspace_of(request, who, int(wanted), via="api")
    if request.method not in SAFE:
        check_origin(request)
        check_token(request, request.headers.get("x-csrf-token"))
    return workspace


def api_session(request: Request) -> Session:
    """Return the session of an API request for what is of no domain; a token gets `needs_session`.

    A token is of one domain, and may be read by whoever keeps that domain's programs.
    """
    portal = portal_of(request)
    if has_token(request):
        workspace_of_token(request, portal.installation, portal.bad_tokens)
        raise Refusal("needs_session")
    who = visitor_of(request).session
    if who is None:
        raise Refusal("not_signed_in")
    if request.method not in SAFE:
        check_origin(request)
        check_token(request, request.headers.get("x-csrf-token"))
    return who


def api_runner(request: Request, who: Annotated[Session, Depends(api_session)]) -> Session:
    """Return the session of one who runs the installation; for others the address is not there."""
    if not who.user.runs_installation:
        there = request.url.path
        raise Refusal("not_found", what="address", what_sv="adress", id=there)
    return who


async def checked_form(
    request: Request, visiting: Annotated[Visitor, Depends(visitor)]
) -> AsyncIterator[None]:
    """Refuse a form that was not sent from one of our own pages.

    Stands before every page's handler (`routes.include`), so none can forget it. The token comes
    as the field `csrf`, or as the header `X-CSRF-Token`, which spares reading the body first.
    """
    if request.method in SAFE:
        yield
        return
    check_origin(request)
    header = request.headers.get("x-csrf-token")
    if visiting.session is None and not request.url.path.startswith(FOR_STRANGERS):
        raise _unsaved(request)
    if header is not None:
        check_token(request, header)
        yield
        return
    async with sent_form(request) as form:
        sent = form.get("csrf")
        check_token(request, sent if isinstance(sent, str) else None)
        yield


def _unsaved(request: Request) -> SignInNeeded:
    """Return the way to the page of a form that somebody sent whose session is over."""
    if request.url.path == SIGN_OUT:
        return SignInNeeded("/")
    return SignInNeeded(safe_path(page_of_form(request)), lost=True)


def check_origin(request: Request) -> None:
    """Refuse what another site made a browser send."""
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise Refusal("form_expired")
    origin = request.headers.get("origin")
    if origin is not None and host_in(origin) not in portal_of(request).settings.hosts:
        raise Refusal("form_expired")


def check_token(request: Request, sent: str | None) -> None:
    """Refuse a form without the token that its page carried."""
    if not hmac.compare_digest((sent or "").encode(), visitor_of(request).csrf.encode()):
        raise Refusal("form_expired")


def safe_path(path: str | None) -> str:
    """Return a path of this portal to go on to; anything else becomes the start page."""
    wanted = path or "/"
    odd = any(ord(letter) <= ord(" ") or letter == "\\" for letter in wanted)
    if odd or not wanted.startswith("/") or wanted.startswith("//"):
        return "/"
    return wanted


def host_in(address: str) -> str:
    """Return the host of an address as it stands there, none of what is no address."""
    try:
        return urlsplit(address).netloc
    except ValueError:  # half a pair of brackets
        return ""


def _here(request: Request) -> str:
    """Return the path to come back to after signing in: of pages only, not of what was sent."""
    if request.method not in SAFE:
        return "/"
    query = f"?{request.url.query}" if request.url.query else ""
    return quote(request.url.path, safe="/") + query


AWorkspace = Annotated[Workspace, Depends(page_workspace)]
"""The parameter of a page's handler: `def page(request: Request, workspace: AWorkspace)`."""

ApiWorkspace = Annotated[Workspace, Depends(api_workspace)]
"""The parameter of a handler of the API."""

ApiSession = Annotated[Session, Depends(api_session)]
"""The parameter of a handler of the API about the one who is signed in, in no domain."""

ApiRunner = Annotated[Session, Depends(api_runner)]
"""The parameter of a handler of the API about the whole installation."""
