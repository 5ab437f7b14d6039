"""The forms of a company filled in: from its accounts, and from what people add to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from siekit.charts.sru_tables import form_fields
from siekit.exceptions import UsageError
from siekit.tax.families import INK2
from siekit.tax.placing import total, whole
from siekit.tax.values import written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from siekit.charts.sru_tables import Field
    from siekit.tax.families import Family, Pair
    from siekit.tax.placing import Entry, Placed
    from siekit.tax.values import Value

Answers = dict[str, dict[str, "Value"]]
"""By form and code, what no accounts can tell. A form that is there is told in full."""

FIRST_DAY, LAST_DAY = "7011", "7012"
TAX = range(8910, 8990)
PREFILLED = {
    "7653": frozenset({6072, 6982, 6992, 7622, 7632, 8423}),
    "7754": frozenset({8314}),
}
"""Fields of INK2S that accounts of BAS are made for: costs not deductible, income not taxed."""

EQUITY_AT_END = "7314"
EQUITY_PARTS = ("7310", "7311", "7312", "7313")
"""Of INK4R: what a partnership's equity at the end is the sum of."""


@dataclass(slots=True)
class Block:
    """One form with its values by code, in the order of the form.

    `unknown` are fields that need a person, who has not told them.
    """

    form: str
    values: dict[str, Value]
    unknown: list[Field] = field(default_factory=list)

    def rows(self) -> list[tuple[str, str]]:
        """Return code and text of every field as the file has them, zeros left out.

        Raises `UsageError` for a value that its field does not take, and for two fields that
        exclude each other.
        """
        found: list[tuple[str, str]] = []
        for code, one in form_fields(self.form).items():
            value = self.values.get(code)
            if value is None or (value == 0 and not isinstance(value, bool)):
                continue
            text = written(one, value)
            if text is not None:
                found.append((code, text))
        codes = {code for code, _ in found}
        for code in codes:
            other = form_fields(self.form)[code].not_with
            if other in codes:
                message = f"{self.form}: fields {code} and {other} exclude each other; give one."
                raise UsageError(message)
        return found


@dataclass(frozen=True, slots=True)
class Declaration:
    """All forms of one year. `prefilled` are codes of INK2S that accounts were taken for."""

    family: Family
    blocks: tuple[Block, ...]
    prefilled: tuple[str, ...]
    replaced: tuple[tuple[str, str], ...]
    """Form and code of fields whose worked out value an answer replaced."""

    def block(self, form: str) -> Block:
        """Return the form of that name."""
        return next(one for one in self.blocks if one.form == form)


def declare(
    placed: Placed,
    entries: Sequence[Entry],
    family: Family,
    *,
    year: tuple[date, date],
    answers: Answers | None = None,
) -> Declaration:
    """Return the forms of a year; `UsageError` for an answer to a field that is not there."""
    answers = answers or {}
    _refuse_unknown(answers, family)
    days: dict[str, Value] = {FIRST_DAY: year[0], LAST_DAY: year[1]}
    result = whole(placed.result)
    values: dict[str, dict[str, Value]] = {form: {**days} for form in family.forms}
    values[family.accounts] |= _of_accounts(placed, family)
    _put(values[family.accounts], family.result, result)
    own = _of_result(entries, family)
    values[family.adjustments] |= own
    _put(values[family.adjustments], family.copied, result)
    replaced = []
    for form, given in answers.items():
        replaced += [
            (form, code)
            for code, value in given.items()
            if values[form].get(code, value) != value and code not in days
        ]
        values[form] |= given
    if family.adjustments in answers:
        _conclude(values, family)
    blocks = [Block(form, _ordered(values[form], form)) for form in family.forms]
    for block in blocks:
        block.unknown = _unknown(block, family, answers)
    prefilled = tuple(code for code in own if code in PREFILLED)
    return Declaration(family, tuple(blocks), prefilled, tuple(replaced))


def _of_accounts(placed: Placed, family: Family) -> dict[str, Value]:
    """Return the fields of the accounts in whole kronor; each sum is cut, not its parts."""
    found: dict[str, Value] = {code: whole(one.value) for code, one in placed.fields.items()}
    if EQUITY_AT_END in form_fields(family.accounts) and EQUITY_AT_END not in found:
        parts = (placed.fields[code].ledger for code in EQUITY_PARTS if code in placed.fields)
        found[EQUITY_AT_END] = whole(-total(parts))
    return found


def _of_result(entries: Sequence[Entry], family: Family) -> dict[str, Value]:
    """Return what accounts tell of the adjustments of a company."""
    if family is not INK2:
        return {}
    found: dict[str, Value] = {
        "7651": whole(total(one.amount for one in entries if one.number in TAX))
    }
    for code, accounts in PREFILLED.items():
        amount = whole(total(one.amount for one in entries if one.number in accounts))
        if amount:
            found[code] = amount if form_fields("INK2S")[code].sign == "+" else -amount
    return found


def _put(values: dict[str, Value], pair: Pair, amount: int) -> None:
    """Put an amount into the field of a profit or that of a loss, never both."""
    profit, loss = pair
    if profit == loss:
        values[profit] = amount
        return
    values[loss if amount < 0 else profit] = abs(amount)


def _conclude(values: dict[str, dict[str, Value]], family: Family) -> None:
    """Work out where the adjustments lead to, unless it was told."""
    own = values[family.adjustments]
    profit, loss = family.copied
    amount = _number(own, profit) - (_number(own, loss) if loss != profit else 0)
    for one in family.adjusting:
        amount += _number(own, one.code) * (1 if one.sign == "+" else -1)
    if not own.keys() & set(family.outcome):
        _put(own, family.outcome, amount)
    if family.page and family.carried and not values[family.page].keys() & set(family.carried):
        for code, to in zip(family.outcome, family.carried, strict=True):
            if code in own:
                values[family.page][to] = own[code]


def _number(values: Mapping[str, Value], code: str) -> int:
    value = values.get(code, 0)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _unknown(block: Block, family: Family, answers: Answers) -> list[Field]:
    """Return the fields of a form that a person must tell and has not.

    What accounts fill is known also where it is zero, and so is the other field of a pair.
    """
    if block.form in answers:
        return []
    known = set(block.values)
    for pair in (family.result, family.copied, family.outcome, family.carried or ()):
        if known & set(pair):
            known |= set(pair)
    fields = form_fields(block.form)
    if block.form == family.accounts:
        codes = list(fields)
        last = max(codes.index(code) for code in family.result)
        known |= {code for code in codes[: last + 1] if fields[code].sign not in "TX"}
    return [one for one in fields.values() if one.code not in known]


def _ordered(values: Mapping[str, Value], form: str) -> dict[str, Value]:
    return {code: values[code] for code in form_fields(form) if code in values}


def _refuse_unknown(answers: Answers, family: Family) -> None:
    for form, given in answers.items():
        if form not in family.forms:
            message = f"There is no form {form} here. The forms are: {', '.join(family.forms)}."
            raise UsageError(message)
        fields = form_fields(form)
        for code, value in given.items():
            if code not in fields:
                message = (
                    f"{form} has no field {code!r}. Write the code of four digits, such as "
                    f"{next(iter(fields))}."
                )
                raise UsageError(message)
            written(fields[code], value)
