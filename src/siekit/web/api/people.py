"""Routes of the people of the domain and their roles."""

from datetime import timedelta

from fastapi import APIRouter, Request, Response

from siekit.web.access import ApiWorkspace
from siekit.web.api.documented import refused
from siekit.web.api.once import AtOnce
from siekit.web.api.shapes.base import PathId
from siekit.web.api.shapes.people import (
    Me,
    NewPerson,
    People,
    PersonShape,
    RoleChange,
    SignInLink,
)
from siekit.web.visitors import portal_of
from siekit.workspace.actors import Role
from siekit.workspace.audit import now
from siekit.workspace.members import (
    add_member,
    change_role,
    invite,
    list_members,
    remove_member,
)
from siekit.workspace.refusals import Refusal
from siekit.workspace.signing_in import INVITATION_DAYS
from siekit.workspace.workspace import Workspace

router = APIRouter(tags=["People"])


@router.get("/me", operation_id="getMe", responses=refused())
def get_me(workspace: ApiWorkspace) -> Me:
    """Tell who the token or session is, and in which domain."""
    actor, domain = workspace.actor, workspace.domain()
    return Me.model_validate(
        {
            "name": actor.name,
            "role": actor.role.word,
            "domain_id": domain.id,
            "domain": domain.name,
        }
    )


@router.get("/people", operation_id="listPeople", responses=refused())
def list_people(workspace: ApiWorkspace) -> People:
    """List everybody who may come into the domain; for administrators."""
    return People(items=[PersonShape.of(one) for one in list_members(workspace)])


@router.post(
    "/people",
    operation_id="addPerson",
    status_code=201,
    response_model=PersonShape,
    responses=refused(409),
)
def add(workspace: ApiWorkspace, wanted: NewPerson, once: AtOnce) -> Response:
    """Let somebody in; an account is made for one who has none.

    They are `pending` until they have confirmed by a link, which `sign-in-link` makes.
    """
    return once(
        lambda: PersonShape.of(
            add_member(workspace, wanted.email, Role.of(wanted.role), name=wanted.name or "")
        ),
        status=201,
    )


@router.patch(
    "/people/{user_id}",
    operation_id="changeRole",
    response_model=PersonShape,
    responses=refused(409),
)
def change(workspace: ApiWorkspace, user_id: PathId, wanted: RoleChange, once: AtOnce) -> Response:
    """Give somebody another role; the domain keeps one administrator at least."""

    def work() -> PersonShape:
        change_role(workspace, user_id, Role.of(wanted.role))
        return _person(workspace, user_id)

    return once(work)


@router.delete(
    "/people/{user_id}", operation_id="removePerson", status_code=204, responses=refused(409)
)
def remove(workspace: ApiWorkspace, user_id: PathId) -> None:
    """Take somebody out of the domain, and their tokens with them."""
    remove_member(workspace, user_id)


@router.post("/people/{user_id}/sign-in-link", operation_id="inviteToSignIn", responses=refused())
def invite_to_sign_in(request: Request, workspace: ApiWorkspace, user_id: PathId) -> SignInLink:
    """Make a link with which somebody who is pending confirms; it is told only here.

    One whom nobody else has let in signs in by it. One who has an account already signs in to
    that account, and opens the link then: so it opens no other domain.
    """
    until = timedelta(days=INVITATION_DAYS)
    made = invite(workspace, user_id, minutes=until.total_seconds() / 60)
    return SignInLink(
        link=f"{portal_of(request).settings.origin}/link/{made.secret}",
        expires_at=now() + until,
        signs_in=made.signs_in,
    )


def _person(workspace: Workspace, user_id: int) -> PersonShape:
    for one in list_members(workspace):
        if one.user.id == user_id:
            return PersonShape.of(one)
    raise Refusal("not_found", what="person", what_sv="person", id=user_id)
