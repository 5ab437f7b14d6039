"""Ports of the loopback for servers that cannot be handed a listening socket."""

from __future__ import annotations

import random
import socket
from pathlib import Path

_RANGE = Path("/proc/sys/net/ipv4/ip_local_port_range")
_FIRST = 10_000


def free_port() -> int:
    """A port where nobody listens, and that no connection is given by chance.

    The system gives clients ports of a range of its own. One from there may be taken between the
    look and the server's start, or while a server is down that shall come back to it.
    """
    beyond = int(_RANGE.read_text(encoding="ascii").split()[0]) if _RANGE.exists() else 32_768
    for port in random.SystemRandom().sample(range(_FIRST, max(beyond, _FIRST + 1_000)), 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    message = "no port of the loopback is free"
    raise RuntimeError(message)
