"""The shell of `siekit sql`: queries typed one after the other."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from siekit.cli.failures import paragraph_of
from siekit.cli.sql_answer import STDOUT, TABLE, check_place, write_answer
from siekit.cli.sql_line import Editor
from siekit.cli.terminal import complain, write_text
from siekit.engine.asking import asked
from siekit.engine.names import column_names, function_names, table_names
from siekit.exceptions import SiekitError, UsageError
from siekit.formats.tables.registry import BY_NAME
from siekit.sql.queries import QUERIES, find_query, values_for
from siekit.sql.results import plain_answer
from siekit.sql.scripts import without_storage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    import duckdb

HELP = {
    "en": """\
Write a query and end it with ; (or an empty line). Tab completes names.
.tables            the tables
.schema [TABLE]    the columns of a table, or of all
.queries           the queries that come with siekit
.query NAME [A=B]  ask one of them
.mode FORMAT       table, csv, json or ndjson
.output [FILE]     where the answers of the next query go; the terminal again
.help              this text
.quit              leave, as Ctrl-D does
""",
    "sv": """\
Skriv en fråga och avsluta med ; (eller en tom rad). Tabb fyller i namn.
.tables            tabellerna
.schema [TABELL]   kolumnerna i en tabell, eller i alla
.queries           frågorna som följer med siekit
.query NAMN [A=B]  ställ en av dem
.mode FORMAT       table, csv, json eller ndjson
.output [FIL]      dit svaret på nästa fråga går; annars terminalen
.help              den här texten
.quit              avsluta, som Ctrl-D
""",
}
WELCOME = {
    "en": "{files} in {tables} tables. .help tells what can be typed, Ctrl-D leaves.\n",
    "sv": "{files} i {tables} tabeller. .help visar vad som kan skrivas, Ctrl-D avslutar.\n",
}
MODES = (TABLE, *(name for name, one in BY_NAME.items() if one.streams and name != "arrow"))
_SCHEMA = """
    select table_name, column_name, data_type as column_type from duckdb_columns()
    where not internal and not starts_with(table_name, '_') order by table_name, column_index
"""
PROMPT, MORE = "sie> ", "...> "


class Shell:
    """Reads what is typed, asks it, shows the answer; an error ends the query only."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        *,
        lang: str,
        timeout: float | None,
        inputs: Sequence[Path],
    ) -> None:
        """Take a database; `inputs` are the files that must not be written over."""
        self._connection = connection
        self._lang = lang
        self._timeout = timeout
        self._inputs = inputs
        self._mode = TABLE
        self._output = STDOUT
        self._commands: Mapping[str, Callable[[list[str]], None]] = {
            ".tables": self._tables,
            ".schema": self._schema,
            ".queries": self._queries,
            ".query": self._query,
            ".mode": self._set_mode,
            ".output": self._set_output,
            ".help": lambda _: write_text(HELP[lang]),
        }

    def run(self) -> None:
        """Go on until .quit or the end of what is typed."""
        names = self._names()
        with Editor([*names, *self._commands, ".quit", *QUERIES]) as editor:
            self._welcome(editor, len(table_names(self._connection)))
            while (text := self._typed(editor)) is not None:
                if text.split()[:1] in ([".quit"], [".exit"]):
                    return
                if text:
                    self._do(text)

    def _names(self) -> list[str]:
        lists = (table_names, function_names, column_names)
        return [name for names in lists for name in names(self._connection)]

    def _welcome(self, editor: Editor, tables: int) -> None:
        if editor.interactive:
            number = len(self._connection.execute("select 1 from files").fetchall())
            words = {"en": ("file", "files"), "sv": ("fil", "filer")}[self._lang]
            files = f"{number} {words[number != 1]}"
            write_text(WELCOME[self._lang].format(files=files, tables=tables))

    def _typed(self, editor: Editor) -> str | None:
        """What is typed up to a semicolon or an empty line; None at the end."""
        lines: list[str] = []
        while True:
            try:
                line = editor.line(MORE if lines else PROMPT)
            except KeyboardInterrupt:
                write_text("\n")
                return ""
            if line is None:
                return "\n".join(lines) or None
            if not lines and line.lstrip().startswith("."):
                return line.strip()
            if not line.strip():
                return "\n".join(lines)
            lines.append(line)
            if line.rstrip().endswith(";") and self._is_whole("\n".join(lines)):
                return "\n".join(lines)

    def _is_whole(self, text: str) -> bool:
        """Whether the last semicolon ends the query, and is not inside of a text."""
        import duckdb

        try:
            self._connection.extract_statements(text)
        except duckdb.Error as error:
            return "unterminated" not in str(error)
        return True

    def _do(self, text: str) -> None:
        """Do one thing; what is wrong with it is told."""
        try:
            if not text.startswith("."):
                self._ask(text, values_for(text, {}))
                return
            name, *words = text.split()
            if name not in self._commands:
                message = f"There is no command {name}. .help lists them."
                raise UsageError(message)
            self._commands[name](words)
        except SiekitError as error:
            complain(paragraph_of(error, self._lang))
        except OSError as error:
            complain(f"{error.filename or 'The output'}: {error.strerror or error}.")
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
        sys.stdout.flush()

    def _ask(self, text: str, values: Mapping[str, str]) -> None:
        output, self._output = self._output, STDOUT
        query = without_storage(text)
        with asked(self._connection, query, values or None, timeout=self._timeout) as reader:
            answer = plain_answer(reader)
            mode = None if self._mode == TABLE and output != STDOUT else self._mode
            write_answer(answer, mode, output, lang=self._lang, inputs=self._inputs)

    def _tables(self, _: list[str]) -> None:
        names = [*table_names(self._connection), *function_names(self._connection)]
        write_text("".join(f"{name}\n" for name in names))

    def _schema(self, words: list[str]) -> None:
        if words:
            table = words[0].replace('"', '""')
            self._ask(f'select column_name, column_type from (describe "{table}")', {})  # noqa: S608 - only tables are read, quoted
        else:
            self._ask(_SCHEMA, {})

    def _queries(self, _: list[str]) -> None:
        from siekit.cli.sql import listed

        write_text(listed(self._lang))

    def _query(self, words: list[str]) -> None:
        if not words:
            message = "Name a query: .query largest-vouchers. .queries lists them."
            raise UsageError(message)
        query = find_query(words[0])
        given = dict(word.partition("=")[::2] for word in words[1:])
        self._ask(query.statement, query.values(given))

    def _set_mode(self, words: list[str]) -> None:
        if len(words) != 1 or words[0] not in MODES:
            message = f".mode is one of {', '.join(MODES)}. It is {self._mode} now."
            raise UsageError(message)
        self._mode = words[0]

    def _set_output(self, words: list[str]) -> None:
        output = " ".join(words) or STDOUT
        check_place(None, output)
        self._output = output
