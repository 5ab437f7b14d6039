"""`siekit serve`: the portal, on a laptop or as a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.workplace import installation_options
from siekit.exceptions import ExtraNotInstalledError, UsageError

if TYPE_CHECKING:
    from siekit.cli.workplace import Workplace

EXAMPLES = (
    "siekit serve",
    "siekit serve --workspace ~/books --port 8500 --no-browser",
    "siekit serve --server --workers 4",
)
DEFAULT_PORT = 8470


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@click.option("--port", type=click.IntRange(0, 65535), help=f"Else {DEFAULT_PORT}, or a free one.")
@click.option("--no-browser", is_flag=True, help="Print the link and open nothing.")
@click.option("--server", is_flag=True, help="Serve many people; settings from the environment.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where a server listens.")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, help="Processes of a server for pages."
)
@click.option(
    "--jobs", type=click.IntRange(0, 16), default=1, help="Processes of a server that read files."
)
@installation_options
def command(
    *,
    at: Workplace,
    port: int | None,
    no_browser: bool,
    server: bool,
    host: str,
    workers: int,
    jobs: int,
) -> None:
    """Open the portal in the browser: upload SIE files, check, activate, sync, read reports.

    On your own computer it answers to nobody else, and a link that works once signs you in. With
    --server it takes SIEKIT_DATABASE_URL, SIEKIT_DATA, SIEKIT_SECRET and SIEKIT_URL from the
    environment; docs/guides/server.md tells all of it.
    """
    try:
        import uvicorn

        from siekit.cli import serve_laptop, serve_server
    except ImportError as error:
        message = "The portal needs an extra: pip install 'siekit[web]'"
        raise ExtraNotInstalledError(message) from error
    del uvicorn
    if server:
        serve_server.serve(at, host=host, port=port or DEFAULT_PORT, workers=workers, jobs=jobs)
        return
    if host not in {"127.0.0.1", "localhost"}:
        message = "Without --server the portal answers to this computer only; leave --host out."
        raise UsageError(message)
    serve_laptop.serve(at, port=port, browser=not no_browser)
