"""Pages: `render` a template with what every page has, `redirect` after a form, `flash`."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import jinja2
from starlette.responses import HTMLResponse, RedirectResponse

from siekit.web.filters import FILTERS
from siekit.web.flashes import flash, flashes_of, settle
from siekit.web.forms_of_reports import offered
from siekit.web.navigation import navigation
from siekit.web.static_files import static_url
from siekit.web.texts import text
from siekit.web.visitors import portal_of, remember, visitor_of
from siekit.workspace.audit import now

if TYPE_CHECKING:
    from starlette.requests import Request

    from siekit.workspace.workspace import Workspace

__all__ = ["flash", "redirect", "render", "say"]


def render(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
    **context: object,
) -> HTMLResponse:
    """Return a page made of a template of `templates/`.

    Beside `context` it has: `t(key, **values)`, `lang`, `csrf`, `user`, `memberships`, `domain`,
    `role`, `nav`, `path`, `here`, `now`, `flashes`, `server`, and the filters of `filters.FILTERS`.
    """
    everywhere = _everywhere(request)
    body = _environment(everywhere["lang"]).get_template(template).render(everywhere | context)
    response = HTMLResponse(body, status, headers)
    settle(request, response)
    remember(request, response)
    return response


def redirect(request: Request, path: str) -> RedirectResponse:
    """Return the answer to a form: go to another page, with the messages flashed meanwhile."""
    response = RedirectResponse(path, 303)
    settle(request, response)
    return response


def say(request: Request, key: str, **values: object) -> str:
    """Return a text of `texts/` in the language of the one who asks."""
    return text(key, visitor_of(request).lang, **values)


def _everywhere(request: Request) -> dict[str, Any]:
    visitor = visitor_of(request)
    session = visitor.session
    workspace: Workspace | None = getattr(request.state, "workspace", None)
    domain = workspace.domain() if workspace else None
    return {
        "t": partial(_told, visitor.lang),
        "lang": visitor.lang,
        "csrf": visitor.csrf,
        "user": session.user if session else None,
        "memberships": session.memberships if session else (),
        "domain": domain,
        "role": workspace.actor.role if workspace else None,
        "nav": navigation(workspace, request.url.path) if workspace else [],
        "path": request.url.path,
        "here": _here(request, workspace),
        "now": now(),
        "query": request.url.query,
        "flashes": flashes_of(request),
        "server": portal_of(request).settings.server,
        "static": static_url,
        "forms_offered": offered,
    }


def _here(request: Request, workspace: Workspace | None) -> str:
    """Return where to come back to: this page, or what lies nearest to one that was a form's."""
    if request.method == "GET":
        asked = [(name, one) for name, one in request.query_params.multi_items() if name != "lang"]
        return request.url.path + (f"?{urlencode(asked)}" if asked else "")
    return f"/d/{workspace.domain_id}" if workspace else "/"


def _told(lang: str, key: str, **values: object) -> str:
    return text(key, lang, **values)


@cache
def _environment(lang: str) -> jinja2.Environment:
    """Return the templates for a language; its filters write figures in that language."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("siekit.web"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update({name: partial(one, lang=lang) for name, one in FILTERS.items()})
    return environment
