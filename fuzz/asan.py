"""Run the mutated files through a core compiled with AddressSanitizer.

    python fuzz/asan.py --count 2000

The core is built from a copy of the sources, so that nothing of it can get into a real build.
Python's own allocator is off: each buffer is then one that the sanitizer knows the ends of.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "asan"
FLAGS = "-fsanitize=address -fno-omit-frame-pointer -O1 -g"


def main() -> int:
    """Build, then run fuzz/run.py with the same arguments under the sanitizer."""
    compiler = os.environ.get("CC", "gcc")
    if shutil.which(compiler) is None:
        print(f"AddressSanitizer needs {compiler}, which is not installed.", file=sys.stderr)
        return 2
    if not _is_current():
        _build(compiler)
    libraries = [_library(compiler, name) for name in ("libasan.so", "libstdc++.so")]
    environment = {
        **os.environ,
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "ASAN_OPTIONS": "detect_leaks=0:abort_on_error=1:allocator_may_return_null=1",
        "LD_PRELOAD": " ".join(libraries),
        "PYTHONMALLOC": "malloc",
        "PYTHONPATH": str(BUILD / "installed"),
    }
    command = [sys.executable, str(ROOT / "fuzz" / "run.py"), *sys.argv[1:]]
    return subprocess.run(command, env=environment, check=False).returncode


def _is_current() -> bool:
    """Tell whether what was built is younger than every source."""
    built = list((BUILD / "installed").glob("siekit/core/*.so"))
    sources = [*(ROOT / "src").rglob("*.p*"), ROOT / "setup.py"]
    newest = max(path.stat().st_mtime for path in sources)
    return bool(built) and min(path.stat().st_mtime for path in built) > newest


def _build(compiler: str) -> None:
    """Install the package, compiled with the sanitizer, into a folder of its own."""
    shutil.rmtree(BUILD, ignore_errors=True)
    copy = BUILD / "copy"
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("*.so", "*.egg-info"))
    for name in ("setup.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy2(ROOT / name, copy)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run(
        [*pip, "--no-deps", "--target", str(BUILD / "installed"), str(copy)],
        env={
            **os.environ,
            "CC": compiler,
            "SIEKIT_CFLAGS": FLAGS,
            "LDFLAGS": "-fsanitize=address",
        },
        check=True,
    )


def _library(compiler: str, name: str) -> str:
    """Return where the compiler keeps the library of that name."""
    found = subprocess.run(
        [compiler, f"-print-file-name={name}"], capture_output=True, text=True, check=True
    )
    return found.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
