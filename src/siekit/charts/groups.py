"""The account groups of BAS: the first two digits of an account, and what they are about."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FREE = "("
"""Names of groups that BAS leaves free begin so."""


@dataclass(frozen=True, slots=True)
class AccountGroup:
    """One group and its names; a group that BAS leaves free is called by its accounts."""

    number: str
    sv: str
    en: str


def account_group(account: str) -> AccountGroup:
    """Return the group of an account."""
    number = account[:2]
    free = AccountGroup(number, f"Konto {number}xx", f"Accounts {number}xx")
    return _groups().get(number, free)


@cache
def _groups() -> dict[str, AccountGroup]:
    text = (files("siekit.charts") / "bas-groups.csv").read_text("utf-8")
    return {
        row["group"]: AccountGroup(row["group"], row["name_sv"], row["name_en"])
        for row in csv.DictReader(text.splitlines())
        if not row["name_sv"].startswith(FREE)
    }
