"""SQL over 27 years of files: the whole command, and its work once all modules are there.

The measure for the command is what a script for Fortnox took: 10 s to fetch 27 years, and 15 s to
parse 1,000 rows. The measure for the work alone is the regex reader over the same files.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Final

from benchmarks import regex_reader
from benchmarks.generate import years
from benchmarks.measure import seconds_of

if TYPE_CHECKING:
    from pathlib import Path

YEARS: Final = 27
SIZE: Final = 12_000_000
QUICK_SIZE: Final = 1_500_000
QUERY: Final = (
    "select fiscal_year, account, sum(amount) as amount from transactions where counts group by all"
)
SCRIPT_FIXED: Final = 10.0
SCRIPT_A_ROW: Final = 15.0 / 1000
COMMAND_SHARE: Final = 1 / 1000
REGEX_SHARE: Final = 1 / 20
BESIDE: Final = 0.150
"""Seconds that the work may take beside its share of the regex reader's time."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured."""

    rows: int
    command: float
    work: float
    regex: float

    @property
    def script(self) -> float:
        """What the script would have taken."""
        return SCRIPT_FIXED + SCRIPT_A_ROW * self.rows


def measured(rounds: int, *, size: int = SIZE) -> Figures:
    """Return medians of rounds in which command, work and regex reader take turns."""
    paths = years(size, YEARS)
    rows = sum(path.read_bytes().count(b"#TRANS ") for path in paths)
    answered(paths)  # so that every module is there
    command, work, regex = [], [], []
    for _ in range(rounds):
        command.append(seconds_of(partial(run_command, paths[0].parent)))
        work.append(seconds_of(partial(answered, paths)))
        regex.append(seconds_of(partial(read_with_regex, paths)))
    return Figures(rows, median(command), median(work), median(regex))


def run_command(folder: Path) -> None:
    """Ask the query in a process of its own."""
    words = [sys.executable, "-m", "siekit", "sql", QUERY, str(folder), "--format", "csv"]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


def answered(paths: list[Path]) -> int:
    """Read all files as the command does, ask the query, and return the rows of the answer."""
    from siekit.ahead import in_order
    from siekit.engine.asking import ask
    from siekit.formats.reading import read_asked
    from siekit.sql.connecting import database_for
    from siekit.sql.plan import plan_of

    plan = plan_of(QUERY)
    if plan is None:
        message = "the command would read all tables for this query"
        raise RuntimeError(message)
    found = in_order(lambda path: list(read_asked(path, names=plan.tables)), paths)
    tables = [one for files in found for one in files if not isinstance(one, Exception)]
    with database_for(plan, tables) as connection:
        return int(ask(connection, QUERY).num_rows)


def read_with_regex(paths: list[Path]) -> None:
    """Read all files as simply as can be."""
    for path in paths:
        regex_reader.read(path.read_bytes())


def lines_of(found: Figures) -> str:
    """Return the figures as a Markdown table."""
    command_bound = COMMAND_SHARE * found.script
    work_bound = REGEX_SHARE * found.regex + BESIDE
    rows = (
        ("`siekit sql`, the whole command", found.command, command_bound,
         f"1/1000 of the script's {found.script:,.0f} s"),
        ("reading and asking, modules loaded", found.work, work_bound,
         f"1/20 of the regex reader's {found.regex * 1000:,.0f} ms, and 150 ms"),
    )  # fmt: skip
    summed = f"{YEARS} years, {found.rows:,} rows summed per account and year"
    lines = [
        f"| {summed} | median | at most | which is | holds |",
        "| --- | ---: | ---: | --- | --- |",
    ]
    lines += [
        f"| {words} | {seconds * 1000:,.0f} ms | {bound * 1000:,.0f} ms | {why} "
        f"| {'yes' if seconds <= bound else 'no'} |"
        for words, seconds, bound, why in rows
    ]
    return "\n".join(lines)
