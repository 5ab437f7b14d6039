"""The list of rules, in the order of their codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.lint.rules.balances.balances_do_not_sum import BalancesDoNotSum
from siekit.lint.rules.balances.closing_not_carried_over import ClosingNotCarriedOver
from siekit.lint.rules.balances.closing_not_explained import ClosingNotExplained
from siekit.lint.rules.balances.comparative_differs import ComparativeDiffers
from siekit.lint.rules.balances.figures_on_wrong_side import FiguresOnWrongSide
from siekit.lint.rules.balances.months_differ_from_rows import MonthsDifferFromRows
from siekit.lint.rules.balances.opening_differs_from_last_closing import OpeningDiffers
from siekit.lint.rules.balances.opening_not_zero import OpeningNotZero
from siekit.lint.rules.balances.overlapping_years import OverlappingYears
from siekit.lint.rules.balances.partial_year import PartialYear
from siekit.lint.rules.balances.period_after_covered_date import PeriodAfterCoveredDate
from siekit.lint.rules.balances.period_sums_differ import PeriodSumsDiffer
from siekit.lint.rules.balances.result_not_explained import ResultNotExplained
from siekit.lint.rules.balances.year_missing_between_files import YearMissingBetweenFiles
from siekit.lint.rules.checksum.checksum_not_verifiable import ChecksumNotVerifiable
from siekit.lint.rules.receivers.account_length import AccountLength
from siekit.lint.rules.receivers.class_9_account import Class9Account
from siekit.lint.rules.receivers.encoding_not_pc8 import EncodingNotPc8
from siekit.lint.rules.receivers.format_record_missing import FormatRecordMissing
from siekit.lint.rules.receivers.object_code_not_numeric import ObjectCodeNotNumeric
from siekit.lint.rules.receivers.old_chart import OldChart
from siekit.lint.rules.receivers.orgnr_missing import OrgnrMissing
from siekit.lint.rules.receivers.orgnr_without_hyphen import OrgnrWithoutHyphen
from siekit.lint.rules.receivers.quoted_identity_field import QuotedIdentityField
from siekit.lint.rules.receivers.row_without_cost_centre import RowWithoutCostCentre
from siekit.lint.rules.receivers.several_years_in_file import SeveralYearsInFile
from siekit.lint.rules.receivers.text_too_long import TextTooLong
from siekit.lint.rules.receivers.type_not_taken import TypeNotTaken
from siekit.lint.rules.receivers.year_too_long import YearTooLong
from siekit.lint.rules.receivers.years_must_exist import YearsMustExist
from siekit.lint.rules.receivers.years_not_contiguous import YearsNotContiguous
from siekit.lint.rules.records.account_without_sru import AccountWithoutSru
from siekit.lint.rules.records.missing_closing_balances import MissingClosingBalances
from siekit.lint.rules.records.missing_opening_balances import MissingOpeningBalances
from siekit.lint.rules.records.missing_result_balances import MissingResultBalances
from siekit.lint.rules.records.no_vouchers import NoVouchers
from siekit.lint.rules.records.no_whole_account_row import NoWholeAccountRow
from siekit.lint.rules.records.object_rows_in_type_2 import ObjectRowsInType2
from siekit.lint.rules.records.period_balances_without_covered_to import (
    PeriodBalancesWithoutCoveredTo,
)
from siekit.lint.rules.records.previous_year_incomplete import PreviousYearIncomplete
from siekit.lint.rules.records.sru_without_tax_year import SruWithoutTaxYear
from siekit.lint.rules.references.dimension_ring import DimensionRing
from siekit.lint.rules.references.object_without_its_parent import ObjectWithoutItsParent
from siekit.lint.rules.references.sub_object_alone import SubObjectAlone
from siekit.lint.rules.references.two_objects_of_one_dimension import TwoObjectsOfOneDimension
from siekit.lint.rules.references.undeclared_parent_dimension import UndeclaredParentDimension
from siekit.lint.rules.values.account_without_name import AccountWithoutName
from siekit.lint.rules.values.currency_not_iso import CurrencyNotIso
from siekit.lint.rules.values.dated_after_generated import DatedAfterGenerated
from siekit.lint.rules.values.industry_code_form import IndustryCodeForm
from siekit.lint.rules.values.quantity_sign import QuantitySign
from siekit.lint.rules.values.registered_after_generated import RegisteredAfterGenerated
from siekit.lint.rules.values.sru_code_form import SruCodeForm
from siekit.lint.rules.values.tax_year_does_not_follow import TaxYearDoesNotFollow
from siekit.lint.rules.values.unknown_company_type import UnknownCompanyType
from siekit.lint.rules.vouchers.number_gap import NumberGap
from siekit.lint.rules.vouchers.only_removed_rows import OnlyRemovedRows
from siekit.lint.rules.vouchers.repeated_number import RepeatedNumber
from siekit.lint.rules.vouchers.row_outside_year import RowOutsideYear
from siekit.lint.rules.vouchers.series_not_from_one import SeriesNotFromOne
from siekit.lint.rules.vouchers.single_row import SingleRow
from siekit.lint.rules.vouchers.twin_not_next import TwinNotNext
from siekit.lint.rules.vouchers.two_years_in_file import TwoYearsInFile
from siekit.lint.rules.vouchers.unbalanced_voucher import UnbalancedVoucher
from siekit.lint.rules.vouchers.voucher_in_no_year import VoucherInNoYear

if TYPE_CHECKING:
    from siekit.lint.base import Rule

RULES: tuple[Rule, ...] = (
    # balances
    ClosingNotExplained(),
    ResultNotExplained(),
    PeriodSumsDiffer(),
    MonthsDifferFromRows(),
    OpeningDiffers(),
    BalancesDoNotSum(),
    OpeningNotZero(),
    ClosingNotCarriedOver(),
    ComparativeDiffers(),
    YearMissingBetweenFiles(),
    OverlappingYears(),
    PartialYear(),
    PeriodAfterCoveredDate(),
    FiguresOnWrongSide(),
    # values
    QuantitySign(),
    UnknownCompanyType(),
    CurrencyNotIso(),
    SruCodeForm(),
    IndustryCodeForm(),
    RegisteredAfterGenerated(),
    TaxYearDoesNotFollow(),
    DatedAfterGenerated(),
    AccountWithoutName(),
    # references
    UndeclaredParentDimension(),
    ObjectWithoutItsParent(),
    SubObjectAlone(),
    TwoObjectsOfOneDimension(),
    DimensionRing(),
    # checksum
    ChecksumNotVerifiable(),
    # records
    MissingClosingBalances(),
    MissingOpeningBalances(),
    AccountWithoutSru(),
    SruWithoutTaxYear(),
    ObjectRowsInType2(),
    NoWholeAccountRow(),
    PreviousYearIncomplete(),
    MissingResultBalances(),
    NoVouchers(),
    PeriodBalancesWithoutCoveredTo(),
    # receivers
    TextTooLong(),
    Class9Account(),
    QuotedIdentityField(),
    AccountLength(),
    FormatRecordMissing(),
    RowWithoutCostCentre(),
    ObjectCodeNotNumeric(),
    OrgnrWithoutHyphen(),
    YearTooLong(),
    TypeNotTaken(),
    OldChart(),
    SeveralYearsInFile(),
    EncodingNotPc8(),
    YearsNotContiguous(),
    OrgnrMissing(),
    YearsMustExist(),
    # vouchers
    UnbalancedVoucher(),
    NumberGap(),
    SeriesNotFromOne(),
    RepeatedNumber(),
    VoucherInNoYear(),
    RowOutsideYear(),
    SingleRow(),
    OnlyRemovedRows(),
    TwinNotNext(),
    TwoYearsInFile(),
)
