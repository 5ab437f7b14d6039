"""Reference pages that are made from the code at each build, so that they cannot be wrong.

They are written to docs/reference, which git ignores, before Sphinx looks for its pages.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click
from http_page import http

import siekit
from siekit.cli.main import main
from siekit.engine.asking import ask
from siekit.formats.sie4 import explain, explain_findings
from siekit.lint import reference
from siekit.schema import TABLES
from siekit.sql.queries import QUERIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx

FOLDER = Path(__file__).resolve().parent.parent / "reference"
COLUMNS = 88


def setup(app: Sphinx) -> dict[str, bool | str]:
    """Let Sphinx call us when a build begins."""
    app.connect("builder-inited", lambda _: write_pages())
    return {"version": version("siekit"), "parallel_read_safe": True}


def write_pages() -> None:
    """Write the pages that differ from what is there."""
    FOLDER.mkdir(exist_ok=True)
    for name, make in PAGES.items():
        path = FOLDER / f"{name}.md"
        text = make()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def labels() -> str:
    """The page of all labels of the standard."""
    return explain.markdown_reference("en")


def findings() -> str:
    """The page of all findings of reading."""
    return explain_findings.markdown_reference("en")


def rules() -> str:
    """The page of all rules, with what is known of receivers."""
    return reference.markdown_reference("en")


def tables() -> str:
    """The page of all tables of a document."""
    lines = [
        "# Tables",
        "",
        "Every document has all of these tables, empty where the file has nothing for them. Types",
        'are Arrow\'s. Text is `""` where the file writes it empty and null where it is absent.',
    ]
    for table in TABLES:
        lines += ["", f"(table-{table.name})=", f"## `{table.name}`", "", f"{table.meaning}.", ""]
        lines += ["| column | type | meaning |", "| --- | --- | --- |"]
        lines += [f"| `{one.name}` | `{one.type}` | {one.meaning} |" for one in table.columns]
    return "\n".join(lines) + "\n"


def queries() -> str:
    """The page of all queries that `siekit sql --query` knows, with the columns they give."""
    lines = [
        "# Queries",
        "",
        "What `siekit sql --query NAME FILE…` knows. `--show` prints the SQL of one, to begin your",
        "own with. [The guide](../guides/sql.md) tells of the tables.",
    ]
    with siekit.connect(b"#FLAGGA 0\n#SIETYP 4\n#FNAMN X\n") as connection:
        for one in QUERIES.values():
            values = {setting.name: setting.value or "" for setting in one.settings}
            columns = ask(connection, one.statement, values or None).column_names
            lines += ["", f"(query-{one.name})=", f"## `{one.name}`", "", f"{one.en}.", ""]
            lines += [f"*{one.sv}.*", ""]
            lines += [f"{one.more}", ""] if one.more else []
            for setting in one.settings:
                usual = f" ({setting.value} when not set)" if setting.value is not None else ""
                lines += [f"* `--set {setting.name}=…`: {setting.meaning}{usual}"]
            lines += ["", "Columns: " + ", ".join(f"`{name}`" for name in columns) + ".", ""]
            # The highlighter of SQL does not know `$name`, and a warning fails the build.
            language = "text" if "$" in one.statement else "sql"
            lines += [f"```{language}", one.statement.rstrip(), "```"]
    return "\n".join(lines) + "\n"


def commands() -> str:
    """The page of all commands: what `--help` prints."""
    settings = {"terminal_width": COLUMNS, **main.context_settings}
    context = click.Context(main, info_name="siekit", **settings)
    lines = [
        "# Command line",
        "",
        "Exit codes: 0 the command did its work, whatever it found; 2 it could not be done, with a",
        "paragraph on the standard error that says why.",
        "",
        *_help(main, context),
    ]
    lines += _commands(main, context, "")
    return "\n".join(lines) + "\n"


def _commands(group: click.Group, context: click.Context, before: str) -> Iterator[str]:
    """The lines of each command of a group, those of its groups after it."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        words = f"{before} {name}".strip()
        inner = click.Context(command, info_name=name, parent=context, terminal_width=COLUMNS)
        yield from ("", f"(command-{words.replace(' ', '-')})=", f"## `siekit {words}`", "")
        yield from _help(command, inner)
        if isinstance(command, click.Group):
            yield from _commands(command, inner, words)


def python() -> str:
    """The page of all public names, in the words of their docstrings."""
    lines = [
        "# Python",
        "",
        "These names are the promise: `from siekit import …`. Whatever else can be imported may",
        "change at any time.",
    ]
    for name in siekit.__all__:
        if name == "__version__":
            continue
        kind = "autoclass" if isinstance(getattr(siekit, name), type) else "autofunction"
        lines += ["", f"## {name}", "", "```{eval-rst}", f".. {kind}:: siekit.{name}", "```"]
    return "\n".join(lines) + "\n"


def _help(command: click.Command, context: click.Context) -> list[str]:
    """The help text as it stands on a terminal."""
    return ["```text", command.get_help(context).rstrip(), "```"]


PAGES: dict[str, Callable[[], str]] = {
    "labels": labels,
    "findings": findings,
    "rules": rules,
    "tables": tables,
    "queries": queries,
    "commands": commands,
    "python": python,
    "http": http,
}
