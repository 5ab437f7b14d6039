"""A PostgreSQL server of the tests' own, in a temporary folder; root is no obstacle."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from tests.servers.ports import free_port

ADMIN = "postgres"
OWNER = "siekit"
PASSWORD = "only-on-loopback"  # noqa: S105, the server lives as long as the tests
_PATIENCE = 180

# Nothing need survive a power cut; what was committed survives a kill of the server, as for users.
_SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "log_min_messages": "warning",
    "timezone": "UTC",
}


def programs() -> Path | None:
    """The folder of initdb and postgres, of the newest version there is."""
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    newest = sorted(folders, key=lambda path: [int(n) for n in re.findall(r"\d+", str(path))])
    for folder in reversed(newest):
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


class Cluster:
    """A server and its data; `start`, `stop` and `kill` may be called again and again."""

    def __init__(self, programs: Path) -> None:
        """Make the folder and the empty data in it."""
        self._programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="siekit-postgres-"))
        self.port = free_port()
        self._server: subprocess.Popen[bytes] | None = None
        password = self.folder / "password"
        password.write_text(PASSWORD, encoding="utf-8")
        if os.getuid() == 0:
            account = pwd.getpwnam("postgres")
            for path in (self.folder, password):
                os.chown(path, account.pw_uid, account.pw_gid)
        command = [str(programs / "initdb"), "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"]
        command += ["--username", ADMIN, "--pwfile", str(password), "--auth=scram-sha-256"]
        done = self._run([*command, "--pgdata", str(self._data)])
        assert done.returncode == 0, done.stdout
        self.start()
        self._add_owner()

    @property
    def _data(self) -> Path:
        """Where the server keeps its files."""
        return self.folder / "data"

    @property
    def log(self) -> str:
        """What the server has written so far."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    def url(self, database: str, *, user: str = OWNER) -> str:
        """The address of a database."""
        return f"postgresql://{user}:{PASSWORD}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        settings = [f"--{name}={value}" for name, value in _SETTINGS.items()]
        settings += [f"--port={self.port}", f"--unix_socket_directories={self.folder}"]
        command = [str(self._programs / "postgres"), "-D", str(self._data), *settings]
        with (self.folder / "log").open("ab") as log:
            self._server = subprocess.Popen(
                _lowered(command), stdout=log, stderr=log, cwd=self.folder
            )
        self._wait()

    def stop(self) -> None:
        """Stop the server in good order; clients are thrown out."""
        if self._server:
            self._server.send_signal(2)
            self._server.wait(_PATIENCE)
            self._server = None

    def kill(self) -> None:
        """End the server as a crash would; its data stay, and `start` recovers them."""
        if self._server:
            self._server.send_signal(3)
            self._server.wait(_PATIENCE)
            self._server = None

    def remove(self) -> None:
        """Stop the server, and take its files away."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait(self) -> None:
        """Return when the server accepts connections."""
        assert self._server
        ready = [str(self._programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        until = time.monotonic() + _PATIENCE
        while subprocess.run(ready, check=False).returncode:
            if self._server.poll() is not None or time.monotonic() > until:
                message = f"PostgreSQL did not start:\n{self.log}"
                raise RuntimeError(message)
            time.sleep(0.05)

    def _add_owner(self) -> None:
        """Make the role that owns the tests' databases: no superuser, as on a real server."""
        sql = f"create role {OWNER} login createrole password '{PASSWORD}'"
        command = [str(self._programs / "psql"), "--no-psqlrc", "--quiet", "--command", sql]
        done = self._run([*command, self.url("postgres", user=ADMIN)])
        assert done.returncode == 0, done.stdout

    def _run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs to its end."""
        return subprocess.run(
            _lowered(command),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            cwd=self.folder,
        )


def _lowered(command: list[str]) -> list[str]:
    """The command, run by an ordinary user, and ended when the process that started it ends."""
    wrapper = ["setpriv", "--pdeathsig", "QUIT"]
    if os.getuid() == 0:
        wrapper += ["--reuid=postgres", "--regid=postgres", "--init-groups"]
    return [*wrapper, *command]
