"""`siekit explain`: labels and findings, in two languages."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from siekit.cli.main import main
from siekit.formats.sie4.fault_kinds import KINDS


@pytest.mark.parametrize("name", ["RTRANS", "#RTRANS", "rtrans"])
def test_a_label_is_explained_with_or_without_its_sign(name: str) -> None:
    """A # begins a comment in the shell, so it may be left out."""
    result = CliRunner().invoke(main, ["explain", name])
    assert result.exit_code == 0
    assert result.output.startswith("#RTRANS ")


@pytest.mark.parametrize("name", ["R304", "r304", "stray-quote", "stray_quote"])
def test_a_finding_is_explained_by_code_and_by_name(name: str) -> None:
    """Findings print their code; rules are allowed by name."""
    result = CliRunner().invoke(main, ["explain", name])
    assert result.exit_code == 0
    assert result.output.startswith("R304 stray-quote\n")


def test_explanations_come_in_swedish_too() -> None:
    """The option may stand before or after the name."""
    before = CliRunner().invoke(main, ["explain", "--lang", "sv", "R304"])
    after = CliRunner().invoke(main, ["explain", "R304", "--lang", "sv"])
    assert before.output == after.output
    assert "Allvar" in before.output or "varning" in before.output


@pytest.mark.parametrize(("name", "alike"), [("KONTA", "#KONTO"), ("R30", "R30")])
def test_what_is_not_there_is_answered_with_what_is_alike(name: str, alike: str) -> None:
    """One paragraph, exit code 2."""
    result = CliRunner().invoke(main, ["explain", name])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert alike in result.stderr
    assert result.stderr.count("\n") == 1


def test_names_of_findings_are_told_from_labels() -> None:
    """A name has a hyphen, a label never has."""
    assert all("-" in kind.name for kind in KINDS.values())
