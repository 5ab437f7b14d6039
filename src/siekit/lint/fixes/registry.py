"""The list of fixes, and which codes they answer for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.lint.fixes.character_set import IntoPc8, MissingFormat, UnknownFormat
from siekit.lint.fixes.flag_first import FlagFirst
from siekit.lint.fixes.label_case import LabelCase
from siekit.lint.fixes.object_list import ObjectList
from siekit.lint.fixes.odd_dates import OddDate
from siekit.lint.fixes.odd_numbers import OddNumber
from siekit.lint.fixes.orgnr_form import OrgnrForm
from siekit.lint.fixes.quotes import (
    BackslashBeforeClosingQuote,
    QuotedIdentityField,
    QuoteInBareWord,
    StrayQuote,
    UnquotedText,
)
from siekit.lint.fixes.type_letter import TypeLetter
from siekit.lint.fixes.voucher_brace import BraceOnVoucherLine, MissingOpeningBrace

if TYPE_CHECKING:
    from siekit.lint.fixes.base import Fix

FIXES: tuple[Fix, ...] = (
    IntoPc8(),
    UnknownFormat(),
    MissingFormat(),
    MissingOpeningBrace(),
    BraceOnVoucherLine(),
    FlagFirst(),
    LabelCase(),
    UnquotedText(),
    StrayQuote(),
    BackslashBeforeClosingQuote(),
    ObjectList(),
    QuoteInBareWord(),
    OddNumber(),
    OddDate(),
    TypeLetter(),
    OrgnrForm(),
    QuotedIdentityField(),
)

BY_CODE = {code: fix for fix in FIXES for code in fix.codes}
