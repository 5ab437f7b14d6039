"""The list of reports, in the order in which they are told."""

from __future__ import annotations

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
    """Return the report of that name; `UsageError` lists the names when there is none."""
    for one in REPORTS:
        if one.name == name:
            return one
    message = f"There is no report {name!r}. The reports are: {', '.join(r.name for r in REPORTS)}."
    raise UsageError(message)
