"""Workspaces that earlier versions made, unpacked for a test."""

from __future__ import annotations

import zipfile
from pathlib import Path

CASES = Path(__file__).parent.parent / "cases" / "workspaces"
VERSIONS = sorted(path.stem for path in CASES.glob("*.zip"))


def unpack(version: str, folder: Path) -> Path:
    """Unpack the workspace of a version as `siekit.workspace` in a folder, and return its place."""
    place = folder / "siekit.workspace"
    with zipfile.ZipFile(CASES / f"{version}.zip") as packed:
        packed.extractall(place)
    return place
