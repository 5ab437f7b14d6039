"""What a file gives, as one short text: run as a program it prints the digests of many files."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path

import siekit
from siekit.core import COMPILED

FOLDERS = ("examples", "tests/cases/labels")


def files(root: Path) -> list[Path]:
    """Return the SIE files of the project, and those of the corpus where there is one."""
    folders = [root / folder for folder in FOLDERS]
    if corpus := os.environ.get("SIEKIT_CORPUS"):
        folders += [Path(corpus, "sie4"), Path(corpus, "payex")]
    found = (path for folder in folders for path in sorted(folder.iterdir()))
    return [path for path in found if path.suffix.lower() in {".se", ".si"}]


def digest(path: Path) -> str:
    """Return a digest of all tables, the header, the findings and the account of lines."""
    document = siekit.read(path)
    parts: list[object] = [document.header, document.lines, document.findings]
    parts += [document.finding_counts]
    parts += [(name, table.schema, table.to_pylist()) for name, table in document.tables.items()]
    return hashlib.sha256("\n".join(map(repr, parts)).encode()).hexdigest()


def digests(root: Path) -> dict[str, str]:
    """Return the digest of each file."""
    return {str(path): digest(path) for path in files(root)}


if __name__ == "__main__":
    told = {"compiled": COMPILED, "digests": digests(Path(sys.argv[1]))}
    sys.stdout.write(json.dumps(told))
