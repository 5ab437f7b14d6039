"""Every kind of change in the files of the cases: only its lines differ, and it is read back."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import siekit
from siekit.formats.sie4.preserving import preserved
from tests.formats.sie4.preserve.changing import check, sample
from tests.formats.wild import base_file, load_cases

LABELS = sorted((Path(__file__).parents[3] / "cases" / "labels").glob("*.se"))
CHANGES = 2
"""Changes that are tried in each file; they are others in the next one."""


def _sources() -> dict[str, bytes]:
    """The case files by name."""
    made = {path.name: path.read_bytes() for path in LABELS}
    for case in load_cases():
        made.setdefault(str(case), case.data)
    return made


SOURCES = _sources()
NAMES = list(SOURCES)


@pytest.mark.parametrize("name", NAMES)
def test_the_files_of_the_cases(name: str) -> None:
    """Unchanged they come back byte for byte; changed they differ where they were changed."""
    try:
        document = siekit.read(SOURCES[name])
    except siekit.SiekitError:
        return
    made = preserved(document)
    assert made.data == SOURCES[name]
    assert not made.findings
    for change in sample(document, CHANGES, NAMES.index(name)):
        check(document, change)


@cache
def _pieces() -> list[bytes]:
    lines = {line for data in SOURCES.values() for line in data.splitlines() if len(line) < 200}
    return sorted(lines)


@settings(
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.data())
def test_any_lines_that_can_be_read(data: st.DataObject) -> None:
    """Lines of all cases in any order: the bytes come back, and a change gives a true file.

    A change that such a file cannot hold is refused with the first difference, never half made.
    """
    lines = data.draw(st.lists(st.sampled_from(_pieces()), max_size=25))
    end = data.draw(st.sampled_from([b"\r\n", b"\n", b"\r"]))
    source = base_file("4E", "\n") + end.join(lines)
    document = siekit.read(source)
    assert preserved(document).data == source
    for change in sample(document, 3, data.draw(st.integers(0, 1000))):
        with suppress(siekit.SiekitError):
            preserved(change.make())
