"""The vouchers of several files: each once, in the order of their numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from siekit.conversion.notes import CHANGED
from siekit.exceptions import NotMergeableError
from siekit.formats.sie4.making import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siekit.conversion.notes import Notes
    from siekit.conversion.work import Work

    Key = tuple[Any, ...]
    Content = tuple[Any, ...]

REFUSE, KEEP_BOTH, LAST = "refuse", "keep-both", "last"
CHOICES = (REFUSE, KEEP_BOTH, LAST)
"""What becomes of vouchers of one number that differ between files."""

HEAD = ("date", "text", "registration_date", "signature")
ROW = ("kind", "account", "objects", "amount", "date", "text", "quantity", "signature")


def keep_each_once(works: Sequence[Work], conflicts: str, notes: Notes) -> None:
    """Leave vouchers that stand in several files in one of them only.

    Raises `NotMergeableError` for vouchers that differ, or without number look alike, unless it
    is said what becomes of them.
    """
    shared = _shared(works)
    contents = [_contents(work, ids) for work, ids in zip(works, shared, strict=True)]
    by_key: dict[Key, list[tuple[int, int, Content]]] = defaultdict(list)
    for file_no, found in enumerate(contents):
        for voucher_id, (key, content) in found.items():
            by_key[key].append((file_no, voucher_id, content))
    dropped: list[set[int]] = [set() for _ in works]
    told = _Told(works, notes)
    for key, places in by_key.items():
        if len({file_no for file_no, _, _ in places}) > 1:
            _decide(key, places, conflicts, dropped, told)
    told.tell()
    for work, ids in zip(works, dropped, strict=True):
        if ids:
            gone = pa.array(sorted(ids), pa.int32())
            work.keep_vouchers(pc.invert(pc.is_in(work.tables["vouchers"]["voucher_id"], gone)))


class _Told:
    """What was found, for the notes and for refusals."""

    def __init__(self, works: Sequence[Work], notes: Notes) -> None:
        self._works = works
        self._notes = notes
        self._found: dict[str, list[str]] = defaultdict(list)

    def add(self, name: str, key: Key) -> None:
        """Count one more voucher."""
        self._found[name].append(_shown(key))

    def tell(self) -> None:
        """Tell what was counted."""
        for name, vouchers in self._found.items():
            self._notes.add(CHANGED, name, len(vouchers), voucher=vouchers[0])

    def refuse(self, key: Key, places: Sequence[tuple[int, int, Content]], why: str) -> None:
        """Raise, naming the voucher and the first two files."""
        names = list(dict.fromkeys(self._works[file_no].name for file_no, _, _ in places))
        first, second = (names * 2)[:2]
        message = (
            f"Voucher {_shown(key)} {why} in {first} and {second}. Say what becomes of such "
            "vouchers: --prefer last takes the last file's, --keep-both keeps all."
        )
        raise NotMergeableError(message)


def _decide(
    key: Key,
    places: Sequence[tuple[int, int, Content]],
    conflicts: str,
    dropped: list[set[int]],
    told: _Told,
) -> None:
    """Decide about the vouchers of one number in several files."""
    counts: dict[Content, Counter[int]] = defaultdict(Counter)
    for file_no, _, content in places:
        counts[content][file_no] += 1
    if key[1] and len(counts) == 1:
        told.add("voucher-in-several", key)
        _drop_repeated(places, counts, dropped)
        return
    if not key[1] and all(len(files) == 1 for files in counts.values()):
        return  # Without number, and not alike: so they are others.
    if conflicts == REFUSE:
        told.refuse(key, places, "differs" if key[1] else "has no number and stands alike")
    if conflicts == LAST:
        told.add("voucher-of-last-file", key)
        if key[1]:
            last = max(file_no for file_no, _, _ in places)
            for file_no, voucher_id, _ in places:
                if file_no != last:
                    dropped[file_no].add(voucher_id)
        else:
            _drop_repeated(places, counts, dropped)
        return
    told.add("voucher-kept-twice", key)
    if key[1]:
        _drop_repeated(places, counts, dropped)


def _drop_repeated(
    places: Sequence[tuple[int, int, Content]],
    counts: dict[Content, Counter[int]],
    dropped: list[set[int]],
) -> None:
    """Keep each content as often as the file has it that has it most often."""
    keepers = {
        content: max(files, key=lambda file_no: (files[file_no], -file_no))
        for content, files in counts.items()
    }
    for file_no, voucher_id, content in places:
        if file_no != keepers[content]:
            dropped[file_no].add(voucher_id)


def _shown(key: Key) -> str:
    return " ".join(str(part) for part in key if part) or "without number"


def _keys(work: Work) -> Iterator[tuple[int, Key]]:
    """Give each voucher with its series and number; without a number the day tells them apart."""
    table = work.tables["vouchers"]
    columns = [table[name].to_pylist() for name in ("voucher_id", "series", "number", "date")]
    for voucher_id, series, number, day in zip(*columns, strict=True):
        key = (series or "", number) if number else (series or "", "", day)
        yield voucher_id, key


def _shared(works: Sequence[Work]) -> list[list[int]]:
    """Return the vouchers of each file whose number stands in another file too."""
    all_keys = [dict(_keys(work)) for work in works]
    times = Counter(key for keys in all_keys for key in set(keys.values()))
    return [[voucher_id for voucher_id, key in keys.items() if times[key] > 1] for keys in all_keys]


def _contents(work: Work, ids: Sequence[int]) -> dict[int, tuple[Key, Content]]:
    """Return the number and all that is said of some vouchers."""
    if not ids:
        return {}
    wanted = pa.array(ids, pa.int32())
    vouchers = work.tables["vouchers"]
    heads = vouchers.filter(pc.is_in(vouchers["voucher_id"], wanted))
    rows = work.tables["transactions"]
    rows = rows.filter(pc.is_in(rows["voucher_id"], wanted))
    content: dict[int, list[Any]] = {voucher_id: [] for voucher_id in ids}
    columns = [rows[name].to_pylist() for name in ("voucher_id", *ROW)]
    for voucher_id, *fields in zip(*columns, strict=True):
        at = ROW.index("objects")
        fields[at] = tuple((one["dimension"], one["object"]) for one in fields[at] or ())
        # An empty text and an absent one say the same.
        content[voucher_id].append(tuple(None if one == "" else one for one in fields))
    keys = dict(_keys(work))
    said = {}
    for head in heads.select(["voucher_id", *HEAD]).to_pylist():
        voucher_id = head.pop("voucher_id")
        own = tuple(value or None for value in head.values())
        said[voucher_id] = (keys[voucher_id], (own, tuple(content[voucher_id])))
    return said


def together(works: Sequence[Work], notes: Notes) -> dict[str, pa.Table]:
    """Return the vouchers and rows of all files, numbered anew, the numbers of a series rising."""
    vouchers, rows, at = [], [], 0
    for work in works:
        own = work.tables["vouchers"]
        most = pc.max(own["voucher_id"]).as_py() or 0
        vouchers.append(_moved(own, at))
        rows.append(_moved(work.tables["transactions"], at))
        at += most
    table = joined("vouchers", vouchers)
    order = _order(table)
    if order is not None:
        moved = sum(1 for place, row in enumerate(order) if place != row)
        notes.add(CHANGED, "vouchers-in-order", moved)
        table = table.take(pa.array(order, pa.int64()))
    return {"vouchers": table, "transactions": joined("transactions", rows)}


def _moved(table: pa.Table, at: int) -> pa.Table:
    ids = pc.add(table["voucher_id"], pa.scalar(at, pa.int32()))
    return table.set_column(table.column_names.index("voucher_id"), "voucher_id", ids)


def _order(vouchers: pa.Table) -> list[int] | None:
    """Return the rows by day, the numbers of each series rising; None where they already are.

    SIE 4B 11 #VER: numbers of a series rise in a file.
    """
    columns = [vouchers[name].to_pylist() for name in ("series", "number")]
    last: dict[str, int] = {}
    for series, number in zip(*columns, strict=True):
        whole = _whole(number)
        if whole is not None:
            if whole < last.get(series or "", whole):
                break
            last[series or ""] = whole
    else:
        return None
    firsts: dict[str, int] = {}
    for series in columns[0]:
        firsts.setdefault(series or "", len(firsts))
    keys = [
        (firsts[series or ""], whole is None, whole or 0, row)
        for row, (series, number) in enumerate(zip(*columns, strict=True))
        for whole in (_whole(number),)
    ]
    return [key[-1] for key in sorted(keys)]


def _whole(number: str | None) -> int | None:
    return int(number) if number and number.isascii() and number.isdigit() else None
