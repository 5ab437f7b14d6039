"""How much a request may send: little, but where files are uploaded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response

from siekit.web.api.refusing import answer_refusal, is_of_api
from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from siekit.web.settings import Settings

UPLOADS = re.compile(r"(/d/\d+|/api/v1(/.+)?)/uploads/?")
"""Where files come in. Their handlers read the body themselves, after they know who asks."""


class BodyLimit:
    """Refuse bodies that are too large, by what they say or as soon as they are."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Wrap an application."""
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, or with 413."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        large = UPLOADS.fullmatch(scope["path"])
        most = self.settings.upload_bytes if large else self.settings.form_bytes
        told = Headers(scope=scope).get("content-length", "0")
        if not told.isdecimal() or int(told) > most:
            refusal = Refusal("request_too_large", most=most)
            answer: Response = PlainTextResponse(f"{refusal.text('sv')}\n{refusal}\n", 413)
            if is_of_api(scope["path"]):
                answer = answer_refusal(refusal)
            await answer(scope, receive, send)
            return
        seen = 0

        async def receiving() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > most:
                raise Refusal("request_too_large", most=most)
            return message

        await self.app(scope, receiving, send)
