"""What the audit log says of a change beside who and when, in the words of a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from siekit.locale.figures import MISSING
from siekit.web.filters import size
from siekit.web.texts import text, texts
from siekit.workspace.refusals import REFUSALS, Refusal
from siekit.workspace.told_facts import told_facts

if TYPE_CHECKING:
    from siekit.workspace.model import AuditEvent

MOST_NAMED = 20
"""Uploads of a sync that are named; a first one may have thousands."""

MOST_DETAILS = 40
"""Changes of one event that are told; a mapping that is replaced may have thousands."""

_SUPERSEDED = re.compile(r"superseded by upload (\d+)")
_WORDS = {
    "state": "state",
    "role": "role",
    "linked_how": "log.linked",
    "reason": "log.reason",
    "how": "log.how",
}
"""Groups of texts in which the values of a field have their words, by field."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that was changed: its word, and what it was and became; None where that is not."""

    word: str
    before: str | None
    after: str | None


def details(event: AuditEvent, lang: str) -> list[Detail]:
    """Return what an event changed, in the order in which it was written."""
    before, after = told_facts(event.before or {}), told_facts(event.after or {})
    found: list[Detail] = []
    names = list(dict.fromkeys([*before, *after]))
    for name in names:
        if len(found) == MOST_DETAILS:
            found.append(Detail("…", None, text("log.more", lang, count=len(names) - MOST_DETAILS)))
            break
        if before.get(name) == [] or after.get(name) == []:
            continue  # no upload came in or left
        if name not in before and after[name] is None:
            continue  # there was none, and there is none
        if name == "code" and "refusal" in after:
            continue  # the refusal tells it in words
        was = _shown(event, name, before[name], lang) if name in before else None
        now = _shown(event, name, after[name], lang) if name in after else None
        found.append(Detail(_word(name, lang), was, now))
    return found


def _word(name: str, lang: str) -> str:
    key = f"log.field_{name}"
    return text(key, lang) if key in texts() else name


def _shown(event: AuditEvent, name: str, value: object, lang: str) -> str:
    if value is None or value == "":
        return MISSING
    if isinstance(value, bool):
        return text("log.yes" if value else "log.no", lang)
    shown = _of_kind(name, value, lang)
    if shown is not None:
        return shown
    # What a person wrote stays as it was written, whatever words it has.
    if name in _WORDS and not (name == "reason" and event.action == "upload.erased"):
        return _in_words(_WORDS[name], str(value), lang)
    return str(value)


def _of_kind(name: str, value: object, lang: str) -> str | None:
    """Return what is no plain value as a page shows it, None for what is one."""
    if isinstance(value, Mapping):
        return _refusal(value, lang)
    if isinstance(value, list):
        return _numbers(value, lang)
    if name == "largest_file" and isinstance(value, int):
        return size(value, lang=lang)
    return None


def _in_words(group: str, value: str, lang: str) -> str:
    if found := _SUPERSEDED.fullmatch(value):
        return text("log.superseded_by", lang, id=found[1])
    key = f"{group}.{value.lower()}" if "." not in group else f"{group}_{value.lower()}"
    return text(key, lang) if key in texts() else value


def _refusal(kept: Mapping[str, Any], lang: str) -> str:
    if kept.get("code") not in REFUSALS:
        return str(kept.get("code", MISSING))
    return Refusal.from_json({"code": kept["code"], "facts": kept.get("facts", {})}).text(lang)


def _numbers(ids: list[object], lang: str) -> str:
    named = ", ".join(str(one) for one in ids[:MOST_NAMED])
    more = len(ids) - MOST_NAMED
    return f"{named} {text('log.more', lang, count=more)}" if more > 0 else named
