"""The balances of a ledger being made: those given, and those that follow from the rows."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from siekit.exceptions import UsageError
from siekit.locale.figures import plain_money
from siekit.model import EXACT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from siekit.builder.chart import Chart

    Key = tuple[str, int, str, tuple[tuple[int, str], ...]]

LABELS = {"opening": "#IB", "closing": "#UB", "result": "#RES"}


class Balances:
    """Balances by kind, year, account and objects, each of them once."""

    def __init__(self) -> None:
        """Start with none."""
        self._given: dict[Key, dict[str, Any]] = {}

    def __bool__(self) -> bool:
        return bool(self._given)

    def has_opening(self) -> bool:
        """Tell whether the current year begins with something."""
        return any(
            kind == "opening" and year_no == 0 and row["amount"]
            for (kind, year_no, _, _), row in self._given.items()
        )

    def give(self, row: Mapping[str, Any]) -> None:
        """Take a balance that the caller knows."""
        pairs = tuple((pair["dimension"], pair["object"]) for pair in row["objects"])
        key = (row["kind"], row["year_no"], row["account"], pairs)
        if key in self._given:
            message = f"Account {row['account']} already has its {row['kind']} balance."
            raise UsageError(message)
        self._given[key] = {**row, "counts": not pairs}

    def rows(self, chart: Chart, vouchers: Sequence[Sequence[Mapping[str, Any]]]) -> list[Any]:
        """Return all balances; those of the current year follow from opening and rows.

        Raises `UsageError` where one that was given says something else.
        """
        made = dict(self._given)
        derived = dict(self._derived(chart, vouchers))
        for key, row in self._given.items():
            kind, year_no, account, pairs = key
            if year_no == 0 and kind != "opening" and not pairs:
                follows = derived[key]["amount"] if key in derived else Decimal(0)
                if follows != row["amount"]:
                    message = (
                        f"Account {account} is given {LABELS[kind]} {plain_money(row['amount'])}, "
                        f"but opening balance and rows come to {plain_money(follows)}. Correct "
                        "one of them, or leave the balance out: it is worked out."
                    )
                    raise UsageError(message)
        for key, row in derived.items():
            made.setdefault(key, row)
        order = list(LABELS)
        return sorted(made.values(), key=lambda row: (-row["year_no"], order.index(row["kind"])))

    def _derived(
        self, chart: Chart, vouchers: Sequence[Sequence[Mapping[str, Any]]]
    ) -> Iterator[tuple[Key, dict[str, Any]]]:
        """Give closing and result balances of the current year."""
        sums: dict[str, Decimal] = {}
        quantities: dict[str, Decimal] = {}
        openings = [
            row for (kind, year_no, _, pairs), row in self._given.items()
            if kind == "opening" and year_no == 0 and not pairs
        ]  # fmt: skip
        for row in [*openings, *(row for rows in vouchers for row in rows)]:
            account = row["account"]
            sums[account] = EXACT.add(sums.get(account, Decimal(0)), row["amount"])
            if row["quantity"] is not None:
                before = quantities.get(account, Decimal(0))
                quantities[account] = EXACT.add(before, row["quantity"])
        for account, amount in sums.items():
            kind = "closing" if chart.is_balance_account(account) else "result"
            yield (
                (kind, 0, account, ()),
                {
                    "kind": kind,
                    "year_no": 0,
                    "account": account,
                    "objects": [],
                    "amount": amount,
                    "quantity": quantities.get(account),
                    "counts": True,
                },
            )
