"""The table `files` of uploads: the catalogue has decided which of them are used."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.engine.files_table import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from siekit.workspace.model import Upload

LEDGER = "ledger"


def files_of_members(
    uploads: Sequence[Upload], tables: Sequence[Mapping[str, pa.Table]], *, reason: str
) -> pa.Table:
    """Return the table of files for `engine.shown.database`: all of them are used.

    Company and organisation number are those of the header, so each of `tables` has one: the
    same file shows the same alone and in a snapshot. A company is an integration; where two have
    the same name in their files, and where a file has none, that of the integration is shown. Of
    an earlier year of a file nothing is shown where another of the files has it as its own.
    """
    rows = [_row(upload, own, uploads, reason) for upload, own in zip(uploads, tables, strict=True)]
    integrations: dict[object, set[int | None]] = defaultdict(set)
    for upload, row in zip(uploads, rows, strict=True):
        integrations[row["company"]].add(upload.integration_id)
    for upload, row in zip(uploads, rows, strict=True):
        if len(integrations[row["company"]]) > 1:
            row["company"] = upload.integration or row["company"]
    return pa.Table.from_pylist(rows, SCHEMA)


def _row(
    upload: Upload, own: Mapping[str, pa.Table], uploads: Sequence[Upload], reason: str
) -> dict[str, object]:
    head = own["header"].select(["company", "orgnr"]).to_pylist()[0]
    return {
        "document_id": upload.id,
        "file": upload.file,
        "company": head["company"] or upload.integration,
        "orgnr": head["orgnr"],
        "fiscal_year": upload.fiscal_year,
        "start_date": upload.first_day,
        "end_date": upload.last_day,
        "year_derived": upload.year_derived,
        "sie_type": upload.sie_type,
        "vouchers": own["vouchers"].num_rows if "vouchers" in own else None,
        "generated_date": upload.generated_date,
        "sha256": upload.sha256,
        "company_key": f"integration {upload.integration_id}",
        "chosen": True,
        "reason": reason,
        "instead": None,
        "years_elsewhere": _years_elsewhere(upload, own, uploads),
    }


def _years_elsewhere(
    upload: Upload, own: Mapping[str, pa.Table], uploads: Sequence[Upload]
) -> list[int]:
    """Return the numbers of the earlier years for which another ledger speaks."""
    others = [
        (one.first_day, one.last_day)
        for one in uploads
        if one.integration_id == upload.integration_id and one.id != upload.id
        if one.role == LEDGER
    ]
    if not others or "fiscal_years" not in own:
        return []
    years = own["fiscal_years"]
    earlier = years.filter(pc.not_equal(years["year_no"], 0)).to_pylist()
    return [
        row["year_no"]
        for row in earlier
        if any(_overlap((row["start_date"], row["end_date"]), other) for other in others)
    ]


def _overlap(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> bool:
    start, end = one
    first, last = other
    if start is None or end is None or first is None or last is None:
        return False
    return start <= last and first <= end
