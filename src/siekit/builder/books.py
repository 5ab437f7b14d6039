"""`Builder`: a SIE file made from nothing, refused where it would be wrong."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siekit.builder import values
from siekit.builder.balances import Balances
from siekit.builder.chart import Chart
from siekit.builder.voucher import VoucherBuilder
from siekit.exceptions import UsageError
from siekit.formats.sie4.making import DRAFT, draft, finish
from siekit.formats.sie4.orgnr import normalised
from siekit.model import Address, Company, Generated, Program
from siekit.replace_file import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from siekit.builder.values import Day, Number
    from siekit.document import Document
    from siekit.formats.sie4.making import Finished
    from siekit.formats.writing import Target
    from siekit.formats.written import Written

CHART = "EUBAS97"
"""What nearly every chart of today is called in #KPTYP."""

TYPES = ("4I", "4E")
ORGNR_DIGITS = "an organisation number has ten digits, as in 556334-3689"


class Builder:
    """Books being made: accounts, vouchers, and for a ledger its year and balances.

    The file is of type 4I, vouchers on their way into a ledger, until `fiscal_year` is called;
    then it is 4E, a whole ledger. What would make it wrong is refused where it is given.
    """

    def __init__(
        self,
        company: str,
        *,
        program: str,
        version: str,
        orgnr: str | None = None,
        company_id: str | None = None,
        company_type: str | None = None,
        address: Address | None = None,
        chart_type: str | None = CHART,
        currency: str | None = None,
        tax_year: int | None = None,
        comment: str | None = None,
        generated: Day | None = None,
        signature: str | None = None,
    ) -> None:
        """Begin the books of a company.

        `program` and `version` name what makes the file. `generated` is today unless it is
        given, `signature` says who makes it.
        """
        self._header = replace(
            DRAFT,
            program=Program(values.name(program, "program"), values.code(version, "version")),
            generated=Generated(
                dt.date.today() if generated is None else values.day(generated),  # noqa: DTZ011 - the day where the user is
                values.text(signature, "signature"),
            ),
            company=Company(
                name=values.name(company, "company"),
                company_id=values.text(company_id, "company_id"),
                company_type=values.text(company_type, "company_type"),
                orgnr=_orgnr(orgnr),
                address=address or Address(),
            ),
            comment=values.text(comment, "comment"),
            chart_type=values.text(chart_type, "chart_type"),
            currency=DRAFT.currency if currency is None else values.currency(currency),
            currency_declared=currency is not None,
            tax_year=tax_year,
        )
        self._chart = Chart()
        self._years: dict[int, tuple[dt.date, dt.date]] = {}
        self._balances = Balances()
        self._vouchers: list[VoucherBuilder] = []
        self._begun: list[VoucherBuilder] = []

    @property
    def sie_type(self) -> str:
        """4I, or 4E when the books have a fiscal year."""
        return "4E" if 0 in self._years else "4I"

    def account(
        self,
        number: str | int,
        name: str,
        *,
        type: str | None = None,  # noqa: A002 - the word that the column has
        unit: str | None = None,
        sru: str | int | Iterable[str | int] | None = None,
    ) -> None:
        """Declare an account; `type` is asset, liability, equity, cost or income.

        Without a type the account has the one that BAS gives its number. `unit` is that of its
        quantities, `sru` one SRU code or several.
        """
        self._chart.add_account(number, name, type=type, unit=unit, sru=sru)

    def dimension(self, number: int, name: str, *, parent: int | None = None) -> None:
        """Declare a dimension: 1 is cost centre, 6 project, own ones are from 20 on."""
        self._chart.add_dimension(number, name, parent)

    def object(self, dimension: int, number: str | int, name: str) -> None:
        """Declare an object of a dimension."""
        self._chart.add_object(dimension, number, name)

    def fiscal_year(self, start: Day, end: Day, *, year: int = 0) -> None:
        """Say which fiscal year the books are of; `year` is -1 for the year before.

        From now on the file is of type 4E.
        """
        first, last = values.day(start), values.day(end)
        if last < first:
            message = f"The fiscal year {first} – {last} ends before it begins."
            raise UsageError(message)
        if year > 0 or year in self._years:
            message = (
                f"The fiscal year {year!r} is given twice, or is no year number: 0 is the year of "
                "the books, -1 the one before."
            )
            raise UsageError(message)
        self._years[year] = (first, last)

    def opening(
        self,
        account: str | int,
        amount: Number,
        *,
        year: int = 0,
        objects: Mapping[int, str] | None = None,
        quantity: Number | None = None,
    ) -> None:
        """Give the opening balance of an account, or of an object of it."""
        self._balance("opening", account, amount, year=year, objects=objects, quantity=quantity)

    def closing(
        self,
        account: str | int,
        amount: Number,
        *,
        year: int = 0,
        objects: Mapping[int, str] | None = None,
        quantity: Number | None = None,
    ) -> None:
        """Give a closing balance; that of the current year is worked out when not given."""
        self._balance("closing", account, amount, year=year, objects=objects, quantity=quantity)

    def result(
        self, account: str | int, amount: Number, *, year: int = 0, quantity: Number | None = None
    ) -> None:
        """Give a result balance; that of the current year is worked out when not given."""
        self._balance("result", account, amount, year=year, objects=None, quantity=quantity)

    def voucher(
        self,
        date: Day,
        text: str | None = None,
        *,
        series: str | None = None,
        number: str | int | None = None,
        registered: Day | None = None,
        signature: str | None = None,
    ) -> VoucherBuilder:
        """Begin a voucher: `with books.voucher(…) as voucher:` adds it when the block ends.

        In a 4I file series and number may be left out, and the ledger that takes the file gives
        them. Raises `UsageError` for a number that is taken and for a day outside the year.
        """
        head = {
            "date": values.day(date),
            "text": values.text(text, "text of a voucher"),
            "series": "" if series is None else values.code(series, "series"),
            "number": "" if number is None else values.code(number, "voucher number"),
            "registration_date": None if registered is None else values.day(registered),
            "signature": values.text(signature, "signature of a voucher"),
        }
        begun = VoucherBuilder(head, self._vouchers.append)
        taken = (one for one in self._begun if not one.given_up)
        if number is not None and any(_key(one) == _key(begun) for one in taken):
            message = f"There already is a voucher {head['series']} {head['number']}."
            raise UsageError(message)
        self._check_voucher(begun)
        self._begun.append(begun)
        return begun

    def document(self) -> Document:
        """The books as a document, as they are read from the file."""
        return self._finish().document

    def to_bytes(self, *, encoding: str | None = None, checksum: bool = False) -> Written:
        """The file as bytes, and what had to be changed in texts."""
        return self._finish(encoding=encoding, checksum=checksum).written

    def write(
        self, target: Target, *, encoding: str | None = None, checksum: bool = False
    ) -> Written:
        """Write the file to a path or a binary stream; it appears whole or not at all."""
        made = self.to_bytes(encoding=encoding, checksum=checksum)
        if isinstance(target, (str, PathLike)):
            replace_file(Path(fspath(target)), made.data)
        else:
            target.write(made.data)
        return made

    def _balance(
        self,
        kind: str,
        account: str | int,
        amount: Number,
        *,
        year: int,
        objects: Mapping[int, str] | None,
        quantity: Number | None,
    ) -> None:
        number = values.account_number(account)
        if (kind == "result") is self._chart.is_balance_account(number):
            right = "opening and closing" if kind == "result" else "result"
            message = f"Account {number} cannot have a {kind} balance: it has {right} balances."
            raise UsageError(message)
        self._balances.give(
            {
                "kind": kind,
                "year_no": year,
                "account": number,
                "objects": values.object_pairs(objects),
                "amount": values.amount(amount),
                "quantity": values.quantity(quantity),
            }
        )

    def _check_voucher(self, voucher: VoucherBuilder) -> None:
        """Refuse what a ledger's file must not have."""
        if self.sie_type != "4E":
            return
        first, last = self._years[0]
        if not first <= voucher.head["date"] <= last:
            message = (
                f"Voucher {voucher.shown} is dated outside the fiscal year {first} – {last}. "
                "Correct the date, or the year."
            )
            raise UsageError(message)
        if not voucher.head["series"] or not voucher.head["number"]:
            message = (
                f"Voucher {voucher.shown} has no series or no number. In a ledger's file (4E) "
                "every voucher has both; only a 4I file may leave them to its receiver."
            )
            raise UsageError(message)

    def _finish(self, *, encoding: str | None = None, checksum: bool = False) -> Finished:
        self._check_all()
        ending = "se" if self.sie_type == "4E" else "si"
        document = draft(replace(self._header, sie_type=self.sie_type), self._tables())
        return finish(document, name=f"<builder>.{ending}", encoding=encoding, checksum=checksum)

    def _check_all(self) -> None:
        """Refuse what only all of the books can tell."""
        for one in self._begun:
            if not one.ready:
                message = (
                    f"Voucher {one.shown} was begun and not ended. Add its rows in a with block, "
                    "or call its finish()."
                )
                raise UsageError(message)
        for one in self._vouchers:
            self._check_voucher(one)
        if self.sie_type == "4I":
            if self._balances:
                message = (
                    "There are balances but no fiscal year. Say which year the books are of: "
                    "fiscal_year(start, end)."
                )
                raise UsageError(message)
            return
        if -1 not in self._years and self._balances.has_opening():
            message = (
                "There are opening balances, so there was a year before, and the file must name "
                "it: fiscal_year(start, end, year=-1)."
            )
            raise UsageError(message)
        used = {row["account"] for one in self._vouchers for row in one.rows}
        used |= {row["account"] for row in self._balance_rows()}
        missing = sorted(used - self._chart.accounts.keys())
        if missing:
            message = (
                f"Account {missing[0]} is used but not declared, which a ledger's file (4E) must "
                f"do for every account. Add account({missing[0]!r}, name)."
            )
            raise UsageError(message)

    def _balance_rows(self) -> list[dict[str, Any]]:
        return self._balances.rows(self._chart, [one.rows for one in self._vouchers])

    def _tables(self) -> dict[str, list[dict[str, Any]]]:
        ledger = self.sie_type == "4E"
        vouchers = sorted(self._vouchers, key=_place)
        years = sorted(self._years.items(), reverse=True)
        return {
            "fiscal_years": [
                {"year_no": year_no, "start_date": first, "end_date": last}
                for year_no, (first, last) in years
            ],
            "accounts": list(self._chart.accounts.values()),
            "sru_codes": self._chart.sru_codes,
            "dimensions": list(self._chart.dimensions.values()),
            "objects": list(self._chart.objects.values()),
            "balances": self._balance_rows() if ledger else [],
            "vouchers": [
                {"voucher_id": number, **one.head} for number, one in enumerate(vouchers, start=1)
            ],
            "transactions": [
                {"voucher_id": number, "row_no": k, "kind": "normal", "counts": True, **row}
                for number, one in enumerate(vouchers, start=1)
                for k, row in enumerate(one.rows, start=1)
            ],
        }


def _key(voucher: VoucherBuilder) -> tuple[str, str]:
    return voucher.head["series"], voucher.head["number"]


def _place(voucher: VoucherBuilder) -> tuple[str, int, str]:
    """Return what vouchers are ordered by: numbers of a series rise in a file (SIE 4B 5.13)."""
    series, number = _key(voucher)
    whole = int(number) if number.isascii() and number.isdigit() else 0
    return series, whole, number if not whole else ""


def _orgnr(raw: str | None) -> str | None:
    """Return the number as NNNNNN-NNNN."""
    if raw is None:
        return None
    number, faults = normalised(values.name(raw, "orgnr").strip())
    if any(fault.name == "ORGNR_LENGTH" for fault in faults):
        message = f"{raw!r} is no organisation number: {ORGNR_DIGITS}."
        raise UsageError(message)
    return number
