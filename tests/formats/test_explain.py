"""The manual pages of labels, for the terminal and for the documentation."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from siekit.core.labels import LABELS, SIE_TYPES, FieldType, Group, Label, Need
from siekit.exceptions import UsageError
from siekit.formats.sie4.explain import explain_label, markdown_reference
from siekit.formats.sie4.explain_words import ENGLISH, SWEDISH, WORDS, Words

KONTO = """\
#KONTO (kontoplan)

Ett konto: dess nummer och benämning.

Fält
  Namn i SIE  På engelska  Typ          Krav
  kontonr     account      kontonummer  obligatoriskt
  kontonamn   name         text         obligatoriskt

Var den får förekomma
  Typ  Innehåll                          Post
  1    årssaldon                         obligatorisk
  2    periodsaldon                      obligatorisk
  3    objektsaldon                      obligatorisk
  4I   transaktioner in i en bokföring   frivillig
  4E   transaktioner ut ur en bokföring  obligatorisk

Bra att veta
"""

each_label = pytest.mark.parametrize("label", LABELS, ids=lambda label: label.name)
each_language = pytest.mark.parametrize("lang", WORDS)


@pytest.mark.parametrize("name", ["#KONTO", "KONTO", "konto", "#konto", " Konto "])
def test_a_label_may_be_named_in_any_way(name: str) -> None:
    """The shell takes `#` for a comment, so nobody should have to type it."""
    page = explain_label(name, "sv")
    assert page.startswith(KONTO)
    assert page.endswith("\nStandard\n  SIE 4B 11 #KONTO; oförändrat i 4C\n")


@each_language
@each_label
def test_page_fits_a_terminal(label: Label, lang: str) -> None:
    """80 columns, no trailing spaces, everything of the table on the page."""
    page = explain_label(label.name, lang)
    assert all(len(line) <= 80 and line == line.rstrip() for line in page.splitlines())
    for text in (label.name, label.example, label.clause, label.table or ""):
        assert text in page
    words = " ".join(page.split())
    assert label.meaning[lang] in words
    assert label.notes[lang] in words
    assert all(part.name in page and part.swedish in page for part in label.fields)


@each_label
def test_both_languages_have_the_same_page(label: Label) -> None:
    """The English page has as many rows, notes and sections as the Swedish one."""
    english, swedish = (explain_label(label.name, lang).split("\n\n") for lang in WORDS)
    assert len(english) == len(swedish)
    for table in (2, 3):  # the fields, and where the record may occur
        assert len(english[table].splitlines()) == len(swedish[table].splitlines())


def test_remarks_of_the_standard_are_told() -> None:
    """The signs of the printed table become sentences."""
    assert ENGLISH.previous_year in " ".join(explain_label("RAR", "en").split())
    assert ENGLISH.exempt in " ".join(explain_label("DIM", "en").split())
    assert "The record occurs once in a file." in explain_label("FNAMN", "en")
    assert "The record may occur several times." in explain_label("SRU", "en")
    assert "must not occur" in explain_label("BKOD", "en")


@pytest.mark.parametrize(
    ("name", "lang", "message"),
    [
        ("kontto", "en", "#KONTTO is no label of SIE 4B or 4C. Did you mean #KONTO?"),
        ("TRAN", "sv", "#TRAN är ingen etikett i SIE 4B eller 4C. Menade du #TRANS, "),
    ],
)
def test_an_unknown_label_is_answered_with_close_ones(name: str, lang: str, message: str) -> None:
    """A misspelt label is put right by the message."""
    with pytest.raises(UsageError, match="^" + re.escape(message)):
        explain_label(name, lang)


def test_a_label_like_no_other_is_answered_with_all() -> None:
    """Who guesses wildly gets the list."""
    with pytest.raises(UsageError) as caught:
        explain_label("xyz", "en")
    assert all(label.name in str(caught.value) for label in LABELS)


def test_an_unknown_language_is_refused() -> None:
    """There are pages in English and Swedish only."""
    with pytest.raises(UsageError, match="en and sv, not in 'de'"):
        explain_label("KONTO", "de")
    with pytest.raises(UsageError, match="en and sv, not in 'de'"):
        markdown_reference("de")


@pytest.mark.parametrize("words", [ENGLISH, SWEDISH], ids=["en", "sv"])
def test_words_are_complete(words: Words) -> None:
    """A new type of field, group or file needs its word in both languages."""
    assert list(words.field_types) == list(FieldType)
    assert list(words.groups) == list(Group)
    assert list(words.needs) == list(Need)
    assert list(words.file_types) == list(SIE_TYPES)
    assert all(getattr(words, part.name) for part in fields(words))


@each_language
def test_reference_has_a_section_for_each_label(lang: str) -> None:
    """Every link leads to a section of the page, and every label has one."""
    page = markdown_reference(lang)
    anchors = re.findall(r"^\((.+)\)=$", page, re.MULTILINE)
    assert len(set(anchors)) == len(anchors) == 36
    assert set(re.findall(r"\]\(#(.+?)\)", page)) == set(anchors)
    assert re.findall(r"^### `(.+)`$", page, re.MULTILINE) == [label.name for label in LABELS]


@each_language
def test_tables_of_the_reference_are_whole(lang: str) -> None:
    """A cell too many or too few would break a Markdown table."""
    for block in markdown_reference(lang).split("\n\n"):
        rows = [line for line in block.splitlines() if line.startswith("|")]
        assert len({row.count("|") for row in rows}) <= 1


def test_anchors_of_the_two_languages_differ() -> None:
    """Both pages can stand in one set of documentation."""
    english, swedish = (
        set(re.findall(r"^\((.+)\)=$", markdown_reference(lang), re.MULTILINE)) for lang in WORDS
    )
    assert not english & swedish


def test_reference_shows_the_signs_of_the_standard() -> None:
    """The overview is the printed table."""
    page = markdown_reference("en")
    assert "| ●† | ●† | ●† | ○ | ●† |" in page
    assert "| – | – | ●❖ | ○ | ○ |" in page
