"""The tables of the workspace and the portal say what was measured, and what holds."""

from __future__ import annotations

from benchmarks import loaded, standing


def test_what_a_workspace_takes_is_held_against_its_limits() -> None:
    """A time within its limit holds, one over it does not."""
    found = standing.Figures(
        size=12_000_000, summary=0.5, regex=1.0, among_few=0.01, among_many=0.03
    )
    first, second = standing.lines_of(found).splitlines()[2:]
    assert "500.0 ms | 550 ms" in first
    assert first.endswith("| yes |")
    assert "30.0 ms | 20 ms" in second
    assert second.endswith("| no |")


def test_a_portal_under_load_is_held_against_its_limits() -> None:
    """Of a hundred pages the slowest but one counts."""
    pages = (*[0.1] * 98, 0.9, 5.0)
    found = loaded.Figures(pages, uploads=300, seconds=60.0, uploaded=1000, growth=60_000_000)
    assert found.p99 == 5.0
    assert found.p50 == 0.1
    first, second = loaded.lines_of(found).splitlines()[2:]
    assert "5.0 a second" in first
    assert first.endswith("| no |")
    assert "60.0 MB | 50 MB | no" in second
