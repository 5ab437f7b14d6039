"""The audit log speaks the language of its reader, also of what was changed."""

from __future__ import annotations

import ast
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import siekit.workspace
from siekit.web.log_details import details
from siekit.web.texts import texts
from siekit.workspace.actors import Role
from siekit.workspace.changing import _IN_AUDIT
from siekit.workspace.domain_settings import _CHECKS
from siekit.workspace.model import AuditEvent
from siekit.workspace.refusals import Refusal
from siekit.workspace.states import State

if TYPE_CHECKING:
    from collections.abc import Iterator

WORKSPACE = Path(siekit.workspace.__file__).parent

SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009"), " ")

GIVEN_ON: dict[str, set[str]] = {
    "changing.py": {"state"},  # columns are those of `_IN_AUDIT`, `told` stands in each call
    "domain_settings.py": set(_CHECKS),
    "eliminations.py": set(),  # names of rules, which stand as they were written
    "intake.py": {"first_day", "last_day", "year_derived"},
    "integrating.py": {"name", "orgnr", "acquisition_no", "currency"},
    "mapping.py": set(),  # numbers of accounts
    "receiving.py": {"state", "sha256"},
}
"""Files that hand what they write on in a variable, and the keys that stand in it."""


def _calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(WORKSPACE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == name:
                yield path.name, node


def _keys(value: ast.expr) -> set[str | None]:
    """The keys of a literal; None among them for what is no literal."""
    if isinstance(value, ast.Constant) and value.value is None:
        return set()
    if isinstance(value, ast.IfExp):
        return _keys(value.body) | _keys(value.orelse)
    if not isinstance(value, ast.Dict):
        return {None}
    found: set[str | None] = set()
    for key, inner in zip(value.keys, value.values, strict=True):
        if key is None:
            found |= _keys(inner)
        else:
            found.add(str(key.value) if isinstance(key, ast.Constant) else None)
    return found


def _written() -> dict[str, set[str]]:
    """The keys that events hold, by the file that writes them."""
    found: dict[str, set[str]] = {}
    for call in ("note", "change_state"):
        for file, node in _calls(call):
            keys: set[str | None] = set()
            for one in node.keywords:
                if one.arg in {"before", "after", "told"}:
                    keys |= _keys(one.value)
                elif call == "change_state" and one.arg in _IN_AUDIT:
                    keys.add(one.arg)
            if None in keys:
                assert file in GIVEN_ON, f"{file}: say in this test which keys it writes"
                keys = (keys - {None}) | GIVEN_ON[file]
            found.setdefault(file, set()).update(one for one in keys if one)
    found["columns"] = set(_IN_AUDIT)
    return found


def test_every_key_that_events_write_has_words() -> None:
    """None is forgotten when a verb writes something new."""
    written = _written()
    assert len(written) > 8, written
    missing = {
        f"{file}: {key}"
        for file, keys in written.items()
        for key in keys
        if f"log.field_{key}" not in texts()
    }
    assert missing == set()


def test_every_value_that_is_a_word_has_words() -> None:
    """States, roles, the ways of linking, and the reasons of activation."""
    known = texts()
    assert {f"state.{one.value.lower()}" for one in State} <= known.keys()
    assert {f"role.{one.word}" for one in Role} <= known.keys()
    assert {"role.ledger", "role.entries"} <= known.keys()
    assert {f"log.linked_{one}" for one in ("auto", "picked", "created")} <= known.keys()
    assert {"log.reason_toggle", "log.reason_rollback"} <= known.keys()


def told(action: str, sides: dict[str, dict[str, Any]]) -> dict[str, tuple[Any, Any]]:
    """The details of an event, by their words."""
    event = AuditEvent(
        id=1,
        at=datetime(2026, 1, 1, tzinfo=UTC),
        actor="anna",
        action=action,
        object_kind="upload",
        object_id=1,
        before=sides.get("before"),
        after=sides.get("after"),
    )
    return {one.word: (one.before, one.after) for one in details(event, "sv")}


@pytest.mark.parametrize(
    ("action", "sides", "expected"),
    [
        (
            "sync.done",
            {"after": {"snapshot": 2, "added": [5, 10], "removed": []}},
            {
                "ögonblicksbild": (None, "2"),
                "uppladdningar som kom in i rapporterna": (None, "5, 10"),
            },
        ),
        (
            "upload.activated",
            {
                "before": {"state": "READY"},
                "after": {
                    "state": "ACTIVE",
                    "superseded_by": None,
                    "reason": "toggle",
                    "override_reason": "toggle",
                },
            },
            {
                "läge": ("Klar att granska och aktivera", "Aktiv"),
                "varför": (None, "för hand"),
                "angiven motivering": (None, "toggle"),
            },
        ),
        (
            "upload.erased",
            {"after": {"reason": "rollback"}},
            {"varför": (None, "rollback")},
        ),
        (
            "integration.changed",
            {"before": {"orgnr": None}, "after": {"orgnr": "5563343689"}},
            {"organisationsnummer": ("–", "556334-3689")},
        ),
        ("month.marked", {"after": {"month": 202403}}, {"månad": (None, "2024-03")}),
        (
            "domain.settings",
            {"before": {"entries_allowed": False}, "after": {"entries_allowed": True}},
            {"4I-filer tillåtna": ("nej", "ja")},
        ),
        (
            "sync.failed",
            {"after": {"code": "stale", "refusal": {"code": "stale", "facts": {}}}},
            {
                "skäl": (
                    None,
                    Refusal("stale").text("sv"),
                )
            },
        ),
    ],
)
def test_details_are_in_swedish(
    action: str, sides: dict[str, dict[str, Any]], expected: dict[str, tuple[Any, Any]]
) -> None:
    """Lists, states and reasons in words; what a person wrote stays as it was written."""
    assert told(action, sides) == expected


def test_a_sync_of_thousands_names_some() -> None:
    """The page stays a page."""
    after = {"added": list(range(1, 2001))}
    (shown,) = told("sync.done", {"after": after}).values()
    assert shown[1].translate(SPACES).endswith("19, 20 och 1 980 till")
