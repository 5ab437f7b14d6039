"""Everything that goes wrong, as a page in the language of the one who asked, or as JSON."""

from __future__ import annotations

import errno
import logging
import secrets
from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from siekit.exceptions import SiekitError
from siekit.web.access import SignInNeeded
from siekit.web.api.refusing import answer, answer_http, is_of_api
from siekit.web.headers import headers_for
from siekit.web.page_words import on_page
from siekit.web.pages import flash, redirect, render, say
from siekit.web.texts import text, texts
from siekit.web.visitors import Visitor, language_of, portal_of, visitor_of
from siekit.web.wrong_values import problem_of
from siekit.workspace.field_words import FIELDS_SV
from siekit.workspace.foreign_words import disk_refusal, in_swedish
from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request

LOG = logging.getLogger("siekit.web")
OF_REPORTS = "invalid"
"""The code of a report that cannot be made so; what it says is said of commands too."""

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


def add_error_pages(app: FastAPI) -> None:
    """Answer every exception of a handler in words."""
    app.add_exception_handler(SignInNeeded, _sign_in)
    app.add_exception_handler(SiekitError, _refused)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(OSError, _disk)
    app.add_exception_handler(Exception, _fault)


def answer_error(
    request: Request, status: int, code: str, sentences: dict[str, str], **facts: object
) -> Response:
    """Return the page or the JSON of something that could not be done.

    The API has a shape of its own; scripts of pages that ask for JSON get
    `{error: {code, message: {en, sv}, …}}`.
    """
    if is_of_api(request.url.path):
        told = facts.get("facts", facts)
        return answer(status, code, sentences, told if isinstance(told, Mapping) else {})
    if _wants_json(request):
        body = {"code": code, "message": sentences, **facts}
        return JSONResponse({"error": body}, status)
    lang = visitor_of(request).lang
    titles = (f"error.code_{code}", f"error.title_{status}", "error.title_other")
    title = next(one for one in titles if one in texts())
    return render(
        request,
        "error.html",
        status=status,
        title=text(title, lang),
        message=on_page(sentences[lang], lang) if code == OF_REPORTS else sentences[lang],
        file_page=_file_page(request) if status == HTTPStatus.CONFLICT else None,
    )


def _file_page(request: Request) -> str | None:
    """Return the page of the file with which something could not be done, as it is now."""
    ids = request.path_params
    if "domain_id" not in ids or "upload_id" not in ids:
        return None
    return f"/d/{ids['domain_id']}/uploads/{ids['upload_id']}"


def refusal_of(error: SiekitError) -> Refusal:
    """Return an exception of siekit as a refusal."""
    if isinstance(error, Refusal):
        return error
    return Refusal("query_refused", reason=str(error), reason_sv=in_swedish(error))


def _sign_in(request: Request, error: Exception) -> Response:
    if _wants_json(request):
        return _refused(request, Refusal("not_signed_in"))
    assert isinstance(error, SignInNeeded)  # noqa: S101, mypy's
    come_back = error.come_back
    if error.lost:
        flash(request, say(request, "sign_in.lost"), "note")
    query = "" if come_back == "/" else "?" + urlencode({"next": come_back})
    return redirect(request, f"/sign-in{query}")


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, SiekitError)  # noqa: S101, mypy's
    refusal = refusal_of(error)
    if refusal.code.startswith("catalogue_"):
        _do_without_catalogue(request)
        refusal = _without_places(request, refusal)
    sentences = {lang: refusal.text(lang) for lang in ("en", "sv")}
    return answer_error(request, refusal.status, refusal.code, sentences, facts=refusal.facts)


def _without_places(request: Request, refusal: Refusal) -> Refusal:
    """Return a refusal for strangers to read: what a driver says names hosts, users and files."""
    if refusal.code != "catalogue_unavailable" or not portal_of(request).settings.server:
        return refusal
    LOG.error("the catalogue cannot be used", exc_info=refusal.__cause__ or refusal)
    return Refusal(refusal.code, reason="it does not answer", reason_sv="den svarar inte")


def _not_valid(request: Request, error: Exception) -> Response:
    """Answer a path, query or field that is not of its type."""
    assert isinstance(error, RequestValidationError)  # noqa: S101, mypy's
    first = error.errors()[0]
    where = [str(part) for part in first["loc"]]
    if where[0] == "path":
        return _http(request, HTTPException(404))
    wrong = problem_of(first)
    facts = {"field": where[-1], "problem": wrong["problem"]}
    told = {
        "en": facts,
        "sv": {
            "field": FIELDS_SV.get(where[-1], where[-1]).capitalize(),
            "problem": wrong["problem_sv"],
        },
    }
    sentences = {lang: text("error.text_422", lang, **values) for lang, values in told.items()}
    return answer_error(request, 422, "invalid", sentences, facts=facts)


def _http(request: Request, error: Exception) -> Response:
    """Answer what has no page: a wrong address or method."""
    assert isinstance(error, HTTPException)  # noqa: S101, mypy's
    if is_of_api(request.url.path):
        return answer_http(request, error)
    if isinstance(error.__cause__, SiekitError):  # met while the framework read a body
        return _refused(request, error.__cause__)
    status = error.status_code
    key = f"error.text_{status}"
    if key not in texts():
        sentences = {
            lang: text("error.text_other", lang, detail=error.detail) for lang in ("en", "sv")
        }
    else:
        sentences = {lang: text(key, lang) for lang in ("en", "sv")}
    code = {404: "not_found", 405: "not_found"}.get(status, "invalid")
    return answer_error(request, status, code, sentences)


def _disk(request: Request, error: Exception) -> Response:
    """Answer a disk that is full while a form comes in; anything else of the system is a fault."""
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return _refused(request, disk_refusal(error))
    return _fault(request, error)


def _fault(request: Request, error: Exception) -> Response:
    """Answer a fault of ours: the log has its trace under the number that the page tells."""
    number = secrets.token_hex(4)
    LOG.error("fault", exc_info=error, extra={"number": number})
    _do_without_catalogue(request)
    sentences = {lang: text("error.text_500", lang, number=number) for lang in ("en", "sv")}
    response = answer_error(request, 500, "fault", sentences, number=number)
    # Starlette sends this from outside of everything that is wrapped around the application.
    for name, value in headers_for(portal_of(request).settings).items():
        response.headers.setdefault(name, value)
    return response


def _do_without_catalogue(request: Request) -> None:
    """Let the page that tells of a fault need nothing that may be broken."""
    request.state.workspace = None
    request.state.visitor = Visitor(None, language_of(request), "")


def _wants_json(request: Request) -> bool:
    accepted = request.headers.get("accept", "")
    return request.url.path.startswith("/api/") or accepted.startswith("application/json")
