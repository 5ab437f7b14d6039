"""The label table says what the standard says."""

from __future__ import annotations

import re

import pytest

from siekit.core.label_texts import TEXTS
from siekit.core.labels import BY_NAME, LABELS, SIE_TYPES, Group, Label, Need
from siekit.schema import TABLES

# Written from the standard's own tables, apart from the code: the label, then its need in the
# types 1, 2, 3, 4I, 4E, then its fields in Swedish; ? marks an optional field.
STANDARD = """
FLAGGA    ●  ●  ●  ●  ●   x
PROGRAM   ●  ●  ●  ●  ●   programnamn version
FORMAT    ●  ●  ●  ●  ●   teckenuppsättning
GEN       ●  ●  ●  ●  ●   datum sign?
SIETYP    ○  ●  ●  ●  ●   typnr
PROSA     ○  ○  ○  ○  ○   text
FTYP      ○  ○  ○  ○  ○   företagstyp
FNR       ○  ○  ○  ○  ○   företagsid
ORGNR     ○  ○  ○  ○  ○   orgnr förvnr? verknr?
BKOD      ○  ○  ○  –  ○   SNI-kod
ADRESS    ○  ○  ○  ○  ○   kontakt utdelningsadr postadr tel
FNAMN     ●  ●  ●  ●  ●   företagsnamn
RAR       ●† ●† ●† ○  ●†  årsnr start slut
TAXAR     ○  ○  ○  ○  ○   år
OMFATTN   –  ●  ●  –  ○   datum
KPTYP     ○  ○  ○  ○  ○   kontoplanstyp
VALUTA    ○  ○  ○  ○  ○   valutakod
KONTO     ●  ●  ●  ○  ●   kontonr kontonamn
KTYP      ○  ○  ○  ○  ○   kontonr kontotyp
ENHET     ○  ○  ○  ○  ○   kontonr enhet
SRU       ●  ●  ○  ○  ○   konto SRU-kod
DIM       –  –  ●❖ ○  ○   dimensionsnr namn
UNDERDIM  –  –  ●❖ ○  ○   dimensionsnr namn superdimension
OBJEKT    –  –  ●❖ ○  ○   dimensionsnr objektnr objektnamn
IB        ●† ●† ●† –  ●†  årsnr konto saldo kvantitet?
UB        ●† ●† ●† –  ●†  årsnr konto saldo kvantitet?
OIB       –  –  ●† –  ○   årsnr konto objektlista saldo kvantitet?
OUB       –  –  ●† –  ○   årsnr konto objektlista saldo kvantitet?
RES       ●† ●† ●† –  ●†  årsnr konto saldo kvantitet?
PSALDO    –  ●  ●  –  ○   årsnr period konto objektlista saldo kvantitet?
PBUDGET   –  ●  ●  –  ○   årsnr period konto objektlista saldo kvantitet?
VER       –  –  –  ○  ○   serie? vernr? verdatum vertext? regdatum? sign?
TRANS     –  –  –  ○  ○   kontonr objektlista belopp transdat? transtext? kvantitet? sign?
RTRANS    –  –  –  ○  ○   kontonr objektlista belopp transdat? transtext? kvantitet? sign?
BTRANS    –  –  –  ○  ○   kontonr objektlista belopp transdat? transtext? kvantitet? sign?
KSUMMA    ○  ○  ○  ○  ○   kontrollsumma?
"""
ROWS = [line.split() for line in STANDARD.strip().splitlines()]
SIGNS = {"●": Need.COMPULSORY, "○": Need.OPTIONAL, "–": Need.FORBIDDEN}

FIELD = re.compile(r'\{[^{}]*\}|"(?:\\"|[^"])*"|[^\s"{}]+')
FACT = re.compile(r'#?[A-Z]{2,}\d*|\d+[A-Z]|-?\d[\d.]*\d|-?\d|""|[{}]|siekit|[:;()]')
SENTENCE_END = re.compile(r"[.:](?= |$)")

each_label = pytest.mark.parametrize("label", LABELS, ids=lambda label: label.name)


def test_there_are_36_labels_in_the_order_of_the_standard() -> None:
    """4B has 36 labels, and 4C added none."""
    names = ["#" + row[0] for row in ROWS]
    assert len(set(names)) == 36
    assert [label.name for label in LABELS] == names
    assert list(BY_NAME) == names
    assert list(BY_NAME.values()) == list(LABELS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_need_in_each_file_type(row: list[str]) -> None:
    """Each cell of the printed table stands in ours, with its remark."""
    label = BY_NAME["#" + row[0]]
    cells = row[1:6]
    assert label.needs == {
        kind: SIGNS[cell[0]] for kind, cell in zip(SIE_TYPES, cells, strict=True)
    }
    for cell in cells:
        if cell[0] == "●":
            assert ("†" in cell) == label.previous_year
            assert ("❖" in cell) == label.standard_dimensions_exempt


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_fields_and_which_are_optional(row: list[str]) -> None:
    """The fields stand in the standard's order, and the same ones may be left empty."""
    label = BY_NAME["#" + row[0]]
    assert [part.swedish + "?" * part.optional for part in label.fields] == row[6:]
    assert len({part.name for part in label.fields}) == len(label.fields)


@each_label
def test_example_has_as_many_fields_as_the_record_may_have(label: Label) -> None:
    """An example on the page of a label must itself be a valid record."""
    first, *fields = FIELD.findall(label.example)
    assert first == label.name
    assert " ".join([first, *fields]) == label.example
    assert label.least_fields <= len(fields) <= len(label.fields)
    label.example.encode("cp437")


@each_label
def test_object_list_stands_where_the_fields_say(label: Label) -> None:
    """An example with an object list in the wrong place would mislead."""
    fields = FIELD.findall(label.example)[1:]
    for part, value in zip(label.fields, fields, strict=False):
        assert value.startswith("{") == (part.name == "objects")


def test_texts_and_labels_are_the_same() -> None:
    """A label without words, or words without a label, would be a forgotten row."""
    assert list(TEXTS) == [label.name for label in LABELS]


@each_label
def test_both_languages_say_the_same(label: Label) -> None:
    """Labels, numbers, codes and sentences of one language stand in the other too."""
    for texts in (label.meaning, label.notes):
        assert list(texts) == ["en", "sv"]
        english, swedish = texts["en"], texts["sv"]
        assert sorted(FACT.findall(english)) == sorted(FACT.findall(swedish))
        assert len(SENTENCE_END.findall(english)) == len(SENTENCE_END.findall(swedish))
        assert english.endswith(".")
        assert swedish.endswith(".")
        assert english != swedish


@each_label
def test_texts_name_only_labels_that_exist(label: Label) -> None:
    """A label misspelt in a note would send the reader to no page."""
    prose = " ".join([*label.meaning.values(), *label.notes.values()])
    assert set(re.findall(r"#[A-Z]+", prose)) <= set(BY_NAME)


def test_labels_stand_in_the_order_of_the_groups() -> None:
    """The table is in the order in which the records stand in a file."""
    groups = [label.group for label in LABELS]
    assert groups == sorted(groups)
    assert set(groups) == set(Group)


def test_records_go_to_tables_that_exist() -> None:
    """Facts of the header have no table; every other record has one of the schema's."""
    tables = {table.name for table in TABLES} - {"header", "other_records"}
    assert {label.table for label in LABELS} == tables | {None}
    header = [label.name for label in LABELS if label.table is None]
    assert header == [
        "#FLAGGA", "#PROGRAM", "#FORMAT", "#GEN", "#SIETYP", "#PROSA", "#FTYP", "#FNR", "#ORGNR",
        "#BKOD", "#ADRESS", "#FNAMN", "#TAXAR", "#OMFATTN", "#KPTYP", "#VALUTA", "#KSUMMA",
    ]  # fmt: skip


def test_which_header_records_may_be_repeated() -> None:
    """Comments are joined and the checksum frames the file; the rest stands once."""
    repeated = [label.name for label in LABELS if label.repeatable and label.table is None]
    assert repeated == ["#PROSA", "#KSUMMA"]
    assert all(label.repeatable for label in LABELS if label.table is not None)


def test_which_labels_take_surplus_words_into_their_text() -> None:
    """An unquoted text of several words is joined only where the last field is the one text."""
    assert [label.name for label in LABELS if label.text_last] == [
        "#PROSA", "#FNR", "#FNAMN", "#KONTO", "#ENHET", "#DIM", "#OBJEKT",
    ]  # fmt: skip


@each_label
def test_clause_names_the_standard_and_the_label(label: Label) -> None:
    """Chapter 11 of the standard describes every label under its own heading."""
    assert re.fullmatch(rf"SIE 4B ([\d.-]+, )*11 {label.name}", label.clause)
