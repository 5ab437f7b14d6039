"""Routes of the whole installation, for those who run it."""

from datetime import timedelta

from fastapi import APIRouter, Request

from siekit.web.access import ApiRunner
from siekit.web.api.documented import BY_SESSION, refused
from siekit.web.api.shapes.accounts import (
    Accounts,
    AccountShape,
    Domains,
    NewDomain,
    RunnersAccount,
)
from siekit.web.api.shapes.base import PathId
from siekit.web.api.shapes.people import DomainShape, SignInLink
from siekit.web.visitors import portal_of
from siekit.workspace.accepting import vouch, waiting
from siekit.workspace.accounts import disable_user, enable_user, find_account_of, list_users
from siekit.workspace.actors import Actor, Role
from siekit.workspace.audit import now
from siekit.workspace.members import found_domain
from siekit.workspace.people import actor_of
from siekit.workspace.sessions import Session
from siekit.workspace.signing_in import INVITATION_DAYS, make_link

router = APIRouter(prefix="/installation", tags=["Installation"])


@router.get("/domains", operation_id="listDomains", responses=refused(), openapi_extra=BY_SESSION)
def list_domains(request: Request, who: ApiRunner) -> Domains:
    """List all company domains with their settings; what is in them stays theirs."""
    del who
    found = portal_of(request).installation.domains()
    return Domains(items=[DomainShape.of(one) for one in found])


@router.post(
    "/domains",
    operation_id="createDomain",
    status_code=201,
    responses=refused(),
    openapi_extra=BY_SESSION,
)
def create_domain(request: Request, who: ApiRunner, wanted: NewDomain) -> DomainShape:
    """Make a domain, whose administrator is the one who asks; no two have one name."""
    made = found_domain(portal_of(request).installation, who.user, wanted.name, _actor(who))
    return DomainShape.of(made)


@router.get("/accounts", operation_id="listAccounts", responses=refused(), openapi_extra=BY_SESSION)
def list_accounts(request: Request, who: ApiRunner) -> Accounts:
    """List everybody who has an account, by address."""
    del who
    installation = portal_of(request).installation
    waits = waiting(installation)
    found = list_users(installation)
    return Accounts(items=[RunnersAccount.of(one, waits.get(one.id, ())) for one in found])


@router.post(
    "/accounts/{account_id}/disable",
    operation_id="disableAccount",
    responses=refused(409),
    openapi_extra=BY_SESSION,
)
def disable(request: Request, who: ApiRunner, account_id: PathId) -> AccountShape:
    """Shut somebody out of every domain at once, also their tokens."""
    installation = portal_of(request).installation
    disable_user(installation, account_id, _actor(who))
    return AccountShape.of(find_account_of(installation, account_id))


@router.post(
    "/accounts/{account_id}/enable",
    operation_id="enableAccount",
    responses=refused(),
    openapi_extra=BY_SESSION,
)
def enable(request: Request, who: ApiRunner, account_id: PathId) -> AccountShape:
    """Let somebody in again."""
    installation = portal_of(request).installation
    enable_user(installation, account_id, _actor(who))
    return AccountShape.of(find_account_of(installation, account_id))


@router.post(
    "/accounts/{account_id}/sign-in-link",
    operation_id="linkToSignIn",
    responses=refused(),
    openapi_extra=BY_SESSION,
)
def link(request: Request, who: ApiRunner, account_id: PathId) -> SignInLink:
    """Make a link with which somebody who forgot the password signs in once; told only here."""
    portal = portal_of(request)
    person = find_account_of(portal.installation, account_id)
    until = timedelta(days=INVITATION_DAYS)
    minutes = until.total_seconds() / 60
    secret = make_link(portal.installation, person.id, minutes=minutes, actor=_actor(who))
    return SignInLink(
        link=f"{portal.settings.origin}/link/{secret}", expires_at=now() + until, signs_in=True
    )


@router.post(
    "/accounts/{account_id}/vouch",
    operation_id="vouchForAccount",
    responses=refused(),
    openapi_extra=BY_SESSION,
)
def vouch_for(request: Request, who: ApiRunner, account_id: PathId) -> RunnersAccount:
    """Say that an account is its owner's alone: what waits for them to confirm is open at once."""
    installation = portal_of(request).installation
    vouch(installation, account_id, _actor(who))
    return RunnersAccount.of(find_account_of(installation, account_id))


def _actor(who: Session) -> Actor:
    return actor_of(who.user, Role.ADMIN, via="api")
