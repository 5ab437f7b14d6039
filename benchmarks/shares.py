"""Work on a document as shares of the regex reader's time over the same file.

All rules, writing, comparing two files, an income statement by month: each takes its turn with the
regex reader, which only reads, in the same rounds.
"""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from benchmarks import regex_reader
from benchmarks.measure import seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from siekit.document import Document


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of work: what it is called, and the largest share of the regex reader's time."""

    words: str
    most: float
    prepare: Callable[[Document, Path], Callable[[], object]]
    """Takes the document and its path, and returns the work that is timed."""


@dataclass(frozen=True, slots=True)
class Share:
    """What was measured of one kind of work."""

    work: Work
    seconds: float
    regex: float

    @property
    def share(self) -> float:
        """The time of the work over that of the regex reader."""
        return self.seconds / self.regex

    @property
    def holds(self) -> str:
        """Whether it is within its bound."""
        return "yes" if self.share <= self.work.most else "no"


def _check(document: Document, path: Path) -> Callable[[], object]:
    import siekit

    del path
    return partial(siekit.check, document)


def _write(document: Document, path: Path) -> Callable[[], object]:
    import siekit

    return partial(siekit.write, document, path.with_name("written.se"))


def _diff(document: Document, path: Path) -> Callable[[], object]:
    del document
    other = path.with_name("other.se")
    other.write_bytes(one_ore_changed(path.read_bytes()))
    return partial(_read_and_compare, path, other)


def _statement(document: Document, path: Path) -> Callable[[], object]:
    del document
    return partial(_read_and_report, path)


def _read_and_report(path: Path) -> object:
    import siekit
    from siekit.reports.base import Options
    from siekit.reports.income_statement import IncomeStatement

    with siekit.connect(path) as connection:
        made = IncomeStatement().make(connection, 1, Options(by="month"))
    if not any(line.values[-1] for line in made.lines()):
        message = "the income statement is empty"
        raise RuntimeError(message)
    return made


def _read_and_compare(first: Path, second: Path) -> object:
    import siekit

    with ThreadPoolExecutor(1) as beside:
        reading = beside.submit(siekit.read, second)
        found = siekit.compare(siekit.read(first), reading.result())
    if not found:
        message = "the changed öre was not found"
        raise RuntimeError(message)
    return found


def one_ore_changed(data: bytes) -> bytes:
    """Return a file with one amount of one row changed by an öre, far into it."""
    at = data.index(b"#TRANS", len(data) // 2)
    end = data.index(b"\n", at)
    line = data[at:end]
    point = line.index(b".", line.index(b"}"))
    last = line[point + 2 : point + 3]
    other = b"1" if last != b"1" else b"2"
    place = at + point + 2
    return data[:place] + other + data[place + 1 :]


WORKS: Final = (
    Work("all rules, `siekit.check(document)`", 1 / 6, _check),
    Work("`siekit.write(document, path)`, read back and compared", 1 / 5, _write),
    Work("two files read and compared, one öre apart", 1 / 3, _diff),
    Work("income statement per month, from the file", 1 / 6, _statement),
)


def shares(path: Path, rounds: int, regex_rounds: int) -> list[Share]:
    """Return the shares of all kinds of work over one file, medians of interleaved rounds."""
    import siekit

    data = path.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / path.name
        place.write_bytes(data)
        document = siekit.read(place)
        prepared = [work.prepare(document, place) for work in WORKS]
        taken: list[list[float]] = [[] for _ in WORKS]
        regex: list[float] = []
        for number in range(rounds):
            if number < regex_rounds:
                regex.append(seconds_of(partial(regex_reader.read, data)))
            for times, work in zip(taken, prepared, strict=True):
                times.append(seconds_of(work))
    return [
        Share(work, median(times), median(regex)) for work, times in zip(WORKS, taken, strict=True)
    ]


def share_table(found: list[Share], size: int) -> str:
    """Return the shares as a Markdown table."""
    lines = [
        f"| on {size / 1e6:.0f} MB | median | regex reader | share | at most | holds |",
        "| --- | ---: | ---: | ---: | ---: | --- |",
    ]
    lines += [
        f"| {one.work.words} | {one.seconds * 1000:.0f} ms | {one.regex * 1000:.0f} ms "
        f"| {one.share:.3f} | {one.work.most:.3f} | {one.holds} |"
        for one in found
    ]
    return "\n".join(lines)
