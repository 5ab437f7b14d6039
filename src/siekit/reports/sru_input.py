"""The small TOML file that tells what no SIE file can: the sender, and fields that people know."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from siekit.exceptions import UsageError
from siekit.reports.settings_file import read_toml
from siekit.tax.form_names import checked_period

if TYPE_CHECKING:
    from pathlib import Path

    from siekit.tax.declaration import Answers

SENDER = (
    "orgnr",
    "name",
    "address",
    "postal_code",
    "town",
    "department",
    "contact",
    "email",
    "phone",
    "fax",
)
TAXPAYER = ("orgnr", "name")
FILE = ("period", "produced")
TICK = {"X": True, "x": True}


@dataclass(frozen=True, slots=True)
class SruInput:
    """What the file tells. `answers` are the tables of forms."""

    sender: dict[str, str] = field(default_factory=dict)
    taxpayer: dict[str, str] = field(default_factory=dict)
    period: str | None = None
    produced: datetime | None = None
    answers: Answers = field(default_factory=dict)
    codes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Codes of accounts, which count before those of the file."""


def read_sru_input(path: Path) -> SruInput:
    """Return what an input file tells; `UsageError` says what is wrong in it."""
    content = read_toml(path)
    tables: dict[str, dict[str, Any]] = {}
    for name, entries in content.items():
        if not isinstance(entries, dict):
            message = (
                f"{path}: {name} stands outside of a table. Write it under [sender], [taxpayer], "
                "[accounts], [file] or the name of a form, such as [INK2S]."
            )
            raise UsageError(message)
        tables[name] = entries
    file = tables.pop("file", {})
    codes = _texts(path, "accounts", tables.pop("accounts", {}), None)
    _refuse_unknown(path, "file", file, FILE)
    return SruInput(
        sender=_texts(path, "sender", tables.pop("sender", {}), SENDER),
        taxpayer=_texts(path, "taxpayer", tables.pop("taxpayer", {}), TAXPAYER),
        period=_period(file.get("period")),
        produced=_moment(path, file.get("produced")),
        codes={account: tuple(text.split()) for account, text in codes.items()},
        answers={
            name: {code: _value(path, name, code, value) for code, value in entries.items()}
            for name, entries in tables.items()
        },
    )


def _texts(
    path: Path, table: str, entries: dict[str, Any], names: tuple[str, ...] | None
) -> dict[str, str]:
    if names is not None:
        _refuse_unknown(path, table, entries, names)
    for name, value in entries.items():
        if not isinstance(value, str):
            message = f'{path}: [{table}] {name} is no text. Put it in quotes: {name} = "{value}".'
            raise UsageError(message)
    return entries


def _refuse_unknown(
    path: Path, table: str, entries: dict[str, Any], names: tuple[str, ...]
) -> None:
    for name in entries:
        if name not in names:
            message = f"{path}: [{table}] has no {name!r}. It takes: {', '.join(names)}."
            raise UsageError(message)


def _period(value: object) -> str | None:
    return None if value is None else checked_period(str(value))


def _moment(path: Path, value: object) -> datetime | None:
    if value is None or isinstance(value, datetime):
        return value
    message = f"{path}: [file] produced = {value!r} is no time: write 2025-04-01T12:00:00."
    raise UsageError(message)


def _value(path: Path, form: str, code: str, value: object) -> int | str | bool | date:
    """Return the value of a field; whole kronor only, since the forms have no öre."""
    if isinstance(value, datetime) or not isinstance(value, int | str | date):
        message = (
            f"{path}: [{form}] {code} = {value} is no value of a field: write whole kronor, a text "
            "in quotes, true for a ticked box, or a day."
        )
        raise UsageError(message)
    return TICK.get(value, value) if isinstance(value, str) else value
