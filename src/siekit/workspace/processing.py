"""What happens to an upload after it was received, until a person is needed or it is ready.

Each step begins with what the catalogue says and ends with one transaction, so that any of them
can be done again, and by two at once, without harm.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import sqlalchemy as sa

from siekit.exceptions import SourceError
from siekit.workspace.changing import change_state
from siekit.workspace.checking import Checking
from siekit.workspace.failure_notices import of_upload, tell
from siekit.workspace.head_facts import company_of, head_facts
from siekit.workspace.linking import PROGRAM, link_alone, matches
from siekit.workspace.lookup import find_upload
from siekit.workspace.not_sie import BEYOND_ALL, not_sie
from siekit.workspace.refusals import Refusal
from siekit.workspace.states import State
from siekit.workspace.tables import uploads

if TYPE_CHECKING:
    from siekit.document import Document
    from siekit.workspace.installation import Installation
    from siekit.workspace.model import Upload

FEED = "4I"
"""The type of files of single vouchers."""

MOST_STEPS = 50
"""Steps after which somebody else is let try: each was in vain because of another's change."""


def process(installation: Installation, upload_id: int) -> None:
    """Bring an upload as far as it comes by itself.

    From RECEIVED to PREVIEWED or REJECTED, to LINKED where one integration matches, to READY or
    FAILED. In any other state, and where there is no such upload, nothing happens.
    """
    from siekit.workspace.parsing import parse

    with Checking() as checking:
        document: Document | None = None
        for _ in range(MOST_STEPS):
            upload = find(installation, upload_id)
            try:
                if upload is None or upload.state not in (State.RECEIVED, State.LINKED):
                    forget_if_erased(installation, upload)
                    return
                if upload.state is State.RECEIVED:
                    document = _preview(installation, upload, checking)
                else:
                    document = document or document_of(installation, upload)
                    parse(installation, upload, document, checking)
            except Refusal as refusal:
                if refusal.code not in {"stale", "wrong_state"}:
                    raise
        raise Refusal("stale")


def give_up(installation: Installation, upload_id: int) -> None:
    """Reject an upload, or let it fail, that was tried as often as makes sense."""
    upload = find(installation, upload_id)
    if upload is None or upload.state not in (State.RECEIVED, State.LINKED):
        return
    state = State.REJECTED if upload.state is State.RECEIVED else State.FAILED
    refuse(installation, upload, state, Refusal("processing_failed", file=upload.file))


def refuse(installation: Installation, upload: Upload, state: State, refusal: Refusal) -> None:
    """Bring an upload to REJECTED or FAILED with the reason; nothing of its data stays.

    Raises `stale` when somebody brought it on meanwhile; its tables are then not ours to remove.
    """
    action = f"upload.{state.value.lower()}"
    with installation.catalogue.write() as connection:
        change_state(connection, PROGRAM, upload, state, action=action, refusal=refusal.as_json())
        tell(connection, upload.domain_id, [of_upload(upload, refusal)])
        installation.tables.erase(upload.id)


def forget_if_erased(installation: Installation, upload: Upload | None) -> None:
    """Take away the tables of an upload that was erased while they were being written."""
    if upload is not None and upload.erased_at is not None:
        installation.tables.erase(upload.id)


def find(installation: Installation, upload_id: int) -> Upload | None:
    """Return an upload of whatever domain."""
    with installation.catalogue.read() as connection:
        query = sa.select(uploads.c.domain_id).where(uploads.c.id == upload_id)
        domain_id = connection.execute(query).scalar()
        return None if domain_id is None else find_upload(connection, domain_id, upload_id)


def document_of(installation: Installation, upload: Upload) -> Document:
    """Read the original of an upload; `not_sie` says what it is when it is no SIE file.

    The number of the document is that of the upload.
    """
    from siekit.formats.registry import FORMATS
    from siekit.formats.sniff import what_it_is
    from siekit.formats.source import Source

    source = Source(upload.file, installation.originals.read(upload.sha256))
    for format_ in FORMATS:
        if format_.recognises(source.data):
            try:
                document = format_.read(source, sie_type=None, strict=False, document_id=upload.id)
                # What was taken in as a ledger before this was told apart stays what it was.
                if upload.sie_type == "4E" or not _is_vouchers_alone(document):
                    return document
                return format_.read(source, sie_type=FEED, strict=False, document_id=upload.id)
            except SourceError as error:
                raise not_sie(upload.file, BEYOND_ALL) from error
    raise not_sie(upload.file, what_it_is(source.data))


def _is_vouchers_alone(document: Document) -> bool:
    """Tell whether vouchers are all there is in what was taken for a ledger by its file's name.

    Without a year and balances they describe no year, and must not take a ledger's place.
    """
    if document.header.sie_type != "4E" or document.fiscal_years:
        return False
    return not document["balances"].num_rows


def _preview(installation: Installation, upload: Upload, checking: Checking) -> Document | None:
    """Read an upload and tell what is in it; link it where that is clear.

    Where it will be, its checks begin meanwhile.
    """
    try:
        document = document_of(installation, upload)
    except Refusal as refusal:
        if refusal.code != "not_sie":
            raise
        refuse(installation, upload, State.REJECTED, refusal)
        return None
    with installation.catalogue.read() as connection:
        if len(matches(connection, replace(upload, **company_of(document)))) == 1:
            checking.begin(document)
    facts = head_facts(document)
    with installation.catalogue.write() as connection:
        change_state(
            connection, PROGRAM, upload, State.PREVIEWED, action="upload.previewed", **facts
        )
        seen = replace(upload, state=State.PREVIEWED, version=upload.version + 1, **facts)
        link_alone(connection, seen)
    return document
