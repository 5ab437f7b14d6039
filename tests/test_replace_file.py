"""Files appear whole or not at all, whatever happens in between."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import siekit
from siekit.replace_file import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def test_a_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    """The new bytes are there, with the old file's permissions and nothing beside it."""
    path = tmp_path / "bok.se"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace_file(path, [b"new ", b"bytes"])
    assert path.read_bytes() == b"new bytes"
    assert path.stat().st_mode & 0o7777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it points at is replaced."""
    path, link = tmp_path / "bok.se", tmp_path / "link.se"
    path.write_bytes(b"old")
    link.symlink_to(path)
    replace_file(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


def test_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    """It is not replaced by a file."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:  # noqa: S607
        replace_file(pipe, b"bytes")
        assert reader.communicate()[0] == b"bytes"
    assert pipe.is_fifo()


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """The message names it and says what to do."""
    with pytest.raises(siekit.UsageError, match="is a folder"):
        replace_file(tmp_path, b"")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """One paragraph, and nothing is made."""
    with pytest.raises(siekit.SiekitError, match="cannot be written: No such file or directory"):
        replace_file(tmp_path / "none" / "bok.se", b"")


def test_what_fails_in_the_middle_leaves_the_old_file(tmp_path: Path) -> None:
    """Also where the bytes themselves cannot be made."""
    path = tmp_path / "bok.se"
    path.write_bytes(b"old")

    def chunks() -> Iterator[bytes]:
        yield b"new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replace_file(path, chunks())
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 kB with an old file in it."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    made = subprocess.run(mount, capture_output=True, check=False)
    if made.returncode:
        pytest.skip("a tmpfs can only be mounted by root")
    try:
        (place / "bok.se").write_bytes(b"old")
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)  # noqa: S607


def test_a_full_disk_leaves_the_old_file(full_disk: Path) -> None:
    """The message says that there is no room, and nothing is left beside."""
    path = full_disk / "bok.se"
    with pytest.raises(siekit.SiekitError, match="No space left on device"):
        replace_file(path, b"x" * 1_000_000)
    assert path.read_bytes() == b"old"
    assert list(full_disk.iterdir()) == [path]


KILLED = """
import sys, time
from siekit.replace_file import replace_file
def chunks():
    yield b"new" * 100_000
    print("half", flush=True)
    time.sleep(60)
replace_file(sys.argv[1], chunks())
"""


def test_a_killed_write_leaves_the_old_file(tmp_path: Path) -> None:
    """SIGKILL lets nothing be tidied, and still the name holds what it held."""
    path = tmp_path / "bok.se"
    path.write_bytes(b"old")
    command = [sys.executable, "-c", KILLED, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"half\n"
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert path.read_bytes() == b"old"
    replace_file(path, b"new")
    assert path.read_bytes() == b"new"
