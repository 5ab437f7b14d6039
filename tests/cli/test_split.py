"""`siekit split`: a folder of parts, all of them or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import siekit
from tests.cli.conversions import EXAMPLES, TILL, YEAR, checked_json, refused, run

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_year_becomes_twelve_months(tmp_path: Path) -> None:
    """Named after the original; the paragraph says that nothing is lost."""
    folder = tmp_path / "manader"
    result = run("split", YEAR, "--by", "month", "-o", folder)
    assert result.exit_code == 0
    told = " ".join(result.stderr.split())
    assert "is split into 12 files with 159 vouchers, all that it has" in told
    parts = [siekit.read(path) for path in sorted(folder.iterdir())]
    assert [part.header.sie_type for part in parts] == ["4I"] * 12
    assert sum(part.counts.vouchers for part in parts) == 159


def test_part_years_are_ledgers(tmp_path: Path) -> None:
    """With --to 4E."""
    result = run("split", YEAR, "--by", "period", "--months", "6", "--to", "4e", "-o", tmp_path)
    assert result.exit_code == 0
    parts = [siekit.read(path) for path in sorted(tmp_path.iterdir())]
    assert [part.header.sie_type for part in parts] == ["4E", "4E"]
    assert [str(part.fiscal_years[0].end_date) for part in parts] == ["2023-10-31", "2024-04-30"]


def test_json_has_the_described_shape(tmp_path: Path) -> None:
    """One object with its parts; the file may come from the standard input."""
    result = run(
        "split", "-", "--by", "series", "-o", tmp_path, "--format", "json",
        stdin=TILL.read_bytes(),
    )  # fmt: skip
    told = checked_json("split", result.stdout)
    assert (told["path"], told["vouchers"], len(told["parts"])) == ("-", 4, 1)
    assert told["parts"][0]["output"] == str(tmp_path / "part-no-series.si")


def test_all_parts_are_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that cannot be written takes the others and the folder with it."""
    from siekit.cli.outputs import Outputs

    opened: list[object] = []
    usual = Outputs.open

    def failing(self: Outputs, path: Path) -> object:
        opened.append(path)
        if len(opened) == 5:
            message = "no room"
            raise siekit.SiekitError(message)
        return usual(self, path)

    monkeypatch.setattr(Outputs, "open", failing)
    result = run("split", YEAR, "--by", "month", "-o", tmp_path / "ut")
    assert "no room" in refused(result, tmp_path)


def test_what_cannot_be_split_is_refused(tmp_path: Path) -> None:
    """Balances alone, a file where the folder should be, no folder."""
    folder = tmp_path / "ut"
    typ1 = EXAMPLES / "fjallbacken-2023-24_typ1.se"
    assert "no vouchers" in refused(run("split", typ1, "--by", "year", "-o", folder), tmp_path)
    result = run("split", YEAR, "--by", "series", "--to", "4E", "-o", folder)
    assert "made of all of them" in refused(result, tmp_path)
    assert "Name the folder" in refused(run("split", YEAR, "--by", "year", "-o", "-"), tmp_path)
    folder.write_text("x")
    assert run("split", YEAR, "--by", "year", "-o", folder).exit_code == 2
    assert folder.read_text() == "x"
