"""Where commands write to: whole files or none, and what is said when the disk is full."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from siekit.cli.outputs import Outputs
from siekit.exceptions import SiekitError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_full_disk_names_the_file_and_keeps_the_old_one(tmp_path: Path) -> None:
    """The user must know which file could not be written, and that nothing was lost."""
    place = tmp_path / "ut.se"
    place.write_bytes(b"old")
    with pytest.raises(SiekitError, match=r"ut\.se cannot be written: .*-o"):
        fill_the_disk(place)
    assert place.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["ut.se"]


def fill_the_disk(place: Path) -> None:
    """Write to a place until the disk is said to be full."""
    with Outputs([]) as outputs:
        outputs.open(place).write(b"new")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
