"""Count the instructions that a read executes for each byte of a 1 MB file.

Unlike time, the number hardly depends on the machine's load, so that small changes show. Callgrind
runs one process that reads the file once and one that reads it twice; the difference is one
read, without the start of Python and the loading of modules. Seeds and memory pools are fixed.

    python -m benchmarks.instructions
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks import page
from benchmarks.generate import cached

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZE: Final = 1_000_000
SMALL: Final = 60_000
FIXED: Final = {
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "OMP_NUM_THREADS": "1",
}


def instructions(valgrind: str, path: Path, times: int) -> int:
    """Return how many instructions a process executes that reads a file some times."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "callgrind.out"
        counting = [valgrind, "-q", "--tool=callgrind", f"--callgrind-out-file={out}"]
        reading = ["-m", "benchmarks.read_all", str(cached(SMALL)), str(path), str(times)]
        command = [*counting, sys.executable, *reading]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, **FIXED})
        for line in out.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith(("summary:", "totals:")):
                return int(line.split()[1])
    message = "callgrind wrote no total"
    raise RuntimeError(message)


def main(arguments: Sequence[str] | None = None) -> int:
    """Count, print, and write the figure to the docs page."""
    from siekit.core import COMPILED

    parser = argparse.ArgumentParser(description="Count instructions per byte with callgrind.")
    parser.add_argument("--print-only", action="store_true", help="leave the docs page alone")
    options = parser.parse_args(arguments)
    valgrind = shutil.which("valgrind")
    if valgrind is None or not COMPILED:
        missing = "valgrind is not installed" if valgrind is None else "the core is not compiled"
        print(f"Instructions cannot be counted: {missing}.", file=sys.stderr)
        return 2
    path = cached(SIZE)
    once, twice = (instructions(valgrind, path, times) for times in (1, 2))
    size = path.stat().st_size
    text = (
        f"{page.circumstances('python -m benchmarks.instructions')}\n\n"
        f"**{(twice - once) / size:.2f} instructions per byte** "
        f"({twice - once:,} for {size:,} bytes)."
    )
    print(text)
    if not options.print_only:
        page.put("instructions", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
