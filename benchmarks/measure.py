"""The measurements: time, share of it without the GIL, two threads, memory.

Times are taken as `timeit` takes them, with the cyclic garbage collector off; that favours the
regex reader, which makes millions of objects. What a round made is let go outside its time.

**Share without the GIL.** A second thread does nothing but count in pure Python, for which it
must hold the GIL. While it counts, the read goes on only where it needs no GIL; where the reader
holds it, the counter stands still. So the wall time of the read less the processor time of the
counter is how long the reader held the GIL, however the two took turns, and however much longer
the read took for it. That, divided by the time of a read alone, is the share with the GIL. Time
in which the system ran neither is counted against the reader, so a busy machine shows too small
a share without the GIL, never too large a one; therefore the least of several rounds is taken.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Final

from benchmarks import regex_reader
from benchmarks.read_all import peak_memory, read_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

WORK: Final[dict[str, Callable[[bytes], object]]] = {
    "read": read_all,
    "count": lambda data: data.count(b"\n"),
    "decode": lambda data: data.decode("cp437"),
    "regex": regex_reader.read,
}
SHORTEST: Final = 0.3
"""Seconds that reads beside a counting thread go on for at least."""


@contextmanager
def collector_off() -> Iterator[None]:
    """Keep the cyclic garbage collector from running in between."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def seconds_of(work: Callable[[], object]) -> float:
    """Return how long the work takes; what it makes is let go afterwards."""
    with collector_off():
        start = time.perf_counter()
        made = work()
        seconds = time.perf_counter() - start
        del made
    return seconds


def times(data: bytes, rounds: dict[str, int]) -> dict[str, float]:
    """Return the median time of each kind of work, taken in interleaved rounds."""
    taken: dict[str, list[float]] = {name: [] for name in WORK}
    for number in range(max(rounds.values())):
        for name, work in WORK.items():
            if number < rounds[name]:
                taken[name].append(seconds_of(partial(work, data)))
    return {name: median(seconds) for name, seconds in taken.items()}


def share_without_gil(data: bytes, rounds: int) -> float:
    """Return the share of a read in which other threads can run Python."""
    alone, held = [], []
    for _ in range(rounds):
        alone.append(seconds_of(partial(read_all, data)))
        held.append(seconds_with_gil(data, max(1, round(SHORTEST / alone[-1]))))
    return max(0.0, 1 - min(held) / min(alone))


def seconds_with_gil(data: bytes, reads: int) -> float:
    """Return how long one read holds the GIL, beside a thread that counts."""
    stop = threading.Event()
    counter = threading.Thread(target=count_until, args=(stop,), daemon=True)
    counter.start()
    clock = time.pthread_getcpuclockid(counter.ident or 0)
    with collector_off(), processors_apart(counter):
        wall, counted = time.perf_counter(), time.clock_gettime(clock)
        for _ in range(reads):
            read_all(data)
        wall = time.perf_counter() - wall
        counted = time.clock_gettime(clock) - counted
    stop.set()
    counter.join()
    return max(0.0, wall - counted) / reads


@contextmanager
def processors_apart(other: threading.Thread) -> Iterator[None]:
    """Give this thread and the other a processor each, where the system lets us choose."""
    both = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set[int]()
    if len(both) < 2 or other.native_id is None:
        yield
        return
    first, second, *_ = sorted(both)
    os.sched_setaffinity(0, {first})
    os.sched_setaffinity(other.native_id, {second})
    try:
        yield
    finally:
        os.sched_setaffinity(0, both)


def count_until(stop: threading.Event) -> int:
    """Return how far pure Python counts until it is told to stop."""
    number = 0
    while not stop.is_set():
        for _ in range(1000):
            number += 1
    return number


def two_threads(data: bytes, rounds: int) -> float:
    """Return the time of two files on two threads over one after the other."""
    files = (data, bytes(bytearray(data)))
    serial, parallel = [], []
    for _ in range(rounds):
        serial.append(seconds_of(partial(read_in_turn, files)))
        parallel.append(seconds_of(partial(read_on_threads, files)))
    return median(parallel) / median(serial)


def read_in_turn(files: tuple[bytes, ...]) -> None:
    """Read one file after the other."""
    for file in files:
        read_all(file)


def read_on_threads(files: tuple[bytes, ...]) -> None:
    """Read each file on a thread of its own."""
    threads = [threading.Thread(target=read_all, args=(file,)) for file in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def memory_of_read(small: Path, path: Path) -> int:
    """Return how much higher memory stands for a read of the path, in bytes.

    Linux lets a new process inherit the peak of the one that started it, so this is right only
    as long as this process is small: measure memory first.
    """
    command = [sys.executable, "-m", "benchmarks.read_all", str(small), str(path), "1"]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    peaks: dict[str, int] = json.loads(answer.stdout)
    if peaks["before"] <= peak_memory():
        message = "this process is already larger than the measured one; measure memory first"
        raise RuntimeError(message)
    return peaks["after"] - peaks["before"]
