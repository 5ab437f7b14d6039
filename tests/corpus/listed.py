"""The corpus: which files there are, and what its README says about each of them.

The corpus is no part of the project. SIEKIT_CORPUS names its folder; without it these tests
are skipped.
"""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import siekit
from tests.corpus import independent

_README_ENCODINGS = {"UTF-8, no BOM": "UTF-8"}
_CODECS = {"ASCII": "ascii", "CP437": "cp437", "ISO-8859-15": "iso8859-15", "UTF-8": "utf-8"}
_PROGRAM = re.compile(r'"(?P<name>(?:\\"|[^"])*)" (?P<version>.*)')
_EXPECTED = Path(__file__).parent.parent / "cases" / "corpus-expected.toml"


def _corpus() -> Path:
    """The corpus folder; without one the tests that import this are skipped."""
    named = os.environ.get("SIEKIT_CORPUS")
    if not named:
        pytest.skip("SIEKIT_CORPUS does not name the corpus folder", allow_module_level=True)
    if not (Path(named) / "README.md").is_file():
        pytest.skip(f"there is no corpus in {named}", allow_module_level=True)
    return Path(named)


CORPUS = _corpus()
EXPECTED: dict[str, Any] = tomllib.loads(_EXPECTED.read_text(encoding="utf-8"))
PAYEX = next((CORPUS / "payex").glob("*.SI"))


@dataclass(frozen=True)
class Listed:
    """One row of the table in the corpus's README."""

    name: str
    size: int
    sie_type: str
    encoding: str
    line_end: str
    program: str
    version: str
    vouchers: int

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return CORPUS / "sie4" / self.name

    @property
    def text(self) -> str:
        """The whole file as text."""
        return self.path.read_bytes().decode(_CODECS[self.encoding])


def _listed() -> dict[str, Listed]:
    """The table of the README, by file name."""
    rows = {}
    for line in (CORPUS / "README.md").read_text(encoding="utf-8").splitlines():
        if not line.startswith("| `"):
            continue
        name, size, sie_type, encoding, line_end, program, vouchers, *_ = _cells(line)
        named = _PROGRAM.fullmatch(program)
        assert named, program
        rows[name.strip("`")] = Listed(
            name=name.strip("`"),
            size=int(size),
            sie_type=sie_type,
            encoding=_README_ENCODINGS.get(encoding, encoding),
            line_end=line_end.replace(" ", ""),
            program=named["name"],
            version=re.sub(r'^"|"$', "", named["version"]).replace('\\"', '"'),
            vouchers=int(vouchers),
        )
    return rows


def _cells(line: str) -> list[str]:
    """The cells of a row of the table."""
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


LISTED = _listed()
every_file = pytest.mark.parametrize("name", LISTED)


@cache
def document(name: str) -> siekit.Document:
    """What siekit reads from a file of the corpus."""
    return siekit.read(LISTED[name].path)


@cache
def reading(name: str) -> independent.Reading:
    """What the second reader reads from it."""
    listed = LISTED[name]
    return independent.read(listed.path.read_bytes(), _CODECS[listed.encoding])
