"""Statements as the command makes them: options, JSON, messages, and several files at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

import siekit
from siekit.cli.main import main
from siekit.reports.base import Options
from siekit.reports.registry import find_report
from tests.reports.ledgers_made import EXAMPLES, FJALLBACKEN, documents

if TYPE_CHECKING:
    from click.testing import Result

BEFORE = EXAMPLES / "fjallbacken-2022-23.se"
TOLVAN = EXAMPLES / "tolvan-2024.se"


def run(*words: object) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["report", *map(str, words)])


def as_json(*words: object) -> Any:  # noqa: ANN401 - what JSON holds
    """Return the JSON of a report, which must have the described shape."""
    result = run(*words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout_bytes)
    schema = CliRunner().invoke(main, ["schema", "report"])
    Draft202012Validator(json.loads(schema.stdout_bytes)).validate(found)
    return found


@pytest.mark.parametrize(
    "words",
    [
        ("income-statement",),
        ("income-statement", "--by", "rolling12"),
        ("income-statement", "--budget", "--by", "quarter"),
        ("balance-sheet", "--dimension", "1"),
        ("balance-sheet", "--by", "month"),
        ("cash-flow",),
        ("key-figures",),
        ("trial-balance",),
        ("income-statement", "--layout", EXAMPLES / "layouts" / "bas-kort.toml"),
    ],
)
def test_every_shape_is_the_described_one(words: tuple[object, ...]) -> None:
    """Every line has a value for each column, and what is missing is null."""
    made = as_json(*words, FJALLBACKEN)
    for line in (*made["lines"], *made["unmapped"]):
        assert len(line["values"]) == len(made["periods"])


def test_a_report_for_each_year_and_one_for_companies() -> None:
    """An array for several, one object where they stand side by side."""
    years = as_json("income-statement", BEFORE, FJALLBACKEN)
    assert [one["fiscal_year"][:4] for one in years] == ["2022", "2023"]
    made = as_json("income-statement", "--companies", "--allow-charts", FJALLBACKEN, TOLVAN)
    assert sorted(made["periods"]) == ["121212-1212", "555555-5555", "sum"]


def test_what_cannot_be_done_is_one_paragraph() -> None:
    """Exit code 2, the file, the values and the remedy; nothing on the standard output."""
    for words in (
        ("income-statement", "--companies", FJALLBACKEN, TOLVAN),
        ("income-statement", "--dimension", "7", FJALLBACKEN),
        ("income-statement", "--layout", EXAMPLES / "missing.toml", FJALLBACKEN),
        ("income-statement", "--eliminations", "x.toml", FJALLBACKEN),
        ("no-such-report", FJALLBACKEN),
    ):
        result = run(*words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["income-statement", "balance-sheet", "cash-flow", "key-figures"])
def test_a_file_says_the_same_alone_and_beside_others(name: str) -> None:
    """Every query keeps to its own document."""
    kind, alone = find_report(name), {}
    for path in (FJALLBACKEN, TOLVAN):
        connection = siekit.connect(path)
        made = kind.make(connection, documents(connection)[0], Options())
        alone[made.orgnr] = made
    connection = siekit.connect([TOLVAN, FJALLBACKEN])
    for one in documents(connection):
        made = kind.make(connection, one, Options())
        assert made.sections == alone[made.orgnr].sections
        assert made.notes == alone[made.orgnr].notes
