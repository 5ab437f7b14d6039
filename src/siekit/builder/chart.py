"""The chart of a file being made: accounts, dimensions, objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siekit.builder import values
from siekit.exceptions import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

TYPES = ("asset", "liability", "equity", "cost", "income")
"""The types that #KTYP can say."""

BALANCE_TYPES = frozenset({"asset", "liability", "equity"})
BALANCE_CLASSES = frozenset("12")
RESULT_CLASSES = frozenset("345678")
"""First digits of BAS accounts that say which kind of account it is (SIE 4B 11 #KTYP)."""


class Chart:
    """Accounts, dimensions and objects, each of them once."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.accounts: dict[str, dict[str, Any]] = {}
        self.sru_codes: list[dict[str, Any]] = []
        self.dimensions: dict[int, dict[str, Any]] = {}
        self.objects: dict[tuple[int, str], dict[str, Any]] = {}

    def add_account(
        self,
        number: str | int,
        name: str,
        *,
        type: str | None,  # noqa: A002 - the word that the column has
        unit: str | None,
        sru: str | int | Iterable[str | int] | None,
    ) -> None:
        """Add an account."""
        account = values.account_number(number)
        if account in self.accounts:
            message = f"There already is an account {account}: {self.accounts[account]['name']}."
            raise UsageError(message)
        if type is not None and type not in TYPES:
            message = f"There is no account type {type!r}. The types are: {', '.join(TYPES)}."
            raise UsageError(message)
        codes = [sru] if isinstance(sru, (str, int)) else list(sru or ())
        codes = [values.code(one, "SRU code") for one in codes]
        self.accounts[account] = {
            "account": account,
            "name": values.name(name, f"name of account {account}"),
            "type": type,
            "unit": values.text(unit, "unit"),
            "declared": True,
        }
        self.sru_codes += [{"account": account, "sru_code": one} for one in codes]

    def add_dimension(self, number: int, name: str, parent: int | None) -> None:
        """Add a dimension, or one that divides another."""
        dimension = values.dimension_number(number)
        if dimension in self.dimensions:
            message = f"There already is a dimension {dimension}."
            raise UsageError(message)
        self.dimensions[dimension] = {
            "dimension": dimension,
            "name": values.name(name, f"name of dimension {dimension}"),
            "parent_dimension": None if parent is None else values.dimension_number(parent),
            "declared": True,
        }

    def add_object(self, dimension: int, number: str | int, name: str) -> None:
        """Add an object of a dimension."""
        key = (values.dimension_number(dimension), values.code(number, "object number"))
        if key in self.objects:
            message = f"Dimension {key[0]} already has an object {key[1]}."
            raise UsageError(message)
        self.objects[key] = {
            "dimension": key[0],
            "object": key[1],
            "name": values.name(name, f"name of object {key[1]}"),
            "declared": True,
        }

    def is_balance_account(self, account: str) -> bool:
        """Tell whether an account has #IB and #UB, not #RES.

        Raises `UsageError` where neither its type nor its number says so.
        """
        kind = self.accounts.get(account, {}).get("type")
        if kind is not None:
            return kind in BALANCE_TYPES
        if account[0] in BALANCE_CLASSES:
            return True
        if account[0] in RESULT_CLASSES:
            return False
        message = (
            f"Whether account {account} is a balance or a result account cannot be told from its "
            f"number. Say it: account({account!r}, …, type=…), one of {', '.join(TYPES)}."
        )
        raise UsageError(message)
