"""One voucher being made: its rows, and whether it balances."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from siekit.builder import values
from siekit.exceptions import SiekitError, UnbalancedVoucherError, UsageError
from siekit.locale.figures import plain_money
from siekit.model import EXACT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

    from siekit.builder.values import Day, Number

FEWEST_ROWS = 2


class VoucherBuilder:
    """A voucher that is added to the books when its `with` block ends, if it balances."""

    def __init__(self, head: Mapping[str, Any], keep: Callable[[VoucherBuilder], None]) -> None:
        """Take what the voucher itself says, and what is done with it when it is ready."""
        self.head = dict(head)
        self.rows: list[dict[str, Any]] = []
        self.ready = False
        self.given_up = False
        self._keep = keep

    @property
    def shown(self) -> str:
        """The voucher as people say it: series, number and date."""
        parts = (self.head["series"], self.head["number"], str(self.head["date"]))
        return " ".join(part for part in parts if part)

    def debit(
        self,
        account: str | int,
        amount: Number,
        *,
        objects: Mapping[int, str] | None = None,
        text: str | None = None,
        date: Day | None = None,
        quantity: Number | None = None,
        signature: str | None = None,
    ) -> Self:
        """Add a row on the debit side. Raises `UsageError` for a negative amount."""
        return self.row(
            account,
            self._positive(amount, "debit", "credit"),
            objects=objects,
            text=text,
            date=date,
            quantity=quantity,
            signature=signature,
        )

    def credit(
        self,
        account: str | int,
        amount: Number,
        *,
        objects: Mapping[int, str] | None = None,
        text: str | None = None,
        date: Day | None = None,
        quantity: Number | None = None,
        signature: str | None = None,
    ) -> Self:
        """Add a row on the credit side. Raises `UsageError` for a negative amount."""
        return self.row(
            account,
            self._positive(amount, "credit", "debit").copy_negate(),
            objects=objects,
            text=text,
            date=date,
            quantity=quantity,
            signature=signature,
        )

    def row(
        self,
        account: str | int,
        amount: Number,
        *,
        objects: Mapping[int, str] | None = None,
        text: str | None = None,
        date: Day | None = None,
        quantity: Number | None = None,
        signature: str | None = None,
    ) -> Self:
        """Add a row whose amount has a sign: debit positive, credit negative.

        `objects` are pairs of dimension and object number, as in `{1: "10", 6: "P7"}`; `date` is
        the row's own where it is not the voucher's. Raises `UsageError` for what no file can say.
        """
        if self.ready:
            message = f"Voucher {self.shown} is ready: rows are added inside its with block."
            raise UsageError(message)
        self.rows.append(
            {
                "account": values.account_number(account),
                "objects": values.object_pairs(objects),
                "amount": values.amount(amount),
                "date": None if date is None else values.day(date),
                "text": values.text(text, "text of a row"),
                "quantity": values.quantity(quantity),
                "signature": values.text(signature, "signature of a row"),
            }
        )
        return self

    def finish(self) -> None:
        """Add the voucher to the books, as the end of the `with` block does.

        Raises `UnbalancedVoucherError` where debit and credit differ, and `UsageError` for a
        voucher of fewer than two rows.
        """
        if self.ready:
            return
        if len(self.rows) < FEWEST_ROWS:
            message = (
                f"Voucher {self.shown} has {len(self.rows)} rows. A voucher has at least two: "
                "debit and credit."
            )
            raise UsageError(message)
        self._check_balance()
        self._keep(self)
        self.ready = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._give_up()
            return
        try:
            self.finish()
        except SiekitError:
            self._give_up()
            raise

    def _give_up(self) -> None:
        """Leave the voucher out: its rows are in no file, its number is free."""
        self.ready = self.given_up = True

    def _positive(self, amount: Number, side: str, other: str) -> Decimal:
        value = values.amount(amount)
        if value < 0:
            message = (
                f"The {side} {plain_money(value)} of voucher {self.shown} is negative. Use "
                f"{other}, or row for an amount with a sign."
            )
            raise UsageError(message)
        return value

    def _check_balance(self) -> None:
        debit = credit = Decimal(0)
        for row in self.rows:
            if row["amount"] > 0:
                debit = EXACT.add(debit, row["amount"])
            else:
                credit = EXACT.subtract(credit, row["amount"])
        if debit == credit:
            return
        message = (
            f"Voucher {self.shown} does not balance: debit is {plain_money(debit)}, credit "
            f"{plain_money(credit)}, the difference {plain_money(EXACT.subtract(debit, credit))}. "
            "Correct its rows; it is not in the books."
        )
        raise UnbalancedVoucherError(message)
