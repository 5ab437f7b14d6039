"""INFO.SRU and BLANKETTER.SRU: the records, and both files in a folder at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.exceptions import SiekitError, UsageError
from siekit.replace_file import replace_file
from siekit.tax.values import checked_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from siekit.tax.declaration import Block
    from siekit.tax.sender import Sender

INFO, FORMS = "INFO.SRU", "BLANKETTER.SRU"
MOST_BYTES = 5_000_000
LONGEST = 250


@dataclass(frozen=True, slots=True)
class Taxpayer:
    """Whom the forms are about; `number` has twelve digits."""

    number: str
    name: str

    def __post_init__(self) -> None:
        """Refuse a name that is too long to be sent."""
        if len(self.name) > LONGEST:
            message = (
                f"The taxpayer's name has more than {LONGEST} letters. Give a shorter one in the "
                "input file: [taxpayer] name."
            )
            raise UsageError(message)


def info(sender: Sender, *, produced: datetime, program: str) -> bytes:
    """Return INFO.SRU."""
    records = [
        ("DATABESKRIVNING_START", None),
        ("PRODUKT", "SRU"),
        ("SKAPAD", f"{produced:%Y%m%d %H%M%S}"),
        ("PROGRAM", program),
        ("FILNAMN", FORMS),
        ("DATABESKRIVNING_SLUT", None),
        ("MEDIELEV_START", None),
        ("ORGNR", sender.number),
        ("NAMN", sender.name),
        ("ADRESS", sender.address),
        ("POSTNR", sender.postal_code),
        ("POSTORT", sender.town),
        ("AVDELNING", sender.department),
        ("KONTAKT", sender.contact),
        ("EMAIL", sender.email),
        ("TELEFON", sender.phone),
        ("FAX", sender.fax),
        ("MEDIELEV_SLUT", None),
    ]
    return _bytes((label, value) for label, value in records if value is None or value.strip())


def forms(
    blocks: Sequence[Block],
    taxpayer: Taxpayer,
    *,
    period: str,
    produced: datetime,
    program: str,
) -> bytes:
    """Return BLANKETTER.SRU; raises `UsageError` for a value that a field does not take."""
    data = _bytes(_forms(blocks, taxpayer, period=period, produced=produced, program=program))
    if len(data) > MOST_BYTES:
        message = f"{FORMS} would be larger than the 5 MB that Skatteverket takes."
        raise UsageError(message)
    return data


def _forms(
    blocks: Sequence[Block],
    taxpayer: Taxpayer,
    *,
    period: str,
    produced: datetime,
    program: str,
) -> Iterator[tuple[str, str | None]]:
    for block in blocks:
        yield "BLANKETT", f"{block.form}-{period}"
        yield "IDENTITET", f"{taxpayer.number} {produced:%Y%m%d %H%M%S}"
        if taxpayer.name.strip():
            yield "NAMN", taxpayer.name
        yield "SYSTEMINFO", program
        for code, text in block.rows():
            yield "UPPGIFT", f"{code} {text}"
        yield "BLANKETTSLUT", None
    yield "FIL_SLUT", None


def write_both(folder: Path, info_data: bytes, forms_data: bytes) -> None:
    """Put both files into a folder, or neither: what was there comes back when one fails.

    Raises `SiekitError` when it cannot be done.
    """
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{folder} is no folder that can be made: {error.strerror}. Name another."
        raise UsageError(message) from error
    first, second = folder / FORMS, folder / INFO
    before = first.read_bytes() if first.is_file() else None
    try:
        replace_file(first, forms_data)
        try:
            replace_file(second, info_data)
        except SiekitError:
            _put_back(first, before)
            raise
    except SiekitError:
        if made:
            folder.rmdir()
        raise


def _put_back(path: Path, before: bytes | None) -> None:
    if before is None:
        path.unlink()
    else:
        replace_file(path, before)


def _bytes(records: Iterator[tuple[str, str | None]]) -> bytes:
    """Return records as lines that end in CR LF, in ISO 8859-1."""
    lines = []
    for label, value in records:
        text = "" if value is None else f" {checked_text(value, '#' + label)}"
        lines.append(f"#{label}{text}\r\n")
    return "".join(lines).encode("iso-8859-1")
