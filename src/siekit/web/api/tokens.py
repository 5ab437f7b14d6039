"""Routes of the tokens with which programs come in."""

from fastapi import APIRouter

from siekit.web.access import ApiWorkspace
from siekit.web.api.documented import refused
from siekit.web.api.shapes.base import PathId
from siekit.web.api.shapes.people import MadeToken, NewToken, Tokens, TokenShape
from siekit.workspace.actors import Role
from siekit.workspace.tokens import create_token, list_tokens, revoke_token

router = APIRouter(prefix="/tokens", tags=["Tokens"])


@router.get("", operation_id="listTokens", responses=refused())
def list_all(workspace: ApiWorkspace) -> Tokens:
    """List the tokens of the domain, the newest first; for administrators."""
    return Tokens(items=[TokenShape.of(one) for one in list_tokens(workspace)])


@router.post("", operation_id="createToken", status_code=201, responses=refused(409))
def create(workspace: ApiWorkspace, wanted: NewToken) -> MadeToken:
    """Make a token; its secret is told here and never again.

    There is no idempotency key for it, since a secret is kept nowhere: one that got lost on the
    way is revoked, and another made.
    """
    made, secret = create_token(workspace, wanted.name, Role.of(wanted.role), days=wanted.days)
    return MadeToken(token=TokenShape.of(made), secret=secret)


@router.delete("/{token_id}", operation_id="revokeToken", status_code=204, responses=refused())
def revoke(workspace: ApiWorkspace, token_id: PathId) -> None:
    """Shut a token out at once; doing it twice does no harm."""
    revoke_token(workspace, token_id)
