"""The account mapping of an integration: what its accounts are called in reports of a group."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from siekit.workspace.actors import Role
from siekit.workspace.audit import note, now
from siekit.workspace.integrating import lock_integrations
from siekit.workspace.lookup import find_integration
from siekit.workspace.refusals import Refusal
from siekit.workspace.rule_versions import all_newest, keep, newest, taken
from siekit.workspace.shown_text import shown_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from siekit.workspace.rule_versions import Kept
    from siekit.workspace.workspace import Workspace

    Entries = Mapping[str, str]

MOST_ENTRIES = 5_000
MOST_DIGITS = 18
"""More than any account has."""

_DIGITS = re.compile(rf"[0-9]{{1,{MOST_DIGITS}}}")


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedAccount:
    """One entry: what an account, or all that begin so, is in the group; by whom and when."""

    account: str
    group_account: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountMapping:
    """The mapping of an integration as it was left last; `waits` until a sync takes it.

    `version` counts those that came into snapshots; it is 0 while there was never one.
    """

    integration_id: int
    version: int
    entries: tuple[MappedAccount, ...]
    by: str | None
    at: datetime | None
    waits: bool

    @property
    def accounts(self) -> dict[str, str]:
        """The account of the group for each that is mapped."""
        return {one.account: one.group_account for one in self.entries}


def mapping_of(ws: Workspace, integration_id: int) -> AccountMapping:
    """Return the mapping of an integration, which may have no entries."""
    ws.actor.require(Role.VIEWER)
    with ws.catalogue.read() as connection:
        find_integration(connection, ws.domain_id, integration_id)
        return _mapping(newest(connection, ws.domain_id, integration_id), integration_id)


def mappings_of(ws: Workspace) -> dict[int, AccountMapping]:
    """Return the mappings of the domain that have entries, by integration."""
    ws.actor.require(Role.VIEWER)
    with ws.catalogue.read() as connection:
        kept = all_newest(connection, ws.domain_id)
    found = {
        one.integration_id: _mapping(one, one.integration_id)
        for one in kept
        if one.integration_id is not None
    }
    return {number: one for number, one in found.items() if one.entries}


def set_mapping(ws: Workspace, integration_id: int, entries: Entries) -> AccountMapping:
    """Let these entries stand in place of all that there are. ADMIN."""
    ws.actor.require(Role.ADMIN)
    wanted = _checked(entries)
    return _change(ws, integration_id, lambda _: wanted)


def change_mapping(
    ws: Workspace, integration_id: int, changes: Mapping[str, str | None]
) -> AccountMapping:
    """Add or change single entries, or take out those of None; the others stay. ADMIN."""
    ws.actor.require(Role.ADMIN)
    gone = {account.strip() for account, to in changes.items() if to is None}
    wanted = _checked({account: to for account, to in changes.items() if to is not None})
    return _change(
        ws,
        integration_id,
        lambda before: {
            **{account: to for account, to in before.items() if account not in gone},
            **wanted,
        },
    )


def accounts_of(content: Mapping[str, Any] | None) -> dict[str, str]:
    """Return what a kept mapping says, without who said it."""
    return {account: one["to"] for account, one in ((content or {}).get("entries") or {}).items()}


def _change(
    ws: Workspace, integration_id: int, make: Callable[[Entries], Entries]
) -> AccountMapping:
    with ws.catalogue.write() as connection:
        lock_integrations(connection, ws.domain_id)
        find_integration(connection, ws.domain_id, integration_id)
        found = newest(connection, ws.domain_id, integration_id)
        before = accounts_of(found.content if found else None)
        after = make(before)
        if len(after) > MOST_ENTRIES:
            raise _refusal(
                "accounts",
                f"there would be more than {MOST_ENTRIES:,} entries.",
                f"det skulle bli fler än {MOST_ENTRIES} rader.",
            )
        changed = sorted(k for k in before.keys() | after.keys() if before.get(k) != after.get(k))
        if changed:
            was = taken(connection, ws.domain_id, integration_id)
            old = (found.content.get("entries") or {}) if found else {}
            own = {"by": ws.actor.name, "at": now().isoformat()}
            content = {
                account: {"to": after[account], **own} if account in changed else old[account]
                for account in sorted(after)
            }
            keep(
                connection,
                ws.actor,
                ws.domain_id,
                integration_id,
                {"entries": content},
                is_what_was=accounts_of(was.content if was else None) == after,
            )
            note(
                connection,
                ws.actor,
                "mapping.changed",
                domain_id=ws.domain_id,
                about=("integration", integration_id),
                before={account: before.get(account) for account in changed},
                after={account: after.get(account) for account in changed},
            )
        return _mapping(newest(connection, ws.domain_id, integration_id), integration_id)


def _mapping(kept: Kept | None, integration_id: int) -> AccountMapping:
    entries = (kept.content.get("entries") or {}) if kept else {}
    return AccountMapping(
        integration_id=integration_id,
        version=kept.version if kept else 0,
        entries=tuple(
            MappedAccount(
                account=account,
                group_account=one["to"],
                by=one["by"],
                at=datetime.fromisoformat(one["at"]),
            )
            for account, one in sorted(entries.items())
        ),
        by=kept.actor if kept else None,
        at=kept.at if kept else None,
        waits=bool(kept and kept.waits),
    )


def _checked(entries: Entries) -> dict[str, str]:
    if len(entries) > MOST_ENTRIES:
        raise _refusal(
            "accounts",
            f"there are more than {MOST_ENTRIES:,} entries.",
            f"det är fler än {MOST_ENTRIES} rader.",
        )
    made: dict[str, str] = {}
    for account, to in entries.items():
        pair = (account.strip(), to.strip())
        for one in pair:
            if not _DIGITS.fullmatch(one):
                raise _refusal(
                    "accounts",
                    f"{shown_text(one, 40)!r} is no account: write its digits, such as 3010, or "
                    "the first of them.",
                    f"”{shown_text(one, 40)}” är inget konto: skriv dess siffror, till exempel "
                    "3010, eller de första av dem.",
                )
        made[pair[0]] = pair[1]
    return made


def _refusal(field: str, problem: str, problem_sv: str) -> Refusal:
    return Refusal(
        "invalid", field=field, problem=problem, field_sv="konton", problem_sv=problem_sv
    )
