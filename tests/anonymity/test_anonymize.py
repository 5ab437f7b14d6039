"""Anonymous copies: nothing of anybody is left, and the books are the same."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import siekit
from siekit.anonymity.proof import flaw
from tests.anonymity import planted

if TYPE_CHECKING:
    from siekit.document import Document

EXAMPLES = Path(__file__).parents[2] / "examples"
EXAMPLE_FILES = sorted(one for one in EXAMPLES.iterdir() if one.suffix in (".se", ".si"))
ENCODINGS = ("cp437", "latin-1", "utf-8", "utf-8-sig", "utf-16")
KEY = "provnyckel"
DECODED = {"utf-8-sig": "utf-8"}

HEAD = b"#FLAGGA 0\n#FORMAT PC8\n#SIETYP 4\n"


def findings(document: Document) -> Counter[str]:
    """How many findings there are of each code, reading and rules together."""
    counts: Counter[str] = Counter()
    for finding in siekit.check(document):
        counts[finding.code] += finding.count
    return counts


def copied(lines: str, **options: int) -> str:
    """The copy of a file of these lines, as text."""
    data = HEAD + lines.encode("cp437")
    return siekit.anonymize(data, key=KEY, **options).data.decode("cp437")[len(HEAD) :]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_no_planted_word_or_number_is_left(encoding: str) -> None:
    """Names, texts and numbers are gone from every field of every label, and from odd lines."""
    data = planted.whole_file().encode(encoding)
    assert planted.left(data.decode(encoding))
    copy = siekit.anonymize(data, key=KEY)
    assert planted.left(copy.data.decode(DECODED.get(encoding, encoding))) == []


def test_planted_words_are_gone_whatever_the_key() -> None:
    """A random key hides them as well, and gives another copy each time."""
    data = planted.whole_file().encode("cp437")
    copies = {siekit.anonymize(data).data for _ in range(3)}
    assert len(copies) == 3
    assert [planted.left(copy.decode("cp437")) for copy in copies] == [[], [], []]


@pytest.mark.parametrize("path", EXAMPLE_FILES, ids=lambda path: path.name)
def test_findings_and_figures_stay(path: Path) -> None:
    """A copy has the findings of its original by code and number, and equal tables."""
    before = siekit.read(path)
    copy = siekit.anonymize(path, key=KEY)
    assert findings(copy.document) == findings(before)
    assert flaw(before, copy.document, 1) == ""
    if copy.checksum != "renewed":
        assert len(copy.data) == len(before.source or b"")


@pytest.mark.parametrize("path", EXAMPLE_FILES, ids=lambda path: path.name)
def test_amounts_times_a_factor_keep_every_identity(path: Path) -> None:
    """What balances still balances: the findings are the same, and each amount is N times it."""
    before = siekit.read(path)
    copy = siekit.anonymize(path, key=KEY, scale=7)
    assert findings(copy.document) == findings(before)
    for name in ("balances", "period_balances", "transactions"):
        amounts = before[name]["amount"].to_pylist()
        wanted = [None if amount is None else 7 * amount for amount in amounts]
        assert copy.document[name]["amount"].to_pylist() == wanted
        assert copy.document[name]["quantity"].equals(before[name]["quantity"])


def test_one_key_gives_the_same_in_all_files() -> None:
    """A name, a code and a number become the same in files of other encodings and contents."""
    first = '#FNAMN "Håkan Österlund"\n#ORGNR 556677-8899\n#OBJEKT 7 HÅKAN "Håkan Österlund"\n'
    second = '#PROSA "ring Håkan Österlund, 5566778899"\n#OBJEKT 7 HÅKAN x\n'
    one = siekit.anonymize(HEAD + first.encode("cp437"), key=KEY).document
    other = siekit.anonymize(HEAD + second.encode(), key=KEY.encode()).document
    name = one.header.company.name
    assert name
    assert name != "Håkan Österlund"
    assert other.header.comment is not None
    assert name in other.header.comment
    assert one.header.company.orgnr is not None
    assert one.header.company.orgnr.replace("-", "") in other.header.comment
    assert one.objects[0].object == other.objects[0].object
    third = siekit.anonymize(HEAD + first.encode("cp437"), key="annan nyckel").document
    assert third.header.company.name != name


def test_a_code_is_the_same_where_it_is_declared_and_where_it_is_used() -> None:
    """Objects named for people stay one object each, and codes begun alike begin alike."""
    text = copied(
        '#OBJEKT 7 "ANNA" "Anna Ek"\n#OBJEKT 7 "ANNIKA" "Annika Ek"\n#OBJEKT 1 "01" "Lager"\n'
        '#VER A 1 20240101 "x"\n{\n#TRANS 7010 {7 "ANNA" 1 01} 5.00\n'
        "#TRANS 7010 {7 ANNIKA} -5.00\n}\n#OIB 0 7010 {7 ANNA} 2.00\n"
    )
    document = siekit.read(HEAD + text.encode("cp437"))
    anna, annika, stock = (one.object for one in document.objects)
    rows = document["transactions"]["objects"].to_pylist()
    assert [pair["object"] for row in rows for pair in row] == [anna, stock, annika]
    assert document["balances"]["objects"].to_pylist()[0][0]["object"] == anna
    assert stock == "01"
    assert anna != "ANNA"
    assert anna[:3] == annika[:3]


def test_what_is_public_stays() -> None:
    """Program, usual names of accounts, dimensions and units, dates and numbers stay."""
    lines = (
        '#PROGRAM "Fortnox" 3.57\n#KPTYP EUBAS97\n#VALUTA SEK\n#FTYP AB\n#BKOD 62010\n'
        '#KONTO 1930 "Företagskonto"\n#KONTO 1510 Kundfordringar\n#ENHET 4010 st\n#KTYP 1930 T\n'
        "#SRU 1930 7281\n#DIM 1 Kostnadsställe\n#TAXAR 2025\n#OMFATTN 20241231\n"
        '#IB 0 1930 12.50\n#PSALDO 0 202401 1930 {} 5 2\n#VER LEV 17 20240102 "" 20240103\n'
    )
    assert copied(lines) == lines


def test_a_name_of_several_words_without_quotes_stays_if_it_is_public() -> None:
    """What the reader joins is looked up as a whole."""
    lines = "#KONTO 2610 Utgående moms, 25 %\n"
    assert copied(lines) == lines
    assert "Hemligsson" not in copied("#KONTO 2610 Utgående moms, Hemligsson\n")


def test_oddities_of_the_bytes_stay() -> None:
    """Quotes, escapes, spaces, no-break spaces, control characters and lost letters keep place."""
    text = '#PROSA "A \\"B\\"\\x  C\u00a0D\x01 1820\\A012 \u2592 é"\t \r\n'
    copy = copied(text)
    assert [one for one in copy if not one.isalnum()] == [one for one in text if not one.isalnum()]
    lost = HEAD + "#FNAMN F\ufffdretag \ufffd\n".encode()
    assert siekit.anonymize(lost, key=KEY).data.count("\ufffd".encode()) == 2


def test_letters_of_another_encoding_stay_such() -> None:
    """A path in Latin-1 in a file in CP437 is still found as one."""
    data = HEAD + b'#FNR "C:\\Bokf\xf6ring\\L\xe5set"\n#FNAMN "L\x86s och \x99st AB"\n'
    before, after = siekit.read(data), siekit.anonymize(data, key=KEY).document
    assert before.header.encoding == after.header.encoding == "CP437"
    assert before.finding_counts["R107"] == after.finding_counts["R107"] == 1


def test_long_texts_stay_long() -> None:
    """A text over 50 characters is as long as it was."""
    long = "Betalning av faktura till leverantören för arbete i mars månad"
    document = siekit.read(HEAD + copied(f'#PROSA "{long}"\n').encode("cp437"))
    assert len(document.header.comment or "") == len(long)


@pytest.mark.parametrize("form", ["{}", "16{}"])
@pytest.mark.parametrize("number", ["556677-8899", "556334-3689", "5563343689", "55 63 34-3689"])
def test_organisation_numbers_keep_form_and_rightness(number: str, form: str) -> None:
    """The copy's number is nobody's, and has the findings of the original's."""
    data = HEAD + f'#ORGNR "{form.format(number)}"\n'.encode()
    before, after = siekit.read(data), siekit.anonymize(data, key=KEY).document
    assert before.finding_counts == after.finding_counts
    assert after.header.company.orgnr is not None
    assert after.header.company.orgnr.startswith("4")


def test_a_right_checksum_is_made_anew() -> None:
    """#KSUMMA is right for the copy when it was right, and wrong when it was wrong."""
    body = '#KSUMMA\n#FORMAT PC8\n#FNAMN "Övningsbolaget AB"\n#KSUMMA {}\n'
    trial = siekit.read(("#FLAGGA 0\n" + body.format(1)).encode("cp437"))
    right = trial.header.checksum_computed
    good = siekit.anonymize(("#FLAGGA 0\n" + body.format(right)).encode("cp437"), key=KEY)
    header = good.document.header
    assert good.checksum == "renewed"
    assert header.checksum_declared == header.checksum_computed != right
    bad = siekit.anonymize(("#FLAGGA 0\n" + body.format(1573150874)).encode("cp437"), key=KEY)
    assert bad.checksum == "kept"
    assert bad.document.header.checksum_declared == 1573150874


def test_the_report_counts_and_tells_no_word() -> None:
    """What was replaced and kept is told by kind; the mapping is not shown."""
    copy = siekit.anonymize(planted.whole_file().encode("cp437"), key=KEY)
    assert copy.replaced["company"] > 0
    assert copy.replaced["object_code"] > 0
    assert copy.kept["program"] > 0
    assert planted.left(repr(copy) + str(copy.as_json())) == []
    assert copy.mapping["words"]["Hemligsson"] != "Hemligsson"
    assert KEY not in repr(copy)


def test_a_document_can_be_given(tmp_path: Path) -> None:
    """A document is taken by its bytes, and refused when they are not its content."""
    document = siekit.read(EXAMPLE_FILES[0])
    copy = siekit.anonymize(document, key=KEY)
    assert copy.data == siekit.anonymize(EXAMPLE_FILES[0], key=KEY).data
    copy.write(tmp_path / "anonym.se")
    assert (tmp_path / "anonym.se").read_bytes() == copy.data
    changed = document.with_changes(tables={"accounts": document["accounts"].slice(1)})
    with pytest.raises(siekit.UsageError, match="changed after it was read"):
        siekit.anonymize(changed)


@pytest.mark.parametrize("scale", [0, -1, 1.5, True, 10**10])
def test_a_factor_that_is_none_is_refused(scale: int) -> None:
    """Amounts are multiplied by whole numbers from 1 only."""
    with pytest.raises(siekit.UsageError, match="whole number"):
        siekit.anonymize(HEAD, scale=scale)


def test_an_empty_key_is_refused() -> None:
    """Nobody hides anything behind a key of nothing."""
    with pytest.raises(siekit.UsageError, match="key is empty"):
        siekit.anonymize(HEAD, key=" ")


PIECES = st.sampled_from(
    [
        *(b'"', b"{", b"}", b"\\", b" ", b"\t", b"\n", b"\r", b"#", b"\x00", b"\x1a", b"\xff"),
        *(
            b"\x86\x84\x94",
            b"\xe5\xe4\xf6",
            "åäö".encode(),
            "\ufffd".encode(),
            b"A",
            b"12",
            b"-1.5",
        ),
        *(b"556677-8899", b"191212121212", b"Hemligsson", b"20240101", b"{7 Anna}", b"1 234,50"),
        *(b"#TRANS ", b"#VER ", b"#KONTO ", b"#OBJEKT ", b"#FNAMN ", b"#ORGNR ", b"#IB ", b"#X "),
    ]
)
ANY_BYTES = st.lists(PIECES | st.binary(max_size=6), max_size=40).map(b"".join)


@settings(max_examples=150, deadline=None)
@given(ANY_BYTES, st.sampled_from([1, 3]))
def test_any_bytes_are_copied_or_refused(data: bytes, scale: int) -> None:
    """Whatever stands in a file: the copy has its findings, or there is none and a reason."""
    before = siekit.read(HEAD + data)
    try:
        copy = siekit.anonymize(HEAD + data, key=KEY, scale=scale)
    except siekit.NotAnonymizedError:
        return
    assert flaw(before, copy.document, scale) == ""
    if scale == 1:
        assert copy.document.finding_counts == before.finding_counts
    assert b"hemligsson" not in copy.data.lower()


@pytest.mark.parametrize(
    "junk", [b'"', b"{", b'\\"', b'"a" ', b"a ", b"1 ", b"x", b"7", b"\xe5", b"{7 Anna} ", b'" \\']
)
def test_long_lines_of_junk_take_linear_time(junk: bytes) -> None:
    """A line of 300,000 bytes of whatever sort is done at once."""
    lines = b"".join(
        label + junk * (300_000 // len(junk)) for label in (b"\n#KONTO 1 ", b"\n#TRANS ")
    )
    try:
        copy = siekit.anonymize(HEAD + lines, key=KEY)
    except siekit.NotAnonymizedError:
        return
    assert len(copy.data) == len(HEAD + lines)
