"""What a file gives, as one short text: run as a program it prints the digests of many files."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import siekit
from siekit.core import COMPILED
from siekit.exceptions import SiekitError
from siekit.formats.writing import to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.document import Document

FOLDERS = ("examples", "tests/cases/labels")


def files(root: Path) -> list[Path]:
    """Return the SIE files of the project, and those of the corpus where there is one."""
    folders = [root / folder for folder in FOLDERS]
    if corpus := os.environ.get("SIEKIT_CORPUS"):
        folders += [Path(corpus, "sie4"), Path(corpus, "payex")]
    found = (path for folder in folders for path in sorted(folder.iterdir()))
    return [path for path in found if path.suffix.lower() in {".se", ".si"}]


def digest(path: Path) -> str:
    """Return a digest of all tables, the header, the findings, the lines, and what is written."""
    document = siekit.read(path)
    parts: list[object] = [document.header, document.lines, document.findings]
    parts += [document.finding_counts]
    parts += [(name, table.schema, table.to_pylist()) for name, table in document.tables.items()]
    parts += _written(document)
    return hashlib.sha256("\n".join(map(repr, parts)).encode()).hexdigest()


def _written(document: Document) -> Iterator[object]:
    """Give the bytes that the document is written as, in two ways, or why it cannot be."""
    for preserve in (False, True):
        try:
            yield to_bytes(document, checksum=not preserve, preserve=preserve)
        except SiekitError as error:
            yield str(error)


def digests(root: Path) -> dict[str, str]:
    """Return the digest of each file."""
    return {str(path): digest(path) for path in files(root)}


if __name__ == "__main__":
    told = {"compiled": COMPILED, "digests": digests(Path(sys.argv[1]))}
    sys.stdout.write(json.dumps(told))
