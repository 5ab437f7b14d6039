"""What became of each account since the file before: same, other name, new, gone."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc

from siekit.workspace.chart_words import chart_words
from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

    from siekit.workspace.model import Upload
    from siekit.workspace.parquet_store import ParquetStore

EXAMPLES = 20
"""Accounts of each kind that a notice names; of more, only how many there are."""


class Fate(StrEnum):
    """What became of an account, the worst first."""

    VANISHED = "vanished"
    RENAMED = "renamed"
    UNNAMED = "unnamed"
    APPEARED = "appeared"
    UNUSED = "vanished_unused"
    SAME = "same"

    @property
    def light(self) -> str:
        """Its colour, which never stands alone: red, yellow, green, or grey for neither."""
        return _LIGHTS.get(self, "grey")


_LIGHTS = {
    Fate.VANISHED: "red",
    Fate.RENAMED: "yellow",
    Fate.UNNAMED: "yellow",
    Fate.SAME: "green",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFate:
    """One account: its name before and now, None where the file has no such account.

    It is `vanished` with a balance or counted rows in the file before, else `vanished_unused`;
    `unnamed` where one of the files has it without a name. `letters` tells that the names differ
    only in letters outside ASCII.
    """

    account: str
    fate: Fate
    before: str | None
    after: str | None
    letters: bool = False

    def as_json(self) -> dict[str, Any]:
        """What programs are told."""
        return {
            "account": self.account,
            "fate": self.fate.value,
            "light": self.fate.light,
            "before": self.before,
            "after": self.after,
            "only_letters": self.letters,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartChanges:
    """All accounts of a file and of the one `since`, those that differ first.

    `chart_types` are what #KPTYP says before and now, None unless both say something else.
    """

    since_id: int
    since_file: str
    accounts: tuple[AccountFate, ...]
    chart_types: tuple[str, str] | None

    @property
    def differing(self) -> tuple[AccountFate, ...]:
        """The accounts that are not the same, the worst first."""
        return tuple(one for one in self.accounts if one.fate is not Fate.SAME)

    @property
    def counts(self) -> dict[str, int]:
        """How many accounts met each fate."""
        found = Counter(one.fate for one in self.accounts)
        return {fate.value: found[fate] for fate in Fate}

    @property
    def letters(self) -> int:
        """How many other names differ only in letters outside ASCII."""
        return sum(one.letters for one in self.accounts)

    @property
    def text(self) -> dict[str, str]:
        """It all in a sentence, and what may be the cause, in both languages."""
        return chart_words(self.facts())

    def facts(self) -> dict[str, Any]:
        """What a notice keeps: numbers, and the first accounts of each kind."""
        counts, gone = self.counts, (Fate.VANISHED, Fate.UNUSED)
        return {
            "since_upload": self.since_id,
            "since_file": self.since_file,
            "renamed": counts[Fate.RENAMED],
            "unnamed": counts[Fate.UNNAMED],
            "appeared": counts[Fate.APPEARED],
            "vanished": sum(counts[one] for one in gone),
            "vanished_used": counts[Fate.VANISHED],
            "same": counts[Fate.SAME],
            "only_letters": self.letters,
            "chart_types": list(self.chart_types) if self.chart_types else None,
            "examples": {
                "renamed": [
                    {"account": one.account, "before": one.before, "after": one.after}
                    for one in self._first(Fate.RENAMED)
                ],
                "appeared": [
                    {"account": one.account, "name": one.after}
                    for one in self._first(Fate.APPEARED)
                ],
                "vanished": [
                    {"account": one.account, "name": one.before} for one in self._first(*gone)
                ],
            },
        }

    def _first(self, *fates: Fate) -> list[AccountFate]:
        return [one for one in self.accounts if one.fate in fates][:EXAMPLES]

    def as_json(self, most: int | None = None) -> dict[str, Any]:
        """What programs are told: of accounts only those that differ, at most so many."""
        return {
            "since_id": self.since_id,
            "since_file": self.since_file,
            "counts": self.counts,
            "only_letters": self.letters,
            "chart_types": list(self.chart_types) if self.chart_types else None,
            "text": self.text,
            "accounts": [one.as_json() for one in self.differing[:most]],
        }


def chart_changes(store: ParquetStore, before: Upload, after: Upload) -> ChartChanges | None:
    """Return what became of the accounts of a file since another; None where tables are lost.

    Names are compared without regard to spaces.
    """
    wanted = ["accounts", "header"]
    try:
        was, is_now = (store.read(one.id, wanted) for one in (before, after))
        names, names_now = _names(was["accounts"]), _names(is_now["accounts"])
        used = _used(store, before.id) if names.keys() - names_now.keys() else set()
    except Refusal:
        return None
    fates = [
        _fate(one, names.get(one), names_now.get(one), used=one in used)
        for one in sorted(names.keys() | names_now.keys())
    ]
    order = list(Fate)
    fates.sort(key=lambda one: order.index(one.fate))
    return ChartChanges(
        since_id=before.id,
        since_file=before.file,
        accounts=tuple(fates),
        chart_types=_chart_types(was["header"], is_now["header"]),
    )


def _fate(account: str, before: str | None, after: str | None, *, used: bool) -> AccountFate:
    letters = False
    if after is None:
        fate = Fate.VANISHED if used else Fate.UNUSED
    elif before is None:
        fate = Fate.APPEARED
    elif before == after:
        fate = Fate.SAME
    elif not before or not after:
        fate = Fate.UNNAMED
    else:
        fate, letters = Fate.RENAMED, differ_in_letters_only(before, after)
    return AccountFate(account=account, fate=fate, before=before, after=after, letters=letters)


def differ_in_letters_only(one: str, other: str) -> bool:
    """Tell whether two names are the same but for letters outside ASCII and what stands there.

    So it is with `Intäkter` beside `Int„kter`, `Intkter`, `Int?kter`, `IntÃ¤kter` and `Intakter`.
    """
    if one.isascii() and other.isascii():
        return False
    bare = _bare(one)
    return (bool(bare) and bare == _bare(other)) or _folded(one) == _folded(other)


def _bare(name: str) -> str:
    return "".join(letter for letter in name if letter.isascii() and letter not in "? ")


def _folded(name: str) -> str:
    parts = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _names(accounts: pa.Table) -> dict[str, str]:
    rows = zip(accounts["account"].to_pylist(), accounts["name"].to_pylist(), strict=True)
    return {account: " ".join((name or "").split()) for account, name in rows if account}


def _used(store: ParquetStore, upload_id: int) -> set[str]:
    """Return the accounts that have a counted row, or a balance of the file's own year."""
    columns = {
        "transactions": ["account", "counts"],
        "balances": ["account", "year_no", "amount"],
        "period_balances": ["account", "year_no", "amount", "kind"],
    }
    tables = store.read(upload_id, columns, columns=columns)
    rows, balances, periods = (tables[name] for name in columns)
    periods = periods.filter(pc.equal(pc.cast(periods["kind"], "string"), "actual"))
    found = set(rows.filter(rows["counts"])["account"].to_pylist())
    for table in (balances, periods):
        amounts = table["amount"]
        # An amount that cannot be read is one; that it is zero is not known.
        some = pc.or_kleene(pc.is_null(amounts), pc.not_equal(amounts, 0))
        own = table.filter(pc.and_(pc.equal(table["year_no"], 0), some))
        found.update(own["account"].to_pylist())
    return found


def _chart_types(before: pa.Table, after: pa.Table) -> tuple[str, str] | None:
    was, is_now = (_chart_type(one) for one in (before, after))
    return (was, is_now) if was and is_now and was.casefold() != is_now.casefold() else None


def _chart_type(header: pa.Table) -> str | None:
    row: Mapping[str, Any] = next(iter(header.to_pylist()), {})
    # As it stands there: EUBAS97 and BAS2025 are handled alike, their names need not be.
    return (row.get("chart_type_raw") or "").strip() or None
