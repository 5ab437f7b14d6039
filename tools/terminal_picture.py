"""Make a picture of a terminal in which `siekit show` has run: the real output, as SVG.

python tools/terminal_picture.py docs/_static/show.svg
"""

from __future__ import annotations

import fcntl
import io
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

from rich import _export_format
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = 84
COMMAND = ("show", "examples/fjallbacken-2024-25.se")

# Rich's picture fetches its font from a server; any monospaced font of the reader's will do.
TEMPLATE = re.sub(r"\s*@font-face {{.*?}}", "", _export_format.CONSOLE_SVG_FORMAT, flags=re.DOTALL)
TEMPLATE = TEMPLATE.replace("Fira Code, monospace", "monospace")


def main() -> None:
    """Write the picture to the file that the command line names."""
    console = Console(width=COLUMNS, record=True, file=io.StringIO(), force_terminal=True)
    console.print(Text(f"$ siekit {' '.join(COMMAND)}", style="bold"))
    console.print(Text.from_ansi(run_on_terminal()))
    title = "siekit show"
    svg = console.export_svg(title=title, code_format=TEMPLATE, unique_id="siekit-show")
    lines = (line.rstrip() for line in svg.splitlines())
    Path(sys.argv[1]).write_text("\n".join(lines) + "\n", encoding="utf-8")


def run_on_terminal() -> str:
    """Return what siekit writes when it believes that somebody looks."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("4H", 40, COLUMNS, 0, 0))
    environment = {
        **os.environ,
        "TERM": "xterm-256color",
        "COLUMNS": str(COLUMNS),
        "LC_ALL": "C.UTF-8",
    }
    environment.pop("NO_COLOR", None)
    with subprocess.Popen(
        [sys.executable, "-m", "siekit", *COMMAND], stdout=its, cwd=ROOT, env=environment
    ) as siekit:
        os.close(its)
        output = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    if siekit.returncode:
        message = f"siekit {' '.join(COMMAND)} failed."
        raise SystemExit(message)
    return output.decode().replace("\r\n", "\n").rstrip("\n")


def _read(terminal: int) -> bytes:
    """Read what is there; nothing when the program has ended (Linux then says EIO)."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


if __name__ == "__main__":
    main()
