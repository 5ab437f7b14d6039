"""Statements as the command makes them: options, JSON, messages, and several files at once."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

import siekit
from siekit.cli.main import main
from siekit.reports.base import Options
from siekit.reports.making import make_reports
from siekit.reports.registry import find_report
from siekit.reports.render.base import Look
from siekit.reports.render.text import as_lines
from tests.reports.ledgers_made import EXAMPLES, FJALLBACKEN, documents, report, sie

if TYPE_CHECKING:
    from pathlib import Path

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


def test_accounts_that_no_line_takes_stand_below_the_columns_they_belong_to() -> None:
    """Also where the columns do not fit beside each other."""
    data = sie([("20240315", [("8500", "1234567"), ("1930", "-1234567")])])
    for by in ("year", "month"):
        text = "\n".join(as_lines(report(io.BytesIO(data), by=by), Look()))
        assert max(map(len, text.splitlines())) <= 80
        assert text.count("8500") == text.count("Accounts that no line")
        assert "1,234,567" in text


def test_a_file_that_cannot_be_shown_so_does_not_stop_the_others(tmp_path: Path) -> None:
    """The rest is shown, stderr names the file and why; without any the command fails."""
    balances = EXAMPLES / "fjallbacken-2023-24_typ1.se"
    result = run("income-statement", "--by", "month", "--format", "json", balances, TOLVAN)
    assert result.exit_code == 0
    assert [one["orgnr"] for one in _many(result)] == ["121212-1212"]
    assert result.stderr.startswith(f"{balances} is left out: a file of type 1 without rows")
    out = tmp_path / "out.json"
    alone = run("income-statement", "--by", "month", "-o", out, balances)
    assert (alone.exit_code, out.exists()) == (2, False)
    both = run("voucher", "--voucher", "Q:77", FJALLBACKEN, TOLVAN)
    assert both.exit_code == 2
    assert str(FJALLBACKEN) in both.stderr
    assert str(TOLVAN) in both.stderr


def test_a_misspelt_report_is_told_the_nearest_names() -> None:
    """One letter too few is no reason to read the whole list."""
    result = run("incom-statement", FJALLBACKEN)
    assert result.exit_code == 2
    assert "Near it: income-statement" in result.stderr


def test_notes_below_several_companies_name_the_file() -> None:
    """A line number alone leads nowhere where two files have it."""
    outside = sie([], records=["#TRANS 1930 {} 5.00"])
    pair: list[Any] = [io.BytesIO(outside), str(TOLVAN)]
    with siekit.connect(pair) as connection:
        made = make_reports(
            find_report("balance-sheet"), connection, [1, 2], Options(companies=True)
        )
    assert any(note.en.startswith("<stream>: Rows (#TRANS)") for note in made[0].notes)


def _many(result: Result) -> list[Any]:
    found = json.loads(result.stdout_bytes)
    return found if isinstance(found, list) else [found]
