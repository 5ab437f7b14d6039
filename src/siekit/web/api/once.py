"""Requests with the header Idempotency-Key: sent twice, they do their work once."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Header, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from siekit.web.access import ApiWorkspace
from siekit.web.api.shapes.base import ErrorAnswer
from siekit.workspace import idempotency
from siekit.workspace.refusals import Refusal
from siekit.workspace.workspace import Workspace

FIRST_SERVER_FAULT = 500
REPEATED = {"Idempotent-Replay": "true"}

KeyHeader = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern="^[!-~]+$",
        description="Any text of your own, new for each request. The same request sent again with "
        "it within 24 hours is not done again: it gets the first one's answer, with the header "
        "`Idempotent-Replay: true`.",
    ),
]


@dataclass(frozen=True, slots=True)
class Done:
    """An answer: of work that was done now, or `replayed` of before."""

    status: int
    body: Any
    replayed: bool = False

    def with_body(self, body: Any) -> "Done":  # noqa: ANN401, JSON
        """The same with another body."""
        return Done(self.status, body, self.replayed)

    def response(self) -> JSONResponse:
        """The answer as it is sent."""
        return JSONResponse(self.body, self.status, headers=REPEATED if self.replayed else None)


class Once:
    """Does the work of a request, or gives the answer that it got before."""

    def __init__(self, workspace: Workspace, key: str | None, request: str) -> None:
        """Take the key, None when there is none, and what tells this request from others."""
        self._workspace = workspace
        self._key = key
        self._request = request

    @property
    def wanted(self) -> bool:
        """Whether there is a key at all."""
        return self._key is not None

    def also(self, more: str) -> "Once":
        """The same with more that tells the request from others, such as the sums of its files."""
        return Once(self._workspace, self._key, f"{self._request}\n{more}")

    def __call__(self, work: Callable[[], BaseModel], *, status: int = 200) -> JSONResponse:
        """Return the answer of `work`, which is done unless it was done before."""
        return self.done(lambda: (status, work())).response()

    def done(self, work: Callable[[], tuple[int, BaseModel]]) -> Done:
        """Return what `work` gives, which says its status too, or what it gave before."""
        if self._key is None:
            status, made = work()
            return Done(status, jsonable_encoder(made))
        digest = hashlib.sha256(self._request.encode()).hexdigest()
        begun = idempotency.begin(self._workspace, self._scoped(self._key), digest)
        if isinstance(begun, idempotency.Answered):
            return Done(begun.status, begun.body, replayed=True)
        try:
            status, body = self._done(work)
        except BaseException:
            # Whatever it was, it is not known to be done; the next request finds out.
            idempotency.forget(self._workspace, begun)
            raise
        idempotency.finish(self._workspace, begun, status, body)
        return Done(status, body)

    def _scoped(self, key: str) -> str:
        # Another person's key is another key, so that nobody gets an answer that is not theirs.
        actor = self._workspace.actor
        return f"{actor.user_id} {actor.role.word} {key}"

    @staticmethod
    def _done(work: Callable[[], tuple[int, BaseModel]]) -> tuple[int, Any]:
        try:
            status, made = work()
        except Refusal as refusal:
            if refusal.status >= FIRST_SERVER_FAULT:
                raise
            return refusal.status, jsonable_encoder(ErrorAnswer.of(refusal))
        return status, jsonable_encoder(made)


async def once(
    request: Request,
    workspace: ApiWorkspace,
    key: KeyHeader = None,
) -> Once:
    """Return what does the work of this request once; files are told apart by `also`."""
    url = request.url
    told = f"{request.method} {url.path}?{url.query}"
    if key is not None and request.headers.get("content-type", "").startswith("application/json"):
        body = await request.body()
        told += f"\n{hashlib.sha256(body).hexdigest()}"
    return Once(workspace, key, told)


AtOnce = Annotated[Once, Depends(once)]
