"""Refusals as answers of the API, also of what no route of it has seen."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from siekit.workspace.foreign_words import said
from siekit.workspace.refusals import Refusal

PATH = "/api/"
WAIT_SECONDS = 60
"""What `Retry-After` says where nothing better is known."""

HEADERS: dict[int, dict[str, str]] = {
    401: {"WWW-Authenticate": 'Bearer realm="siekit"'},
    429: {"Retry-After": str(WAIT_SECONDS)},
    503: {"Retry-After": str(WAIT_SECONDS)},
}

QUERIES = frozenset({"queries_busy", "too_many_queries"})
SOON = {"Retry-After": "5"}
"""What it says where queries have to end first, none of which takes longer than half a minute."""


class SafeJson(JSONResponse):
    """JSON of any text, also of half a surrogate pair that somebody sent."""

    def render(self, content: Any) -> bytes:  # noqa: ANN401, JSON
        """Return the bytes."""
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "replace"
        )


def is_of_api(path: str) -> bool:
    """Tell whether a path is one of the API, so that it is answered in JSON."""
    return path.startswith(PATH)


def answer_refusal(refusal: Refusal) -> JSONResponse:
    """Return a refusal as the API's answer."""
    sentences = {lang: refusal.text(lang) for lang in ("en", "sv")}
    return answer(refusal.status, refusal.code, sentences, refusal.facts)


def answer(
    status: int, code: str, sentences: Mapping[str, str], facts: Mapping[str, Any]
) -> JSONResponse:
    """Return the answer of the shape `ErrorAnswer`, with the headers that go with its status."""
    told = {name: str(value) for name, value in facts.items() if not name.endswith("_sv")}
    line = told.pop("line", "")
    body = {
        "code": code,
        "message": {"en": sentences["en"], "sv": sentences["sv"]},
        "status": status,
        "line": int(line) if line.isdecimal() else None,
        "record": told.pop("record", None),
        "facts": told,
    }
    headers = SOON if code in QUERIES else HEADERS.get(status)
    return SafeJson(body, status, headers=headers)


def answer_http(request: Request, error: HTTPException) -> JSONResponse:
    """Return what the framework itself refused: an address, a method, a body that is none."""
    cause = error.__cause__
    if isinstance(cause, Refusal):  # met while the framework read the body
        return answer_refusal(cause)
    refusal = _REFUSALS.get(error.status_code)
    if refusal is None:
        problem = str(error.detail)
        problem_sv = said("servern", problem)
        return answer_refusal(
            Refusal("invalid", field="body", problem=problem, problem_sv=problem_sv)
        )
    code, facts = refusal
    made = answer_refusal(Refusal(code, method=request.method, id=request.url.path, **facts))
    for name, value in (error.headers or {}).items():
        made.headers[name] = value
    return made


_REFUSALS: dict[int, tuple[str, dict[str, str]]] = {
    404: ("not_found", {"what": "address", "what_sv": "adress"}),
    405: ("method_not_allowed", {}),
}
