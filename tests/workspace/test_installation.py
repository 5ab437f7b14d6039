"""An installation is made where it is asked for, and for those only who may have the books."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from siekit.workspace.installation import Installation

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_nobody_else_of_the_machine_looks_into_a_new_workspace(tmp_path: Path) -> None:
    """A folder that was there already keeps the rights that somebody gave it."""
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o750)
    for folder, rights in ((tmp_path / "own", 0o700), (shared, 0o750)):
        Installation.open(folder).close()
        assert stat.S_IMODE(folder.stat().st_mode) == rights
