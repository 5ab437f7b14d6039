"""The table of a query over many years says what was measured, whatever the clock says."""

from __future__ import annotations

from benchmarks import querying


def test_the_bounds_are_those_of_the_script_and_the_regex_reader() -> None:
    """2,000 rows took the script 40 s; a twentieth of a second beside 150 ms is 200 ms."""
    found = querying.Figures(rows=2_000, command=0.039, work=0.201, regex=1.0)
    lines = querying.lines_of(found).splitlines()
    assert lines[2] == (
        "| `siekit sql`, the whole command | 39 ms | 40 ms | 1/1000 of the script's 40 s | yes |"
    )
    assert lines[3].endswith(
        "| 201 ms | 200 ms | 1/20 of the regex reader's 1,000 ms, and 150 ms | no |"
    )
