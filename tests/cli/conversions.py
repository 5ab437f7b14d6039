"""Running convert, merge and split, and judging what they print."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from siekit.cli.main import main

EXAMPLES = Path(__file__).parents[2] / "examples"
YEAR = EXAMPLES / "fjallbacken-2023-24.se"
OPEN_YEAR = EXAMPLES / "fjallbacken-2024-25.se"
TILL = EXAMPLES / "fjallbacken-kassa.si"


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main, [str(one) for one in arguments], input=stdin)


def checked_json(command: str, text: str) -> Any:  # noqa: ANN401 - whatever the schema says
    """The JSON of a command, which has the shape that `siekit schema` prints."""
    schema = json.loads(run("schema", command).output)
    told = json.loads(text)
    Draft202012Validator(schema).validate(told)
    return told


def refused(result: Result, folder: Path) -> str:
    """The one paragraph of a command that could not be done, and wrote nothing."""
    assert result.exit_code == 2
    assert result.stdout == ""
    assert list(folder.iterdir()) == []
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    return result.stderr
