"""Tokens in the header Authorization, and those who try many that are none."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from typing import TYPE_CHECKING

from siekit.workspace.refusals import Refusal
from siekit.workspace.tokens import find_token

if TYPE_CHECKING:
    from starlette.requests import Request

    from siekit.workspace.installation import Installation
    from siekit.workspace.workspace import Workspace

MOST_BAD = 30
"""Bad tokens that one address may send within the window.

None can be guessed; more than this is a program gone wrong, which is told to wait. Good tokens
from the same address are let in all the time, since a whole office may have one address.
"""

WINDOW_SECONDS = 900
MOST_ADDRESSES = 10_000
LONGEST_TOKEN = 200
SCHEME = "bearer"


class BadTokens:
    """Counts bad tokens by the address that they come from, in this process."""

    def __init__(self) -> None:
        """Begin with none."""
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def refuse_many(self, address: str) -> None:
        """Raise `too_many_attempts` for an address that sent too many of late."""
        with self._lock:
            times = self._seen.get(address)
            while times and times[0] < time.monotonic() - WINDOW_SECONDS:
                times.popleft()
            if times and len(times) >= MOST_BAD:
                raise Refusal("too_many_attempts", minutes=WINDOW_SECONDS // 60)

    def count(self, address: str) -> None:
        """Count one more; the address that was quiet longest is forgotten when there are many."""
        with self._lock:
            self._seen.setdefault(address, deque(maxlen=MOST_BAD)).append(time.monotonic())
            self._seen.move_to_end(address)
            if len(self._seen) > MOST_ADDRESSES:
                self._seen.popitem(last=False)

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._seen.clear()


def has_token(request: Request) -> bool:
    """Tell whether a request comes with a token, good or bad."""
    return "authorization" in request.headers


def workspace_of_token(request: Request, installation: Installation, bad: BadTokens) -> Workspace:
    """Return the workspace of a request's token; `not_signed_in` when it opens none."""
    scheme, _, secret = request.headers["authorization"].partition(" ")
    secret = secret.strip()
    found = None
    if scheme.lower() == SCHEME and 0 < len(secret) <= LONGEST_TOKEN and secret.isascii():
        found = find_token(installation, secret)
    if found is None:
        address = request.client.host if request.client else ""
        bad.refuse_many(address)
        bad.count(address)
        raise Refusal("not_signed_in")
    domain_id, actor = found
    return installation.workspace(domain_id, actor)
