"""What decided the type of a file, told in Swedish."""

from __future__ import annotations

import pytest

import siekit
from siekit.locale.evidence import evidence

VOUCHER = '#VER {series} {number} 20240105 "x"\n{{\n#TRANS 1930 {{}} 0\n}}\n'
NUMBERED = VOUCHER.format(series="A", number="1")
FILES = {
    "#UB in the file": ("a.si", "#SIETYP 4\n#UB 0 1930 1\n"),
    "a voucher without series": ("a.se", "#SIETYP 4\n" + VOUCHER.format(series='""', number="1")),
    "a voucher without number": ("a.se", "#SIETYP 4\n" + VOUCHER.format(series="A", number='""')),
    "the file name ends in .si": ("a.si", "#SIETYP 4\n" + NUMBERED),
    "#RAR in the file": ("a.txt", "#SIETYP 4\n#RAR 0 20240101 20241231\n" + NUMBERED),
    "nothing of a ledger in the file": ("a.txt", "#SIETYP 4\n" + NUMBERED),
    "no #SIETYP, which means type 1": ("a.se", "#RAR 0 20240101 20241231\n"),
}


@pytest.mark.parametrize("english", FILES)
def test_every_kind_of_evidence_has_its_swedish(english: str) -> None:
    """A phrase that the reader changes would be shown in English to everybody."""
    name, text = FILES[english]
    document = siekit.read(f"#FLAGGA 0\n{text}".encode(), name=name)
    found = document.header.sie_type_evidence
    assert found == english
    assert evidence(found, "sv") != found
    assert evidence(found, "en") == found


def test_the_caller_s_word_has_its_swedish() -> None:
    """The option --sie-type decides before anything else."""
    document = siekit.read(b"#FLAGGA 0\n#SIETYP 4\n", sie_type="4I")
    assert evidence(document.header.sie_type_evidence, "sv") == "angiven av användaren"


def test_a_label_is_evidence_in_every_language() -> None:
    """#SIETYP 3 needs no words."""
    assert evidence("#SIETYP 3", "sv") == "#SIETYP 3"
