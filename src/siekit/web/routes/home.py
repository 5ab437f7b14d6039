"""Where the portal begins: the domain of the one who asks."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from siekit.web.access import session
from siekit.web.pages import redirect, render
from siekit.workspace.sessions import Session

router = APIRouter()


@router.get("/")
def home(request: Request, who: Annotated[Session, Depends(session)]) -> Response:
    """Go to the domain of the one who asks; say so where they have none."""
    if who.memberships:
        return redirect(request, f"/d/{who.memberships[0].domain_id}")
    return render(request, "no_domain.html")
