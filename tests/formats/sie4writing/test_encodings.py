"""CP437 where it says it all, UTF-8 where not, and what a forced encoding costs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import siekit
from siekit.formats.writing import to_bytes
from siekit.model import Company
from tests.hand_made import HEADER, make_document, row, voucher

if TYPE_CHECKING:
    from siekit.document import Document


def _company(name: str) -> Document:
    return make_document(header=replace(HEADER, company=Company(name=name)))


def _rows(text: str) -> Document:
    rows = [{**row(1, "1"), "text": text}, {**row(1, "-1", row_no=2), "text": text}]
    return make_document(vouchers=[voucher(1)], transactions=rows)


def test_swedish_letters_are_cp437() -> None:
    """What the standard can say is written as it says."""
    written = to_bytes(_company("Åäö Éü AB"))
    assert (written.encoding, written.findings) == ("CP437", ())
    assert "Åäö Éü AB".encode("cp437") in written.data


def test_other_letters_make_the_file_utf_8() -> None:
    """Nothing is replaced unless it is asked for; the change of encoding is told."""
    written = to_bytes(_rows("Hyra – 5 €"))
    assert written.encoding == "UTF-8"
    assert [(f.code, f.value, f.count) for f in written.findings] == [("W101", "–", 4)]


def test_letters_that_would_be_misread_make_the_file_utf_8() -> None:
    """Σ in CP437 is ä in ISO-8859: alone in a file it would be taken for that."""
    document = make_document(header=replace(HEADER, company=Company(name="Σ AB")))
    written = to_bytes(document)
    assert written.encoding == "UTF-8"
    assert [finding.code for finding in written.findings] == ["W102"]
    forced = to_bytes(document, encoding="cp437")
    assert [finding.code for finding in forced.findings] == ["W103"]


@pytest.mark.parametrize(
    ("character", "written"),
    [("–", "-"), ("’", "'"), ("“", '"'), ("€", "EUR"), ("ø", "ö"), ("§", "par."), ("…", "..."),
     ("\N{EN SPACE}", " "), ("ž", "z"), ("漢", "?"), ("\N{ZERO WIDTH JOINER}", "")],
)  # fmt: skip
def test_a_forced_encoding_has_something_for_each_character(character: str, written: str) -> None:
    """The text stays readable, and each replacement is told with its count and place."""
    made = to_bytes(_rows(f"a{character}b"), encoding="cp437")
    found = siekit.read(made.data)
    assert found["transactions"]["text"].to_pylist() == [f"a{written}b"] * 2
    told = made.findings[0]
    assert (told.code, told.value, told.count) == ("W104", character, 2)
    assert (told.label, told.line) == ("#TRANS", 12)


def test_lines_that_are_kept_are_replaced_too() -> None:
    """Also a raw line has only characters that the file can hold, its quoting intact."""
    text = '#FLAGGA 0\n#SIETYP 4\n#FNAMN "å"\n#VER A 1 20250101\n{\n#TRANS 1 {} x "" "“a”"\n}\n'
    document = siekit.read(text.encode())
    made = to_bytes(document, encoding="pc8")
    found = siekit.read(made.data)
    assert found["transactions"]["text"].to_pylist() == ['"a"']
    assert b"#TRANS 1 {} x" in made.data


@pytest.mark.parametrize(
    ("name", "shown", "codec"),
    [("PC8", "CP437", "cp437"), ("utf-8", "UTF-8", "utf-8"), ("latin-1", "ISO-8859-1", "latin-1"),
     ("Windows_1252", "Windows-1252", "cp1252")],
)  # fmt: skip
def test_encodings_have_the_names_that_people_use(name: str, shown: str, codec: str) -> None:
    """The bytes are in the encoding that was asked for."""
    written = to_bytes(_company("Åäö AB"), encoding=name)
    assert written.encoding == shown
    assert "Åäö AB" in written.data.decode(codec)


def test_a_checksum_that_cannot_be_made_is_told() -> None:
    """The sum is made over CP437, which lacks the sign."""
    written = to_bytes(_company("5 €"), checksum=True)
    assert b"#KSUMMA" not in written.data
    assert "W402" in {finding.code for finding in written.findings}


def test_odd_texts_are_changed_as_little_as_can_be() -> None:
    """Control characters go, a last backslash gets company, an absent text is empty."""
    rows = [
        {**row(1, "1"), "text": "rad 1\nrad\x00 2"},
        {**row(1, "1", row_no=2), "text": "C:\\min mapp\\", "signature": "x"},
        {**row(1, "1", row_no=3), "text": None, "signature": "C:\\mapp\\"},
    ]
    made = to_bytes(make_document(vouchers=[voucher(1)], transactions=rows))
    found = siekit.read(made.data)["transactions"]
    assert found["text"].to_pylist() == ["rad 1 rad 2", "C:\\min mapp\\ ", ""]
    assert found["signature"].to_pylist() == [None, "x", "C:\\mapp\\"]
    told = {finding.code: finding.count for finding in made.findings}
    assert told == {"W201": 1, "W202": 1, "W203": 1}


def test_a_kept_line_that_no_longer_fits_is_written_anew() -> None:
    """A space for a wide space would divide a bare field: the row is composed instead."""
    line = "#TRANS 1 {} 5\N{IDEOGRAPHIC SPACE}x"
    document = siekit.read(f"#FLAGGA 0\n#SIETYP 4\n#VER A 1 20250101\n{{\n{line}\n}}\n".encode())
    assert line in to_bytes(document).data.decode()
    made = to_bytes(document, encoding="cp437")
    assert b'#TRANS 1 {} ""\r\n' in made.data
    assert "W303" in {finding.code for finding in made.findings}
