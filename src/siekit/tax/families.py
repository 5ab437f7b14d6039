"""Which forms belong together: that of the accounts, that of the adjustments, the first page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.charts.sru_tables import form_fields
from siekit.exceptions import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from siekit.charts.sru_tables import Field

Pair = tuple[str, str]
"""The field for a profit and the field for a loss; one field twice takes both, with its sign."""

LEGAL_PERSON = "2"
"""The lowest third digit of an organisation number; that of a personal number is a month's."""


@dataclass(frozen=True, slots=True)
class Family:
    """The forms of one kind of taxpayer. Each field is told by its code."""

    name: str
    accounts: str
    adjustments: str
    page: str | None
    result: Pair
    unbooked: Pair
    """Where a result that is not booked to equity yet belongs in the balance sheet."""

    copied: Pair
    """The result again, on top of the adjustments."""

    outcome: Pair
    """What the adjustments lead to: surplus or deficit."""

    carried: Pair | None
    """The same on the first page."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The names of the forms, each once."""
        found = (self.accounts, self.adjustments, self.page)
        return tuple(dict.fromkeys(form for form in found if form))

    @property
    def adjusting(self) -> list[Field]:
        """The fields between the result and what the adjustments lead to, in order."""
        fields = list(form_fields(self.adjustments).values())
        codes = [field.code for field in fields]
        first = max(codes.index(code) for code in self.copied) + 1
        last = min(codes.index(code) for code in self.outcome)
        return [field for field in fields[first:last] if field.sign in "+-"]


INK2 = Family(
    name="INK2",
    accounts="INK2R",
    adjustments="INK2S",
    page="INK2",
    result=("7450", "7550"),
    unbooked=("7302", "7302"),
    copied=("7650", "7750"),
    outcome=("7670", "7770"),
    carried=("7104", "7114"),
)
INK4 = Family(
    name="INK4",
    accounts="INK4R",
    adjustments="INK4S",
    page=None,
    result=("7450", "7550"),
    unbooked=("7312", "7313"),
    copied=("7650", "7750"),
    outcome=("7670", "7770"),
    carried=None,
)
NE = Family(
    name="NE",
    accounts="NE",
    adjustments="NE",
    page=None,
    result=("7440", "7440"),
    unbooked=("7300", "7300"),
    copied=("7600", "7600"),
    outcome=("7630", "7730"),
    carried=None,
)
FAMILIES = {family.name: family for family in (INK2, INK4, NE)}

BY_TYPE = {
    "E": NE,
    "HB": INK4,
    "KB": INK4,
    **dict.fromkeys(
        ("AB", "BAB", "FAB", "OFB", "MB", "SB", "EK", "KHF", "BRF", "BF", "SE", "SCE", "BFL"), INK2
    ),
}
"""By #FTYP. Associations, foundations and others have forms that are not here."""


def family_named(name: str) -> Family:
    """Return the forms of a name; `UsageError` lists the names when there are none."""
    found = FAMILIES.get(name.upper())
    if found is None:
        message = f"There are no forms {name!r} here. They are: {', '.join(FAMILIES)}."
        raise UsageError(message)
    return found


def family_of(company_type: str | None, orgnr: str | None, codes: Iterable[str]) -> Family | None:
    """Return the forms of a company by #FTYP, else by its number, else by its own SRU codes.

    None where nothing says it.
    """
    said = (company_type or "").strip().upper()
    if said and said != "X":
        return BY_TYPE.get(said)
    digits = "".join(letter for letter in orgnr or "" if letter in "0123456789")[-10:]
    if len(digits) == len("NNNNNNNNNN"):
        if digits[2] < LEGAL_PERSON:
            return NE
        if digits[0] == "5":
            return INK2
        if digits.startswith("969"):
            return INK4
    own = {code for code in codes if code}
    fitting = [one for one in FAMILIES.values() if own and own <= set(form_fields(one.accounts))]
    return fitting[0] if len(fitting) == 1 else None
