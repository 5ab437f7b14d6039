"""The mappings and eliminations that a snapshot has, as its reports of a group use them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from siekit.reports.account_mapping import Mapping as AccountsOfCompanies
from siekit.reports.model import Words
from siekit.reports.settings_file import key_of_source
from siekit.workspace.eliminations import as_eliminations, rules_of
from siekit.workspace.lookup import find_integrations
from siekit.workspace.mapping import accounts_of
from siekit.workspace.rule_versions import of_snapshot
from siekit.workspace.schedule import ZONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from siekit.reports.base import Options
    from siekit.workspace.eliminations import KeptRule
    from siekit.workspace.model import Snapshot, Upload
    from siekit.workspace.rule_versions import Kept
    from siekit.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingUsed:
    """The version of an integration's mapping that a snapshot has."""

    integration_id: int
    integration: str
    version: int
    by: str
    at: datetime
    accounts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotRules:
    """What the reports of a group use in a snapshot; `version`, `by` and `at` are of the rules."""

    mappings: tuple[MappingUsed, ...] = ()
    eliminations: tuple[KeptRule, ...] = ()
    version: int = 0
    by: str | None = None
    at: datetime | None = None

    def of(self, uploads: Iterable[Upload]) -> SnapshotRules:
        """Return these with the mappings of the integrations that uploads are of."""
        there = {one.integration_id for one in uploads}
        found = tuple(one for one in self.mappings if one.integration_id in there)
        return replace(self, mappings=found)

    def options(self, asked: Options) -> Options:
        """Return what a report of a group is asked for; what the asker brought goes first."""
        mapping = AccountsOfCompanies(
            {
                key_of_source(f"integration {one.integration_id}"): one.accounts
                for one in self.mappings
            }
        )
        return replace(
            asked,
            mapping=asked.mapping or (mapping if self.mappings else None),
            eliminations=asked.eliminations or as_eliminations(self.eliminations),
        )

    def words(self, asked: Options) -> list[Words]:
        """Return what is said of it below the report; nothing of what the asker brought instead."""
        notes = []
        if self.mappings and not asked.mapping:
            en, sv = (
                "; ".join(
                    f"{one.integration} {word} {one.version} ({_at(one.at)}, {one.by})"
                    for one in self.mappings
                )
                for word in ("version", "version")
            )
            notes.append(Words(f"Account mapping: {en}.", f"Kontomappning: {sv}."))
        if self.eliminations and not asked.eliminations and self.at is not None:
            told = f"{self.version} ({_at(self.at)}, {self.by})"
            notes.append(Words(f"Eliminations: version {told}.", f"Elimineringar: version {told}."))
        return notes


def rules_of_snapshot(ws: Workspace, snapshot: Snapshot | None) -> SnapshotRules:
    """Return what a snapshot has; nothing before the first sync."""
    if snapshot is None:
        return SnapshotRules()
    with ws.catalogue.read() as connection:
        kept = of_snapshot(connection, snapshot)
        names = {one.id: one.name for one in find_integrations(connection, ws.domain_id)}
    rules = next((one for one in kept if one.integration_id is None), None)
    return SnapshotRules(
        mappings=tuple(_used(kept, names)),
        eliminations=rules_of(rules.content if rules else None),
        version=rules.version if rules else 0,
        by=rules.actor if rules else None,
        at=rules.at if rules else None,
    )


def _used(kept: Iterable[Kept], names: Mapping[int, str]) -> Iterable[MappingUsed]:
    for one in kept:
        accounts = accounts_of(one.content)
        if one.integration_id is not None and accounts:
            yield MappingUsed(
                integration_id=one.integration_id,
                integration=names.get(one.integration_id, ""),
                version=one.version,
                by=one.actor,
                at=one.at,
                accounts=accounts,
            )


def _at(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M}"
