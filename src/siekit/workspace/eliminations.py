"""The eliminations of a domain: what its companies have with each other, taken away in sums."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from siekit.exceptions import UsageError
from siekit.reports.eliminations import rules_in
from siekit.workspace.actors import Role
from siekit.workspace.audit import note
from siekit.workspace.foreign_words import in_swedish
from siekit.workspace.integrating import lock_integrations
from siekit.workspace.refusals import Refusal
from siekit.workspace.rule_versions import keep, newest, taken
from siekit.workspace.shown_text import shown_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from siekit.reports.eliminations import Elimination
    from siekit.workspace.rule_versions import Kept
    from siekit.workspace.workspace import Workspace

MOST_RULES = 200
MOST_NAMED = 500
"""Companies, or ranges of accounts, of one rule."""

LONGEST = 200
"""Characters of a name."""


@dataclass(frozen=True, slots=True)
class KeptRule:
    """One rule as a file of the command line has it.

    `companies` are organisation numbers, or names as they stand in the files; `accounts` are
    ranges. What two rules name is taken away by the first.
    """

    name: str
    companies: tuple[str, ...]
    accounts: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The rule as TOML and JSON have it."""
        lists = {"companies": list(self.companies), "accounts": list(self.accounts)}
        return {"name": self.name, **lists}


@dataclass(frozen=True, slots=True, kw_only=True)
class Eliminations:
    """The rules of a domain as they were left last; `waits` until a sync takes them.

    `version` counts those that came into snapshots; it is 0 while there were never any.
    """

    version: int
    rules: tuple[KeptRule, ...]
    by: str | None
    at: datetime | None
    waits: bool

    @property
    def seen(self) -> str:
        """What tells these rules from others, for who changes one of those that they saw."""
        return _digest(self.rules)


def eliminations_of(ws: Workspace) -> Eliminations:
    """Return the rules of the domain, in their order."""
    ws.actor.require(Role.VIEWER)
    with ws.catalogue.read() as connection:
        return _eliminations(newest(connection, ws.domain_id, None))


def set_eliminations(
    ws: Workspace, rules: Sequence[KeptRule], *, seen: str | None = None
) -> Eliminations:
    """Let these rules stand in place of all that there are. ADMIN; `invalid` for wrong ones.

    And where they are not those any more that `seen` tells.
    """
    ws.actor.require(Role.ADMIN)
    wanted = _checked(rules)
    with ws.catalogue.write() as connection:
        lock_integrations(connection, ws.domain_id)
        found = newest(connection, ws.domain_id, None)
        before = rules_of(found.content if found else None)
        if seen is not None and seen != _digest(before):
            raise _refusal(
                "eliminations",
                "somebody has changed the rules meanwhile. Look at them, and try again.",
                "någon har ändrat reglerna under tiden. Titta på dem och försök igen.",
            )
        if wanted != before:
            was = taken(connection, ws.domain_id, None)
            keep(
                connection,
                ws.actor,
                ws.domain_id,
                None,
                {"rules": [one.as_json() for one in wanted]},
                is_what_was=rules_of(was.content if was else None) == wanted,
            )
            old, new = _told(before), _told(wanted)
            note(
                connection,
                ws.actor,
                "eliminations.changed",
                domain_id=ws.domain_id,
                about=("domain", ws.domain_id),
                before={name: one for name, one in old.items() if new.get(name) != one},
                after={name: one for name, one in new.items() if old.get(name) != one},
            )
        return _eliminations(newest(connection, ws.domain_id, None))


def rules_of(content: Mapping[str, Any] | None) -> tuple[KeptRule, ...]:
    """Return the rules of a kept version, none where there is none."""
    return tuple(
        KeptRule(one["name"], tuple(one["companies"]), tuple(one["accounts"]))
        for one in (content or {}).get("rules") or ()
    )


def as_eliminations(rules: Sequence[KeptRule]) -> tuple[Elimination, ...]:
    """Return rules as a report takes them."""
    if not rules:
        return ()
    return rules_in({"elimination": [one.as_json() for one in rules]}, "eliminations")


def _eliminations(kept: Kept | None) -> Eliminations:
    return Eliminations(
        version=kept.version if kept else 0,
        rules=rules_of(kept.content if kept else None),
        by=kept.actor if kept else None,
        at=kept.at if kept else None,
        waits=bool(kept and kept.waits),
    )


def _digest(rules: Sequence[KeptRule]) -> str:
    told = json.dumps([one.as_json() for one in rules], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _told(rules: Sequence[KeptRule]) -> dict[str, str]:
    """Return what the log says of each rule, by its number and name."""
    return {
        f"{at}. {one.name}": f"{', '.join(one.accounts)} · {', '.join(one.companies)}"
        for at, one in enumerate(rules, 1)
    }


def _checked(rules: Sequence[KeptRule]) -> tuple[KeptRule, ...]:
    if len(rules) > MOST_RULES:
        raise _refusal(
            "eliminations",
            f"there are more than {MOST_RULES} rules.",
            f"det är fler än {MOST_RULES} regler.",
        )
    made = tuple(
        KeptRule(
            shown_text(one.name, LONGEST),
            tuple(_texts(one.companies)),
            tuple(_texts(one.accounts)),
        )
        for one in rules
    )
    if any(not one.name or not one.companies or not one.accounts for one in made):
        raise _refusal(
            "eliminations",
            "each rule needs a name, companies and accounts.",
            "varje regel behöver ett namn, företag och konton.",
        )
    if any(len(named) > MOST_NAMED for one in made for named in (one.companies, one.accounts)):
        raise _refusal(
            "eliminations",
            f"a rule names more than {MOST_NAMED} companies or accounts.",
            f"en regel nämner fler än {MOST_NAMED} företag eller konton.",
        )
    try:
        as_eliminations(made)
    except UsageError as error:
        raise _refusal("eliminations", str(error), in_swedish(error)) from None
    return made


def _texts(texts: Sequence[str]) -> list[str]:
    return [plain for one in texts if (plain := shown_text(one, LONGEST))]


def _refusal(field: str, problem: str, problem_sv: str) -> Refusal:
    return Refusal(
        "invalid",
        field=field,
        problem=problem,
        field_sv="elimineringar",
        problem_sv=problem_sv,
    )
