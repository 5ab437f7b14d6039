"""A company's books as its description file tells them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

Values = dict[str, Any]
"""What one event or row says, as it stands in the description."""


class DescriptionError(Exception):
    """The description does not hold together; the text says where."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the chart."""

    number: str
    name: str
    type: str | None
    sru: str | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension and its objects; `key` is its name in events and rows."""

    number: str
    name: str
    key: str
    objects: dict[str, str]


@dataclass(frozen=True, slots=True)
class Template:
    """What a kind of event does to the accounts."""

    name: str
    series: str
    text: str
    rows: tuple[Values, ...]
    paid_by: str | None
    clear: tuple[tuple[str, ...], ...]
    clear_to: str
    clear_rest: str


@dataclass(frozen=True, slots=True)
class Budget:
    """A monthly budget of one account, with months that differ."""

    account: str
    month: Decimal
    exceptions: dict[str, Decimal]
    objects: Values


@dataclass(frozen=True, slots=True)
class Year:
    """A fiscal year and what happened in it."""

    id: str
    start: date
    end: date
    covered_to: date
    tax_year: int | None
    closed: bool
    events: tuple[tuple[str, Values], ...]
    budgets: tuple[Budget, ...]


@dataclass(frozen=True, slots=True)
class FileSpec:
    """One file to be written."""

    name: str
    year: str
    kind: str
    generated: date
    checksum: bool
    remainder: bool
    period_rows: bool


@dataclass(frozen=True, slots=True)
class Description:
    """The whole description of one company."""

    company: Values
    dimensions: tuple[Dimension, ...]
    accounts: dict[str, Account]
    templates: dict[str, Template]
    opening: dict[str, Decimal]
    previous: Values
    years: tuple[Year, ...]
    files: tuple[FileSpec, ...]
    faults: tuple[Values, ...]


def money(text: str) -> Decimal:
    """Return an amount written with two decimals."""
    amount = Decimal(text)
    if amount.as_tuple().exponent != -2:
        message = f"{text!r} is not an amount with two decimals"
        raise DescriptionError(message)
    return amount


def amounts(table: Values) -> dict[str, Decimal]:
    """Return a table of amounts by account."""
    return {account: money(text) for account, text in table.items()}


def load(path: Path) -> Description:
    """Return the description that a TOML file holds."""
    data: Values = tomllib.loads(path.read_text(encoding="utf-8"))
    units = data.get("units", {})
    return Description(
        company=data["company"],
        dimensions=tuple(_dimension(entry) for entry in data.get("dimension", [])),
        accounts={
            number: _account(number, entry, units.get(number))
            for number, entry in data["accounts"].items()
        },
        templates={name: _template(name, entry) for name, entry in data["template"].items()},
        opening=amounts(data.get("opening", {})),
        previous=data.get("previous", {}),
        years=tuple(_year(entry) for entry in data["year"]),
        files=tuple(_file(entry) for entry in data["file"]),
        faults=tuple(data.get("fault", [])),
    )


def _account(number: str, entry: list[str], unit: str | None) -> Account:
    name, kind, sru, *_ = [*entry, None, None]
    return Account(number, str(name), kind, sru, unit)


def _dimension(entry: Values) -> Dimension:
    return Dimension(str(entry["number"]), entry["name"], entry["key"], entry["objects"])


def _template(name: str, entry: Values) -> Template:
    return Template(
        name=name,
        series=entry["series"],
        text=entry["text"],
        rows=tuple(entry.get("rows", ())),
        paid_by=entry.get("paid_by"),
        clear=tuple(tuple(group) for group in entry.get("clear", ())),
        clear_to=entry.get("clear_to", ""),
        clear_rest=entry.get("clear_rest", ""),
    )


def _year(entry: Values) -> Year:
    return Year(
        id=entry["id"],
        start=entry["start"],
        end=entry["end"],
        covered_to=entry["covered_to"] if "covered_to" in entry else entry["end"],
        tax_year=entry.get("tax_year"),
        closed=entry["closed"],
        events=tuple(
            (template, event) for template, events in entry["events"].items() for event in events
        ),
        budgets=tuple(_budget(line) for line in entry.get("budget", ())),
    )


def _budget(entry: Values) -> Budget:
    return Budget(
        account=entry["account"],
        month=money(entry["month"]),
        exceptions=amounts(entry.get("except", {})),
        objects={key: value for key, value in entry.items() if isinstance(value, str)},
    )


def _file(entry: Values) -> FileSpec:
    return FileSpec(
        name=entry["name"],
        year=entry["year"],
        kind=entry["kind"],
        generated=entry["generated"],
        checksum=entry.get("checksum", False),
        remainder=entry.get("remainder", False),
        period_rows=entry.get("period_rows", True),
    )
