"""Zips that come in: every file by itself, names only shown, and none may fill disk or memory."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest

from siekit.exceptions import FileUnreadableError
from siekit.formats.source import Source, unpacked
from siekit.workspace import unpacking
from siekit.workspace.actors import Actor, Role
from siekit.workspace.refusals import Refusal
from siekit.workspace.states import State
from siekit.workspace.tables import domains
from tests.books import books

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from siekit.workspace.receiving import Received
    from siekit.workspace.workspace import Workspace
    from tests.servers.databases import Backend


@pytest.fixture
def workspace(backend: Backend) -> Iterator[Workspace]:
    """A new workspace on each database."""
    installation = backend.open()
    yield installation.only_workspace(Actor("anna", Role.ANALYST))
    installation.close()


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[Workspace]:
    """A new workspace in a folder, for what no database matters to."""
    from siekit.workspace.workspace import Workspace as Opened

    with Opened.open(tmp_path / "workspace") as workspace:
        yield workspace


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def codes(found: list[Received]) -> list[str]:
    """The refusal's code of each file, else its state."""
    return [
        one.refusal.code if one.refusal else one.upload.state.value if one.upload else ""
        for one in found
    ]


def test_each_file_of_a_zip_goes_to_its_own_company(workspace: Workspace) -> None:
    """A zip of several companies gives an upload each; one bad file stops none (scenario 18)."""
    found = workspace.add(
        zipped(
            {
                "a/2024.se": books("A AB", "556334-3689"),
                "b/2024.se": books("B AB", "555555-5555"),
                "b/2025.se": books("B AB", "555555-5555", first="2025-01-01", last="2025-12-31"),
                "c/trasig.se": b"not SIE at all",
                "läs mig.txt": b"hello",
                "d/2024.txt": books("D AB", None),
                "__MACOSX/a/._2024.se": b"x",
                ".DS_Store": b"x",
            }
        ),
        "alla.zip",
        create=True,
    )
    assert [one.file for one in found] == [
        "alla.zip/a/2024.se",
        "alla.zip/b/2024.se",
        "alla.zip/b/2025.se",
        "alla.zip/c/trasig.se",
        "alla.zip/läs mig.txt",
        "alla.zip/d/2024.txt",
    ]
    assert codes(found) == ["READY", "READY", "READY", "REJECTED", "not_sie", "PREVIEWED"]
    names = [one.upload.integration if one.upload else None for one in found]
    assert names == ["A AB", "B AB", "B AB", None, None, None]


def test_what_is_no_sie_file_in_a_zip_is_kept_with_the_reason(workspace: Workspace) -> None:
    """As one that comes alone is; what systems add to a zip, and folders, are no files of it."""
    inner = zipped({"2024.se": books()})
    others = {
        "läs mig.txt": (b"hello", "not_sie"),
        "kunder.csv": (b"namn;ort\n", "not_sie"),
        "tom.txt": (b"", "file_empty"),
        "bokslut.pdf": (b"%PDF-1.7 ...", "not_sie"),
        "inre.zip": (inner, "zip_in_zip"),
    }
    noise = dict.fromkeys(("__MACOSX/._a.se", ".DS_Store", "mapp/Thumbs.db", "mapp/"), b"")
    files = {name: data for name, (data, _) in others.items()}
    found = workspace.add(zipped({"a.se": books(), **files, **noise}), "alla.zip", create=True)
    assert [one.file for one in found] == [f"alla.zip/{name}" for name in ("a.se", *others)]
    assert codes(found) == ["READY", *(code for _, code in others.values())]
    for one, (data, code) in zip(found[1:], others.values(), strict=True):
        assert one.upload is not None
        kept = workspace.upload(one.upload.id)
        assert (kept.state, kept.refusal["code"]) == (State.REJECTED, code)  # type: ignore[index]
        assert workspace.original(kept.id) == data
        assert one.file in Refusal.from_json(dict(kept.refusal or {})).text("sv")
    alone = workspace.add(b"namn;ort\n", "kunder.csv")[0].upload
    assert alone is not None
    assert alone.state is State.REJECTED
    assert dict(alone.refusal or {})["code"] == "not_sie"


def test_a_file_in_a_zip_that_is_too_large_is_told_of_and_not_kept(workspace: Workspace) -> None:
    """The domain's limit is for each file, whether or not it is SIE."""
    with workspace.catalogue.write() as connection:
        connection.execute(domains.update().values(largest_file=2500))
    found = workspace.receive(zipped({"stor.bin": bytes(3000), "a.se": books()}), "x.zip")
    assert codes(found) == ["file_too_large", "RECEIVED"]
    assert found[0].upload is None
    assert len(workspace.uploads()) == 1


def test_names_in_a_zip_are_never_paths(workspace: Workspace) -> None:
    """Files that are called like places outside are kept by their bytes and shown without dots."""
    before = set(workspace.installation.folder.parent.iterdir())
    found = workspace.add(
        zipped(
            {
                "../../../../tmp/siekit_slipped.se": books("A AB"),
                "/etc/siekit_slipped.se": books("B AB"),
                "C:\\Windows\\siekit.se": books("C AB"),
                "x" * 10_000 + ".se": books("D AB"),
                "rad\nbryt\x1b.se": books("E AB"),
            }
        ),
        "farlig.zip",
    )
    assert [one.file for one in found][:3] == [
        "farlig.zip/tmp/siekit_slipped.se",
        "farlig.zip/etc/siekit_slipped.se",
        "farlig.zip/C:/Windows/siekit.se",
    ]
    assert len(found[3].file) == 255
    assert found[4].file == "farlig.zip/rad bryt.se"
    assert set(workspace.installation.folder.parent.iterdir()) == before


def test_a_file_that_grows_too_much_is_refused_and_the_others_are_taken(plain: Workspace) -> None:
    """A zip bomb is stopped after few bytes; nothing of it is kept."""
    bomb = zipped({"bomb.se": bytes(200 << 20), "2024.se": books()})
    assert len(bomb) < 1 << 20
    found = plain.add(bomb, "bomb.zip")
    assert codes(found) == ["zip_too_large", "PREVIEWED"]
    kept = list((plain.installation.folder / "originals").rglob("*"))
    assert sum(one.stat().st_size for one in kept if one.is_file()) == len(books())


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_grows_before_it_can_be_counted_is_not_unpacked(
    plain: Workspace, method: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library unpacks bzip2 and LZMA without a limit: 911 bytes of it fill a gigabyte."""
    packed = zipped({"bomb.se": bytes(1 << 20)}, method)
    both = io.BytesIO(packed)
    with zipfile.ZipFile(both, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2024.se", books())
    unpack = zipfile.ZipFile.open

    def only_usual(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> object:
        assert info.filename == "2024.se"
        return unpack(archive, info)

    monkeypatch.setattr(zipfile.ZipFile, "open", only_usual)
    assert codes(plain.receive(both.getvalue(), "x.zip")) == ["zip_method", "RECEIVED"]
    with pytest.raises(FileUnreadableError, match="compression method"):
        unpacked(Source("x.zip", packed))


def test_what_comes_out_of_a_zip_is_limited_in_all(
    plain: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many files that each are small enough may together not be too large."""
    monkeypatch.setattr(unpacking, "MOST_UNPACKED", 3 * len(books()))
    many = {f"{n}.se": books(f"{n} AB") for n in range(6)}
    found = codes(plain.receive(zipped(many), "många.zip"))
    assert found == ["RECEIVED"] * 2 + ["zip_too_large"] * 4 or found[3:] == ["zip_too_large"] * 3


def test_a_zip_that_lies_about_sizes_is_found_out(plain: Workspace) -> None:
    """A size that is not that of the bytes makes the file damaged, not the program."""
    data = bytearray(zipped({"2024.se": books()}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(mark) + place
        data[at : at + 4] = struct.pack("<I", 10)
    assert codes(plain.receive(bytes(data), "x.zip")) in (["zip_damaged"], ["RECEIVED"])


def test_a_zip_within_a_zip_is_not_opened(plain: Workspace) -> None:
    """A nested zip is refused by name and the files beside it are taken."""
    inner = zipped({"2024.se": books()})
    found = plain.receive(zipped({"inner.zip": inner, "inner.se": inner, "a.se": books()}), "y.zip")
    assert codes(found) == ["zip_in_zip", "zip_in_zip", "RECEIVED"]


def test_a_file_with_a_password_is_refused(plain: Workspace) -> None:
    """An encrypted file is told from a damaged one."""
    data = bytearray(zipped({"2024.se": books()}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    assert codes(plain.receive(bytes(data), "x.zip")) == ["zip_encrypted"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 and nothing more", "zip_damaged"),
        (zipped({"2024.se": books()})[:-30], "zip_damaged"),
        (zipped({}), "zip_without_sie"),
        (zipped({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}), "not_sie"),
    ],
)
def test_a_zip_that_is_none_is_kept_with_the_reason(
    plain: Workspace, data: bytes, code: str
) -> None:
    """A zip as a whole that cannot be used is one rejected upload with its bytes."""
    (found,) = plain.receive(data, "x.zip")
    assert found.upload is not None
    assert found.refusal is not None
    assert (found.upload.state, found.refusal.code) == (State.REJECTED, code)
    assert plain.original(found.upload.id) == data


def test_a_damaged_file_in_a_zip_is_told_of(plain: Workspace) -> None:
    """Wrong bytes in one file leave nothing of it, and the others whole."""
    data = bytearray(zipped({"a.se": books("A AB"), "b.se": books("B AB")}, zipfile.ZIP_STORED))
    at = data.index(b"A AB")
    data[at : at + 4] = b"X AB"
    assert codes(plain.receive(bytes(data), "x.zip")) == ["zip_damaged", "RECEIVED"]


def test_a_zip_with_too_many_files_is_refused_before_any(
    plain: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More files than are allowed are not begun with."""
    monkeypatch.setattr(unpacking, "MOST_MEMBERS", 3)
    found = plain.receive(zipped({f"{n}.se": books(f"{n}") for n in range(4)}), "x.zip")
    assert codes(found) == ["zip_too_many"]


def test_a_directory_too_large_to_read_is_refused(plain: Workspace) -> None:
    """A zip whose directory alone would fill memory is not opened."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for n in range(120):
            info = zipfile.ZipInfo(f"{n}.se")
            info.comment = b"x" * 60_000
            archive.writestr(info, b"")
    assert codes(plain.receive(out.getvalue(), "x.zip")) == ["zip_damaged"]


def test_the_same_bytes_twice_in_a_zip_are_one_upload(plain: Workspace) -> None:
    """A copy in the same zip gives the upload of the first."""
    found = plain.receive(zipped({"a.se": books(), "b.se": books()}), "x.zip")
    assert [one.upload.seen_before for one in found if one.upload] == [False, True]


def test_names_in_utf_8_that_are_not_said_to_be_are_read_right(plain: Workspace) -> None:
    """Zips of some systems hold å, ä and ö in UTF-8 without the mark for it."""
    data = bytearray(zipped({"åäö.se": books()}))
    for mark, place in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        data[data.index(mark) + place] &= ~8
    (found,) = plain.receive(bytes(data), "x.zip")
    assert found.file == "x.zip/åäö.se"
