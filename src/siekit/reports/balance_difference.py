"""By how much a balance sheet does not balance, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.reports.amounts import less
from siekit.reports.figures import ZERO, add
from siekit.reports.model import Cause, Difference, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.reports.amounts import Amounts
    from siekit.reports.figures import Amount
    from siekit.reports.layout import Layout
    from siekit.reports.statement import Laid

    _Part = tuple[str, Words, Amount]

FEW = 3
"""Columns with the same causes that are named one by one."""

OPENING = Words(
    "The opening balances do not add up to zero. Usually last year's result was never moved to "
    "equity, or accounts are missing in the export.",
    "De ingående balanserna summerar inte till noll. Oftast har förra årets resultat inte förts "
    "om till eget kapital, eller så saknas konton i exporten.",
)
UNMAPPED = Words(
    "Accounts that no line takes, listed below the sheet.",
    "Konton som ingen rad tar med, uppräknade under räkningen.",
)
YEAR = Words(
    "The year's own figures do not add up to zero: a voucher does not balance, or closing balances "
    "do not follow from opening balances and rows.",
    "Årets egna siffror summerar inte till noll: en verifikation balanserar inte, eller så följer "
    "inte utgående balanser av ingående balanser och rader.",
)
ELIMINATIONS = Words(
    "What the rules take away between the companies does not cancel; the notes say where.",
    "Det som reglerna tar bort mellan företagen tar inte ut sig; noterna säger var.",
)
LAYOUT = Words(
    "The lines of the layout take accounts more than once, or with another sign than the ledger's.",
    "Layoutens rader tar med konton mer än en gång, eller med annat tecken än huvudbokens.",
)

UNREADABLE = Words(
    "An amount cannot be read, so nobody knows whether it balances; the notes say of which "
    "accounts.",
    "Ett belopp går inte att läsa, så ingen vet om den balanserar; noterna säger på vilka konton.",
)


def difference(layout: Layout, laid: Laid, amounts: Amounts) -> Difference | None:
    """Return left less right for each column, and what explains it; None without two sides.

    Each column that does not balance is explained: its causes together are its difference, and
    name it where there are several. Columns with the same causes are explained once.
    """
    if layout.left is None or layout.right is None:
        return None
    sides = zip(laid.values[layout.left], laid.values[layout.right], strict=True)
    values = [
        None if at in amounts.partial else less(left, right)
        for at, (left, right) in enumerate(sides)
    ]
    unknown = amounts.missing | amounts.partial
    off = [at for at, one in enumerate(values) if one != 0 and at not in unknown]
    alike: dict[tuple[_Part, ...], list[int]] = {}
    for at in off:
        alike.setdefault(tuple(_parts(laid, amounts, values[at], at)), []).append(at)
    several = len(off) > 1 or off != [0]
    causes = [
        Cause(code, Words(where.en + text.en, where.sv + text.sv), amount)
        for parts, columns in alike.items()
        for where in [_where(amounts, columns) if several else Words("", "")]
        for code, text, amount in parts
    ]
    return Difference(amounts.shown(values), tuple(causes))


def _parts(laid: Laid, amounts: Amounts, value: Amount, at: int) -> Iterator[_Part]:
    """Give what a difference is made of: the openings, the year, unmapped accounts, the lines."""
    if value is None:
        yield "unreadable", UNREADABLE, None
        return
    opening = amounts.openings[at] if at < len(amounts.openings) else ZERO
    total = add([one.values[at] for one in amounts.accounts])
    unmapped = less(ZERO, add([one.values[at] for one in laid.left]))
    left_over = amounts.left_over[at] if at < len(amounts.left_over) else ZERO
    year = less(less(total, opening), left_over)
    rest = less(value, add([opening, left_over, year, unmapped]))
    for code, text, amount in (
        ("opening-not-zero", OPENING, opening),
        ("eliminations", ELIMINATIONS, left_over),
        ("unmapped-accounts", UNMAPPED, unmapped),
        ("year-not-zero", YEAR, year),
        ("layout", LAYOUT, rest),
    ):
        if amount != 0:
            yield code, text, amount


def _where(amounts: Amounts, columns: list[int]) -> Words:
    """Return the heads of the columns that causes are those of."""
    heads = [next(slot.column.head for slot in amounts.slots if slot.of == at) for at in columns]
    if len(heads) > FEW:
        first, last = heads[0], heads[-1]
        return Words(f"{first.en} … {last.en}: ", f"{first.sv} … {last.sv}: ")
    return Words(
        f"{', '.join(one.en for one in heads)}: ", f"{', '.join(one.sv for one in heads)}: "
    )
