"""A whole file as bytes: identification, sections in order, and a checksum where asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from siekit.core import encoding
from siekit.core.checksum import checksum as checksum_of
from siekit.core.writer import Writer
from siekit.formats.sie4.compose import record
from siekit.formats.sie4.write.sections import lines_of
from siekit.formats.sie4.write.tables import sections
from siekit.formats.sie4.write.voucher_lines import voucher_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from siekit.formats.sie4.write.encodings import Target
    from siekit.formats.sie4.write.tables import Tables

LINE_END = "\r\n"


@dataclass(frozen=True, slots=True)
class Content:
    """What a file says: lines of text, and tables between them.

    `replaced` has for each section the rows whose lines stand as they once did, by row number.
    `free` are records of no table, which stand before the balances.
    """

    flag: str
    identification: tuple[str, ...]
    tables: Tables
    replaced: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    free: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Composed:
    """The bytes of a file, and what stood in the way of writing it as it is."""

    data: bytes
    unfit: int
    odd: int
    """Control characters, backslashes at the end of texts, absent texts, days out of reach."""
    is_summed: bool
    """Whether the file has a checksum."""


def compose_file(content: Content, target: Target, *, checksum: bool) -> Composed:
    """Return the file in an encoding; characters that it lacks are written `?` and counted."""
    writers = (Writer(target.table), Writer(target.table))
    pieces = [_encoded(content.identification, target)]
    unfit = sum(_unfit(line, target) for line in (*content.identification, *content.free))
    parts = sections(content.tables)
    for name, lines in content.replaced.items():
        parts[name] = parts[name].with_lines(lines, target.codec)
        unfit += sum(_unfit(text, target) for text in lines.values())
    for name, section in parts.items():
        if name == "balances":
            pieces.append(_encoded(content.free, target))
        if name not in ("vouchers", "transactions"):
            pieces += lines_of(writers[0], section)
    pieces += voucher_lines(writers, parts["vouchers"], parts["transactions"])
    first, last = _frame(pieces, target) if checksum else ((), ())
    whole = (_encoded((content.flag, *first), target), *pieces, _encoded(last, target))
    return Composed(
        b"".join(whole),
        unfit=unfit + sum(writer.fields.unfit for writer in writers),
        odd=sum(map(_odd, writers)),
        is_summed=bool(last),
    )


def _odd(writer: Writer) -> int:
    """Return how often something stood in the way that changed values would mend."""
    fields = writer.fields
    return int(fields.controls + fields.backslashes + fields.gaps + fields.days_out)


def _frame(pieces: list[bytes], target: Target) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the two #KSUMMA for the records between them (SIE 4B chapter 10).

    There are none where a character has no CP437 byte to be summed.
    """
    data = b"".join(pieces)
    value = checksum_of(data, encoding.Coder(target.name), 0, len(data))
    return ((), ()) if value is None else (("#KSUMMA",), (record("#KSUMMA", [value]),))


def _encoded(lines: tuple[str, ...], target: Target) -> bytes:
    return "".join(line + LINE_END for line in lines).encode(target.codec, "replace")


def _unfit(text: str, target: Target) -> int:
    """Return how many characters of a text the encoding lacks."""
    try:
        text.encode(target.codec)
    except UnicodeEncodeError:
        return sum(not _fits(character, target) for character in text)
    return 0


def _fits(character: str, target: Target) -> bool:
    try:
        character.encode(target.codec)
    except UnicodeEncodeError:
        return False
    return True
