"""`Workspace`: the verbs of one company domain, each a module of its own.

A verb asks for the role it needs, does its work in one transaction of the catalogue, and writes
the audit row in it. What another domain has cannot be named here, so it cannot be seen.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from siekit.reports.base import Options
from siekit.workspace.activating import activate, deactivate, rollback
from siekit.workspace.actors import Role, local_actor
from siekit.workspace.audit import events
from siekit.workspace.changing import wrong_state
from siekit.workspace.comparing import compare_with_active
from siekit.workspace.contents import contents
from siekit.workspace.discarding import discard
from siekit.workspace.domain_settings import change_settings
from siekit.workspace.eliminations import eliminations_of, set_eliminations
from siekit.workspace.erasing import erase
from siekit.workspace.installation import Installation
from siekit.workspace.intake import add, bring_on, bring_on_all, set_year
from siekit.workspace.integrating import (
    create_integration,
    edit_integration,
    rename_integration,
)
from siekit.workspace.linking import Choice, link, suggestions
from siekit.workspace.lookup import (
    find_domain,
    find_integration,
    find_integrations,
    find_snapshot,
    find_snapshots,
    find_sync,
    find_syncs,
    find_upload,
    find_uploads,
    waits,
)
from siekit.workspace.mapping import change_mapping, mapping_of, set_mapping
from siekit.workspace.matrix import matrix
from siekit.workspace.members import add_member, change_role, list_members, remove_member
from siekit.workspace.new_companies import create_companies, new_companies
from siekit.workspace.notices import find_notices, see_notice
from siekit.workspace.present_checks import checks_now
from siekit.workspace.reading import database_of_snapshot, reports_of
from siekit.workspace.receipt import receipt
from siekit.workspace.receiving import receive
from siekit.workspace.reconciling import mark_month, reconciled, unmark_month
from siekit.workspace.refusals import Refusal
from siekit.workspace.replacing import chart_beside, what_if
from siekit.workspace.snapshot_rules import rules_of_snapshot
from siekit.workspace.states import PARSED, State
from siekit.workspace.summary import summary
from siekit.workspace.syncing import request_sync, sync
from siekit.workspace.tables import snapshots, sync_runs, uploads
from siekit.workspace.tokens import create_token, list_tokens, revoke_token
from siekit.workspace.unmapped import unmapped_accounts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    import duckdb
    from sqlalchemy.sql.elements import ColumnElement

    from siekit.workspace.account_changes import ChartChanges
    from siekit.workspace.actors import Actor
    from siekit.workspace.catalogue import Catalogue
    from siekit.workspace.comparing import Compared
    from siekit.workspace.eliminations import Eliminations, KeptRule
    from siekit.workspace.intake import Told
    from siekit.workspace.mapping import AccountMapping
    from siekit.workspace.matrix import Matrix
    from siekit.workspace.model import (
        AuditEvent,
        Check,
        Domain,
        Integration,
        Notice,
        Replacement,
        Snapshot,
        SyncRun,
        Upload,
    )
    from siekit.workspace.new_companies import MadeCompany, NewCompanies
    from siekit.workspace.people import Member
    from siekit.workspace.reading import SnapshotReports
    from siekit.workspace.receipt import Receipt
    from siekit.workspace.receiving import Received, Sent
    from siekit.workspace.reconciling import ReconciledMonth
    from siekit.workspace.snapshot_rules import SnapshotRules
    from siekit.workspace.summary import Summary
    from siekit.workspace.tokens import ApiToken
    from siekit.workspace.unmapped import UnmappedAccount


class Workspace:
    """One domain of an installation as one actor sees it; `Workspace.open` makes it."""

    def __init__(self, installation: Installation, domain_id: int, actor: Actor) -> None:
        """Take an open installation; use `open` unless you have one."""
        self.installation = installation
        self.domain_id = domain_id
        self.actor = actor

    @classmethod
    def open(
        cls,
        place: str | Path,
        *,
        domain: str | None = None,
        actor: Actor | None = None,
        folder: str | Path | None = None,
        create: bool = True,
    ) -> Workspace:
        """Open the workspace in a folder, or in PostgreSQL by its address.

        `domain` names one where there are several. `folder` is where the files of a database's
        address are. Raises `Refusal` when it cannot be opened, saying what to do.
        """
        installation = Installation.open(place, folder=folder, create=create)
        who = actor or local_actor()
        if domain is None:
            return installation.only_workspace(who)
        return installation.workspace(installation.domain(domain).id, who)

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue's database."""
        return self.installation.catalogue

    def domain(self) -> Domain:
        """The domain itself: its name and settings."""
        with self.catalogue.read() as connection:
            return find_domain(connection, self.domain_id)

    def uploads(
        self,
        *,
        states: tuple[State, ...] = (),
        integration_id: int | None = None,
        waiting: bool = False,
        before_id: int | None = None,
        most: int | None = None,
    ) -> list[Upload]:
        """The uploads, the newest first; `before_id` and `most` are for pages.

        `waiting` are those that somebody must do something with: say which company they are of, or
        activate them, where that can be done.
        """
        self.actor.require(Role.VIEWER)
        where: list[ColumnElement[bool]] = []
        if states:
            where.append(uploads.c.state.in_([one.value for one in states]))
        if integration_id is not None:
            where.append(uploads.c.integration_id == integration_id)
        if before_id is not None:
            where.append(uploads.c.id < before_id)
        with self.catalogue.read() as connection:
            if waiting:
                where.append(waits(connection, self.domain_id))
            return find_uploads(connection, self.domain_id, *where, most=most)

    def upload(self, upload_id: int) -> Upload:
        """One upload; `not_found` when this domain has none of that id."""
        with self.catalogue.read() as connection:
            return find_upload(connection, self.domain_id, upload_id)

    def integrations(self) -> list[Integration]:
        """The integrations by name."""
        with self.catalogue.read() as connection:
            return find_integrations(connection, self.domain_id)

    def integration(self, integration_id: int) -> Integration:
        """One integration; `not_found` when this domain has none of that id."""
        with self.catalogue.read() as connection:
            return find_integration(connection, self.domain_id, integration_id)

    def snapshot(self, snapshot_id: int | None = None) -> Snapshot | None:
        """The newest snapshot, None before the first sync; or the one of an id."""
        with self.catalogue.read() as connection:
            return find_snapshot(connection, self.domain_id, snapshot_id)

    def snapshots(self, *, before_id: int | None = None, most: int | None = None) -> list[Snapshot]:
        """The snapshots, the newest first; `before_id` and `most` are for pages."""
        where = [] if before_id is None else [snapshots.c.id < before_id]
        with self.catalogue.read() as connection:
            return find_snapshots(connection, self.domain_id, *where, most=most)

    def syncs(self, *, before_id: int | None = None, most: int | None = None) -> list[SyncRun]:
        """The syncs, the newest first; `before_id` and `most` are for pages."""
        where = [] if before_id is None else [sync_runs.c.id < before_id]
        with self.catalogue.read() as connection:
            return find_syncs(connection, self.domain_id, *where, most=most)

    def sync_run(self, sync_id: int) -> SyncRun:
        """One sync; `not_found` when this domain has none of that id."""
        with self.catalogue.read() as connection:
            return find_sync(connection, self.domain_id, sync_id)

    def log(
        self,
        *,
        before_id: int | None = None,
        about: tuple[str, int] | None = None,
        kind: str | None = None,
        actor: str | None = None,
        most: int = 100,
    ) -> list[AuditEvent]:
        """What was done and by whom, the newest first; `about` is a kind of object and its id.

        `kind` is a kind of object (upload, user, …), `actor` a part of the name of who did it.
        """
        self.actor.require(Role.ADMIN)
        with self.catalogue.read() as connection:
            return events(
                connection,
                self.domain_id,
                before_id=before_id,
                about=about,
                kind=kind,
                actor=actor,
                most=most,
            )

    def what_if(self, upload_id: int) -> Replacement:
        """What activating an upload would do now: what it replaces, and the change in totals.

        And what should be looked at first: reconciled months that change, accounts that have other
        names, are new or gone, and in what the file is older or covers less than what it replaces.

        Raises `wrong_state` unless it is READY or SUPERSEDED, and `entries_not_allowed`.
        """
        return what_if(self, upload_id)

    def activate(
        self, upload_id: int, *, token: str | None = None, override_reason: str | None = None
    ) -> Replacement:
        """Put an upload into the reports from the next sync on, and return what it replaced.

        The uploads of the answer are as they are afterwards.
        Active uploads of the integration whose years overlap its own become SUPERSEDED in the
        same transaction. `token` is that of the `Replacement` that somebody saw and confirmed.
        Raises `stale` when that has changed since, `blocked` where checks need an
        `override_reason`, `overlap` when somebody else was quicker.
        """
        return activate(self, upload_id, token=token, override_reason=override_reason)

    def deactivate(self, upload_id: int) -> Upload:
        """Take an active upload out of the reports, from the next sync on."""
        return deactivate(self, upload_id)

    def rollback(
        self, upload_id: int, *, token: str | None = None, override_reason: str | None = None
    ) -> Replacement:
        """Activate a superseded upload again, by the rules of `activate`."""
        return rollback(self, upload_id, token=token, override_reason=override_reason)

    def discard(self, upload_id: int) -> Upload:
        """Cancel or delete an upload that is neither active nor in the newest snapshot.

        Its row and log stay; retention erases the bytes. `in_use` while it is in the reports.
        """
        return discard(self, upload_id)

    def request_sync(self) -> SyncRun:
        """Ask for a sync that a worker will do; `already_syncing` while one is open."""
        return request_sync(self)

    def sync(self) -> SyncRun:
        """Make the reports show what is active, now; one that is open already is done with.

        Look at the `status` of what is returned: a sync that failed left the reports as they were,
        and its `refusal` says why.
        """
        return sync(self)

    def summary(self, upload_id: int, *, previous: bool = True) -> Summary:
        """Both statements of an upload with the year before, its checks and pictures.

        The upload need not be active. Raises `wrong_state` where it has no tables.
        """
        return summary(self, upload_id, previous=previous)

    def contents(self, upload_id: int) -> dict[str, Any] | None:
        """What is in the file of an upload, as a tree to look at before it is linked.

        `classes` of accounts with the figures of the file's own year, `dimensions` with objects,
        `series` with their vouchers and days, `records` counted by label, and `unknown` ones.
        Long lists are cut: `left_out` counts what is missing, and `next_line` of the file is where
        it begins. None for a file that could not be read.
        """
        return contents(self, upload_id)

    def receipt(self, upload_id: int) -> Receipt:
        """All that is known of an upload, to be kept: what came, what was read, what became of it.

        Raises `wrong_state` before the file was read.
        """
        return receipt(self, upload_id)

    def compare_with_active(self, upload_id: int) -> list[Compared]:
        """What differs between an upload and each active one that it would replace, by year."""
        return compare_with_active(self, upload_id)

    def chart_beside(self, upload_id: int) -> ChartChanges | None:
        """What became of each account since the active file that an upload follows.

        That is the one it would replace, else the newest of an earlier year; None without one.
        """
        return chart_beside(self, upload_id)

    def matrix(self) -> Matrix:
        """Every integration with its fiscal years, and where each of them stands."""
        return matrix(self)

    def notices(
        self, *, unseen: bool = False, before_id: int | None = None, most: int | None = None
    ) -> list[Notice]:
        """What somebody should look at, the newest first; `before_id` and `most` are for pages."""
        return find_notices(self, unseen=unseen, before_id=before_id, most=most)

    def see_notice(self, notice_id: int) -> Notice:
        """Say that a notice was seen; who says so first is kept."""
        return see_notice(self, notice_id)

    def mark_month(self, integration_id: int, month: int) -> ReconciledMonth:
        """Keep the figures of a month (YYYYMM) as reconciled: those in the reports, else active.

        A file that changes them later gives an alarm before it is activated and at the sync.
        """
        return mark_month(self, integration_id, month)

    def unmark_month(self, integration_id: int, month: int) -> None:
        """Forget that a month was reconciled."""
        unmark_month(self, integration_id, month)

    def reconciled_months(self, integration_id: int | None = None) -> list[ReconciledMonth]:
        """The months that are marked, of one integration or of all."""
        return reconciled(self, integration_id=integration_id)

    def mapping(self, integration_id: int) -> AccountMapping:
        """What the accounts of an integration are called in reports of several companies."""
        return mapping_of(self, integration_id)

    def set_mapping(self, integration_id: int, accounts: Mapping[str, str]) -> AccountMapping:
        """Let these accounts be called so in place of all that was said before. ADMIN.

        An entry is about all accounts that begin with it, the longest one counts; where both sides
        have as many digits the first digits are exchanged. It takes effect with the next sync.
        """
        return set_mapping(self, integration_id, accounts)

    def change_mapping(
        self, integration_id: int, accounts: Mapping[str, str | None]
    ) -> AccountMapping:
        """Add or change single entries, or take out those of None, and leave the others. ADMIN."""
        return change_mapping(self, integration_id, accounts)

    def unmapped_accounts(self, integration_id: int) -> list[UnmappedAccount]:
        """The accounts with amounts in active files that the mapping does not name."""
        return unmapped_accounts(self, integration_id)

    def eliminations(self) -> Eliminations:
        """What the companies have with each other and reports of several take away."""
        return eliminations_of(self)

    def set_eliminations(
        self, rules: Sequence[KeptRule], *, seen: str | None = None
    ) -> Eliminations:
        """Let these rules stand in place of all others, from the next sync on. ADMIN.

        With `seen`, that of the `Eliminations` that were looked at, only while they are those.
        """
        return set_eliminations(self, rules, seen=seen)

    def snapshot_rules(self, snapshot_id: int | None = None) -> SnapshotRules:
        """The mappings and eliminations that a snapshot has, the newest unless named."""
        return rules_of_snapshot(self, self.snapshot(snapshot_id))

    def database(
        self,
        snapshot_id: int | None = None,
        *,
        integration_ids: Collection[int] | None = None,
        years: Collection[int] | None = None,
        tables: Collection[str] | None = None,
    ) -> duckdb.DuckDBPyConnection:
        """A locked database of a snapshot, the newest unless named; as `siekit.connect` gives it.

        `document_id` is the upload's id. Only what is asked for is read; `years` are those in
        which fiscal years end. Before the first sync the tables are empty.
        """
        return database_of_snapshot(
            self, snapshot_id, integration_ids=integration_ids, years=years, tables=tables
        )

    def reports(
        self,
        name: str,
        options: Options | None = None,
        *,
        snapshot_id: int | None = None,
        integration_ids: Collection[int] | None = None,
        years: Collection[int] | None = None,
        currencies: Collection[str] | None = None,
    ) -> SnapshotReports:
        """A report of each file of a snapshot, or one of all companies; it names its snapshot."""
        return reports_of(
            self,
            name,
            options or Options(),
            snapshot_id=snapshot_id,
            integration_ids=integration_ids,
            years=years,
            currencies=currencies,
        )

    def erase(self, upload_id: int, *, reason: str) -> Upload:
        """Erase the bytes of an upload and all that was made of them, for good.

        Its row and log stay and tell why. Snapshots that had it cannot be shown any more. Raises
        `in_use` while it is active or in the newest snapshot.
        """
        return erase(self, upload_id, reason=reason)

    def members(self) -> list[Member]:
        """The people of the domain by name, with their roles; for administrators."""
        return list_members(self)

    def add_member(
        self, email: str, role: Role, *, name: str = "", vouched: bool = False
    ) -> Member:
        """Let somebody in; an account is made for an address that has none.

        It is `pending` and gives no right until they confirm it, but where you have `vouched` that
        the account is theirs. Raises `Refusal`: `invalid` for no address, or for one that is in the
        domain already.
        """
        return add_member(self, email, role, name=name, vouched=vouched)

    def change_role(self, user_id: int, role: Role) -> None:
        """Give a member another role.

        Raises `Refusal`: `last_admin` when nobody else administers the domain.
        """
        change_role(self, user_id, role)

    def remove_member(self, user_id: int) -> None:
        """Take somebody out of the domain; their API tokens here open nothing any more.

        Raises `Refusal`: `last_admin` when nobody else administers the domain.
        """
        remove_member(self, user_id)

    def tokens(self) -> list[ApiToken]:
        """The API tokens, the newest first; for administrators."""
        return list_tokens(self)

    def create_token(
        self, name: str, role: Role, *, days: int | None = 365
    ) -> tuple[ApiToken, str]:
        """Make an API token, and tell its secret: now and never again.

        It may do what `role` may, and never more than the one who made it. It ends after `days`,
        or with None when it is revoked.
        """
        return create_token(self, name, role, days=days)

    def revoke_token(self, token_id: int) -> None:
        """Shut an API token out at once."""
        revoke_token(self, token_id)

    def change_settings(self, **values: object) -> Domain:
        """Change settings of the domain by their names in `Domain`.

        `name`, `sync_at` (HH:MM in Stockholm, None for by hand only), `entries_allowed`,
        `rejected_kept_days`, `largest_file` (bytes). Raises `Refusal`: `invalid`.
        """
        return change_settings(self, **values)

    def receive(
        self, source: Sent, name: str | None = None, *, via: str = "manual"
    ) -> list[Received]:
        """Keep a file, or each file of a zip; workers then see what is in them. ANALYST.

        `source` is a path, as a `Path` or a text, an open file, bytes, or pieces of bytes; those
        two need a `name`, the others have one. Each file has its own result: an upload, or the
        reason why there is none, or both for one that was refused and kept. Bytes that are here
        already give the upload of then, with `seen_before`. Where no worker runs, `bring_on` does
        what waits; `add` does both.
        """
        return receive(self, source, name, via=via)

    def add(
        self,
        source: Sent,
        name: str | None = None,
        *,
        create: bool = False,
        via: str = "program",
        told: Told | None = None,
    ) -> list[Received]:
        """Receive a file or zip and bring each upload as far as it comes by itself, at once.

        With `create` an integration is made for a company that is clearly new. `told` hears which
        file of how many is at work. `source`, `name` and results are as those of `receive`, with
        the uploads as they are then.
        """
        return add(self, source, name, create=create, via=via, told=told)

    def bring_on(self, upload_id: int | None = None) -> list[Upload]:
        """Do what waits to be done with an upload, or with all; return them as they are then.

        For programs where no worker runs, after `receive`, or after another program was stopped.
        What a worker has begun with is waited for. Raises `Refusal` where it cannot be done now,
        such as for a full disk; then it waits on.
        """
        if upload_id is None:
            return bring_on_all(self)
        return [bring_on(self, self.upload(upload_id).id)]

    def suggestions(self, upload_id: int) -> list[Integration]:
        """The integrations that an upload may be of: by its number, else all that there are."""
        return suggestions(self, upload_id)

    def link(
        self,
        upload_id: int,
        integration_id: int | None = None,
        *,
        new_name: str | None = None,
        confirm_orgnr: bool = False,
        confirm_currency: bool = False,
        take_orgnr: bool = False,
    ) -> Upload:
        """Say which integration an upload is of, or make a new one for it. ANALYST.

        Without either it is linked to the one that matches. With it are linked the files that
        waited for that integration's number. Their tables are made before this returns, in the
        portal by a worker. `take_orgnr` gives an integration without a number that of the file.
        Raises
        `ambiguous_link`, `choose_integration`, `other_orgnr`, `other_currency`, `in_reports`.
        """
        choice = Choice(
            integration_id=integration_id,
            new_name=new_name,
            confirm_orgnr=confirm_orgnr,
            confirm_currency=confirm_currency,
            take_orgnr=take_orgnr,
        )
        return self._brought_on(link(self, upload_id, choice))

    def new_companies(self) -> NewCompanies:
        """The companies that nobody has yet and of which files wait, with those files.

        A company has a `doubt` where its number has a wrong check digit, or its files have several
        names or currencies. `left` are the uploads of which no company can be made, each with the
        reason: no number, or one that an integration has already.
        """
        return new_companies(self)

    def create_companies(
        self, wanted: Iterable[tuple[str, str | None]] | None = None
    ) -> list[MadeCompany]:
        """Make an integration for each of these new companies, and link its files to it. ANALYST.

        `wanted` are pairs of organisation number and name; with None for a name it gets that of
        its files. Without `wanted` all are made that are clear: those of `new_companies` without a
        `doubt`. At most 1,000 are made by one call. Each is made by itself, in full or not at all,
        and a `refusal` in its result says why not: `nothing_waits`, `several_businesses`,
        `invalid` for a name that another has. The tables of the files are made before this returns,
        in the portal by a worker.
        """
        made = create_companies(self, wanted)
        return made if self.installation.has_workers else [self._brought_on_of(one) for one in made]

    def set_year(self, upload_id: int, first_day: date, last_day: date) -> Upload:
        """Say which year a file is about that does not say so itself. ANALYST.

        Raises `year_stated` for a file with #RAR, and `in_reports`.
        """
        return self._brought_on(set_year(self, upload_id, first_day, last_day))

    def checks(self, upload_id: int) -> list[Check]:
        """The checks of an upload's summary, those against active files as they are now."""
        return checks_now(self, upload_id)

    def create_integration(
        self,
        name: str,
        *,
        orgnr: str | None = None,
        acquisition_no: str | None = None,
        currency: str = "SEK",
    ) -> Integration:
        """Make an integration that files can be linked to. ANALYST."""
        return create_integration(
            self, name, orgnr=orgnr, acquisition_no=acquisition_no, currency=currency
        )

    def edit_integration(
        self,
        integration_id: int,
        *,
        name: str | None = None,
        orgnr: str | None = None,
        currency: str | None = None,
    ) -> Integration:
        """Change what is given of an integration; an empty `orgnr` takes it away. ADMIN.

        Files that wait for activation are checked anew, in the portal by a worker.
        """
        changed = edit_integration(self, integration_id, name=name, orgnr=orgnr, currency=currency)
        self._bring_on_linked(changed.id)
        return changed

    def rename_integration(self, integration_id: int, name: str) -> Integration:
        """Give an integration another name. ADMIN."""
        return rename_integration(self, integration_id, name)

    def original(self, upload_id: int) -> bytes:
        """The bytes of an upload exactly as they came; `erased` when they are gone for good."""
        upload = self.upload(upload_id)
        if upload.erased_at is not None:
            raise Refusal("erased", file=upload.file, day=f"{upload.erased_at:%Y-%m-%d}")
        return self.installation.originals.read(upload.sha256)

    def findings(self, upload_id: int) -> list[dict[str, Any]]:
        """What is odd about the file of an upload, as `siekit check --format json` tells it.

        Raises `wrong_state` for one that was not read to its end.
        """
        upload = self.upload(upload_id)
        if upload.state not in PARSED:
            raise wrong_state(upload)
        return self.installation.tables.findings(upload.id)

    def _brought_on(self, changed: Upload) -> Upload:
        """An upload, and those linked along with it, when what waits to be done is done."""
        if changed.state is not State.LINKED or changed.integration_id is None:
            return changed
        self._bring_on_linked(changed.integration_id)
        return self.upload(changed.id)

    def _brought_on_of(self, made: MadeCompany) -> MadeCompany:
        """A company that was made, its uploads as they are when what waits with them is done."""
        return replace(made, uploads=tuple(bring_on(self, one.id) for one in made.uploads))

    def _bring_on_linked(self, integration_id: int) -> None:
        """Do what was asked for with the uploads of an integration, unless workers do it."""
        if not self.installation.has_workers:
            bring_on_all(self, states=(State.LINKED,), integration_id=integration_id)

    def close(self) -> None:
        """Close the installation."""
        self.installation.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
