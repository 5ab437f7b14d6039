"""The table `files`: one row a document, which of them are used, and why the others are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.engine.choosing import FEED, FileFacts, choose, company_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

SCHEMA = pa.schema(
    [
        ("document_id", pa.int32()),
        ("file", pa.string()),
        ("company", pa.string()),
        ("orgnr", pa.string()),
        ("fiscal_year", pa.string()),
        ("start_date", pa.date32()),
        ("end_date", pa.date32()),
        ("year_derived", pa.bool_()),
        ("sie_type", pa.string()),
        ("vouchers", pa.int64()),
        ("generated_date", pa.date32()),
        ("sha256", pa.string()),
        ("company_key", pa.string()),
        ("chosen", pa.bool_()),
        ("reason", pa.string()),
        ("instead", pa.int32()),
        ("years_elsewhere", pa.list_(pa.int8())),
    ]
)
"""The columns of `files`; `instead` is the document that is used, where one is."""


def files_table(
    documents: Sequence[Mapping[str, pa.Table] | FileFacts], *, choosing: bool = True
) -> pa.Table:
    """Return the table of files of documents, each given as its tables, or as its facts.

    Without `choosing` all files are used, whatever they have in common.
    """
    facts = [one if isinstance(one, FileFacts) else facts_of(one) for one in documents]
    if choosing:
        choose(facts)
        _tell_earlier_years(facts)
    else:
        for one in facts:
            one.reason = "every file was asked for"
    return pa.Table.from_pylist([_row(one) for one in facts], SCHEMA)


def facts_of(tables: Mapping[str, pa.Table]) -> FileFacts:
    """Return what is known of a file that is given as its tables."""
    head = tables["header"].to_pylist()[0]
    years = tables["fiscal_years"].filter(pc.equal(tables["fiscal_years"]["year_no"], 0))
    start, end = (_first(years[name]) for name in ("start_date", "end_date"))
    vouchers = tables["vouchers"]
    derived = start is None or end is None
    if derived:
        span = pc.min_max(vouchers["date"]).as_py()
        start, end = span["min"], span["max"]
    stated = tables["fiscal_years"].select(["year_no", "start_date", "end_date"])
    return FileFacts(
        document_id=head["document_id"],
        file=head["file"],
        company=head["company"],
        orgnr=head["orgnr"],
        key=company_key(head["orgnr"], head["company_id"], head["company"]),
        sie_type=head["sie_type"],
        start=start,
        end=end,
        derived=derived,
        vouchers=vouchers.num_rows,
        generated=head["generated_date"],
        sha256=head["sha256"],
        years=[tuple(row.values()) for row in stated.to_pylist()],
    )


def _first(column: pa.ChunkedArray) -> date | None:
    return column[0].as_py() if len(column) else None


def _tell_earlier_years(facts: Sequence[FileFacts]) -> None:
    """Note which earlier years of a file have a file of their own."""
    chosen = [one for one in facts if one.chosen and one.sie_type != FEED and not one.derived]
    for one in facts:
        others = [other for other in chosen if other.key == one.key and other is not one]
        for year_no, start, end in one.years if one.key and others else ():
            if year_no and start and end:
                own = {name: getattr(one, name) for name in _IDENTITY}
                year = FileFacts(**own, start=start, end=end)
                if any(other.overlaps(year) for other in others):
                    one.years_elsewhere.append(year_no)


_IDENTITY = (
    "document_id",
    "file",
    "company",
    "orgnr",
    "key",
    "sie_type",
    "derived",
    "vouchers",
    "generated",
    "sha256",
)


def _row(one: FileFacts) -> dict[str, object]:
    return {
        "document_id": one.document_id,
        "file": one.file,
        "company": one.company,
        "orgnr": one.orgnr,
        "fiscal_year": one.fiscal_year,
        "start_date": one.start,
        "end_date": one.end,
        "year_derived": one.derived,
        "sie_type": one.sie_type,
        "vouchers": one.vouchers,
        "generated_date": one.generated,
        "sha256": one.sha256,
        "company_key": one.key,
        "chosen": one.chosen,
        "reason": one.reason,
        "instead": one.instead,
        "years_elsewhere": one.years_elsewhere,
    }
