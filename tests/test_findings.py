"""Findings: one place in a file, told in two languages."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace

import pytest

from siekit.findings import LONGEST_VALUE, Finding, FindingKind, Severity

KIND = FindingKind(
    code="R404",
    name="decimal-comma",
    severity=Severity.WARNING,
    blocks_activation=False,
    clause="SIE 4B 5.9",
    message={
        "en": '{label} {value} on {line}: {field}, {count} times, {{}}, "{reading}".',
        "sv": '{label} {value} på {line}: {field}, {count} gånger, {{}}, "{reading}".',
    },
    remedy={"en": "Export again: {reading}.", "sv": "Exportera igen: {reading}."},
)
FINDING = Finding(
    KIND,
    Severity.ERROR,
    line=7,
    column=12,
    label="#TRANS",
    value="100,50",
    count=12345,
    facts=(("field", "amount"), ("field_sv", "belopp"), ("reading", "100.50")),
)


def test_the_message_holds_the_values() -> None:
    """Each placeholder shows what the finding was given."""
    assert FINDING.message() == '#TRANS 100,50 on 7: amount, 12,345 times, {}, "100.50".'
    assert FINDING.remedy() == "Export again: 100.50."


def test_swedish_has_its_own_words_and_thousands() -> None:
    """A fact ending in `_sv` is used in Swedish, and thousands are set apart by a space."""
    assert FINDING.message("sv") == (
        '#TRANS 100,50 på 7: belopp, 12\u202f345 gånger, {}, "100.50".'
    )


def test_an_unknown_language_gives_english() -> None:
    """A caller's mistake must not hide what was found."""
    assert FINDING.message("fi") == FINDING.message("en")


def test_what_is_missing_is_shown_as_missing() -> None:
    """A placeholder that nobody filled must not raise."""
    bare = Finding(KIND, Severity.INFO)
    assert bare.message() == '– – on –: –, 1 times, {}, "–".'
    assert bare.remedy("sv") == "Exportera igen: –."


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "Voucher without number of –."), ("sv", "Verifikation utan nummer från –.")],
)
def test_a_voucher_without_series_and_number_is_called_so(lang: str, said: str) -> None:
    """Feeds have many of them."""
    words = {"en": "Voucher {voucher} of {date}.", "sv": "Verifikation {voucher} från {date}."}
    kind = replace(KIND, message=words)
    assert Finding(kind, Severity.ERROR, facts=(("voucher", ""),)).message(lang) == said


@pytest.mark.parametrize("value", ["{value}", "{0}", "{", "}", "{label.__class__}", "%s", ""])
def test_braces_in_a_value_mean_nothing(value: str) -> None:
    """The file's text is shown as it is and never read as a template."""
    shown = Finding(KIND, Severity.INFO, value=value).message()
    assert shown == f'– {value} on –: –, 1 times, {{}}, "–".'


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\x00b", r"a\x00b"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("1\xa0234", r"1\xa0234"),
        ("a\nb\tc", r"a\nb\tc"),
        ("\udc80", r"\udc80"),
        ("Övning é 人", "Övning é 人"),
    ],
)
def test_a_message_holds_only_printable_characters(raw: str, shown: str) -> None:
    """Escape sequences of a file must not reach a terminal."""
    finding = Finding(KIND, Severity.INFO, value=raw, label=raw, facts=(("reading", raw),))
    assert finding.value == raw
    assert finding.message() == f'{shown} {shown} on –: –, 1 times, {{}}, "{shown}".'


def test_long_values_are_cut() -> None:
    """A line of fifty million characters must not live on in its findings."""
    finding = Finding(
        KIND, Severity.INFO, value="x" * 5000, facts=(("reading", "y" * 5000), ("field", "a"))
    )
    assert finding.value == "x" * (LONGEST_VALUE - 1) + "…"
    assert finding.facts == (("reading", "y" * (LONGEST_VALUE - 1) + "…"), ("field", "a"))
    whole = Finding(KIND, Severity.INFO, value="x" * LONGEST_VALUE)
    assert whole.value == "x" * LONGEST_VALUE


def test_as_dict_has_the_shape_that_check_promises() -> None:
    """Programs rely on these keys, in this order."""
    shown = FINDING.as_dict("bokslut.se", "sv")
    assert list(shown) == [
        "path",
        "code",
        "name",
        "severity",
        "line",
        "column",
        "label",
        "message",
        "remedy",
    ]
    assert json.loads(json.dumps(shown)) == {
        "path": "bokslut.se",
        "code": "R404",
        "name": "decimal-comma",
        "severity": "error",
        "line": 7,
        "column": 12,
        "label": "#TRANS",
        "message": FINDING.message("sv"),
        "remedy": FINDING.remedy("sv"),
    }


def test_as_dict_has_null_for_what_is_missing() -> None:
    """A finding about the whole file has no line, column or label."""
    shown = Finding(KIND, Severity.INFO).as_dict("a.se")
    assert (shown["line"], shown["column"], shown["label"]) == (None, None, None)
    assert shown["remedy"] == "Export again: –."


def test_only_warnings_change_in_strict_mode() -> None:
    """Strict mode raises warnings to errors; information stays information."""
    strict = {severity: severity.when_strict() for severity in Severity}
    assert strict == {
        Severity.ERROR: Severity.ERROR,
        Severity.WARNING: Severity.ERROR,
        Severity.INFO: Severity.INFO,
    }


def test_findings_are_values() -> None:
    """Findings can be compared, kept in sets and sent to another process."""
    copy = pickle.loads(pickle.dumps(FINDING))  # noqa: S301 - our own bytes
    assert copy == FINDING
    assert len({copy, FINDING, Finding(KIND, Severity.INFO)}) == 2
