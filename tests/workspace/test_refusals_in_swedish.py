"""No word of English stands in a Swedish refusal but what others said, and that is quoted."""

from __future__ import annotations

import ast
import errno
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import siekit.workspace
from siekit.exceptions import UsageError
from siekit.workspace.field_words import FIELDS_SV
from siekit.workspace.foreign_words import disk_refusal, in_swedish
from siekit.workspace.not_sie import not_sie
from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(siekit.workspace.__file__).parent.parent

SAME_IN_BOTH = {
    # names that people or files gave, or that the system has
    "domain", "file", "host", "integration", "kind", "method", "name", "place", "url",
    # figures, dates, codes and numbers
    "count", "currency", "day", "found", "id", "key", "known", "minutes", "most", "orgnr",
    "sha256", "upload", "wanted",
}  # fmt: skip
"""Facts that are no words of ours, so they have no twin `…_sv`."""

OF_PROGRAMS = {"integration_id"}
"""Fields that only the API has, called as a program writes them."""

GIVEN_ON = {
    "workspace/refusals.py": "a refusal that comes back from another process, with its twins",
    "web/api/shapes/base.py": "a refusal that was kept, with the twins that it had",
    "web/api/incoming.py": "the name of the file, given in the same file",
    "web/api/refusing.py": "facts of a table that stands in the same file, with their twins",
    "workspace/report_kinds.py": "what an error says for programs; its words are given beside",
}
"""Files that hand facts on as `**facts`, and why nothing is lacking there."""


class Call(NamedTuple):
    """One place where a refusal is made."""

    file: str
    line: int
    facts: dict[str, ast.expr]
    hands_on: bool


def _calls() -> Iterator[Call]:
    for part in ("workspace", "web", "cli"):
        for path in sorted((SOURCE / part).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "Refusal":
                    facts = {one.arg: one.value for one in node.keywords if one.arg}
                    file = path.relative_to(SOURCE).as_posix()
                    yield Call(file, node.lineno, facts, len(facts) < len(node.keywords))


CALLS = [one for one in _calls() if one.facts or one.hands_on]


def _lacks(call: Call) -> list[str]:
    """Return the facts of a call that a Swedish sentence would show in English."""
    lacking = []
    for name, value in call.facts.items():
        twin = call.facts.get(f"{name}_sv")
        if name.endswith("_sv") or name in SAME_IN_BOTH:
            continue
        if twin is not None:
            same = ast.dump(twin) == ast.dump(value) and not isinstance(value, ast.Constant)
        elif name == "field":
            known = FIELDS_SV.keys() | OF_PROGRAMS
            same = isinstance(value, ast.Constant) and value.value not in known
        else:
            same = True
        if same:
            lacking.append(name)
    return lacking


def test_every_word_of_a_refusal_has_a_swedish_twin() -> None:
    """Whoever makes a refusal gives each fact in words a second time as `…_sv`."""
    assert len(CALLS) > 50
    assert {f"{one.file}:{one.line}": _lacks(one) for one in CALLS if _lacks(one)} == {}


def test_facts_are_handed_on_unseen_only_where_the_list_says_so() -> None:
    """Else a fact without its twin could come in by `**facts`."""
    assert {one.file for one in CALLS if one.hands_on} == GIVEN_ON.keys()


@pytest.mark.parametrize(
    ("number", "swedish"),
    [(errno.ENOSPC, "det finns ingen plats kvar på disken"), (errno.ELOOP, "systemet säger ”")],
)
def test_a_disk_that_fails_is_told_of_in_swedish(number: int, swedish: str) -> None:
    """The reason stands in Swedish, or is quoted as the system gave it, in the English one too."""
    error = OSError(number, "Said by the system")
    refusal = disk_refusal(error, place="/data")
    assert f"/data: {swedish}" in refusal.text("sv")
    assert "/data: Said by the system" in refusal.text("en")


def test_an_error_without_a_swedish_paragraph_is_quoted() -> None:
    """So a Swedish sentence stands around it; one with its own paragraph needs no marks."""
    assert in_swedish(UsageError("No.")) == "felet beskrivs på engelska: ”No.”"
    assert in_swedish(UsageError("No.", swedish="Nej.")) == "Nej."
    assert in_swedish(Refusal("no_files")) == Refusal("no_files").text("sv")


def test_a_file_of_a_kind_without_a_swedish_word_is_quoted() -> None:
    """The sentence says in Swedish that it is no SIE file and what to do."""
    told = not_sie("a.xyz", "a thing nobody knows").text("sv")
    assert told.startswith("a.xyz är ingen SIE-fil utan ”a thing nobody knows”. Exportera")


def test_fields_are_called_by_the_word_that_the_pages_have() -> None:
    """A program finds the name that it sent in the facts all the same."""
    refusal = Refusal("invalid", field="unit", problem="no.", problem_sv="nej.")
    assert refusal.text("sv") == "enhet: nej."
    assert refusal.text("en") == "unit: no."
    assert refusal.facts["field"] == "unit"
    assert refusal.fact("problem", "sv") == "nej."
    assert refusal.fact("problem", "en") == "no."
    assert refusal.fact("reason", "sv") is None


OF_COMMANDS_ONLY = {
    # files of settings, which only a command reads
    "account_mapping.py", "eliminations.py", "layout.py", "layout_place.py", "settings_file.py",
    # files for the tax agency, which only a command makes
    "sru_delivery.py", "sru_input.py", "sru_making.py",
}  # fmt: skip
"""Modules of reports whose errors nobody meets on a page, so they are in English only."""

OF_BOTH = {"UnlikeError"}
"""Errors that make their own sentences, in both languages."""


def test_why_a_report_cannot_be_made_is_said_in_both_languages() -> None:
    """Pages and the API show the paragraph of the error itself."""
    lacking = []
    for path in sorted((SOURCE / "reports").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Raise) or not isinstance(node.exc, ast.Call):
                continue
            own = ast.unparse(node.exc.func).endswith("Error")
            told = any(one.arg == "swedish" for one in node.exc.keywords)
            told = told or ast.unparse(node.exc.func) in OF_BOTH
            if own and not told and path.name not in OF_COMMANDS_ONLY:
                lacking.append(f"{path.name}:{node.lineno}")
    assert lacking == []


def test_several_reports_that_cannot_be_made_tell_why_in_swedish() -> None:
    """All of them, or none where one of them has no Swedish."""
    from siekit.reports.making import _together

    one, other = UsageError("A.", swedish="Å."), UsageError("B.", swedish="Ä.")
    assert _together([one, other]).swedish == "Å. Ä."
    assert _together([one, UsageError("C.")]).swedish is None
