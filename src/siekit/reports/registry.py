"""The list of reports, in the order in which they are told."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError
from siekit.reports.account_statement import AccountStatement
from siekit.reports.balance_sheet import BalanceSheet
from siekit.reports.cash_flow import CashFlow
from siekit.reports.completeness import Completeness
from siekit.reports.general_ledger import GeneralLedger
from siekit.reports.gross_trial_balance import GrossTrialBalance
from siekit.reports.income_statement import IncomeStatement
from siekit.reports.journal import Journal, VoucherList
from siekit.reports.key_figures import KeyFigures
from siekit.reports.object_report import ObjectReport
from siekit.reports.sru import Sru
from siekit.reports.trial_balance import TrialBalance
from siekit.reports.voucher import VoucherView

if TYPE_CHECKING:
    from siekit.reports.base import ReportKind

REPORTS: tuple[ReportKind, ...] = (
    IncomeStatement(),
    BalanceSheet(),
    CashFlow(),
    KeyFigures(),
    TrialBalance(),
    GrossTrialBalance(),
    GeneralLedger(),
    AccountStatement(),
    Journal(),
    VoucherList(),
    ObjectReport(),
    VoucherView(),
    Completeness(),
    Sru(),
)


def find_report(name: str) -> ReportKind:
    """Return the report of that name; `UsageError` names the nearest when there is none."""
    by_name = {one.name: one for one in REPORTS}
    if name in by_name:
        return by_name[name]
    near = get_close_matches(name.lower().replace("_", "-"), by_name, n=3, cutoff=0.5)
    hint = f"Near it: {', '.join(near)}" if near else f"The reports are: {', '.join(by_name)}"
    message = f"There is no report {name!r}. {hint}. `siekit report list` tells all."
    swedish = f"Det finns ingen rapport {name!r}. Rapporterna är: {', '.join(by_name)}."
    raise UsageError(message, swedish=swedish)
