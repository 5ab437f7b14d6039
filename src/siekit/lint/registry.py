"""The list of rules, in the order of their codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.lint.rules.vouchers.unbalanced_voucher import UnbalancedVoucher

if TYPE_CHECKING:
    from siekit.lint.base import Rule

RULES: tuple[Rule, ...] = (
    # vouchers
    UnbalancedVoucher(),
)
