"""The refusals that a route may answer with, as the reference tells them."""

from typing import Any

from siekit.web.api.shapes.base import ErrorAnswer, codes_of
from siekit.workspace.refusals import REFUSALS, Refusal

MEANS = {
    401: "Nobody is signed in, or the token is unknown, revoked or too old.",
    403: "The role does not allow it, the CSRF header of a session is missing, or a token asked "
    "for what needs a session.",
    404: "This domain has no such thing. Whether another one has is not told.",
    405: "The method is not for this address.",
    409: "Something else was done meanwhile, or must be confirmed first; nothing was changed.",
    410: "It was erased on somebody's order, and newer snapshots do not have it; or a link was "
    "used or is too old.",
    413: "More bytes than are taken.",
    415: "A content type that is not taken here.",
    422: "A value that cannot be; `facts.field` says which, `facts.problem` why.",
    429: "Too many attempts with bad secrets, or too many queries at once; `Retry-After` says how "
    "long to wait.",
    503: "The database or the store cannot be used now; try again.",
    507: "There is no room for the files.",
}

EVERYWHERE = (401, 403, 404, 422, 429, 503)
"""What every route may answer, since all ask who is there and where."""

BY_SESSION: dict[str, Any] = {"security": [{"session": []}]}
"""What the description adds to a route that no token opens."""


def refused(*more: int) -> dict[int | str, dict[str, Any]]:
    """Return the documentation of the refusals of a route: those of all routes, and more."""
    return {status: _one(status) for status in sorted({*EVERYWHERE, *more})}


def _one(status: int) -> dict[str, Any]:
    codes = ", ".join(f"`{code}`" for code in codes_of(status))
    example = next((code for code in REFUSALS if REFUSALS[code].status == status), None)
    made: dict[str, Any] = {
        "model": ErrorAnswer,
        "description": MEANS[status] + (f" Codes: {codes}." if codes else ""),
    }
    if example:
        told = ErrorAnswer.of(Refusal(example)).model_dump(mode="json")
        made["content"] = {"application/json": {"example": told}}
    if status == 429:  # noqa: PLR2004 - too many requests
        made["headers"] = {
            "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}
        }
    return made
