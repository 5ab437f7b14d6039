"""Companies that nobody has yet, of which files wait: found by their numbers, made all at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from siekit.formats.sie4.orgnr import has_check_digit, normalised
from siekit.workspace import jobs
from siekit.workspace.actors import Role
from siekit.workspace.head_facts import ten_digits
from siekit.workspace.integrating import free_name, lock_integrations
from siekit.workspace.linking import Choice, link_in, link_others, same_business
from siekit.workspace.lookup import find_integration, find_integrations, find_upload, find_uploads
from siekit.workspace.orgnr_text import hyphened
from siekit.workspace.refusals import Refusal
from siekit.workspace.shown_text import shown_text
from siekit.workspace.states import State
from siekit.workspace.tables import integrations, uploads

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.engine import Connection

    from siekit.workspace.model import Integration, Upload
    from siekit.workspace.workspace import Workspace

MOST_AT_ONCE = 1000
"""Companies that are made by one call; what is more waits for the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCompany:
    """A company to make: its number of ten digits, its files, and the name that it would get.

    `doubt` says why it is made only when it is asked for by itself; None where all is clear.
    """

    orgnr: str
    name: str
    uploads: tuple[Upload, ...]
    doubt: Refusal | None

    @property
    def fiscal_years(self) -> tuple[str, ...]:
        """The years of its files, in order."""
        return tuple(sorted({one.fiscal_year for one in self.uploads if one.fiscal_year}))


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftUpload:
    """An upload that waits for somebody to say whose it is, and why."""

    upload: Upload
    why: Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCompanies:
    """The companies to make, by name, the uploads that are left, and how many are being read."""

    companies: tuple[NewCompany, ...]
    left: tuple[LeftUpload, ...]
    being_read: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeCompany:
    """What became of a company that was to be made: its integration and uploads, or why not."""

    orgnr: str
    integration: Integration | None = None
    uploads: tuple[Upload, ...] = ()
    refusal: Refusal | None = None


def new_companies(workspace: Workspace) -> NewCompanies:
    """Return the companies that the files which wait are of and that nobody has yet."""
    workspace.actor.require(Role.VIEWER)
    with workspace.catalogue.read() as connection:
        waiting = _waiting(connection, workspace.domain_id)
        received = uploads.c.state == State.RECEIVED.value
        reading = find_uploads(connection, workspace.domain_id, received, brief=True)
        taken = _by_number(find_integrations(connection, workspace.domain_id))
    groups: dict[str, list[Upload]] = defaultdict(list)
    left = []
    for one in waiting:
        why = _why_left(one, taken)
        if why is not None:
            left.append(LeftUpload(upload=one, why=why))
        elif one.orgnr:
            groups[one.orgnr].append(one)
    companies = []
    for orgnr, found in groups.items():
        several = _several_businesses(found)
        if several is not None:
            left += [LeftUpload(upload=one, why=several) for one in found]
        else:
            companies.append(_company(orgnr, found))
    return NewCompanies(
        companies=tuple(sorted(companies, key=lambda one: (one.name.casefold(), one.orgnr))),
        left=tuple(sorted(left, key=lambda one: one.upload.id)),
        being_read=len(reading),
    )


def create_companies(
    workspace: Workspace, wanted: Iterable[tuple[str, str | None]] | None = None
) -> list[MadeCompany]:
    """Make companies and link their files, each in a transaction of its own; see `Workspace`."""
    workspace.actor.require(Role.ANALYST)
    if wanted is None:
        clear = [one for one in new_companies(workspace).companies if one.doubt is None]
        wanted = [(one.orgnr, None) for one in clear]
    made = [_made(workspace, orgnr, name) for orgnr, name in list(wanted)[:MOST_AT_ONCE]]
    jobs.call()
    return made


def _made(workspace: Workspace, written: str, name: str | None) -> MadeCompany:
    orgnr = ten_digits(normalised(written.strip())[0])
    if orgnr is None:
        return MadeCompany(orgnr=written, refusal=_nothing_waits(shown_text(written)))
    try:
        with workspace.catalogue.write() as connection:
            return _made_in(connection, workspace, orgnr, name)
    except Refusal as refusal:
        return MadeCompany(orgnr=orgnr, refusal=refusal)


def _made_in(
    connection: Connection, workspace: Workspace, orgnr: str, name: str | None
) -> MadeCompany:
    domain_id = workspace.domain_id
    lock_integrations(connection, domain_id)
    found = _waiting(connection, domain_id, orgnr)
    if not found or find_integrations(connection, domain_id, integrations.c.orgnr == orgnr):
        raise _nothing_waits(hyphened(orgnr))
    several = _several_businesses(found)
    if several is not None:
        raise several
    company = _company(orgnr, found)
    first = _speaker(found)
    name = name if name is not None else free_name(connection, domain_id, company.name)
    link_in(connection, workspace.actor, first, Choice(new_name=name))
    link_others(connection, first)
    linked = [find_upload(connection, domain_id, one.id) for one in found]
    number = next(one.integration_id for one in linked if one.id == first.id)
    return MadeCompany(
        orgnr=orgnr,
        integration=find_integration(connection, domain_id, number or 0),
        uploads=tuple(one for one in linked if one.integration_id == number),
    )


def _waiting(connection: Connection, domain_id: int, orgnr: str | None = None) -> list[Upload]:
    where = [uploads.c.state == State.PREVIEWED.value]
    if orgnr is not None:
        where.append(uploads.c.orgnr == orgnr)
    return find_uploads(connection, domain_id, *where, oldest_first=True, brief=True)


def _by_number(found: Iterable[Integration]) -> dict[str, list[Integration]]:
    groups: dict[str, list[Integration]] = defaultdict(list)
    for one in found:
        if one.orgnr:
            groups[one.orgnr].append(one)
    return groups


def _why_left(upload: Upload, taken: dict[str, list[Integration]]) -> Refusal | None:
    """Return why no company can be made of an upload; None where that can be."""
    if not upload.orgnr:
        return Refusal("no_orgnr", file=upload.file)
    having = taken.get(upload.orgnr, [])
    if not having:
        return None
    orgnr = hyphened(upload.orgnr)
    same = [one for one in having if same_business(one.acquisition_no, upload.acquisition_no)]
    if len(same) > 1:
        return Refusal("ambiguous_link", file=upload.file, count=len(same), orgnr=orgnr)
    name = (same or having)[0].name
    return Refusal("orgnr_taken", file=upload.file, orgnr=orgnr, integration=name)


def _several_businesses(found: Sequence[Upload]) -> Refusal | None:
    """Return the refusal of one company for the files of several businesses of one person."""
    numbers = {(one.acquisition_no or "").lstrip("0") for one in found} - {""}
    if len(numbers) <= 1:
        return None
    orgnr = hyphened(found[0].orgnr)
    return Refusal("several_businesses", orgnr=orgnr, known=", ".join(sorted(numbers)))


def _company(orgnr: str, found: Sequence[Upload]) -> NewCompany:
    name = shown_text(_speaker(found).company or "") or hyphened(orgnr)
    return NewCompany(
        orgnr=orgnr, name=name, uploads=tuple(found), doubt=_doubt(orgnr, found, name)
    )


def _speaker(found: Sequence[Upload]) -> Upload:
    """Return the file that the new company is made of: that of the newest year."""
    return max(
        found,
        key=lambda one: (
            bool(one.acquisition_no),
            bool(one.company),
            one.last_day or date.min,
            one.id,
        ),
    )


def _doubt(orgnr: str, found: Sequence[Upload], name: str) -> Refusal | None:
    reasons, reasons_sv = [], []
    if not has_check_digit(orgnr):
        reasons.append("the check digit of the number is wrong")
        reasons_sv.append("kontrollsiffran i numret stämmer inte")
    names = {_plain(one.company): shown_text(one.company) for one in found if one.company}
    if len(names) > 1:
        others = ", ".join(sorted(one for key, one in names.items() if key != _plain(name)))
        reasons.append(f"other files of it have another name: {others}")
        reasons_sv.append(f"andra filer med numret har ett annat namn: {others}")
    currencies = sorted({one.currency or "SEK" for one in found})
    if len(currencies) > 1:
        reasons.append(f"its files are in several currencies: {', '.join(currencies)}")
        reasons_sv.append(f"filerna är i flera valutor: {', '.join(currencies)}")
    if not reasons:
        return None
    return Refusal(
        "company_in_doubt",
        orgnr=hyphened(orgnr),
        name=name,
        reasons="; ".join(reasons),
        reasons_sv="; ".join(reasons_sv),
    )


def _plain(name: str | None) -> str:
    """Return a name without what makes no difference: case and spaces."""
    return " ".join(shown_text(name or "").casefold().split())


def _nothing_waits(orgnr: str) -> Refusal:
    return Refusal("nothing_waits", orgnr=orgnr)
