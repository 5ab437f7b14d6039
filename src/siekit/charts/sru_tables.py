"""The fields of the income tax forms, and the accounts of BAS that go into those of INK2R.

The tables are those of Skatteverket's 2024P4 edition; the accounts those of BAS 2024. What a field
is called is the form's own Swedish.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

EDITION = "2024P4"
"""The year and period of the forms in the tables; others may differ in small ways."""

FOUR = 4
"""Accounts are told apart by so many digits; longer ones belong to their first four."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `sign` is +, - or * as the form prints it, D for days, T for text, X for a box.

    `not_with` is the code of a field that may not be in the same form.
    """

    form: str
    code: str
    row: str
    name: str
    sign: str
    data_type: str
    not_with: str


@cache
def form_fields(form: str) -> dict[str, Field]:
    """Return the fields of a form by code, in the order of the form; nothing for an unknown one."""
    return {one.code: one for one in _fields() if one.form == form}


@cache
def bas_codes(account: str) -> tuple[str, ...]:
    """Return the codes of an account in INK2R: none, one, or that for credit and that for debit."""
    number = account[:FOUR]
    if len(number) < FOUR or not (number.isascii() and number.isdigit()):
        return ()
    for first, last, codes in _ranges():
        if first <= int(number) <= last:
            return codes
    return ()


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("siekit.charts") / name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _fields() -> tuple[Field, ...]:
    names = {(row["form"], row["code"]): row for row in _rows("sru-ink2.csv")}
    own = [{**row, **names[row["form"], row["code"]]} for row in _rows("sru-ink2-rows.csv")]
    return tuple(
        Field(
            form=row["form"],
            code=row["code"],
            row=row["form_row"],
            name=row["name_sv"],
            sign=row["sign"],
            data_type=row["data_type"],
            not_with=row["not_together_with"],
        )
        for row in (*own, *_rows("sru-other-forms.csv"))
    )


@cache
def _ranges() -> tuple[tuple[int, int, tuple[str, ...]], ...]:
    return tuple(
        (
            int(row["account_from"]),
            int(row["account_to"]),
            tuple(filter(None, (row["code_if_credit_or_only"], row["code_if_debit_net"]))),
        )
        for row in _rows("bas-sru-ink2r.csv")
    )
