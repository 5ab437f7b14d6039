"""Records that no table holds: which stand in one document only."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from siekit.comparison.difference import ADDED, REMOVED, OtherRecordChange

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siekit.document import Document

_FIELD = re.compile(
    r"""
    [ \t]*
    (?: "(?P<quoted>(?:\\"|[^"])*)(?:"|$)
      | (?P<brace>[{}])
      | (?P<bare>(?:\\"|[^ \t{}])+)
    )
    """,
    re.VERBOSE,
)
_BARE, _BRACE = "text", "brace"

Fields = tuple[tuple[str, str], ...]


def other_record_changes(a: Document, b: Document) -> Sequence[OtherRecordChange]:
    """The records that one document has more often than the other; their order is none."""
    if a["other_records"].drop_columns(_PLACES).equals(b["other_records"].drop_columns(_PLACES)):
        return ()
    one, other = _by_fields(a), _by_fields(b)
    found = []
    for fields in {**one, **other}:
        shared = min(len(one[fields]), len(other[fields]))
        found += [_change(REMOVED, *record) for record in one[fields][shared:]]
        found += [_change(ADDED, *record) for record in other[fields][shared:]]
    return tuple(sorted(found, key=lambda each: (each.line_a or each.line_b or 0, each.label)))


_PLACES = ["document_id", "line"]


def fields_of(raw: str) -> Fields:
    """The fields of a line, however they are quoted and spaced; empty ones at its end are none."""
    fields = []
    for match in _FIELD.finditer(raw.strip()):
        if match["brace"]:
            fields.append((_BRACE, match["brace"]))
        else:
            value = match["quoted"] if match["bare"] is None else match["bare"]
            fields.append((_BARE, value.replace('\\"', '"')))
    while fields and fields[-1] == (_BARE, ""):
        fields.pop()
    return tuple(fields)


def _by_fields(document: Document) -> dict[Fields, list[tuple[int, str, str]]]:
    """Line, label and text of the records, by their fields."""
    records: dict[Fields, list[tuple[int, str, str]]] = defaultdict(list)
    for record in document.other_records:
        records[fields_of(record.raw)].append((record.line, record.label, record.raw))
    return records


def _change(change: str, line: int, label: str, raw: str) -> OtherRecordChange:
    line_a, line_b = (line, None) if change == REMOVED else (None, line)
    return OtherRecordChange(change=change, line_a=line_a, line_b=line_b, label=label, raw=raw)
