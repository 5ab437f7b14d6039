"""The file that a document came from, read again: its tables, and where its records stand."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.core.labels import LABELS
from siekit.formats.sie4.accounts import account_records
from siekit.formats.sie4.arrow import column
from siekit.formats.sie4.balance_records import balance_records
from siekit.formats.sie4.dimensions import dimension_records
from siekit.formats.sie4.found import Found
from siekit.formats.sie4.head_records import head_records
from siekit.formats.sie4.lines import Lines
from siekit.formats.sie4.reading import read_document
from siekit.formats.sie4.scan import NAMES, Scan
from siekit.formats.sie4.tokens import split
from siekit.formats.source import Source

if TYPE_CHECKING:
    from siekit.document import Document
    from siekit.formats.sie4.head_fields import HeadRecord

GIVEN = "given by the caller"
"""The evidence of a type that the file itself does not say."""

ORDER = [label.name for label in LABELS if label.name != "#KSUMMA"]
KSUMMAS = 2
"""Records of a checksum that frames a file: one near its start, one at its end."""


class Original:
    """What stands in the bytes that a document was read from."""

    def __init__(self, document: Document, source: bytes) -> None:
        """Read the bytes as they were read then."""
        header = document.header
        self.given_type = header.sie_type if header.sie_type_evidence == GIVEN else None
        self._source = Source(header.file, source)
        self.document = read_document(
            self._source,
            sie_type=self.given_type,
            strict=False,
            document_id=document.document_id,
        )
        self.lines = Lines(source)

    @cached_property
    def scan(self) -> Scan:
        """The core's columns, which know the place of every record."""
        return Scan(self._source)

    @cached_property
    def head(self) -> dict[str, list[HeadRecord]]:
        """The identification records, #RAR and #KSUMMA by label, in file order."""
        records: dict[str, list[HeadRecord]] = {}
        for record in head_records(self.scan, Found(self.scan.locate, strict=False)):
            records.setdefault(record.label, []).append(record)
        return records

    @cached_property
    def chart(self) -> pa.Table:
        """#KONTO, #KTYP, #ENHET and #SRU records: label, line, account, value."""
        return account_records(self.scan)

    @cached_property
    def extra_lines(self) -> set[int]:
        """Lines that stand among the other records only for fields beyond their label's own."""
        return extra_lines(self.scan)

    @cached_property
    def last_lines(self) -> dict[str, int]:
        """The last line on which each label stands."""
        last = {label: records[-1].line for label, records in self.head.items()}
        of_chart = (self.chart, dimension_records(self.scan), balance_records(self.scan))
        for records in of_chart:
            groups = records.select(["label", "line"]).group_by("label", use_threads=False)
            for row in groups.aggregate([("line", "max")]).to_pylist():
                last[NAMES[row["label"]]] = row["line_max"]
        return last

    @cached_property
    def last_record(self) -> int:
        """The last line that holds a record of any kind but #KSUMMA."""
        tables = ("vouchers", "transactions", "other_records")
        lines = [pc.max(self.document[name]["line"]).as_py() or 0 for name in tables]
        own = (line for label, line in self.last_lines.items() if label != "#KSUMMA")
        return max([*lines, *own], default=0)

    def line_before(self, label: str) -> int:
        """Return the line after which a new record of a label is to stand.

        That is the last of its label, else of the label that the standard has before it.
        """
        if label == "#FLAGGA":
            return self.last_lines.get(label, 0)
        before = reversed(ORDER[: ORDER.index(label) + 1])
        line = next((self.last_lines[one] for one in before if one in self.last_lines), 0)
        frame = self.head.get("#KSUMMA", [])
        # SIE 4B 10.4: #KSUMMA is the second record, so nothing new comes before it.
        return max(line, frame[0].line) if len(frame) == KSUMMAS else line

    def indent_of(self, label: str) -> bytes:
        """Return the space before the last record of a label; none where there is none."""
        line = self.last_lines.get(label)
        return split(self.lines.line(line)).indent if line else b""


def extra_lines(scan: Scan) -> set[int]:
    """Return the lines of other records that are used, but for fields beyond their label's own."""
    chunks = scan.chunks["other_records"]
    records = pa.table({name: column(chunks, name, pa.int32()) for name in ("line", "extra")})
    core = records.filter(pc.equal(records["extra"], 1))["line"].to_pylist()
    for _ in head_records(scan, Found(scan.locate, strict=False)):
        pass
    return {*core, *(line for line, _, _ in scan.extras)}
