"""`siekit`: its help, its version, and how it fails."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from siekit import __version__
from siekit.cli.command import ExampleCommand, LateGroup
from siekit.cli.main import COMMANDS, main
from tests.workspace.kept import unpack

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAVY = ("alembic", "duckdb", "fastapi", "pyarrow", "rich", "sqlalchemy", "xlsxwriter")

INNER = [
    [name, inner]
    for name in COMMANDS
    if isinstance(group := main.get_command(click.Context(main), name), LateGroup)
    for inner in group.homes
]
"""The commands of commands, such as `siekit workspace verify`."""


def siekit(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the real command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "siekit", *arguments],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--help"],
        ["--version"],
        *([name, "--help"] for name in COMMANDS),
        *([*words, "--help"] for words in INNER),
    ],
)
def test_help_and_version_load_nothing_heavy(arguments: list[str]) -> None:
    """They answer at once, also on a slow disk."""
    code = (
        "import sys\n"
        "from siekit.cli.main import main\n"
        f"main({arguments!r}, standalone_mode=False)\n"
        f"print('LOADED', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "LOADED []"


def test_the_version_says_whether_the_core_is_compiled() -> None:
    """A slow siekit can be told from a fast one."""
    done = siekit("--version")
    assert done.returncode == 0
    kinds = {f"siekit {__version__} ({kind} core)\n" for kind in ("compiled", "uncompiled")}
    assert done.stdout in kinds


def test_siekit_alone_shows_what_it_can_do() -> None:
    """Three examples first, then the commands."""
    done = siekit()
    assert done.returncode == 0
    assert done.stdout == siekit("--help").stdout
    head, *examples = done.stdout.splitlines()[:4]
    assert head == "Examples:"
    assert all(line.startswith("  siekit ") for line in examples)
    for name in COMMANDS:
        assert f"\n  {name} " in done.stdout


@pytest.mark.parametrize("words", [*([name] for name in COMMANDS), *INNER], ids=" ".join)
def test_every_help_begins_with_examples_and_fits(words: list[str]) -> None:
    """What people copy comes first; nothing is wider than 80 columns."""
    result = CliRunner().invoke(main, [*words, "--help"])
    assert result.exit_code == 0
    assert result.output.startswith("Example")
    assert max(map(len, result.output.splitlines())) <= 80
    if len(words) == 1:
        (_, module) = COMMANDS[words[0]].rsplit(".", 1)
        assert module.rstrip("_") == words[0]  # import is a word of Python's own


def all_commands(group: click.Group) -> Iterator[click.Command]:
    """The group, and every command in it and in its groups."""
    yield group
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        if isinstance(command, click.Group):
            yield from all_commands(command)
        elif command is not None:
            yield command


RUN_ELSEWHERE = ("siekit serve", "siekit workspace reader")
"""What runs until it is stopped, and what needs PostgreSQL: they have tests of their own."""

EXAMPLE_LINES = list(
    dict.fromkeys(
        example
        for command in all_commands(main)
        if isinstance(command, (LateGroup, ExampleCommand))
        for example in command.examples
        if not example.startswith(RUN_ELSEWHERE)
    )
)

IN_A_WORKSPACE = (
    "list",
    "link",
    "summary",
    "receipt",
    "activate",
    "deactivate",
    "rollback",
    "sync",
    "log",
    "workspace",
    "user",
)
"""The commands whose examples are about a workspace with something in it."""

A_PASSWORD = "en lång och ovanlig mening\n"  # noqa: S105, nobody's


def make_ready(example: list[str]) -> None:
    """Put into the current folder what an example takes to be there."""
    if example[0] in IN_A_WORKSPACE and example[:2] != ["user", "add"]:
        unpack("v1", Path())
    if example[:2] == ["workspace", "restore"]:
        made = CliRunner().invoke(main, ["workspace", "backup", example[2]])
        assert made.exit_code == 0, made.output


@pytest.mark.parametrize("example", EXAMPLE_LINES)
def test_every_example_works_on_the_bundled_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, example: str
) -> None:
    """What the help texts show can be copied and run."""
    (tmp_path / "examples").symlink_to(Path(__file__).parents[2] / "examples")
    monkeypatch.chdir(tmp_path)
    name, *arguments = shlex.split(example)
    assert name == "siekit"
    make_ready(arguments)
    typed = A_PASSWORD if arguments[:2] == ["user", "password"] else None
    result = CliRunner().invoke(main, arguments, input=typed)
    found_errors = arguments[:1] == ["check"] and result.exit_code == 1
    assert result.exit_code == 0 or found_errors, result.output


@pytest.mark.parametrize("name", ["check", "show", "export"])
def test_a_command_without_files_says_so_in_a_sentence(name: str) -> None:
    """No usage screen, no traceback."""
    result = CliRunner().invoke(main, [name])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == (
        f"Error: Name at least one FILE: siekit {name} FILE, or - for the standard input.\n"
    )


@pytest.mark.parametrize("arguments", [["shwo"], ["show", "--nonsense"], ["--nonsense"]])
def test_misuse_is_exit_code_2(arguments: list[str]) -> None:
    """Click tells what is wrong with the words themselves."""
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Error: No such" in result.stderr


def test_completion_is_click_s_own() -> None:
    """The guide on shell completion is right about the variable and the names."""
    done = siekit(_SIEKIT_COMPLETE="bash_source")
    assert "_siekit_completion" in done.stdout
    done = siekit(_SIEKIT_COMPLETE="bash_complete", COMP_WORDS="siekit s", COMP_CWORD="1")
    assert done.stdout.split() == [f"plain,{name}" for name in COMMANDS if name.startswith("s")]
    assert "plain,show" in done.stdout
    guide = Path(__file__).parents[2] / "docs" / "guides" / "shell-completion.md"
    assert "_SIEKIT_COMPLETE=bash_source siekit" in guide.read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["show", "--help"], []])
def test_a_full_disk_is_told_by_help_too(arguments: list[str]) -> None:
    """No traceback, whatever a user can cause."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "siekit", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            text=True,
        )
    assert done.returncode == 2
    assert done.stderr == "Error: The output could not be written: No space left on device.\n"
