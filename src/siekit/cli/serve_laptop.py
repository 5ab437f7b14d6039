"""The portal on one's own computer: on the loopback, with a link that signs in once."""

from __future__ import annotations

import contextlib
import signal
import socket
import threading
import time
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click
import uvicorn

from siekit.cli.workplace import data_of
from siekit.exceptions import UsageError
from siekit.web.app import create_app
from siekit.web.first_people import local_user
from siekit.web.settings import Settings
from siekit.workspace.discovery import place_to_make
from siekit.workspace.signing_in import LINK_MINUTES, make_link

if TYPE_CHECKING:
    from siekit.cli.workplace import Workplace
    from siekit.web.portal import Portal

HOST = "127.0.0.1"
DEFAULT_PORT = 8470
STOP_SECONDS = 5


def serve(at: Workplace, *, port: int | None, browser: bool) -> None:
    """Serve the workspace to this computer until Ctrl-C."""
    found = at.place() or place_to_make()
    with contextlib.closing(_listen(port)) as listening:
        address = f"http://{HOST}:{listening.getsockname()[1]}"
        data = data_of(found)
        folder = Path(data) if data else None
        settings = Settings(place=found.place, folder=folder, url=address, work_inside=True)
        app = create_app(settings)
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                log_level="warning",
                access_log=False,
                proxy_headers=False,
                server_header=False,
                ws="none",
                timeout_graceful_shutdown=STOP_SECONDS,
            )
        )
        _tell(app.state.portal, found.shown, address, server if browser else None)
        # uvicorn ends itself in good order and then repeats the signal: that ends the wait here.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[listening])
    click.echo("Stopped.")


def _listen(port: int | None) -> socket.socket:
    """Return a socket on the port asked for; on a free one where the usual one is taken."""
    for wanted in [port] if port is not None else [DEFAULT_PORT, 0]:
        try:
            return socket.create_server((HOST, wanted))
        except OSError as error:
            reason = error.strerror
    message = f"Port {port} cannot be used: {reason}. Give another one with --port."
    raise UsageError(message)


def _tell(portal: Portal, place: str, address: str, opening: uvicorn.Server | None) -> None:
    """Print where the portal is, and open it when it answers."""
    user = local_user(portal.installation)
    link = f"{address}/link/{make_link(portal.installation, user.id)}"
    click.echo(f"The portal of {place} is at {address}")
    click.echo(f"This link signs you in, once and within {LINK_MINUTES} minutes:\n\n  {link}\n")
    click.echo("Ctrl-C stops it.")
    if opening is not None:
        threading.Thread(target=_open, args=(opening, link), daemon=True).start()


def _open(server: uvicorn.Server, link: str) -> None:
    while not server.started:
        time.sleep(0.05)
    webbrowser.open(link)
