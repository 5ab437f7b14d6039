"""Commands whose help begins with an example, and a group that loads them late."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from siekit.cli.failures import CommandFailedError, failures_told, paragraph_of
from siekit.exceptions import SiekitError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class ExampleCommand(click.Command):
    """A command whose help begins with examples."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **kwargs: Any) -> None:  # noqa: ANN401, click's
        """Take what `click.Command` takes, and examples."""
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401, click's
        """Run the command; what cannot be done is told in the language asked for, where it can."""
        try:
            return super().invoke(ctx)
        except SiekitError as error:
            raise CommandFailedError(paragraph_of(error, ctx.params.get("lang"))) from error

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples, then what click says."""
        write_examples(formatter, self.examples)
        super().format_help(ctx, formatter)


class LateGroup(click.Group):
    """A group of commands that are imported when they are asked for."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401, click's
        homes: Mapping[str, str],
        examples: Sequence[str] = (),
        **kwargs: Any,  # noqa: ANN401, click's
    ) -> None:
        """Take what `click.Group` takes, the module of each command, and examples."""
        super().__init__(*args, **kwargs)
        self.homes = dict(homes)
        self.examples = tuple(examples)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order in which they are listed."""
        del ctx
        return list(self.homes)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        del ctx
        if cmd_name not in self.homes:
            return None
        command: click.Command = import_module(self.homes[cmd_name]).command
        return command

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:  # noqa: ANN401, click's
        """Read the words of the command line; --help and --version print here."""
        with failures_told():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401, click's
        """Run the command; what a user can cause ends in one paragraph."""
        with failures_told():
            return super().invoke(ctx)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples, then what click says."""
        write_examples(formatter, self.examples)
        super().format_help(ctx, formatter)


def write_examples(formatter: click.HelpFormatter, examples: Sequence[str]) -> None:
    """Write the examples above everything else."""
    with formatter.section("Example" if len(examples) == 1 else "Examples"):
        for example in examples:
            formatter.write(f"{'':>{formatter.current_indent}}{example}\n")
    formatter.write_paragraph()
