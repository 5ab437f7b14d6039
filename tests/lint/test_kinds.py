"""The one table of all kinds of findings, and the pages and the reference made from it."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

import pytest

from siekit.exceptions import UsageError
from siekit.lint.explain import explain
from siekit.lint.kinds import BY_CODE, ENTRIES, KINDS
from siekit.lint.receivers import RECEIVERS
from siekit.lint.reference import markdown_reference
from siekit.lint.registry import RULES
from siekit.lint.rule_page import group_of, page_of

if TYPE_CHECKING:
    from siekit.lint.base import Rule

LETTERS = {
    "balances": "B",
    "values": "D",
    "references": "F",
    "checksum": "K",
    "records": "S",
    "receivers": "T",
    "vouchers": "V",
}
ALWAYS_KNOWN = {"count", "line"}
REFERENCE = markdown_reference("en")

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


def test_codes_and_names_are_unique_across_reading_rules_and_writing() -> None:
    """A code or a name means one thing, whoever tells it."""
    codes = [entry.kind.code for entry in ENTRIES]
    names = [entry.kind.name for entry in ENTRIES]
    assert sorted(codes) == sorted(set(codes))
    assert sorted(names) == sorted(set(names))
    assert list(KINDS) == sorted(codes)


def test_a_name_is_told_from_a_label_by_its_hyphen() -> None:
    """`siekit explain` takes both."""
    assert all("-" in kind.name for kind in KINDS.values())


@every_rule
def test_the_letter_of_a_code_is_that_of_its_group(rule: Rule) -> None:
    """So that a beginning of a code can choose a group."""
    assert rule.code[0] == LETTERS[group_of(rule)]


@every_rule
@pytest.mark.parametrize("lang", ["en", "sv"])
def test_the_examples_of_a_rule_fill_its_sentences(rule: Rule, lang: str) -> None:
    """A page with a dash where a value should stand explains little."""
    sentences = rule.message[lang] + rule.remedy[lang]
    names = {name for _, name, _, _ in Formatter().parse(sentences) if name}
    given = {name.removesuffix("_sv") for name in rule.example}
    assert names <= given | ALWAYS_KNOWN
    assert given - {"value", "label"} <= names | {
        name for _, name, _, _ in Formatter().parse(rule.message["en"]) if name
    }


@every_rule
@pytest.mark.parametrize("lang", ["en", "sv"])
def test_a_rule_is_explained_by_its_whole_page(rule: Rule, lang: str) -> None:
    """Code and name ask for the same page, which holds both examples."""
    page = explain(rule.code.lower(), lang)
    assert page == explain(rule.name.replace("-", "_"), lang)
    assert page.startswith(f"{rule.code} {rule.name}\n\n")
    for text in (page_of(rule).example, page_of(rule).instead):
        assert all(f"  {line}\n" in page for line in text.splitlines() if line)


@pytest.mark.parametrize("code", BY_CODE)
def test_every_kind_has_a_page(code: str) -> None:
    """Whatever a program prints can be asked about."""
    assert explain(code, "en").startswith(f"{code} {KINDS[code].name}\n\n")


@pytest.mark.parametrize(
    ("asked", "advice"),
    [
        ("R30", "R30"),
        ("V41", "V4"),
        ("unbalanced-vouchr", "Did you mean unbalanced-voucher?"),
        ("Q999", "Codes begin with B, D, F, K, R, S, T, V, W"),
    ],
)
def test_what_is_not_there_is_answered_with_what_looks_alike(asked: str, advice: str) -> None:
    """Among the kinds of reading, of rules and of writing alike."""
    with pytest.raises(UsageError) as raised:
        explain(asked, "en")
    assert advice in str(raised.value)


@every_rule
def test_a_rule_has_a_place_in_the_reference(rule: Rule) -> None:
    """A rule that the reference forgot could not be linked to."""
    assert REFERENCE.count(f"(rule-{rule.name})=\n### {rule.code} `{rule.name}`\n") == 1
    assert f"[{rule.code}](#rule-{rule.name})" in REFERENCE


@pytest.mark.parametrize("receiver", RECEIVERS, ids=lambda receiver: receiver.name)
def test_each_limit_of_a_receiver_has_a_rule_and_a_source(receiver: object) -> None:
    """A limit that no rule reads would promise a check that is never made."""
    limited = {getattr(rule, "limit", None): rule for rule in RULES}
    for one in receiver.limits:  # type: ignore[attr-defined]
        assert one.source
        assert receiver.name in limited[one.name].targets  # type: ignore[attr-defined]
        link = f"#rule-{limited[one.name].name}"
        assert f"| `--target {receiver.name}` | " in REFERENCE  # type: ignore[attr-defined]
        assert link in REFERENCE
