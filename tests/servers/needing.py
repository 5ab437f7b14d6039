"""What a test needs of the system: there, done without on purpose, or missing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def needed(program: str, found: Path | None, *, package: str) -> Path:
    """What was found; where SIEKIT_WITHOUT names the program, the test is skipped."""
    if program in os.environ.get("SIEKIT_WITHOUT", "").split():
        pytest.skip(f"SIEKIT_WITHOUT names {program}")
    if found is None:
        pytest.fail(
            f"{program} is not installed: apt-get install {package}, or go on without it by "
            f'SIEKIT_WITHOUT="{program}"'
        )
    return found
