"""The page docs/benchmarks.md: figures go between its markers, prose stays."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

PAGE: Final = Path(__file__).parents[1] / "docs" / "benchmarks.md"


def put(section: str, text: str, page: Path = PAGE) -> None:
    """Replace what stands between the markers of a section."""
    begin, end = f"<!-- {section}:begin -->", f"<!-- {section}:end -->"
    before, marker, rest = page.read_text(encoding="utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not marker or not closed:
        message = f"{page} has no markers {begin} and {end}"
        raise ValueError(message)
    whole = f"{before}{begin}\n{text.strip()}\n{end}{after}"
    page.write_text(whole, encoding="utf-8")


def circumstances(command: str) -> str:
    """Return in one paragraph where, when and with what the figures were made."""
    from siekit import __version__
    from siekit.core import COMPILED

    return (
        f"Made by `{command}` on {datetime.now(tz=UTC):%Y-%m-%d}: {processor()}, "
        f"{os.cpu_count()} processors with {os.getloadavg()[0]:.1f} other processes at work, "
        f"{platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, pyarrow {version('pyarrow')}, "
        f"siekit {__version__}, core {'compiled' if COMPILED else 'not compiled'}."
    )


def processor() -> str:
    """Return the name of the processor, as far as the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
