"""The tables say what was measured; nothing here depends on the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import instructions, run

if TYPE_CHECKING:
    from collections.abc import Callable

FIGURES = run.Figures(
    size=100_000_000,
    rounds={"read": 9, "count": 9, "decode": 9, "regex": 3},
    seconds={"read": 0.5, "count": 0.05, "decode": 0.25, "regex": 10.0},
    without_gil=0.804,
    two_threads=0.61,
    memory=250_000_000,
)


def test_table_holds_every_figure() -> None:
    """Time, speed and ratio for each kind of work, then the shares."""
    lines = run.table([FIGURES]).splitlines()
    assert lines[2:6] == [
        "| 100.0 MB | `siekit.read`, every table | 9 | 500.00 ms | 200.0 |  |",
        '| 100.0 MB | `data.count(b"\\n")` | 9 | 50.00 ms | 2000.0 | 10.0 times as long |',
        '| 100.0 MB | `data.decode("cp437")` | 9 | 250.00 ms | 400.0 | 2.0 times as long |',
        "| 100.0 MB | regex reader | 3 | 10000.00 ms | 10.0 | 20.0 times faster |",
    ]
    assert lines[-1] == "| 100.0 MB | 80% | 0.61 | 2.50 |"


def test_targets_are_told_as_held_or_not() -> None:
    """A missed target says so."""
    assert run.targets(FIGURES).count("| yes |") == 4
    slow = run.Figures(
        size=100_000_000,
        rounds=FIGURES.rounds,
        seconds={**FIGURES.seconds, "read": 1.0},
        without_gil=0.5,
        two_threads=1.0,
        memory=400_000_000,
    )
    assert run.targets(slow).count("| no |") == 4


@pytest.mark.parametrize("main", [run.main, instructions.main])
def test_uncompiled_core_is_not_measured(
    main: Callable[[list[str]], int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The speed of the uncompiled core would mislead, so the command stops."""
    monkeypatch.setattr("siekit.core.COMPILED", False)
    assert main([]) == 2
    assert "not" in capsys.readouterr().err
