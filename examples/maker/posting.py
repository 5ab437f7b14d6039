"""From the events of a description to balanced vouchers."""

from __future__ import annotations

import string
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from maker.dates import RECURRENCE, occurrences, words
from maker.description import DescriptionError, money

if TYPE_CHECKING:
    from maker.description import Description, Template, Values

ZERO = Decimal("0.00")
ORE = Decimal("0.01")
RESERVED = RECURRENCE | {"date", "paid", "corrected"}

Objects = tuple[tuple[str, str], ...]
"""Pairs of dimension and object, by dimension."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a voucher; `label` is #TRANS, #RTRANS or #BTRANS."""

    account: str
    objects: Objects
    amount: Decimal
    text: str = ""
    quantity: Decimal | None = None
    label: str = "#TRANS"
    changed: date | None = None
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Voucher:
    """A voucher with its number in its series."""

    series: str
    number: int
    day: date
    text: str
    registered: date
    rows: tuple[Row, ...]

    @property
    def counted(self) -> tuple[Row, ...]:
        """The rows that are in the books."""
        return tuple(row for row in self.rows if row.label == "#TRANS")


@dataclass(frozen=True, slots=True)
class Happening:
    """One event on one day, before it is posted."""

    template: Template
    day: date
    values: Values


class Journal:
    """Posts a description's events in the order of their dates."""

    def __init__(self, description: Description) -> None:
        self.description = description
        self.balances: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
        self.balances.update(description.opening)

    def vouchers(self) -> dict[str, list[Voucher]]:
        """Return the vouchers of each year, by series and number."""
        years: dict[str, list[Voucher]] = {year.id: [] for year in self.description.years}
        numbers: defaultdict[tuple[str, str], int] = defaultdict(int)
        for happening in self._happenings():
            voucher = self._post(happening)
            if voucher is None:
                continue
            key = (self._year_of(happening), voucher.series)
            numbers[key] += 1
            years[key[0]].append(replace(voucher, number=numbers[key]))
        for vouchers in years.values():
            vouchers.sort(key=lambda voucher: voucher.series)
        return years

    def _happenings(self) -> list[Happening]:
        templates = self.description.templates
        found = []
        for year in self.description.years:
            for name, event in year.events:
                template = templates[name]
                self._refuse_unknown(template, event)
                for day, values in occurrences(event):
                    found.append(Happening(template, day, values))
                    if "paid" in event and template.paid_by:
                        payment = {key: v for key, v in values.items() if key != "corrected"}
                        found.append(Happening(templates[template.paid_by], event["paid"], payment))
        # What clears accounts comes last of its day; otherwise the description's order stands.
        found.sort(key=lambda happening: (happening.day, bool(happening.template.clear)))
        return found

    def _refuse_unknown(self, template: Template, event: Values) -> None:
        known = RESERVED | {dimension.key for dimension in self.description.dimensions}
        todo: list[Template] = [template]
        if template.paid_by:
            todo.append(self.description.templates[template.paid_by])
        for used in todo:
            known |= _names(used)
        if unknown := event.keys() - known:
            message = f"{template.name} knows nothing of {sorted(unknown)}: {event}"
            raise DescriptionError(message)

    def _year_of(self, happening: Happening) -> str:
        for year in self.description.years:
            if year.start <= happening.day <= year.covered_to:
                return year.id
        message = f"{happening.template.name} {happening.day} lies outside the years"
        raise DescriptionError(message)

    def _post(self, happening: Happening) -> Voucher | None:
        if happening.template.clear:
            rows = self._clear(happening)
        elif "corrected" in happening.values:
            rows = self._corrected(happening)
        else:
            rows = self._rows(happening.template, happening.values)
        counted = [row for row in rows if row.label == "#TRANS"]
        if not rows:
            return None
        if sum(row.amount for row in counted):
            message = f"{happening.template.name} {happening.day} does not balance: {rows}"
            raise DescriptionError(message)
        for row in counted:
            self.balances[row.account] += row.amount
        after = timedelta(days=self.description.company.get("registered_after", 0))
        return Voucher(
            series=happening.template.series,
            number=0,
            day=happening.day,
            text=happening.template.text.format_map(words(happening.day) | happening.values),
            registered=happening.day + after,
            rows=tuple(rows),
        )

    def _rows(self, template: Template, values: Values) -> list[Row]:
        rows: list[Row] = []
        for entry in template.rows:
            side = "debit" if "debit" in entry else "credit"
            account = str(entry[side]).format_map(values)
            sign = 1 if side == "debit" else -1
            if entry.get("of") == "rest":
                amount = -sum((row.amount for row in rows), ZERO)
            else:
                amount = sign * _share(entry, values)
            if amount:
                quantity = values.get(entry.get("quantity", ""))
                rows.append(
                    Row(
                        account=account,
                        objects=self._objects(account, entry, values),
                        amount=amount,
                        text=str(entry.get("text", "")).format_map(values),
                        quantity=None if quantity is None else sign * Decimal(quantity),
                    )
                )
        return rows

    def _objects(self, account: str, entry: Values, values: Values) -> Objects:
        if account not in self.description.accounts:
            message = f"account {account} is not in the chart"
            raise DescriptionError(message)
        takes = account.startswith(tuple(self.description.company.get("objects_on", ())))
        pairs = []
        for dimension in self.description.dimensions:
            code = entry.get(dimension.key) or (values.get(dimension.key) if takes else None)
            if code:
                if code not in dimension.objects:
                    message = f"{dimension.name} {code} is not described"
                    raise DescriptionError(message)
                pairs.append((dimension.number, code))
        return tuple(pairs)

    def _clear(self, happening: Happening) -> list[Row]:
        """Empty accounts into one that holds whole kronor; öre go elsewhere."""
        template = happening.template
        rows = []
        whole, rest = ZERO, ZERO
        for group in template.clear:
            total = sum((self.balances[account] for account in group), ZERO)
            rows += [
                Row(account, (), -self.balances[account])
                for account in group
                if self.balances[account]
            ]
            kronor = total.quantize(Decimal(1), rounding="ROUND_DOWN").quantize(ORE)
            whole += kronor
            rest += total - kronor
        for account, amount in ((template.clear_to, whole), (template.clear_rest, rest)):
            if amount:
                objects = self._objects(account, {}, happening.values)
                rows.append(Row(account, objects, amount))
        return rows

    def _corrected(self, happening: Happening) -> list[Row]:
        """Return the rows with what was first booked beside what stands now."""
        correction = happening.values["corrected"]
        now = self._rows(happening.template, happening.values)
        before = self._rows(happening.template, happening.values | correction["was"])
        how = {"changed": correction["on"], "sign": correction["by"]}
        rows = [row for row in now if row in before]
        rows += [replace(row, label="#BTRANS", **how) for row in before if row not in now]
        for row in now:
            if row not in before:
                # SIE 4B: an added row is followed at once by a #TRANS with the same content.
                rows += [replace(row, label=label, **how) for label in ("#RTRANS", "#TRANS")]
        return rows


def _share(entry: Values, values: Values) -> Decimal:
    """Return the percentage of the named amounts, exact to the öre."""
    total = ZERO
    sign = 1
    for word in str(entry.get("of", "net")).split():
        if word in "+-":
            sign = 1 if word == "+" else -1
        else:
            total += sign * money(values.get(word, "0.00"))
    exact = total * Decimal(entry.get("percent", "100")) / 100
    if exact != exact.quantize(ORE):
        message = f"{entry.get('percent')} % of {total} is {exact}: not a whole number of öre"
        raise DescriptionError(message)
    return exact.quantize(ORE)


def _names(template: Template) -> set[str]:
    """Return the names that a template reads from its events."""
    names = _placeholders(template.text)
    for entry in template.rows:
        names |= _placeholders(str(entry.get("debit", entry.get("credit"))))
        names |= _placeholders(str(entry.get("text", "")))
        names |= set(str(entry.get("of", "net")).split()) - {"+", "-", "rest"}
        names |= {entry["quantity"]} if "quantity" in entry else set()
    return names


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
