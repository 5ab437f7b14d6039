"""What a file says about itself, changed in its identification records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siekit.core.labels import LABELS, Group
from siekit.formats.sie4.header import LEDGER_CURRENCY
from siekit.formats.sie4.preserve.layout import COLUMNS

if TYPE_CHECKING:
    from siekit.formats.sie4.preserve.work import Work
    from siekit.model import Header

LABELS_EDITED = [
    label.name for label in LABELS if label.group <= Group.IDENTIFICATION and label.name != "#RAR"
]
_CODES = ("company_type", "industry", "encoding_declared", "currency")
"""Facts that the reader takes as absent where there is nothing but space."""

TABLE = "header"
KEY = (TABLE, 0)


def facts(header: Header, before: Header | None = None) -> dict[str, Any]:
    """Return what the records are to say, by column of the header table.

    A number or a chart that was changed, and not how it stood, is written as it is now.
    """
    row = header.as_row()
    row["sie_type"] = header.sie_type[:1]
    told = header.currency_declared or header.currency != LEDGER_CURRENCY
    row["currency"] = header.currency.upper() if told else None
    for column in _CODES:
        row[column] = (row[column] or "").strip() or None
    if before is not None:
        was = before.as_row()
        for column in ("orgnr", "chart_type"):
            raw = f"{column}_raw"
            if row[column] != was[column] and row[raw] == was[raw]:
                row[raw] = row[column]
    return row


def edit_identification(work: Work) -> None:
    """Edit the records of a changed header: one is added, removed or written anew."""
    before = work.original.document.header
    now, was = facts(work.document.header, before), facts(before)
    for label in LABELS_EDITED:
        if all(now[column] == was[column] for column in COLUMNS[label]):
            continue
        if label == "#PROSA":
            _edit_comment(work, now["comment"])
        else:
            _edit(work, label, now, was)


def _edit(work: Work, label: str, now: dict[str, Any], was: dict[str, Any]) -> None:
    """Edit the records of one label; of several the last one is read."""
    columns = COLUMNS[label]
    records = work.original.head.get(label, [])
    if all(now[column] is None for column in columns):
        for record in records:
            work.remove(record.line)
    elif records:
        changed = {column: now[column] for column in columns if now[column] != was[column]}
        line = records[-1].line
        work.edits.replace(line, work.rewrite(work.edits.line(line), label, changed, KEY))
    else:
        _add(work, label, now)


def _add(work: Work, label: str, row: dict[str, Any]) -> None:
    work.edits.insert(work.original.line_before(label), work.composed(label, row, KEY))


def _edit_comment(work: Work, comment: str | None) -> None:
    """Edit #PROSA: one record for each line of the comment."""
    records = work.original.head.get("#PROSA", [])
    texts = [] if comment is None else comment.split("\n")
    for record, text in zip(records, texts, strict=False):
        line = work.edits.line(record.line)
        if (record.text(0) or "") != text:
            made = work.rewrite(line, "#PROSA", {"comment": text}, KEY)
            work.edits.replace(record.line, made)
    for record in records[len(texts) :]:
        work.remove(record.line)
    after = records[-1].line if records else work.original.line_before("#PROSA")
    for text in texts[len(records) :]:
        work.edits.insert(after, work.composed("#PROSA", {"comment": text}, KEY))
    if comment is not None:
        fitting = (work.spelling.fitting(text, "#PROSA", None) for text in texts)
        work.expected[(*KEY, "comment")] = "\n".join(fitting)
