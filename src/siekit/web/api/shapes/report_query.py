"""What a report may be asked for, as the query of its address."""

import re
from dataclasses import replace
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from siekit.reports.base import Options
from siekit.web.api.shapes.base import LINE, Id, Shape

Format = Literal["json", "csv", "xlsx", "pdf", "html"]
Lang = Literal["en", "sv"]
Word = Annotated[str, StringConstraints(max_length=200, pattern=LINE)]


class Shown(Shape):
    """How a report is given."""

    format: Format = "json"
    lang: Lang = "en"
    decimals: int | None = Field(
        default=None, ge=0, le=6, description="Of money, where it is drawn."
    )


class Asked(Shown):
    """What a report is about and how it is given; each report takes what it knows."""

    by: Literal["year", "month", "quarter", "ytd", "rolling12"] = "year"
    source: Literal["auto", "balances", "rows", "periods"] = "auto"
    previous: bool = Field(default=True, description="Show the year before beside it.")
    budget: bool = Field(default=False, description="Show the budget beside the year.")
    dimension: int | None = Field(default=None, ge=0, le=10**9, description="Columns: its objects.")
    date_of: Literal["voucher", "row"] = "voucher"
    first_day: date | None = Field(default=None, alias="from", description="First day of rows.")
    last_day: date | None = Field(default=None, alias="to", description="Last day of rows.")
    accounts: list[Word] = Field(
        default=[], max_length=100, description="1930 or 3000-3999; repeat."
    )
    series: list[Word] = Field(default=[], max_length=100, description="Voucher series; repeat.")
    object: str | None = Field(
        default=None, pattern=r"^[0-9]{1,9}:[^\x00-\x1f\x7f]{1,100}$", examples=["1:10"]
    )
    text: Word | None = Field(
        default=None, description="Rows or vouchers whose text has this in it."
    )
    least: str | None = Field(default=None, pattern=r"^[0-9]{1,15}([.,][0-9]{1,6})?$")
    voucher: str | None = Field(
        default=None, pattern=r"^[^\x00-\x1f\x7f]{0,50}:[^\x00-\x1f\x7f]{0,50}$", examples=["A:12"]
    )
    form: Literal["INK2", "INK4", "NE"] | None = Field(
        default=None, description="Tax form of `sru`."
    )
    details: bool = Field(
        default=False,
        description="The figures of the accounts beneath each line, in HTML, PDF and XLSX; "
        "JSON only names the accounts, and `trial-balance` has their figures.",
    )

    def options(self, *, companies: bool = False) -> Options:
        """The options of a report."""
        dimension, _, number = (self.object or "").partition(":")
        series, _, voucher = (self.voucher or "").rpartition(":")
        return Options(
            by=self.by,
            source=self.source,
            previous=self.previous,
            budget=self.budget,
            dimension=self.dimension,
            date_of=self.date_of,
            first_day=self.first_day,
            last_day=self.last_day,
            accounts=tuple(self.accounts),
            series=tuple(self.series),
            object=(int(dimension), number) if self.object else None,
            text=self.text,
            least_amount=re.sub(",", ".", self.least) if self.least else None,
            voucher=(series, voucher) if self.voucher else None,
            form=self.form,
            details=self.details,
            companies=companies,
        )


class AskedOfSnapshot(Asked):
    """What a report over a snapshot is about: which companies and years of it."""

    snapshot: Id | None = Field(default=None, description="A snapshot of before; else the newest.")
    integration: list[Id] = Field(
        default=[],
        max_length=500,
        description="Of these integrations only, by their ids; repeat.",
    )
    year: list[Annotated[int, Field(ge=1900, le=2999)]] = Field(
        default=[], max_length=100, description="Years in which fiscal years end; repeat."
    )
    currency: list[Word] = Field(
        default=[],
        max_length=20,
        description="Of files in these currencies only, such as SEK; repeat. A file that names "
        "none is in SEK.",
    )
    companies: bool = Field(
        default=False, description="All side by side and summed, in one report."
    )
    allow_charts: bool = Field(
        default=False,
        description="With `companies`: sum them also where their charts of accounts differ "
        "(#KPTYP). Accounts of the same number are then one, whatever each company means by it.",
    )

    def of_snapshot(self) -> Options:
        """The options of a report over a snapshot."""
        asked = self.options(companies=self.companies)
        return replace(asked, allow_charts=self.allow_charts)
