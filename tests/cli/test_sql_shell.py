"""The shell of `siekit sql`, on a terminal of its own and without one."""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pytest
from click.testing import CliRunner

from siekit.cli.main import main

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals on this system")
pytest.importorskip("readline", reason="lines cannot be edited on this system")

if TYPE_CHECKING:
    from types import TracebackType

BOOK = Path(__file__).resolve().parents[2] / "examples" / "tolvan-2024.se"
PROMPT, MORE = "sie> ", "...> "
LONGEST = 180.0
ENDLESS = "select count(*) from range(1000000000000) t(x) where x % 7 = 3;\n"


class Terminal:
    """A shell that somebody sits at."""

    def __init__(self, state: Path) -> None:
        """Open the shell over a small file, with its history beneath a folder."""
        self.shown = ""
        self._child, self._descriptor = pty.fork()
        if self._child == 0:
            os.environ.update(TERM="dumb", XDG_STATE_HOME=str(state), LC_ALL="C.UTF-8")
            words = [sys.executable, "-m", "siekit", "sql", "--lang", "en", str(BOOK)]
            os.execv(sys.executable, words)  # noqa: S606 - ourselves
        self.until(PROMPT)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self._descriptor)
        if error is not None:
            os.kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)

    def type(self, text: str, answered_by: str = PROMPT) -> str:
        """Type a text, and give what was shown until the answer."""
        os.write(self._descriptor, text.encode())
        return self.until(answered_by)

    def until(self, mark: str) -> str:
        """What is shown until a mark stands there."""
        begin, end = len(self.shown), time.monotonic() + LONGEST
        while mark not in self.shown[begin:]:
            assert time.monotonic() < end, f"no {mark!r} in {self.shown[begin:]!r}"
            if select.select([self._descriptor], [], [], 0.1)[0]:
                self.shown += os.read(self._descriptor, 65_536).decode("utf-8", "replace")
        return self.shown[begin:]

    def rest(self) -> None:
        """Return when the shell waits for a key: Ctrl-C between two would be seen at the next."""
        end, seen = time.monotonic() + LONGEST, self._spent()
        while True:
            time.sleep(0.5)
            before, seen = seen, self._spent()
            if seen == before and seen[1]:
                return
            assert time.monotonic() < end, seen

    def toil(self) -> None:
        """Return when the shell has looked for an answer for a while."""
        end, begun = time.monotonic() + LONGEST, self._spent()[0]
        while self._spent()[0] < begun + os.sysconf("SC_CLK_TCK"):
            assert time.monotonic() < end, begun
            time.sleep(0.1)

    def _spent(self) -> tuple[int, bool]:
        """Ticks of the processor that the shell has used, and whether it sleeps."""
        told = Path(f"/proc/{self._child}/stat").read_text(encoding="utf-8")
        state, *rest = told.rpartition(")")[2].split()
        return int(rest[10]) + int(rest[11]), state == "S"

    def leave(self, text: str) -> int:
        """Type the last thing, and give the exit code."""
        os.write(self._descriptor, text.encode())
        with pytest.raises(OSError, match="Input/output error"):
            self.until("\0")
        return os.waitstatus_to_exitcode(os.waitpid(self._child, 0)[1])


def piped(*lines: str) -> str:
    """What the shell prints for lines that come from a pipe."""
    text = "".join(f"{line}\n" for line in lines)
    result = CliRunner().invoke(main, ["sql", "--shell", "--lang", "en", str(BOOK)], input=text)
    assert result.exit_code == 0
    return result.output


def test_a_session_at_a_terminal(tmp_path: Path) -> None:
    """Several lines to a query, completion, an error, Ctrl-C twice, Ctrl-D, and a history."""
    with Terminal(tmp_path) as terminal:
        assert ".help" in terminal.shown
        terminal.type("select count(*) as n\n", MORE)
        assert "237" in terminal.type("from ledger;\n")
        assert "ledger" in terminal.type("select 'in_led' from led\t limit 1;\n")
        assert "in_led" in terminal.shown
        assert "Near it: vouchers" in terminal.type("select * from voucher;\n")
        terminal.type("select 1", "select 1")
        terminal.rest()
        terminal.type("\x03")
        terminal.type(ENDLESS, "= 3;")
        terminal.toil()
        assert "Stopped" in terminal.type("\x03")
        assert terminal.leave("\x04") == 0
    history = (tmp_path / "siekit" / "sql_history").read_text(encoding="utf-8")
    assert "select * from voucher;" in history
    assert (tmp_path / "siekit" / "sql_history").stat().st_mode & 0o077 == 0


def test_a_semicolon_in_a_text_does_not_end_the_query() -> None:
    """The query is whole when its last text is."""
    assert "a; b" in re.sub(r"\s+", " ", piped("select 'a;", " b' as x;"))


def test_the_commands_tell_what_there_is() -> None:
    """Tables, columns, queries, help."""
    shown = piped(".tables", ".schema fiscal_years", ".queries", ".help", ".quit", "select 77;")
    for word in ("ledger", "sie_trans", "SieFileByType", "start_date", "largest-vouchers", ".mode"):
        assert word in shown
    assert "77" not in shown


def test_answers_change_their_form_and_place(tmp_path: Path) -> None:
    """`.mode` stays, `.output` is for one answer."""
    place = tmp_path / "out.json"
    shown = piped(
        ".mode csv", "select 1 as a;", f".output {place}", "select 2 as a;", "select 3 as a;"
    )
    assert shown == "a\n1\na\n3\n"
    assert place.read_text(encoding="utf-8") == "a\n2\n"
    piped(f".output {place}", "select 2 as a;")
    assert place.read_text(encoding="utf-8") == '[\n{"a":2}\n]\n'


def test_an_error_ends_the_query_and_not_the_shell() -> None:
    """Also what was not allowed, and a file that cannot be written."""
    shown = piped(
        ".nothing", ".mode xlsx", ".query none", "copy header to 'x';",
        ".schema vouchrs", ".output /no/such/folder/x.csv",
        "select 1 as a;", "select 4242 as b;",
    )  # fmt: skip
    for words in (
        "no command .nothing",
        ".mode is one of",
        "no query 'none'",
        "Near it: vouchers",
        "COPY is not allowed",
    ):
        assert words in shown
    assert "4242" in shown


def test_a_query_of_the_list_is_asked_by_name() -> None:
    """With what it wants set."""
    assert "minigrävare" in piped(".mode csv", ".query text-search text=MINIGRÄV")
    assert "--set text" in piped(".query text-search")


def test_files_that_are_read_are_not_written_over() -> None:
    """A slip must not cost somebody's books."""
    before = BOOK.read_bytes()
    assert "is one of the files" in piped(f".output {BOOK}", "select 1;")
    assert BOOK.read_bytes() == before
