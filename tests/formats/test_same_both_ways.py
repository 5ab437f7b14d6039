"""The core gives the same tables and findings, compiled or not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from siekit.core import COMPILED
from tests.formats.digests import digests

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(COMPILED, reason="asked in the uncompiled run, which has both cores at hand")
def test_compiled_and_uncompiled_give_the_same() -> None:
    """Each file of the project and of the corpus gives the same, to the last finding."""
    left_out = {"PYTHONPATH", "SIEKIT_PURE"}
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    script = Path(__file__).with_name("digests.py")
    command = [sys.executable, str(script), str(ROOT)]
    printed = subprocess.run(command, env=environment, capture_output=True, check=True).stdout
    told = json.loads(printed)
    assert told["compiled"], "the environment's own siekit is not compiled"
    assert told["digests"] == digests(ROOT)
    assert len(told["digests"]) > 40
