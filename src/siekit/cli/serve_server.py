"""The portal as a server: settings from the environment, several processes, a log of JSON."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import uvicorn

from siekit.web.environment import settings_from
from siekit.web.first_people import first_admin
from siekit.web.job_process import JobProcesses
from siekit.web.logs import log_as_json
from siekit.workspace.installation import Installation

if TYPE_CHECKING:
    from siekit.cli.workplace import Workplace

STOP_SECONDS = 20
HEALTH_SECONDS = 30
"""How long a process that says nothing is taken for busy and not for dead."""


def serve(at: Workplace, *, host: str, port: int, workers: int, jobs: int) -> None:
    """Serve until the process is asked to stop; requests and jobs under way are finished."""
    # The processes of pages and jobs read the same environment.
    for name, value in (("SIEKIT_DATABASE_URL", at.named), ("SIEKIT_DATA", at.data)):
        if value:
            os.environ[name] = value
    if "SIEKIT_WORKSPACE" in os.environ:
        os.environ.setdefault("SIEKIT_DATABASE_URL", os.environ["SIEKIT_WORKSPACE"])
    settings = settings_from(os.environ)
    if settings.folder:
        settings.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with Installation.open(settings.place, folder=settings.folder) as installation:
        first_admin(installation, os.environ)
    # What only the first start needs is not handed on to the processes.
    os.environ.pop("SIEKIT_ADMIN_PASSWORD", None)
    log_as_json(details=os.environ.get("SIEKIT_LOG_DETAILS") == "1")
    working = JobProcesses(jobs)
    working.start()
    # uvicorn ends itself in good order and then repeats the signal: that ends this function.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        _run(host, port, workers)
    except KeyboardInterrupt:
        pass
    finally:
        working.stop()


def _run(host: str, port: int, workers: int) -> None:
    proxies = os.environ.get("SIEKIT_TRUSTED_PROXIES")
    uvicorn.run(
        "siekit.web.environment:app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_config=None,
        access_log=False,
        server_header=False,
        ws="none",
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies or "",
        timeout_graceful_shutdown=STOP_SECONDS,
        timeout_worker_healthcheck=HEALTH_SECONDS,
    )
