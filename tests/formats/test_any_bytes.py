"""Whatever bytes come in: a document or a SiekitError, every line accounted for, sound data."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import siekit
from tests.formats.wild import base_file, load_cases

HEAD = b"#FLAGGA 0\r\n#FORMAT PC8\r\n#SIETYP 4\r\n"
LARGEST_SOURCE = 40_000
EXAMPLES = Path(__file__).parents[2] / "examples"

PIECES = (
    *(b"#FLAGGA 0", b"#KSUMMA", b"#KSUMMA 1", b"#SIETYP", b"#RAR 0 20250101 20251231", b"#FNR"),
    *(b"#KONTO", b"#KTYP", b"#SRU", b"#DIM", b"#UNDERDIM", b"#OBJEKT", b"#IB", b"#UB", b"#RES"),
    *(b"#OIB", b"#OUB", b"#PSALDO", b"#PBUDGET", b"#VER", b"#TRANS", b"#RTRANS", b"#BTRANS"),
    *(b"#ORGNR", b"#ADRESS", b"#GEN", b"#TAXAR", b"#OMFATTN", b"#VALUTA", b"#konto", b"#X", b"#"),
    *(b"{", b"}", b"{}", b'{1 "N"}', b'{1 "N', b"{1 N 6", b'"', b'\\"', b'""', b'" "', b"\\"),
    *(b"\r\n", b"\n", b"\r", b" ", b"\t", b"\x00", b"\x1a", b"\xff", b"\xef\xbf\xbd", b"\x94"),
    *(b"0", b"-1", b"1", b"1930", b"202501", b"20250115", b"20250230", b"250115", b"00000000"),
    *(b"100.00", b"-100", b"1,5", b"1 000", b"+1", b"1E5", b"0.0000001", b"9" * 40, b"A", b"\xc3"),
)

thorough = settings(
    deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], max_examples=250
)


def physical_lines(data: bytes) -> int:
    """Count the lines of a file: each ends with CR LF, LF or CR, the last one maybe not."""
    text = data.removeprefix(b"\xef\xbb\xbf")
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            text = data[2:].decode(codec, errors="replace").encode()
    ends = len(re.findall(rb"\r\n|\n|\r", text))
    return ends + (bool(text) and not text.endswith((b"\r", b"\n")))


def check(data: bytes) -> None:
    """Read the bytes and look at everything that must hold."""
    try:
        document = siekit.read(data, name="prov.se")
    except siekit.SiekitError:
        return
    lines = document.lines
    assert lines.adds_up
    assert lines.total == physical_lines(data)
    for table in document.tables.values():
        table.validate(full=True)
        if "line" in table.column_names:
            numbers = [number for number in table["line"].to_pylist() if number is not None]
            assert all(1 <= number <= lines.total for number in numbers)
    _check_findings(document)
    _check_views(document)
    strict = siekit.read(data, name="prov.se", strict=True)
    assert strict.tables == document.tables
    assert strict.finding_counts == document.finding_counts


def _check_findings(document: siekit.Document) -> None:
    """Findings stand in the file, are counted exactly, and their sentences can be made."""
    for finding in document.findings:
        assert finding.line is None or 1 <= finding.line <= document.lines.total
        assert finding.column is None or finding.column >= 1
        for lang in ("en", "sv"):
            assert finding.message(lang)
            assert finding.remedy(lang)
    assert sum(document.severity_counts.values()) == sum(document.finding_counts.values())
    assert set(document.finding_counts) == {finding.code for finding in document.findings}


def _check_views(document: siekit.Document) -> None:
    """The preview is JSON, and every row inside a voucher belongs to one of the vouchers."""
    json.dumps(document.preview())
    rows = sum(len(voucher.rows) for voucher in document.vouchers)
    outside = document["transactions"]["voucher_id"].null_count
    assert rows + outside == document["transactions"].num_rows


@cache
def sources() -> list[bytes]:
    """Whole files to be spoilt: base files, cases, examples, and the corpus where it is."""
    files = [base_file(kind) for kind in ("1", "2", "3", "4E", "4I")]
    files += [case.data for case in load_cases()]
    folders = [EXAMPLES]
    if "SIEKIT_CORPUS" in os.environ:
        folders.append(Path(os.environ["SIEKIT_CORPUS"]) / "sie4")
    for folder in folders:
        for path in sorted(folder.rglob("*.[sS][eEiI]")):
            if path.stat().st_size <= LARGEST_SOURCE:
                files.append(path.read_bytes())
    return files


@st.composite
def spoilt_files(draw: st.DrawFn) -> bytes:
    """A whole file with some bytes flipped, cut, doubled or put in."""
    data = bytearray(draw(st.sampled_from(sources())))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        stop = min(len(data), start + draw(st.sampled_from([1, 2, 3, 10, 100, 1000])))
        match draw(st.sampled_from(["flip", "cut", "double", "insert", "end"])):
            case "flip" if start < len(data):
                data[start] ^= 1 << draw(st.integers(0, 7))
            case "cut":
                del data[start:stop]
            case "double":
                data[stop:stop] = data[start:stop]
            case "insert":
                data[start:start] = draw(st.one_of(st.sampled_from(PIECES), st.binary(max_size=8)))
            case _:
                del data[start:]
    return bytes(data)


@thorough
@given(st.binary(max_size=400))
def test_arbitrary_bytes(data: bytes) -> None:
    """No bytes at all crash the reader."""
    check(data)


@thorough
@given(st.binary(max_size=400))
def test_arbitrary_bytes_after_a_good_head(data: bytes) -> None:
    """A file that begins well is a document, whatever follows."""
    check(HEAD + data)
    assert siekit.read(HEAD + data).lines.total == physical_lines(HEAD + data)


@thorough
@given(st.lists(st.sampled_from(PIECES), max_size=60), st.sampled_from([b"", b" ", b"\r\n"]))
def test_pieces_of_records_in_any_order(pieces: list[bytes], between: bytes) -> None:
    """Labels, braces, quotes and values in any order are a document."""
    check(HEAD + between.join(pieces))


@thorough
@given(spoilt_files())
def test_spoilt_files(data: bytes) -> None:
    """Real files with bytes flipped, cut, doubled or put in are read as far as they go."""
    check(data)


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-be", "utf-8-sig", "mac-roman"])
def test_other_encodings_cut_anywhere(codec: str) -> None:
    """A file in another encoding may be cut at any byte."""
    text = base_file("4I").decode().replace("Kassa", "Kassa på Öland")
    mark = b"\xfe\xff" if codec == "utf-16-be" else b""
    whole = mark + text.encode(codec)
    for stop in range(len(whole) - 60, len(whole) + 1):
        check(whole[:stop])
