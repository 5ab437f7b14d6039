"""A progress bar on stderr, for work over a second, and only where somebody looks."""

from __future__ import annotations

import sys
from threading import Lock, Timer
from typing import TYPE_CHECKING, Self

from siekit.cli.terminal import is_terminal, printable, wants_colours

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress, TaskID

PATIENCE = 1.0
"""Seconds of work without a bar."""


class ProgressBar:
    """Shows which file is at work and how many are done; silent where nobody looks."""

    def __init__(self, total: int, *, shown: bool = True) -> None:
        """Take the number of files; not `shown` where the answer is for a program."""
        self._total = total
        self._shown = shown
        self._done = 0
        self._name = ""
        self._lock = Lock()
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._timer: Timer | None = None

    def __enter__(self) -> Self:
        if self._shown and is_terminal(sys.stderr):
            self._timer = Timer(PATIENCE, self._appear)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._timer:
            self._timer.cancel()
        with self._lock:
            self._timer = None
            if self._bar:
                self._bar.stop()

    def begin(self, name: str) -> None:
        """Say which file is at work now."""
        with self._lock:
            self._name = printable(name)
            self._update()

    def done(self) -> None:
        """One file is done."""
        with self._lock:
            self._done += 1
            self._update()

    def _appear(self) -> None:
        """Show the bar; called by the timer, on its own thread."""
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = [
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            TimeElapsedColumn(),
        ]
        if self._total > 1:
            columns[2:2] = [BarColumn(), TextColumn("{task.completed:.0f}/{task.total:.0f}")]
        console = Console(stderr=True, no_color=not wants_colours())
        with self._lock:
            if self._timer is None:
                return
            self._bar = Progress(*columns, console=console, transient=True, redirect_stdout=False)
            total = self._total if self._total > 1 else None
            self._task = self._bar.add_task(self._name, total=total, completed=self._done)
            self._bar.start()

    def _update(self) -> None:
        """Bring the bar up to date, if there is one."""
        if self._bar and self._task is not None:
            self._bar.update(self._task, description=self._name, completed=self._done)
