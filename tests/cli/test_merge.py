"""`siekit merge`: one file of several, or one paragraph that says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import siekit
from tests.cli.conversions import EXAMPLES, OPEN_YEAR, TILL, YEAR, checked_json, refused, run

if TYPE_CHECKING:
    from pathlib import Path


def test_a_feed_is_merged_into_its_ledger(tmp_path: Path) -> None:
    """What was done is told, and the file passes the check but for what the ledger had."""
    result = run("merge", OPEN_YEAR, TILL, "-o", tmp_path / "ny.se")
    assert result.exit_code == 0
    told = " ".join(result.stderr.split())
    assert "2 files are" in told
    assert "type 4E: 118 vouchers. Derived: " in told
    made = siekit.read(tmp_path / "ny.se")
    assert {finding.code for finding in siekit.check(made)} == {"B312"}


def test_json_has_the_described_shape(tmp_path: Path) -> None:
    """One object."""
    result = run("merge", OPEN_YEAR, TILL, "-o", tmp_path / "ny.se", "--format", "json")
    told = checked_json("merge", result.stdout)
    assert told["paths"] == [str(OPEN_YEAR), str(TILL)]
    assert told["vouchers"] == 118


def test_the_file_may_go_to_the_standard_output() -> None:
    """The paragraph stays on stderr."""
    result = run("merge", OPEN_YEAR, TILL, "-o", "-")
    assert siekit.read(result.stdout_bytes).counts.vouchers == 118
    assert "118 vouchers" in result.stderr


def test_files_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    """Another company, another year."""
    out = ("-o", tmp_path / "ny.se")
    other = run("merge", YEAR, EXAMPLES / "tolvan-2024.se", *out)
    assert "organisation number differs, 555555-5555 and 121212-1212" in refused(other, tmp_path)
    year = run("merge", YEAR, OPEN_YEAR, *out)
    assert "fiscal years are 2023-05-01 – 2024-04-30 and 2024-05-01" in refused(year, tmp_path)


def test_vouchers_that_differ_are_resolved_as_asked(tmp_path: Path) -> None:
    """--prefer last, --keep-both, not both."""
    changed = tmp_path / "andrad.si"
    changed.write_bytes(TILL.read_bytes().replace(b'#VER "" "" 20250203', b"#VER K 1 20250203"))
    other = tmp_path / "annan.si"
    other.write_bytes(changed.read_bytes().replace(b"Z-rapport 231", b"Z-rapport 999"))
    out = ("-o", tmp_path / "ut.si")
    result = run("merge", changed, other, *out)
    assert result.exit_code == 2
    assert "Voucher K 1 differs" in result.stderr or "stands alike" in result.stderr
    for option, vouchers in ((("--prefer", "last"), 4), (("--keep-both",), 8)):
        result = run("merge", changed, other, *option, *out)
        assert result.exit_code == 0
        assert siekit.read(tmp_path / "ut.si").counts.vouchers == vouchers
    both = run("merge", changed, other, "--prefer", "last", "--keep-both", *out)
    assert both.exit_code == 2


def test_a_file_that_cannot_be_read_stops_it(tmp_path: Path) -> None:
    """Nothing is written without it."""
    result = run("merge", YEAR, "missing.se", "-o", tmp_path / "ut.se")
    assert "no such file" in refused(result, tmp_path)
