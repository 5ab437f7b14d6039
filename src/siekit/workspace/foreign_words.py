"""What others say of a failure, the system or a library, as a part of a Swedish sentence.

Their own words are kept between quotation marks, so that they can be looked up and passed on.
"""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from siekit.exceptions import SiekitError

_OF_DISKS = {
    errno.ENOSPC: "det finns ingen plats kvar på disken",
    errno.EDQUOT: "det utrymme som får användas är fullt",
    errno.EROFS: "disken går bara att läsa",
    errno.EACCES: "rätt att skriva och läsa där saknas",
    errno.EPERM: "rätt att skriva och läsa där saknas",
    errno.EIO: "disken svarar med fel",
    errno.ENOENT: "mappen eller filen finns inte",
    errno.ENOTDIR: "en fil står där en mapp ska vara",
    errno.EMFILE: "för många filer är öppna",
    errno.ENFILE: "för många filer är öppna",
}


def disk_refusal(error: OSError, *, place: object = None) -> Refusal:
    """Return the refusal of a disk that did not take or give what it should."""
    told = error.strerror or str(error)
    found = _OF_DISKS.get(error.errno or 0) or said("systemet", told)
    where = "" if place is None else f"{place}: "
    return Refusal("store_unavailable", reason=f"{where}{told}", reason_sv=f"{where}{found}")


def said(who: str, words: object) -> str:
    """Return words of others between quotation marks: `databasen säger ”…”`."""
    return f"{who} säger ”{words}”"


def in_swedish(error: SiekitError) -> str:
    """Return what an error says in Swedish; one that has English words only is quoted."""
    if isinstance(error, Refusal):
        return error.text("sv")
    return error.swedish or f"felet beskrivs på engelska: ”{error}”"
