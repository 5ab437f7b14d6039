"""Routes of one's own account, which is of no domain."""

from fastapi import APIRouter, Request

from siekit.web.access import ApiSession
from siekit.web.api.documented import BY_SESSION, refused
from siekit.web.api.shapes.accounts import (
    Acceptance,
    AccountChange,
    AccountShape,
    OwnAccount,
    OwnDomain,
    PasswordChange,
    SessionShape,
)
from siekit.web.visitors import portal_of
from siekit.workspace.accepting import accept
from siekit.workspace.accounts import find_account_of, set_language, set_name
from siekit.workspace.installation import Installation
from siekit.workspace.own_account import choose_password, must_know
from siekit.workspace.refusals import Refusal
from siekit.workspace.sessions import Session, close_sessions, key_of, sessions_of

router = APIRouter(prefix="/me", tags=["Account"])


@router.get("/account", operation_id="getAccount", responses=refused(), openapi_extra=BY_SESSION)
def get_account(request: Request, who: ApiSession) -> OwnAccount:
    """Tell one's account, the domains that it opens, and where one is signed in."""
    return _account(portal_of(request).installation, who)


@router.patch(
    "/account", operation_id="changeAccount", responses=refused(), openapi_extra=BY_SESSION
)
def change_account(request: Request, who: ApiSession, wanted: AccountChange) -> OwnAccount:
    """Change one's name and language."""
    installation = portal_of(request).installation
    if wanted.name is not None:
        set_name(installation, who.user.id, wanted.name)
    if wanted.lang is not None:
        set_language(installation, who.user.id, wanted.lang)
    return _account(installation, who)


@router.put(
    "/password",
    operation_id="changePassword",
    status_code=204,
    responses=refused(),
    openapi_extra=BY_SESSION,
)
def change_password(request: Request, who: ApiSession, wanted: PasswordChange) -> None:
    """Choose another password; all one's sessions end, also the one that asks."""
    address = request.client.host if request.client else ""
    given = {"current": wanted.current, "address": address}
    try:
        choose_password(portal_of(request).installation, who, wanted.new, **given, via="api")
    except Refusal as refusal:
        raise _of_current(refusal) from None


@router.post(
    "/domains",
    operation_id="acceptDomain",
    status_code=201,
    responses=refused(409, 410),
    openapi_extra=BY_SESSION,
)
def accept_domain(request: Request, who: ApiSession, wanted: Acceptance) -> OwnDomain:
    """Accept a domain that one's account was let into, by the link of its administrator.

    All one's sessions end, also the one that asks, unless the account is known to be one's alone.
    """
    address = request.client.host if request.client else ""
    secret = wanted.link.rpartition("/")[2]
    given = {"current": wanted.current, "new": wanted.new, "address": address}
    try:
        done = accept(portal_of(request).installation, who, secret, **given, via="api")
    except Refusal as refusal:
        raise _of_current(refusal) from None
    mine = done.membership
    return OwnDomain.model_validate(
        {"id": mine.domain_id, "name": mine.domain, "role": mine.role.word}
    )


@router.post(
    "/sign-out-everywhere",
    operation_id="signOutEverywhere",
    status_code=204,
    responses=refused(),
    openapi_extra=BY_SESSION,
)
def sign_out_everywhere(request: Request, who: ApiSession) -> None:
    """End all sessions of the one who asks, also this one; tokens stay."""
    close_sessions(portal_of(request).installation, who.user.id)


def _of_current(refusal: Refusal) -> Refusal:
    """Return a refusal as the API tells it: a wrong present password is a wrong value."""
    if refusal.code != "sign_in_failed":
        return refusal
    problem = "that is not your present password."
    problem_sv = "det är inte ditt nuvarande lösenord."
    return Refusal("invalid", field="current", problem=problem, problem_sv=problem_sv)


def _account(installation: Installation, who: Session) -> OwnAccount:
    this = key_of(who.token_hash)
    return OwnAccount(
        account=AccountShape.of(find_account_of(installation, who.user.id)),
        domains=[
            OwnDomain.model_validate(
                {"id": one.domain_id, "name": one.domain, "role": one.role.word}
            )
            for one in who.memberships
        ],
        sessions=[
            SessionShape(
                key=one.key,
                via=one.via,
                created_at=one.created_at,
                expires_at=one.expires_at,
                this=one.key == this,
            )
            for one in sessions_of(installation, who.user.id)
        ],
        must_know_password=must_know(who),
    )
