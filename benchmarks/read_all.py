"""Read a file with every table touched, also as a process of its own.

As a process it reads a small file first, so that all modules are loaded, then the file as many
times as wanted, and prints as JSON how high its memory stood before and after. `instructions.py`
counts what it executes.

    python -m benchmarks.read_all SMALL FILE TIMES
"""

from __future__ import annotations

import gc
import json
import resource
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from siekit.document import Document


def read_all(source: Path | bytes) -> Document:
    """Return the document of a source after a look at each of its tables."""
    import siekit
    from siekit.schema import TABLES

    document = siekit.read(source)
    for table in TABLES:
        document[table.name].num_rows  # noqa: B018 - the look is the point
    return document


def peak_memory() -> int:
    """Return the most memory that this process has held, in bytes: its ru_maxrss.

    On Linux the kernel's own VmHWM says the same, and does not begin with what the parent held.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="ascii", errors="replace").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def main(small: str, path: str, times: str) -> int:
    """Read a small file once and another a number of times."""
    gc.disable()
    read_all(Path(small))
    before = peak_memory()
    for _ in range(int(times)):
        read_all(Path(path))
    print(json.dumps({"before": before, "after": peak_memory()}))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
