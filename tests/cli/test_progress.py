"""What a terminal shows while a command works, and what nobody else gets to see."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.books import books

pty = pytest.importorskip("pty", reason="there are no terminals of this kind on Windows")

ROOT = Path(__file__).parents[2]
ZIP = str(ROOT / "examples/exempel.zip")
AT_ONCE = """
import sys
from threading import Timer
from siekit.cli import progress
class AtOnce(Timer):
    def start(self):
        self.function()
progress.Timer = AtOnce
from siekit.cli.main import main
main(sys.argv[1:])
"""
"""The command without the second of patience that a bar waits."""


def run(here: Path, *words: str, terminal: bool = True, **more: str) -> tuple[str, str]:
    """Import into a new workspace, and return what stdout and stderr got."""
    ours, theirs = pty.openpty() if terminal else os.pipe()
    known = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    known |= {"TERM": "xterm", "COLUMNS": "100", **more}
    with (
        os.fdopen(ours, "rb", buffering=0) as read,
        subprocess.Popen(
            [sys.executable, "-c", AT_ONCE, "import", "--workspace", str(here / "ws"), *words],
            stdout=subprocess.PIPE,
            stderr=theirs,
            env=known,
        ) as process,
    ):
        os.close(theirs)
        told = b""
        try:
            while piece := read.read(4096):
                told += piece
        except OSError:  # how Linux says that nobody writes to a terminal any more
            pass
        out = process.stdout.read() if process.stdout else b""
    return out.decode(), told.decode()


def test_a_terminal_sees_which_file_of_how_many_is_imported(tmp_path: Path) -> None:
    """Also within a zip; the answer is the same as without."""
    first = tmp_path / "första.se"
    first.write_bytes(books())
    out, told = run(tmp_path, str(first), ZIP, NO_COLOR="1")
    assert "första.se" in told
    assert "0/2" in told
    assert "exempel.zip: " in told
    assert ", 3/3" in told
    assert "\x1b[3" not in told  # colours
    (tmp_path / "again").mkdir()
    assert run(tmp_path / "again", str(first), ZIP, terminal=False) == (out, "")


def test_a_program_sees_no_progress(tmp_path: Path) -> None:
    """Nothing but the answer, also where the errors go to a terminal."""
    out, told = run(tmp_path, ZIP, "--format", "json")
    assert out.startswith("[")
    assert told == ""


def test_a_name_in_a_zip_cannot_steer_the_terminal(tmp_path: Path) -> None:
    """What is not printable is shown as a replacement."""
    hostile = tmp_path / "ond.zip"
    with ZipFile(hostile, "w") as made:
        for number in (1, 2):
            made.writestr(f"\x1b]0;ond\x07{number}.se", books(sales=number))
    _, told = run(tmp_path, str(hostile))
    assert "ond.zip: " in told
    assert "\x1b]0;" not in told
