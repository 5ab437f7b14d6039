"""Every file of the corpus is read, and what its README says of it comes out."""

from __future__ import annotations

import pytest

import siekit
from tests.corpus.listed import CORPUS, EXPECTED, LISTED, document, every_file

TYPE_4 = [name for name, listed in LISTED.items() if listed.sie_type in {"4E", "4I"}]


def test_the_table_lists_all_files() -> None:
    """The README's table has one row for each of the 68 files, with the file's size."""
    sizes = {path.name: path.stat().st_size for path in (CORPUS / "sie4").iterdir()}
    assert {name: listed.size for name, listed in LISTED.items()} == sizes
    assert len(sizes) == 68


@every_file
def test_what_the_table_says_comes_out(name: str) -> None:
    """Type, encoding, line ends, program and vouchers are those of the README's table."""
    listed, header = LISTED[name], document(name).header
    assert header.format == "sie4"
    assert header.size == listed.size
    assert header.sie_type == listed.sie_type
    assert header.encoding == listed.encoding
    assert header.encoding_declared == "PC8"
    assert header.line_end == listed.line_end
    assert (header.program.name, header.program.version) == (listed.program, listed.version)
    assert document(name).counts.vouchers == listed.vouchers


@pytest.mark.parametrize("name", TYPE_4)
def test_types_4e_and_4i_are_told_apart_whatever_the_file_is_called(name: str) -> None:
    """Neither another extension nor none changes the type where the content tells it."""
    data = LISTED[name].path.read_bytes()
    only_by_name = EXPECTED["type_told_by_extension"]
    for extension in (".se", ".SI", ".txt", ""):
        if name not in only_by_name:
            found = siekit.read(data, name=f"fil{extension}").header.sie_type
            assert found == LISTED[name].sie_type


@pytest.mark.parametrize("name", TYPE_4)
def test_the_callers_word_decides_the_type(name: str) -> None:
    """Who knows whether a file is 4E or 4I is believed."""
    for sie_type in ("4E", "4I"):
        found = siekit.read(LISTED[name].path, sie_type=sie_type)
        assert found.header.sie_type == sie_type


@every_file
def test_every_physical_line_is_accounted_for(name: str) -> None:
    """The account of lines adds up to the lines that an editor counts."""
    lines = document(name).lines
    assert lines.adds_up
    physical = LISTED[name].path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    assert lines.total == physical.count(b"\n") + (not physical.endswith(b"\n"))


@every_file
def test_the_arrow_data_are_sound(name: str) -> None:
    """Arrow's own full validation finds nothing wrong with any table."""
    for table in document(name).tables.values():
        table.validate(full=True)


@every_file
def test_strict_mode_changes_no_table(name: str) -> None:
    """Strict mode changes severities only."""
    tolerant, strict = document(name), siekit.read(LISTED[name].path, strict=True)
    assert strict.tables == tolerant.tables
    assert strict.header == tolerant.header
    assert strict.finding_counts == tolerant.finding_counts
    assert strict.severity_counts["warning"] == 0


@every_file
def test_findings_have_whole_sentences(name: str) -> None:
    """Each finding says in English and Swedish what it is and what to do."""
    for finding in document(name).findings:
        for lang in ("en", "sv"):
            assert finding.message(lang)
            assert finding.remedy(lang)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("sie5/*.sie")), ids=lambda path: path.name)
def test_sie_5_files_are_called_so(path: object) -> None:
    """A SIE 5 file shares the extension .sie and is told apart."""
    with pytest.raises(siekit.NotSieError, match="SIE 5"):
        siekit.read(str(path))


@pytest.mark.parametrize("path", sorted(CORPUS.glob("xmlsie/*.xml")), ids=lambda path: path.name)
def test_xmlsie_files_are_called_xml(path: object) -> None:
    """An XMLSIE file is told apart too."""
    with pytest.raises(siekit.NotSieError, match="XML"):
        siekit.read(str(path))
