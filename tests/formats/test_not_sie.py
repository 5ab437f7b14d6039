"""What is no SIE file, or cannot be had, is told in one plain sentence that says what it is."""

from __future__ import annotations

import os
import random
import socket
import tempfile
import zipfile
from contextlib import contextmanager
from io import BytesIO, StringIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import pytest

import siekit
from tests.formats.wild import base_file

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_MESSAGE = 300
NOBODY = 65534


def _zip(**files: bytes) -> bytes:
    """A zip with these files."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return buffer.getvalue()


HTML = b'<!DOCTYPE html>\n<html lang="en"><head><title>Not Found</title></head></html>\n'
SIE_5 = (
    b'<?xml version="1.0" encoding="utf-8"?>\n<Sie xmlns="http://www.sie.se/sie5">\n'
    b'<FileInfo><SoftwareProduct name="Prov" version="1"/></FileInfo></Sie>\n'
)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10\x00\x00\x00\x10\x08\x06\x00\x00\x00"
RANDOM = random.Random(20250131).randbytes(4096)  # noqa: S311 - repeatable, not secret

KINDS: dict[str, tuple[bytes, str]] = {
    "an HTML error page": (HTML, "web page (HTML)"),
    "a SIE 5 file": (SIE_5, "SIE 5"),
    "a SIE 5 file with a mark": (b"\xef\xbb\xbf" + SIE_5, "SIE 5"),
    "a SIE 5 file in UTF-16": (SIE_5.decode().encode("utf-16"), "SIE 5"),
    "another XML file": (b"<?xml version='1.0'?><Invoice/>", "XML"),
    "a zip without SIE": (_zip(readme_txt=b"Hej"), "zip without any SIE file"),
    "an empty zip": (_zip(), "zip without any file"),
    "an Excel workbook": (_zip(workbook_xml=b"<workbook/>"), "Excel workbook"),
    "a PDF": (PDF, "PDF"),
    "an empty file": (b"", "empty file"),
    "a file with blanks only": (b" \r\n\r\n\t \x1a", "nothing but blanks"),
    "a PNG image": (PNG + RANDOM, "picture"),
    "a JPEG image": (b"\xff\xd8\xff\xe0\x00\x10JFIF" + RANDOM, "picture"),
    "random bytes": (RANDOM, "binary data"),
    "a text": ("Hej!\nHär finns ingen etikett.\n".encode(), "text file without any SIE label"),
    "a CSV file": (b"account;amount\n1930;100,00\n", "text file without any SIE label"),
    "JSON": (b'{"konto": "1930"}\n', "JSON"),
}


def _sentence(error: Exception, name: str) -> str:
    """The text of an exception, which is short, on one line, and begins with the file's name."""
    text = str(error)
    assert text.startswith(name)
    assert text.endswith(".")
    assert "\n" not in text
    assert len(text) <= LONGEST_MESSAGE + len(name)
    return text


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_sie_is_called_what_it_is(kind: str) -> None:
    """A file of another kind is refused, and the sentence names its kind."""
    data, words = KINDS[kind]
    with pytest.raises(siekit.NotSieError) as raised:
        siekit.read(data, name="prov.se")
    assert words in _sentence(raised.value, "prov.se")


def test_the_path_is_named_where_there_is_one(tmp_path: Path) -> None:
    """A file that is no SIE file is told by the path that was given."""
    path = tmp_path / "faktura.se"
    path.write_bytes(PDF)
    with pytest.raises(siekit.NotSieError) as raised:
        siekit.read(path)
    _sentence(raised.value, str(path))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A folder given to read() is refused with what to do instead."""
    with pytest.raises(siekit.FileUnreadableError) as raised:
        siekit.read(tmp_path)
    assert "folder" in _sentence(raised.value, str(tmp_path))


def test_a_file_without_permission_is_unreadable() -> None:
    """A file that the user may not read is told apart from one that is missing."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = Path(folder) / "hemlig.se"
        path.write_bytes(base_file("4E"))
        path.chmod(0)
        with _as_nobody(), pytest.raises(siekit.FileUnreadableError) as raised:
            siekit.read(path)
    assert "permission" in _sentence(raised.value, str(path))


def test_a_socket_is_unreadable(tmp_path: Path) -> None:
    """What has a name in a folder but no bytes to read is refused."""
    path = tmp_path / "uttag.se"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        with pytest.raises(siekit.FileUnreadableError) as raised:
            siekit.read(path)
    _sentence(raised.value, str(path))


def test_a_missing_file_and_a_link_to_nowhere_are_missing(tmp_path: Path) -> None:
    """A name without a file behind it is told so."""
    link = tmp_path / "länk.se"
    link.symlink_to(tmp_path / "borta.se")
    for path in (tmp_path / "borta.se", link):
        with pytest.raises(siekit.FileMissingError) as raised:
            siekit.read(path)
        assert "no such file" in _sentence(raised.value, str(path))


def test_a_name_that_no_file_can_have_is_unreadable() -> None:
    """A NUL in a name, or far too many letters, is refused like any other bad name."""
    for name in ("a\x00b.se", "x" * 5000):
        with pytest.raises(siekit.SourceError):
            siekit.read(name)


def test_a_stream_of_text_is_refused() -> None:
    """A file opened as text has lost its bytes, so it is not read."""
    text = cast("IO[bytes]", StringIO("#FLAGGA 0\n"))
    with pytest.raises(siekit.FileUnreadableError) as raised:
        siekit.read(text)
    assert "binary" in str(raised.value)


def test_a_zip_with_one_sie_file_is_read() -> None:
    """The only SIE file of a zip is read, also beside files of other kinds."""
    data = _zip(readme_txt=b"Hej", prov_se=base_file("4E"), logo_png=PNG)
    assert siekit.read(data).header.company.name == "Provbolaget AB"


def test_a_zip_with_several_sie_files_is_refused_by_read() -> None:
    """read() gives one document; for a zip of several, read_many does."""
    data = _zip(ett_se=base_file("4E"), tva_si=base_file("4I"))
    with pytest.raises(siekit.SeveralFilesError) as raised:
        siekit.read(data, name="prov.zip")
    assert "ett.se" in _sentence(raised.value, "prov.zip")
    assert "tva.si" in str(raised.value)
    types = [document.header.sie_type for document in siekit.read_many(data)]
    assert types == ["4E", "4I"]


def test_a_damaged_zip_is_unreadable() -> None:
    """A zip whose content is cut or changed is refused with one sentence."""
    whole = _zip(prov_se=base_file("4E"))
    changed = bytearray(whole)
    changed[60] ^= 0xFF
    for data in (whole[:100], whole[:-10], bytes(changed)):
        with pytest.raises(siekit.SourceError) as raised:
            siekit.read(data, name="prov.zip")
        _sentence(raised.value, "prov.zip")


def test_a_file_of_sie_labels_without_a_flag_is_sie() -> None:
    """Without #FLAGGA a known label among the first lines is enough (wild 2.14)."""
    document = siekit.read(b'\n#PROGRAM "Prov" 1\n#FNAMN "Provbolaget AB"\n')
    assert document.header.company.name == "Provbolaget AB"


@contextmanager
def _as_nobody() -> Iterator[None]:
    """Give up the rights of root for a while, since root may read every file."""
    before = os.geteuid()
    if before == 0:
        try:
            os.seteuid(NOBODY)
        except OSError as error:
            pytest.skip(f"root cannot act as another user here: {error}")
    try:
        yield
    finally:
        if before == 0:
            os.seteuid(before)
