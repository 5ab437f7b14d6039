"""Single lines read on their own, to see what they say and whether all of it can be read."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from siekit.core.faults import Fault
from siekit.formats.sie4.reading import read_document
from siekit.formats.sie4.write.tables import sayable
from siekit.formats.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from siekit.document import Document
    from siekit.formats.sie4.write.tables import Tables

AT_A_TIME = 400
"""Lines that are read together: few enough that every finding of theirs is kept."""

UNREADABLE = (
    Fault.UNREADABLE_AMOUNT,
    Fault.AMOUNT_OUT_OF_RANGE,
    Fault.AMBIGUOUS_AMOUNT,
    Fault.UNREADABLE_QUANTITY,
    Fault.UNREADABLE_DATE,
    Fault.IMPOSSIBLE_DATE,
    Fault.BROKEN_OBJECT_LIST,
    Fault.UNREADABLE_DIMENSION,
    Fault.UNREADABLE_PERIOD,
    Fault.UNREADABLE_YEAR_NUMBER,
    Fault.UNREADABLE_TAX_YEAR,
    Fault.COVERED_TO_OUTSIDE_YEARS,
)
"""What leaves a field null though something stands in it."""

UNREADABLE_CODES = frozenset(f"R{fault.value}" for fault in UNREADABLE)


class LinesRead:
    """Some lines of a file as the reader understands them, each by its number from 0."""

    def __init__(self, context: Sequence[str], lines: Sequence[str]) -> None:
        """Read lines behind those of a context, which is no part of what is given back."""
        self._before = len(context) + 1
        text = "\n".join((*context, *lines, ""))
        self.document: Document = read_document(
            Source("<lines>", text.encode("utf-8", "replace")),
            sie_type="4E",
            strict=False,
            document_id=1,
            encoding="UTF-8",
        )

    @cached_property
    def tables(self) -> Tables:
        """The tables as sections have them."""
        return sayable(self.document.tables)

    def rows(self, section: str) -> Mapping[int, int]:
        """Return for each line that made a row of a section the number of that row."""
        lines = self.tables[section]["line"].to_pylist()
        return {
            line - self._before: row
            for row, line in enumerate(lines)
            if line is not None and line >= self._before
        }

    @cached_property
    def others(self) -> Mapping[int, list[str]]:
        """For each line what is kept of it among the other records."""
        table = self.document["other_records"]
        found: dict[int, list[str]] = defaultdict(list)
        for line, raw in zip(table["line"].to_pylist(), table["raw"].to_pylist(), strict=True):
            if line >= self._before:
                found[line - self._before].append(raw)
        return found

    def unreadable(self) -> frozenset[int]:
        """Return the lines that hold something which cannot be read."""
        return frozenset(
            finding.line - self._before
            for finding in self.document.findings
            if finding.code in UNREADABLE_CODES and finding.line is not None
        )


def in_pieces(count: int) -> Iterator[slice]:
    """Give the slices of a list of lines that are read together."""
    return (slice(start, start + AT_A_TIME) for start in range(0, count, AT_A_TIME))
