"""The options that say what a report is about."""

from __future__ import annotations

from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Any

import click

from siekit.exceptions import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from siekit.reports.base import Options

_OPTIONS = (
    click.option(
        "--by",
        type=click.Choice(["year", "month", "quarter", "ytd"]),
        default="year",
        help="Columns: the year, its months or quarters, or sums from its start.",
    ),
    click.option(
        "--source",
        type=click.Choice(["auto", "balances", "rows", "periods"]),
        default="auto",
        help="What figures are made of; auto takes the file's own balances if it has them.",
    ),
    click.option("--no-previous", is_flag=True, help="Leave the year before out."),
    click.option(
        "--date-of",
        type=click.Choice(["voucher", "row"]),
        default="voucher",
        help="Which date puts a row in a period: the voucher's, or the row's own.",
    ),
    click.option("--from", "first_day", metavar="DATE", help="First day of rows: 2025-01-31."),
    click.option("--to", "last_day", metavar="DATE", help="Last day of rows."),
    click.option(
        "--accounts", multiple=True, metavar="RANGE", help="Accounts: 1930 or 3000-3999; repeat."
    ),
    click.option("--series", multiple=True, metavar="SERIES", help="Voucher series; repeat."),
    click.option("--object", "object_", metavar="DIM:OBJECT", help="Rows of an object: 1:10."),
    click.option("--text", metavar="TEXT", help="Rows or vouchers whose text has this in it."),
    click.option("--least", metavar="AMOUNT", help="Rows of at least this amount, either way."),
)


def report_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options to a command."""
    return reduce(lambda made, option: option(made), reversed(_OPTIONS), command)


def as_options(asked: Mapping[str, Any]) -> Options:
    """Return what was asked for; `UsageError` for a date or an object that is none."""
    from siekit.reports.base import Options

    return Options(
        by=asked["by"],
        source=asked["source"],
        previous=not asked["no_previous"],
        date_of=asked["date_of"],
        first_day=_day(asked["first_day"], "--from"),
        last_day=_day(asked["last_day"], "--to"),
        accounts=tuple(asked["accounts"]),
        series=tuple(asked["series"]),
        object=_object(asked["object_"]),
        text=asked["text"],
        least_amount=asked["least"],
    )


def _day(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{option} {text}: this is no day. Write it as 2025-01-31."
        raise UsageError(message) from None


def _object(text: str | None) -> tuple[int, str] | None:
    if text is None:
        return None
    dimension, colon, number = text.partition(":")
    if not colon or not dimension.isdecimal():
        message = f"--object {text}: write dimension and object with a colon between, as in 1:10."
        raise UsageError(message)
    return int(dimension), number
