"""Lists in parts: those before an id, as many as were asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query, Request

from siekit.web.api.shapes.base import LARGEST_ID

USUAL, MOST = 50, 500


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a list is wanted, and from which address."""

    request: Request
    before: int | None
    limit: int

    def next_of(self, ids: Sequence[int]) -> str | None:
        """The address of the part after one with these ids; None when it was the last."""
        if len(ids) <= self.limit:
            return None
        url = self.request.url.include_query_params(before=ids[self.limit - 1])
        return f"{url.path}?{url.query}"


def part(
    request: Request,
    before: Annotated[
        int | None, Query(ge=1, le=LARGEST_ID, description="Only those with a smaller id.")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=MOST, description="Most items of the answer.")] = USUAL,
) -> Part:
    """Return the part that the query of a request asks for."""
    return Part(request, before, limit)
