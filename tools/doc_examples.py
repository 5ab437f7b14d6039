"""Run the examples of the documentation and compare, or write, what they print.

    python tools/doc_examples.py README.md docs/tutorial.md      run and write what they print

A `python` block runs in the page's own namespace; a `text` block right after it is what it prints.
In a `console` block each line that begins with `$ siekit` is run, and what follows is what it
prints; other commands and `sh` blocks are not run. All of it in an empty folder that holds
`examples`.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^```(python|console|text)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(slots=True)
class Page:
    """A page whose examples are run from top to bottom."""

    text: str
    names: dict[str, Any] = field(default_factory=lambda: {"__name__": "__main__"})

    def rerun(self) -> str:
        """Return the page with what its examples print now."""
        pieces: list[str] = []
        end = 0
        printed: str | None = None
        for block in BLOCK.finditer(self.text):
            between = self.text[end : block.start()]
            kind, body = block.groups()
            if kind == "python":
                printed = self._run_python(body, line=self.text.count("\n", 0, block.start()) + 2)
            elif kind == "console":
                body = "".join(run_commands(body))
            elif printed is not None and not between.strip():
                body, printed = printed, None
            pieces += [between, f"```{kind}\n{body}```"]
            end = block.end()
        return "".join(pieces) + self.text[end:]

    def _run_python(self, code: str, *, line: int) -> str:
        """Run one block and return what it prints; a traceback names the page's own line."""
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile("\n" * (line - 1) + code, "<page>", "exec"), self.names)  # noqa: S102, our own pages
        return out.getvalue()


def run_commands(block: str) -> Iterator[str]:
    """Yield each command line of a console block and what it prints now."""
    ours = False
    for line in block.splitlines(keepends=True):
        if line.startswith("$ "):
            ours = line.startswith("$ siekit ")
            yield line + (_output(line[2:].strip()) if ours else "")
        elif not ours:
            yield line


def _output(command: str) -> str:
    """Return what a shell shows for the command, 80 columns wide."""
    environment = {
        **os.environ,
        "LC_ALL": "C.UTF-8",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    done = subprocess.run(  # noqa: S602, commands of our own pages
        command,
        shell=True,
        check=False,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    lines = (line.rstrip() for line in done.stdout.splitlines())
    return "".join(f"{line}\n" for line in lines)


@contextlib.contextmanager
def folder_with_examples() -> Iterator[None]:
    """Work in an empty folder that holds `examples`."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("examples").symlink_to(ROOT / "examples")
        yield


def main() -> None:
    """Write what the examples of the pages print now."""
    for path in [Path(name).resolve() for name in sys.argv[1:]]:
        with folder_with_examples():
            text = Page(path.read_text(encoding="utf-8")).rerun()
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
