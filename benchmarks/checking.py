"""How long the check of a file takes beside its reading, and which rules and sums take it.

python -m benchmarks.checking FILE
"""

from __future__ import annotations

import sys
from functools import partial
from importlib.resources import files
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import siekit
from benchmarks.measure import seconds_of
from siekit.engine import connect
from siekit.lint.context import FACTS, Context
from siekit.lint.registry import RULES
from siekit.lint.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from siekit.lint.base import Rule

ROUNDS = 5
SHOWN = 0.01
"""Seconds from which a rule or a sum is worth a line."""


def times(path: Path, rounds: int = ROUNDS) -> dict[str, float]:
    """Return the median time of a read, and of a check of what was read."""
    document = siekit.read(path)
    reads = [seconds_of(partial(siekit.read, path)) for _ in range(rounds)]
    checks = [seconds_of(partial(siekit.check, document)) for _ in range(rounds)]
    return {"read": median(reads), "check": median(checks)}


def parts(path: Path) -> dict[str, float]:
    """Return the time of each statement that makes sums, and of each rule, taken once."""
    document = siekit.read(path)
    taken = {f"sum {name}": seconds for name, seconds in sums(document).items()}
    with Context([document], Settings()) as context:
        context.connection  # noqa: B018 - so that no rule has to wait for the sums
        for rule in RULES:
            if not rule.several:
                name = f"{rule.code} {rule.name}"
                taken[name] = seconds_of(partial(hits, rule, context))
    return taken


def sums(document: siekit.Document) -> dict[str, float]:
    """Return the time of each table of sums, by its name."""
    taken = {}
    connection = connect(document.tables)
    for name in FACTS:
        for statement in (files("siekit.lint") / name).read_text("utf-8").split(";\n"):
            if statement.strip():
                seconds = seconds_of(partial(connection.execute, statement))
                taken[statement.split("create temp ")[1].split()[1]] = seconds
    connection.close()
    return taken


def hits(rule: Rule, context: Context) -> list[Mapping[str, Any]]:
    """Return what one rule finds."""
    return list(rule.hits(context))


def main(name: str) -> int:
    """Print the times of a file, the longest parts first."""
    for what, seconds in times(Path(name)).items():
        print(f"{seconds:7.3f} s  {what}")
    for what, seconds in sorted(parts(Path(name)).items(), key=lambda part: -part[1]):
        if seconds >= SHOWN:
            print(f"{seconds:7.3f} s  {what}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
