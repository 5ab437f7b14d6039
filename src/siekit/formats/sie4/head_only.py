"""What a file is about, from its beginning up to the first voucher, where that is certain.

The rest is not read but looked at: a label of the head that may stand there makes it uncertain.
"""

from __future__ import annotations

import re
from struct import pack
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.core import encoding
from siekit.formats.sie4.file_type import OUT_OF_LEDGER
from siekit.formats.sie4.reading import read_head
from siekit.formats.sie4.scan import mark_of, without_mark
from siekit.formats.source import Source

if TYPE_CHECKING:
    from siekit.engine.choosing import FileFacts

SPEAKS = ("#FNAMN", "#FNR", "#ORGNR", "#GEN", "#SIETYP", "#RAR")
"""Labels whose records the facts are made of; the last one of a label counts."""

_SPEAKING = (
    rf"(?i)#(?:{'|'.join(label.removeprefix('#') for label in SPEAKS)})"
    # What the reader steps over, also inside of a label.
    r"|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
_PADDING = b"\x00\x1a \r\n"
"""What old programs fill a file up with at its end."""

MOST_LOOKED_AT = (1 << 31) - 1
"""Bytes of a file that are looked through at once."""

_VOUCHER = b"#VER"
_LINE_END = re.compile(rb"[\r\n]")
_TELLING = tuple(f"{label} in the file" for label in OUT_OF_LEDGER)


def read_facts(source: Source, *, sie_type: str | None, document_id: int) -> FileFacts | None:
    """Return what is known of a file; None where only reading all of it can tell.

    It is what the whole file would say, but for the number of vouchers and the hash.
    """
    mark = mark_of(source.data)
    if mark in encoding.UTF_16_MARKS or len(source.data) > MOST_LOOKED_AT:
        return None
    data, name = without_mark(source.data, mark)
    # All letters of the file vote for its encoding.
    name = name or str(encoding.detect(data).name)
    start = data.find(_VOUCHER)
    stop = _line_end(data, start) if start >= 0 else len(data)
    if _may_speak(data, stop):
        return None
    facts, evidence = read_head(
        Source(source.name, mark + data[:stop]),
        sie_type=sie_type,
        document_id=document_id,
        encoding=name,
    )
    has_voucher = start >= 0
    if facts.derived or has_voucher != bool(facts.vouchers):
        return None
    # Whether a 4 is 4E or 4I can be said by any record after the first voucher, too.
    certain = not has_voucher or sie_type or evidence.startswith("#SIETYP") or evidence in _TELLING
    return facts if certain else None


def _line_end(data: bytes, start: int) -> int:
    found = _LINE_END.search(data, start)
    return found.start() if found else len(data)


def _may_speak(data: bytes, start: int) -> bool:
    """Tell whether one of the labels may stand in the rest of a file."""
    stop = len(data.rstrip(_PADDING))
    if start >= stop:
        return False
    # Arrow looks through bytes many times as fast as Python, and lets other threads work.
    places = pa.py_buffer(pack("<qq", start, stop))
    rest = pa.Array.from_buffers(pa.large_binary(), 1, [None, places, pa.py_buffer(data)])
    return bool(pc.match_substring_regex(rest, _SPEAKING)[0].as_py())
