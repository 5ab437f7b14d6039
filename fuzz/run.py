"""Read many mutated files and stop at the first that breaks a promise of `fuzz/check.py`.

    python fuzz/run.py --count 20000
    python fuzz/run.py --number 1234      the input of that number alone, written and read

The work is done by child processes, so that a crash or an endless loop of the compiled core is
seen too. The offending input is written to build/fuzz; its number makes it again.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import multiprocessing
import os
import re
import sys
import time
import traceback
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from check import check, check_core
from mutate import ROOT, load_seeds, mutant

from siekit.about import version_line

if TYPE_CHECKING:
    from multiprocessing.managers import ListProxy
    from multiprocessing.process import BaseProcess
    from multiprocessing.sharedctypes import Synchronized
    from pathlib import Path

OUT = ROOT / "build" / "fuzz"
PAGE = ROOT / "docs" / "fuzzing.md"
HANGS = 60
"""Seconds after which an input that is still being read counts as an endless loop."""


@dataclass(slots=True)
class Tally:
    """What a run has seen."""

    inputs: int = 0
    documents: int = 0
    refused: int = 0
    bytes: int = 0


def main() -> int:
    """Run as the command line says; 1 when a promise was broken."""
    options = _parse()
    seeds = load_seeds()
    if not seeds:
        print("There is nothing to mutate: examples/ is empty.", file=sys.stderr)
        return 2
    if options.number is not None:
        return _run_one(mutant(seeds, seed=options.seed, number=options.number), options.number)
    print(f"{version_line()}: {options.count:,} inputs from {len(seeds)} files")
    started = time.monotonic()
    tally = _supervise(seeds, options)
    if tally is None:
        return 1
    summary = _summary(tally, len(seeds), options, time.monotonic() - started)
    print(summary)
    if options.record:
        record(options.record, summary)
    return 0


def record(name: str, summary: str) -> None:
    """Put the summary between the markers of that name in docs/fuzzing.md."""
    marks = (f"<!-- {name} -->\n", f"<!-- end of {name} -->")
    pattern = re.escape(marks[0]) + r".*?" + re.escape(marks[1])
    page, found = re.subn(
        pattern,
        lambda _: f"{marks[0]}{summary}\n{marks[1]}",
        PAGE.read_text(encoding="utf-8"),
        flags=re.DOTALL,
    )
    if not found:
        message = f"{PAGE} has no markers named {name!r}"
        raise SystemExit(message)
    PAGE.write_text(page, encoding="utf-8")


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=20_000, help="how many inputs")
    parser.add_argument("--number", type=int, help="run only the input of this number")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other inputs")
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--thorough-every", type=int, default=20, help="check values of each nth")
    parser.add_argument("--core", action="store_true", help="read with the core alone")
    parser.add_argument("--record", metavar="NAME", help="write the summary to docs/fuzzing.md")
    return parser.parse_args()


def _run_one(data: bytes, number: int) -> int:
    """Write the input of that number and read it in this process."""
    print(f"Written to {_keep(data, number)}")
    print("a document" if check(data, thorough=True) else "refused, as it should be")
    return 0


def _supervise(seeds: list[bytes], options: argparse.Namespace) -> Tally | None:
    """Share the inputs between child processes and watch them; None when one failed."""
    context = multiprocessing.get_context("spawn")
    manager = context.Manager()
    results: ListProxy[str] = manager.list()
    positions = [context.Value("q", first, lock=False) for first in range(options.workers)]
    children = [
        context.Process(target=_work, args=(position, results, options), daemon=True)
        for position in positions
    ]
    for child in children:
        child.start()
    failed = _watch(list(zip(children, positions, strict=True)))
    if failed is not None:
        for child in children:
            child.kill()
        path = _keep(mutant(seeds, seed=options.seed, number=failed), failed)
        print(f"Input {failed} failed. It is {path}; run it alone:", file=sys.stderr)
        print(f"    fuzz/run.py --seed {options.seed} --number {failed}", file=sys.stderr)
        return None
    tally = Tally()
    for result in results:
        for key, value in json.loads(result).items():
            setattr(tally, key, getattr(tally, key) + value)
    return tally


def _watch(pairs: list[tuple[BaseProcess, Synchronized[int]]]) -> int | None:
    """Wait for the children; the number of the input at which one crashed or hangs."""
    seen = [(position.value, time.monotonic()) for _, position in pairs]
    while any(child.is_alive() for child, _ in pairs):
        time.sleep(0.2)
        for index, (child, position) in enumerate(pairs):
            if child.exitcode not in {None, 0}:
                return position.value
            if position.value != seen[index][0]:
                seen[index] = (position.value, time.monotonic())
            elif child.is_alive() and time.monotonic() - seen[index][1] > HANGS:
                print(f"No end after {HANGS} seconds.", file=sys.stderr)
                return position.value
    failed = [position.value for child, position in pairs if child.exitcode]
    return failed[0] if failed else None


def _work(
    position: Synchronized[int], results: ListProxy[str], options: argparse.Namespace
) -> None:
    """Read every nth input, from the position's number; leave with 1 at the first failure."""
    faulthandler.enable()
    seeds = load_seeds()
    tally = Tally()
    for number in range(position.value, options.count, options.workers):
        position.value = number
        data = mutant(seeds, seed=options.seed, number=number)
        try:
            if options.core:
                accepted = check_core(data)
            else:
                accepted = check(data, thorough=number % options.thorough_every == 0)
        except BaseException:  # noqa: BLE001, whatever comes out is what we look for
            traceback.print_exc()
            sys.exit(1)
        tally.inputs += 1
        tally.bytes += len(data)
        tally.documents += accepted
        tally.refused += not accepted
    results.append(json.dumps(asdict(tally)))


def _keep(data: bytes, number: int) -> Path:
    """Write the input to build/fuzz and return where."""
    OUT.mkdir(parents=True, exist_ok=True)
    path = OUT / f"input-{number}.se"
    path.write_bytes(data)
    return path.relative_to(ROOT)


def _summary(tally: Tally, seeds: int, options: argparse.Namespace, seconds: float) -> str:
    what = f"{tally.documents:,} gave a document, {tally.refused:,} a SiekitError, 0 anything else."
    if options.core:
        what = f"The core alone read {tally.documents:,} of them; each line was one thing exactly."
    return (
        f"{version_line()}, {time.strftime('%Y-%m-%d')}, seed {options.seed}: "
        f"{tally.inputs:,} inputs ({tally.bytes / 1e6:,.0f} MB) made from {seeds} files, "
        f"{seconds:,.0f} seconds in {options.workers} processes. {what}"
    )


if __name__ == "__main__":
    sys.exit(main())
