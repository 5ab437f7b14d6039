"""The tables, findings and checks of a linked upload: all of them, or none and the reason."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from siekit.about import version
from siekit.lint.runner import check_many
from siekit.workspace.changing import change_state
from siekit.workspace.findings_kept import findings_json
from siekit.workspace.head_facts import without_contents
from siekit.workspace.linking import PROGRAM
from siekit.workspace.parquet_store import LINES
from siekit.workspace.processing import document_of, find, refuse
from siekit.workspace.refusals import Refusal
from siekit.workspace.states import State
from siekit.workspace.summary_checks import make_checks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from siekit.document import Document
    from siekit.lint.runner import Checked
    from siekit.workspace.checking import Checking
    from siekit.workspace.installation import Installation
    from siekit.workspace.model import Upload


def parse(
    installation: Installation, upload: Upload, document: Document, checking: Checking
) -> None:
    """Write what a linked upload's document holds, check it, and make the upload READY.

    FAILED when nobody can tell which year it is about. Raises `stale` when the upload was changed
    meanwhile; then nothing has come of it.
    """
    if upload.first_day is None or upload.last_day is None:
        refuse(installation, upload, State.FAILED, Refusal("no_year", file=upload.file))
        return
    checked = _write_and_check(installation, upload.id, document, checking)
    checks = make_checks(installation, upload, checked)
    with installation.catalogue.write() as connection:
        change_state(
            connection,
            PROGRAM,
            upload,
            State.READY,
            action="upload.parsed",
            checks=[check.as_json() for check in checks],
            preview=without_contents(upload.preview),
            reader=version(),
            refusal=None,
        )


def tables_of(
    installation: Installation, upload_id: int
) -> tuple[dict[str, pa.Table], list[dict[str, Any]]]:
    """Return what the original of an upload gives: its tables, and its findings as JSON."""
    upload = find(installation, upload_id)
    if upload is None:
        raise Refusal("not_found", what="upload", what_sv="uppladdning", id=upload_id)
    document = document_of(installation, upload)
    checked = check_many([document])[0]
    return _tables(document), findings_json(checked.findings, checked.finding_counts)


def _write_and_check(
    installation: Installation, upload_id: int, document: Document, checking: Checking
) -> Checked:
    """Check a document while its tables are written."""
    checking.begin(document)

    def findings() -> list[dict[str, Any]]:
        checked = checking.checked(document)
        return findings_json(checked.findings, checked.finding_counts)

    installation.tables.write(upload_id, _tables(document), findings)
    return checking.checked(document)


def _tables(document: Document) -> dict[str, pa.Table]:
    """Return the tables of the schema, and where the lines of the file went."""
    lines: Mapping[str, int] = {"document_id": document.document_id, **asdict(document.lines)}
    return {**document.tables, LINES: pa.Table.from_pylist([dict(lines)])}
