"""Fixes: what they make of a file, and that it then says what it said before."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import siekit
from siekit.lint.codes import NAMES
from siekit.lint.fixes.base import Fix
from siekit.lint.fixes.checksum import Seal
from siekit.lint.fixes.difference import unified_diff
from siekit.lint.fixes.mending import Mended, mend
from siekit.lint.fixes.registry import BY_CODE, FIXES
from siekit.lint.fixes.sameness import same_content
from siekit.lint.runner import check
from siekit.lint.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parent.parent / "cases" / "fixes" / "fixes.toml"
EXAMPLES = Path(__file__).parents[2] / "examples"
EVERY_TARGET = Settings(targets=("fortnox", "visma-eekonomi"))
LARGEST = 200_000

HEAD = """\
#FLAGGA 0
#PROGRAM "Kassan" 1.0
#FORMAT PC8
#GEN 20240131
#SIETYP 4
#FNAMN "Övningsbolaget AB"
#ORGNR 555555-5555
#RAR 0 20240101 20241231
#KONTO 1930 "Bankkonto"
#KONTO 3010 "Försäljning"
"""


@dataclass(frozen=True)
class Case:
    """A file before and after."""

    name: str
    before: bytes
    after: bytes
    codes: tuple[str, ...]
    left: tuple[str, ...]
    settings: Settings


def cases() -> Iterator[Case]:
    """The cases of the file."""
    for case in tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]:
        yield _case(**case)


def _case(
    *,
    name: str,
    before: str,
    codes: list[str],
    after: str | None = None,
    encoding: str = "cp437",
    **more: Any,  # noqa: ANN401, as the file says
) -> Case:
    wanted, wrong = more.get("replace", ("", ""))
    spoilt = before.replace("{HEAD}\n", HEAD.replace(wanted, wrong) if wanted else HEAD)
    sound = before if after is None else after
    right = spoilt if after is None else sound.replace("{HEAD}\n", HEAD)
    return Case(
        name=name,
        before=spoilt.replace("\n", "\r\n").encode(encoding),
        after=right.replace("\n", "\r\n").encode(more.get("after_encoding", encoding)),
        codes=tuple(codes),
        left=tuple(more.get("left", ())),
        settings=Settings(targets=tuple(more.get("targets", ()))),
    )


def mended(data: bytes, asked: Settings = EVERY_TARGET, name: str = "prov.si") -> Mended:
    """What mending all faults of a file comes to."""
    return mend(siekit.read(data, name=name), asked, wanted=lambda _: True)


def must_hold(found: Mended) -> None:
    """What fixes promise of any file."""
    before, after = found.before, siekit.read(found.data, name=found.before.header.file)
    assert same_content(before, after)
    codes = {one.code for one in check(before, settings=EVERY_TARGET)}
    assert {one.code for one in check(after, settings=EVERY_TARGET)} <= codes
    assert found.changed == bool(found.done)
    if found.seal is Seal.RIGHT:
        assert after.header.checksum_declared == after.header.checksum_computed
    again = mended(found.data)
    assert not again.changed


@pytest.mark.parametrize("case", [*cases()], ids=lambda case: case.name)
def test_a_case_is_mended_as_written(case: Case) -> None:
    """Nothing else changes, byte for byte."""
    found = mended(case.before, case.settings)
    assert found.data == case.after
    assert sorted(found.done) == sorted(case.codes)
    assert sorted({code for code, _ in found.left}) == sorted(case.left)
    must_hold(found)


def test_every_fix_has_a_case_and_every_code_is_known() -> None:
    """A fix that nobody tries would be trusted for nothing."""
    for path in files("siekit.lint.fixes").iterdir():
        if path.name.endswith(".py"):
            import_module(f"siekit.lint.fixes.{path.name.removesuffix('.py')}")
    assert {type(fix) for fix in FIXES} == set(Fix.__subclasses__())
    assert len(BY_CODE) == sum(len(fix.codes) for fix in FIXES)
    assert set(BY_CODE) <= set(NAMES)
    tried = {code for case in cases() for code in case.codes}
    assert [fix for fix in FIXES if not tried & set(fix.codes)] == []


def test_a_checksum_that_was_right_is_made_anew() -> None:
    """One that was wrong, or a file that is cut off, is left as it is."""
    text = HEAD.replace("#FLAGGA 0\n", "#FLAGGA 0\n#KSUMMA\n")
    rows = '#VER A 1 20240105 "Kassa"\n{\n#TRANS 1930 {} 1,50\n#TRANS 3010 {} -1.50\n}\n'

    def sealed(total: int) -> bytes:
        return f"{text}{rows}#KSUMMA {total}\n".encode("cp437")

    total = siekit.read(sealed(1)).header.checksum_computed or 0
    right = mended(sealed(total))
    assert right.seal is Seal.RIGHT
    assert b"{} 1.50" in right.data
    must_hold(right)
    for broken in (sealed(total + 1), f"{text}{rows}".encode("cp437"), sealed(total)[:-40]):
        found = mended(broken)
        assert found.seal is Seal.BROKEN
        assert not found.changed


@pytest.mark.parametrize(
    ("code", "sound", "spoilt"),
    [
        ("R404", ".5\n}", ",5\n}"),
        ("R406", "1930 {} ", "1930 {} +"),
        ("R413", "20240105", "2024-01-05"),
        ("R217", "#VER", "#ver"),
        ("R315", " {} -", " -"),
        ("R301", '"Kassa ett"', "Kassa ett"),
        ("R210", "\n{\n", " {\n"),
    ],
)
def test_thousands_of_faults_are_mended(code: str, sound: str, spoilt: str) -> None:
    """Only a thousand of each code are known singly; the fault may be in every record."""
    rows = "".join(
        f'#KONTO {10_000 + n} "Kassa ett"\n#VER A {n} 20240105 "Kassa"\n{{\n'
        f"#TRANS 1930 {{}} {n}.5\n#TRANS 3010 {{}} -{n}.5\n}}\n"
        for n in range(1, 1201)
    )
    found = mended((HEAD + rows.replace(sound, spoilt)).encode("cp437"))
    assert found.done == {code: 1200}
    assert found.data == (HEAD + rows).encode("cp437")


def test_only_what_is_wanted_is_mended() -> None:
    """A code that was left out of the check is left out of the fixes."""
    data = (HEAD + "#konto 1910 Kassa och bank\n").encode("cp437")
    document = siekit.read(data, name="prov.si")
    found = mend(document, Settings(), wanted=lambda one: one.code == "R217")
    assert found.done == {"R217": 1}
    assert b"#KONTO 1910 Kassa och bank" in found.data


def corpus() -> list[Path]:
    """The corpus, where it is, and our own examples."""
    named = os.environ.get("SIEKIT_CORPUS")
    folders = [EXAMPLES, *([Path(named)] if named else [])]
    files = [path for folder in folders for path in folder.rglob("*.[sS][eEiI]")]
    return sorted(path for path in files if path.stat().st_size <= LARGEST)


@pytest.mark.parametrize("path", corpus(), ids=lambda path: path.name)
def test_real_files_say_the_same_after_mending(path: Path) -> None:
    """Equal tables and header, no new kind of fault, nothing left to mend."""
    document = siekit.read(path)
    found = mend(document, EVERY_TARGET, wanted=lambda _: True)
    assert same_content(document, siekit.read(found.data, name=str(path)))


SPOILT = (
    HEAD + '#ver A 1 2024-01-05 "Kassa" {\n#TRANS 1930 1 000,50\n#TRANS 3010 {} "-1000,50"\n}\n'
)


@settings(
    deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(SPOILT)),
            st.integers(0, 4),
            st.sampled_from(
                [b"", b'"', b"\\", b"{", b"}", b" ", b"\r\n", b"\r", b"#", b",", b"\x00", b"\xff"]
            ),
        ),
        max_size=4,
    )
)
def test_spoilt_files_say_the_same_after_mending(changes: list[tuple[int, int, bytes]]) -> None:
    """Whatever the bytes: what was read before is read afterwards."""
    data = SPOILT.encode("cp437")
    for start, length, new in changes:
        data = data[:start] + new + data[start + length :]
    try:
        document = siekit.read(data, name="prov.si")
    except siekit.SiekitError:
        return
    found = mend(document, Settings(), wanted=lambda _: True)
    assert same_content(document, siekit.read(found.data, name="prov.si"))


def test_the_diff_shows_the_lines_that_change() -> None:
    """As text, with their surroundings; a change of encoding alone is no change of lines."""
    before = b"a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\n"
    after = before.replace(b"b\n", b"B\n").replace(b"j\n", b"j\nnew line\n")
    assert list(unified_diff(before, after, "x.se")) == [
        *("--- x.se", "+++ x.se"),
        *("@@ -1,5 +1,5 @@", " a", "-b", "+B", " c", " d", " e"),
        *("@@ -8,4 +8,5 @@", " h", " i", " j", "+new line", " k"),
    ]
    text = "#FNAMN Öl"
    assert list(unified_diff(text.encode("cp437"), text.encode("utf-8"), "x.se")) == []
    assert list(unified_diff(before, before[:-2], "x.se"))[-1] == "-k"
