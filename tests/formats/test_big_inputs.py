"""Huge files of unusual shapes are read, in memory that grows as the file does.

Each file is read in a process of its own, once at some size and once at twice that size; the
memory of the second must be about twice that of the first. Nothing is timed: a reader that is
not linear in time runs into the time limit, which is far away for one that is.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from siekit.core import COMPILED
from tests.formats.big_input import RECORDS, ROW, SHAPES

SIZE = 25_000_000 if COMPILED else 200_000
"""Bytes of the smaller file; the uncompiled core reads far too slowly for more."""

TIME_LIMIT = 600
SLACK = 24_000_000
MOST_DETAILS = 1_000

RECORDS_SIZE = 1_500_000 if COMPILED else 100_000
"""Bytes of the smaller file of odd records, each of which has a finding made in Python."""

every_kind = pytest.mark.parametrize(
    ("kind", "size"),
    [(kind, SIZE) for kind in SHAPES] + [(kind, RECORDS_SIZE) for kind in RECORDS],
)


@cache
def result(kind: str, size: int) -> dict[str, Any]:
    """What came of reading a file of that kind and size in a process of its own."""
    script = Path(__file__).with_name("big_input.py")
    done = subprocess.run(
        [sys.executable, str(script), kind, str(size)],
        capture_output=True,
        check=False,
        text=True,
        timeout=TIME_LIMIT,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@every_kind
def test_a_huge_file_is_read_in_linear_memory(kind: str, size: int) -> None:
    """A file of any shape becomes a document, and twice the file takes twice the memory."""
    once, twice = result(kind, size), result(kind, 2 * size)
    for found in (once, twice):
        assert found["adds_up"]
        assert found["lines"] >= 5
        assert found["details"] <= MOST_DETAILS * len(found["findings"])
    assert 0 < twice["memory"] <= 2.3 * once["memory"] + SLACK


def test_a_voucher_with_two_million_rows() -> None:
    """All rows of one huge voucher are there, and their sum is exact."""
    rows = 2_000_000 if COMPILED else 20_000
    found = result("one_voucher", rows * len(ROW))
    assert (found["vouchers"], found["transactions"]) == (1, rows)
    assert found["debit"] == f"{rows // 100}.000000"


def test_ten_million_empty_lines() -> None:
    """Empty lines are counted and mean nothing."""
    lines = 10_000_000 if COMPILED else 100_000
    found = result("empty_lines", lines)
    assert (found["blank"], found["lines"]) == (lines, lines + 5)


def test_a_file_of_braces_is_told_by_its_number() -> None:
    """Every stray brace is counted, though the first thousand only are told in detail."""
    found = result("lines_of_braces", 2 * SIZE)
    assert found["braces"] == SIZE
    assert found["findings"]["R226"] == SIZE


def test_an_amount_of_millions_of_digits_is_out_of_range() -> None:
    """A number that no table holds is refused without being computed."""
    found = result("one_amount", 2 * RECORDS_SIZE)
    assert found["findings"]["R422"] == 1
    assert found["debit"] is None
