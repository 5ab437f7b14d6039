"""Every rule: its page, its place in the list, its cases, and files beside each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from siekit.lint.registry import RULES
from tests.lint.rule_cases import FOLDER, Case, all_cases, cases_of, found

if TYPE_CHECKING:
    from siekit.lint.base import Rule

SOURCE = Path(__file__).resolve().parent.parent.parent / "src" / "siekit" / "lint" / "rules"
FILES = sorted(path.stem for path in SOURCE.glob("*/*.py") if path.stem != "__init__")
BY_FILE = {rule.name.replace("-", "_"): rule for rule in RULES}


def test_every_rule_file_is_listed() -> None:
    """A rule file that registry.py forgot would never run."""
    assert sorted(BY_FILE) == FILES


def test_codes_and_names_are_unique_and_in_order() -> None:
    """A code or a name means one thing for ever."""
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_its_own_manual_page(rule: Rule) -> None:
    """`siekit explain`, the website and the tests read the docstring."""
    page = type(rule).__doc__ or ""
    assert page.splitlines()[0].endswith(".")
    heads = [line.strip() for line in page.splitlines() if line.strip().startswith("## ")]
    assert heads == ["## Why it matters", "## Example", "## Instead"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_has_a_case_that_passes_and_one_that_fails(rule: Rule) -> None:
    """A rule that nothing fails is no rule, one that all fails is no help."""
    name = rule.name.replace("-", "_")
    assert (FOLDER / f"{name}.toml").exists(), "its case file is missing"
    cases = cases_of(name)
    assert any(case.expect for case in cases)
    assert any(not case.expect for case in cases)


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: f"{case.rule}: {case.name}")
def test_a_case_gives_what_it_expects(case: Case) -> None:
    """What a rule finds is exactly what its case says, in order."""
    findings = found(BY_FILE[case.rule], case.documents(), case.settings)
    assert len(findings) == len(case.expect), findings
    for finding, wanted in zip(findings, case.expect, strict=True):
        told = {name: finding[name] for name in wanted if name != "says"}
        assert told == {name: wanted[name] for name in wanted if name != "says"}
        assert wanted.get("says", "") in finding["says"]
        assert "–" not in finding["says"].replace(" – ", " "), "a value is missing"
        mark = case.mark(finding["file"])
        if mark and len(case.expect) == 1:
            assert (finding["line"], finding["column"]) == mark


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_files_beside_each_other_give_what_they_give_alone(rule: Rule) -> None:
    """A join that forgets the document would mix the books of two companies."""
    if rule.several:
        return
    cases = cases_of(rule.name.replace("-", "_"))
    settings = next((case.settings for case in cases if case.expect), cases[0].settings)
    texts = [case for case in cases if case.settings == settings]
    alone = [found(rule, case.documents(), settings) for case in texts]
    together = [one for number, case in enumerate(texts, 1) for one in case.documents(number)]
    both = found(rule, together, settings)
    for number, expected in enumerate(alone, 1):
        own = [{**one, "file": 1} for one in both if one["file"] == number]
        assert own == expected
