"""Measure reading beside simpler work on the same bytes, and write the docs page.

python -m benchmarks.run            1, 12 and 100 MB, into docs/benchmarks.md
python -m benchmarks.run --quick    1 MB, few rounds, printed only
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks import loaded, measure, page, querying, shares, standing
from benchmarks.generate import cached

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZES: Final = (1_000_000, 12_000_000, 100_000_000)
SMALL: Final = 60_000
ROUNDS: Final = 9
LARGE: Final = 50_000_000
"""From this size on the regex reader gets fewer rounds, as it takes long."""
REGEX_ROUNDS_LARGE: Final = 3
SIDE_ROUNDS: Final = 5
QUICK_ROUNDS: Final = 3

MOST_COUNTS: Final = 12.0
LEAST_REGEX: Final = 15.0
LEAST_WITHOUT_GIL: Final = 0.70
MOST_MEMORY: Final = 3.0

NAMES: Final = {
    "read": "`siekit.read`, every table",
    "count": '`data.count(b"\\n")`',
    "decode": '`data.decode("cp437")`',
    "regex": "regex reader",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured on one file."""

    size: int
    rounds: dict[str, int]
    seconds: dict[str, float]
    without_gil: float
    two_threads: float
    memory: int

    @property
    def counts(self) -> float:
        """How many times longer a read takes than counting line ends."""
        return self.seconds["read"] / self.seconds["count"]

    @property
    def regexes(self) -> float:
        """How many times faster a read is than the regex reader."""
        return self.seconds["regex"] / self.seconds["read"]

    @property
    def memory_share(self) -> float:
        """How many times the file's size memory rises."""
        return self.memory / self.size


def figures_of(path: Path, memory: int, *, quick: bool) -> Figures:
    """Return all figures of one file."""
    data = path.read_bytes()
    rounds = dict.fromkeys(NAMES, QUICK_ROUNDS if quick else ROUNDS)
    if len(data) >= LARGE:
        rounds["regex"] = REGEX_ROUNDS_LARGE
    side_rounds = QUICK_ROUNDS if quick else SIDE_ROUNDS
    return Figures(
        size=len(data),
        rounds=rounds,
        seconds=measure.times(data, rounds),
        without_gil=measure.share_without_gil(data, side_rounds),
        two_threads=measure.two_threads(data, side_rounds),
        memory=memory,
    )


def table(measured: Sequence[Figures]) -> str:
    """Return the figures as Markdown tables."""
    lines = [
        "| file | work | rounds | median | MB/s | a read beside it |",
        "| --- | --- | ---: | ---: | ---: | --- |",
    ]
    lines += [line for figures in measured for line in speed_lines(figures)]
    lines += [
        "",
        "| file | without the GIL | two threads over one after the other | memory over size |",
        "| --- | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {figures.size / 1e6:.1f} MB | {figures.without_gil:.0%} | {figures.two_threads:.2f} "
        f"| {figures.memory_share:.2f} |"
        for figures in measured
    ]
    return "\n".join(lines)


def speed_lines(figures: Figures) -> list[str]:
    """Return the lines of the first table for one file."""
    read = figures.seconds["read"]
    lines = []
    for name, words in NAMES.items():
        seconds = figures.seconds[name]
        beside = f"{read / seconds:.1f} times as long"
        if name == "read":
            beside = ""
        elif seconds > read:
            beside = f"{seconds / read:.1f} times faster"
        lines.append(
            f"| {figures.size / 1e6:.1f} MB | {words} | {figures.rounds[name]} "
            f"| {seconds * 1000:.2f} ms | {figures.size / seconds / 1e6:.1f} | {beside} |"
        )
    return lines


def targets(figures: Figures) -> str:
    """Return a table of what must hold for the largest file, and what was measured."""
    rows = (
        ("time over that of counting line ends", f"at most {MOST_COUNTS:.0f}",
         f"{figures.counts:.1f}", figures.counts <= MOST_COUNTS),
        ("times faster than the regex reader", f"at least {LEAST_REGEX:.0f}",
         f"{figures.regexes:.1f}", figures.regexes >= LEAST_REGEX),
        ("share of the read without the GIL", f"at least {LEAST_WITHOUT_GIL:.0%}",
         f"{figures.without_gil:.0%}", figures.without_gil >= LEAST_WITHOUT_GIL),
        ("peak memory over the file's size", f"at most {MOST_MEMORY:.0f}",
         f"{figures.memory_share:.2f}", figures.memory_share <= MOST_MEMORY),
    )  # fmt: skip
    lines = [
        f"| on {figures.size / 1e6:.0f} MB | must be | is | holds |",
        "| --- | ---: | ---: | --- |",
    ]
    lines += [
        f"| {words} | {bound} | {found} | {'yes' if holds else 'no'} |"
        for words, bound, found, holds in rows
    ]
    return "\n".join(lines)


def measured_files(*, quick: bool) -> list[Figures]:
    """Return the figures of every file; memory first, while this process is small."""
    small = cached(SMALL)
    paths = [cached(size) for size in (SIZES[:1] if quick else SIZES)]
    memories = [measure.memory_of_read(small, path) for path in paths]
    return [
        figures_of(path, memory, quick=quick) for path, memory in zip(paths, memories, strict=True)
    ]


def worked(*, quick: bool) -> str:
    """Return what work on a document takes, and put it on the page unless in a hurry."""
    path = cached(SIZES[0] if quick else SIZES[-1])
    rounds, regex_rounds = (QUICK_ROUNDS, QUICK_ROUNDS) if quick else (SIDE_ROUNDS, SIDE_ROUNDS)
    found = shares.share_table(shares.shares(path, rounds, regex_rounds), path.stat().st_size)
    if not quick:
        page.put("shares", found)
    return found


def queried(*, quick: bool) -> str:
    """Return what a query over many years takes, and put it on the page unless in a hurry."""
    rounds, size = (1, querying.QUICK_SIZE) if quick else (SIDE_ROUNDS, querying.SIZE)
    found = querying.lines_of(querying.measured(rounds, size=size))
    if not quick:
        page.put("querying", found)
    return found


def kept(*, quick: bool) -> str:
    """Return what a workspace takes, and put it on the page unless in a hurry."""
    rounds, size, many = (
        (1, SIZES[0], 500) if quick else (SIDE_ROUNDS, standing.SIZE, standing.MANY)
    )
    found = standing.lines_of(standing.measured(rounds, size=size, many=many))
    if not quick:
        page.put("standing", found)
    return found


def loaded_portal(*, quick: bool) -> str:
    """Return what the portal does under load, and put it on the page unless in a hurry."""
    measured = loaded.measured(clients=5, uploads=10, many=20) if quick else loaded.measured()
    found = loaded.lines_of(measured)
    if not quick:
        page.put("loaded", found)
    return found


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description="Measure the speed and memory of siekit.read.")
    parser.add_argument("--quick", action="store_true", help="1 MB and few rounds, no docs page")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON too")
    parser.add_argument(
        "--allow-uncompiled", action="store_true", help="measure although the core is not compiled"
    )
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and write the page unless only a quick look is wanted."""
    from siekit.core import COMPILED

    options = parse(arguments)
    if not COMPILED and not options.allow_uncompiled:
        print(
            "The core is not compiled, so its speed says nothing. Install siekit where a C "
            "compiler is, or add --allow-uncompiled.",
            file=sys.stderr,
        )
        return 2
    command = "python -m benchmarks.run --quick" if options.quick else "make bench"
    circumstances = page.circumstances(command)  # before the load is our own
    measured = measured_files(quick=options.quick)
    text = f"{circumstances}\n\n{table(measured)}"
    if not options.quick:
        text += f"\n\n{targets(measured[-1])}"
        page.put("speed", text)
    print(text)
    print(f"\n{worked(quick=options.quick)}")
    print(f"\n{queried(quick=options.quick)}")
    print(f"\n{kept(quick=options.quick)}")
    print(f"\n{loaded_portal(quick=options.quick)}")
    if options.json:
        figures = [asdict(each) for each in measured]
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
