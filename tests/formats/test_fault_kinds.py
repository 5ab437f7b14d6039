"""The table of fault kinds: complete, in two languages, as severe as decided."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from siekit.core.faults import Fault
from siekit.exceptions import UsageError
from siekit.findings import Finding
from siekit.formats.sie4.explain_findings import explain_finding, markdown_reference
from siekit.formats.sie4.fault_kinds import ENTRIES, FACTS, KINDS

ALWAYS_KNOWN = {"value", "label", "line", "count"}
LANGUAGES = ("en", "sv")

# What the notes on files in the wild decide, row by row; "-" where they have no row and the
# truth rules decide: a value of a counted row that cannot be read is an error.
DECIDED = """
101 1.1  info      102 1.2  info      104 1.4  info      105 1.5  warning   107 1.7  info
109 1.9  warning   110 1.10 warning   111 1.11 info      112 1.12 warning   114 1.14 warning
115 1.15 warning
206 2.6  warning   207 2.7  warning   208 2.8  warning   209 2.9  warning   210 2.10 warning
211 2.11 info      212 2.12 warning   213 2.13 error     214 2.14 warning   216 2.16 info
217 2.17 warning   218 2.18 info      219 2.19 info      220 2.20 warning   221 2.21 warning
222 2.22 warning   224 2.24 info      226 -    warning   229 2.19 warning   230 2.9  error
232 2.22 error
301 3.1  warning   304 3.4  warning   305 -    warning   307 3.7  warning   308 3.8  info
309 3.9  info      310 3.10 warning   311 3.11 info      315 3.15 info      316 3.16 error
318 3.18 warning   319 3.19 warning   326 -    error     338 3.8  warning
404 4.4  warning   405 4.5  warning   406 4.6  warning   407 4.7  error     409 4.9  warning
410 4.10 warning   411 4.11 warning   413 4.13 warning   414 4.14 info      415 4.15 error
416 4.16 warning   417 4.17 info      418 4.18 warning   419 4.19 warning   420 4.20 error
421 4.21 warning   422 -    error     424 -    error     425 4.5  error     426 -    error
427 4.17 warning   428 -    error     429 4.9  info      430 4.10 error     431 4.11 error
433 4.13 warning   441 4.21 warning   443 4.13 error     451 -    warning   453 4.13 error
460 -    warning
501 5.1  info      502 5.2  warning   503 5.3  info      504 5.4  info      505 5.5  info
506 5.6  info      507 5.7  info      511 5.1  info      514 -    warning   516 5.6  info
517 5.7  warning   521 5.1  warning
604 6.4  warning   606 6.6  warning   609 6.9  warning   613 6.13 info
705 7.5  info      708 7.8  error     709 7.9  error     710 7.10 warning   712 7.12 warning
713 7.12 warning
718 7.8  warning   728 7.8  warning
"""
SEVERITIES = {
    int(number): severity
    for number, _, severity in re.findall(r"(\d{3}) +(\S+) +(info|warning|error)", DECIDED)
}

# File cut off, checksum wrong, and every value of a counted row that cannot be read or that
# leaves the row in no voucher or year.
BLOCKING = {
    Fault.ROW_OUTSIDE_VOUCHER,
    Fault.FILE_CUT_OFF,
    Fault.CONFLICTING_RECORD,
    Fault.BROKEN_OBJECT_LIST,
    Fault.UNREADABLE_DIMENSION,
    Fault.UNREADABLE_AMOUNT,
    Fault.IMPOSSIBLE_DATE,
    Fault.POSITIVE_YEAR_NUMBER,
    Fault.AMOUNT_OUT_OF_RANGE,
    Fault.UNREADABLE_YEAR_NUMBER,
    Fault.AMBIGUOUS_AMOUNT,
    Fault.UNREADABLE_PERIOD,
    Fault.UNREADABLE_QUANTITY,
    Fault.ROW_WITHOUT_AMOUNT,
    Fault.MISSING_ACCOUNT,
    Fault.UNREADABLE_DATE,
    Fault.MISSING_VOUCHER_DATE,
    Fault.YEAR_ENDS_BEFORE_START,
    Fault.CHECKSUM_WRONG,
}

each_fault = pytest.mark.parametrize("fault", Fault, ids=lambda fault: fault.name.lower())
each_language = pytest.mark.parametrize("lang", LANGUAGES)


def placeholders(template: str) -> set[str]:
    """The names that a template shows."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_every_fault_has_one_kind() -> None:
    """A fault that the table forgot could not be told to anybody."""
    assert sorted(entry.fault for entry in ENTRIES) == sorted(Fault)
    assert set(KINDS) == set(FACTS) == set(Fault)


def test_codes_and_names_follow_from_the_fault_and_are_unique() -> None:
    """Codes and names are what users search for; none may stand for two things."""
    assert {kind.code for kind in KINDS.values()} == {f"R{fault.value}" for fault in Fault}
    assert len({kind.name for kind in KINDS.values()}) == len(Fault)
    for fault, kind in KINDS.items():
        assert kind.code == f"R{fault.value}"
        assert kind.name == fault.name.lower().replace("_", "-")


def test_severities_are_those_decided() -> None:
    """The severity of each fault is the one in the notes on files in the wild."""
    assert {fault.value: kind.severity.value for fault, kind in KINDS.items()} == SEVERITIES


def test_what_blocks_activation_is_what_the_contract_says() -> None:
    """Only what could make figures wrong keeps a file from being activated."""
    assert {fault for fault, kind in KINDS.items() if kind.blocks_activation} == BLOCKING


def test_every_error_but_a_missing_comparative_year_blocks() -> None:
    """Balances of an undated year are comparatives; the other errors touch the books."""
    errors = {fault for fault, kind in KINDS.items() if kind.severity == "error"}
    assert errors - BLOCKING == {Fault.BALANCE_WITHOUT_YEAR}
    assert BLOCKING - errors == {Fault.CHECKSUM_WRONG}


@each_fault
def test_both_languages_have_the_same_placeholders(fault: Fault) -> None:
    """What is told in one language is told in the other."""
    kind = KINDS[fault]
    assert set(kind.message) == set(kind.remedy) == set(LANGUAGES)
    assert placeholders(kind.message["en"]) == placeholders(kind.message["sv"])
    assert placeholders(kind.remedy["en"]) == placeholders(kind.remedy["sv"])


@each_fault
def test_facts_are_just_the_placeholders_a_finding_does_not_know(fault: Fault) -> None:
    """The reader that makes the finding knows what to give, and gives nothing in vain."""
    kind = KINDS[fault]
    used = placeholders(kind.message["en"]) | placeholders(kind.remedy["en"])
    assert set(FACTS[fault]) == used - ALWAYS_KNOWN
    assert len(set(FACTS[fault])) == len(FACTS[fault])


@each_fault
@each_language
def test_a_finding_without_facts_can_be_told(fault: Fault, lang: str) -> None:
    """A fact that nobody gave leaves a sign in the sentence, and nothing raises."""
    kind = KINDS[fault]
    finding = Finding(kind, kind.severity)
    assert finding.message(lang)
    assert finding.remedy(lang)


@each_fault
def test_examples_fill_every_placeholder(fault: Fault) -> None:
    """The manual page of a finding shows no gaps, and no value that is not used."""
    entry = next(entry for entry in ENTRIES if entry.fault is fault)
    templates = (*entry.kind.message.values(), *entry.kind.remedy.values())
    used = set().union(*map(placeholders, templates))
    assert {name.removesuffix("_sv") for name in entry.example} == used


@each_fault
@each_language
def test_sentences_are_plain(fault: Fault, lang: str) -> None:
    """Whole sentences, no exclamation marks, no note that users do not have."""
    kind = KINDS[fault]
    for text in (kind.message[lang], kind.remedy[lang]):
        assert text.endswith(".")
        assert text[0] in "#{" or text[0].isupper()
        assert "!" not in text
        assert "  " not in text
        assert "wild" not in text.lower()
    assert kind.message["en"] != kind.message["sv"]


@each_fault
def test_clauses_name_the_standard(fault: Fault) -> None:
    """A clause can be looked up in SIE 4B, or there is none."""
    assert re.fullmatch(r"(SIE 4B \d+(\.\d+)?(, \d+\.\d+)*( #[A-Z]+)?)?", KINDS[fault].clause)


@each_fault
@each_language
def test_a_page_fits_80_columns(fault: Fault, lang: str) -> None:
    """`siekit explain CODE` fits a terminal and finds a kind by code and by name."""
    kind = KINDS[fault]
    page = explain_finding(kind.code, lang)
    assert page == explain_finding(kind.name, lang)
    assert page.startswith(f"{kind.code} {kind.name}\n")
    assert max(map(len, page.splitlines())) <= 80
    assert kind.clause in page


def test_a_page_in_english() -> None:
    """The page says severity, strict severity, blocking, clause, message and remedy."""
    assert explain_finding("r404", "en") == (
        "R404 decimal-comma\n"
        "\n"
        "Severity           warning\n"
        "In strict mode     error\n"
        "Blocks activation  no\n"
        "Standard           SIE 4B 5.9\n"
        "\n"
        "What it says\n"
        '  The number "1234,50" has a decimal comma; the format has a point. It is read\n'
        "  as 1234.50.\n"
        "\n"
        "What to do\n"
        "  Check that the number read is the one in the accounting program.\n"
    )


def test_a_page_in_swedish_has_swedish_words_for_fields() -> None:
    """A field is called what the Swedish standard calls it."""
    assert 'fält "orgnr"' in explain_finding("MISSING_FIELD", "sv")


@pytest.mark.parametrize(
    ("asked", "close"),
    [("R40", "R4"), ("decimal-coma", "decimal-comma"), ("stray_qote", "stray-quote")],
)
def test_an_unknown_finding_names_close_ones(asked: str, close: str) -> None:
    """Who mistypes is told what there is."""
    with pytest.raises(UsageError, match=close):
        explain_finding(asked, "en")


def test_nothing_like_a_finding_names_the_range() -> None:
    """Where nothing is close the first and last code are told."""
    with pytest.raises(UsageError, match=r"Koderna går från R101 till R728\."):
        explain_finding("???", "sv")


def test_an_unknown_language_is_refused() -> None:
    """Pages exist in two languages."""
    with pytest.raises(UsageError, match="en and sv, not in 'fi'"):
        explain_finding("R404", "fi")


@each_language
def test_the_reference_has_all_findings_once(lang: str) -> None:
    """The docs page is made from the table: a section and an overview row for each."""
    page = markdown_reference(lang)
    headings = re.findall(r"^### (R\d{3}) `([a-z0-9-]+)`$", page, re.MULTILINE)
    assert headings == [(KINDS[fault].code, KINDS[fault].name) for fault in sorted(Fault)]
    rows = re.findall(r"^\| \[(R\d{3})\]\(#([a-z0-9-]+)\)", page, re.MULTILINE)
    anchors = re.findall(r"^\(([a-z0-9-]+)\)=$", page, re.MULTILINE)
    assert [anchor for _, anchor in rows] == anchors
    assert len(set(anchors)) == len(Fault)
    assert page.count("\n## ") == 7


def test_the_reference_escapes_what_markdown_would_take() -> None:
    """Braces, backslashes and a label at the start of a sentence stay what they are."""
    page = markdown_reference("en")
    assert "> \\#TRANS has" in page
    assert "C:\\\\Bokföring" in page
    assert '\\{1 "100" 6\\}' in page
