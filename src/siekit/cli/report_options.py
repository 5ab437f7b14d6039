"""The options that say what a report is about."""

from __future__ import annotations

from datetime import date
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from siekit.exceptions import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from siekit.reports.base import Options

_OPTIONS = (
    click.option(
        "--by",
        type=click.Choice(["year", "month", "quarter", "ytd", "rolling12"]),
        default="year",
        help="Columns: the year, its months or quarters, sums from its start, or twelve months.",
    ),
    click.option(
        "--source",
        type=click.Choice(["auto", "balances", "rows", "periods"]),
        default="auto",
        help="What figures are made of; auto takes the file's own balances if it has them.",
    ),
    click.option("--budget", is_flag=True, help="Show the budget (#PBUDGET) beside the year."),
    click.option(
        "--dimension",
        type=click.IntRange(min=0),
        metavar="NUMBER",
        help="Columns: the objects of a dimension, as 1 for cost centres, 6 for projects.",
    ),
    click.option(
        "--layout",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE.toml",
        help="Lines of your own instead of those of BAS.",
    ),
    click.option(
        "--companies", is_flag=True, help="All companies side by side and summed, in one report."
    ),
    click.option(
        "--mapping",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE.toml",
        help="With --companies: accounts of one as accounts of another.",
    ),
    click.option(
        "--eliminations",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE.toml",
        help="With --companies: what they have with each other, taken away.",
    ),
    click.option(
        "--allow-currencies", is_flag=True, help="Sum companies in different currencies as one."
    ),
    click.option(
        "--allow-charts", is_flag=True, help="Sum companies with different charts (#KPTYP)."
    ),
    click.option(
        "--details",
        is_flag=True,
        help="The accounts beneath each line; in html, pdf and xlsx the ledgers behind as well.",
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
    click.option("--voucher", metavar="SERIES:NUMBER", help="The voucher to show: A:12."),
    click.option("--form", metavar="FORM", help="The tax form of sru: INK2, INK4 or NE."),
    click.option("--least", metavar="AMOUNT", help="Rows of at least this amount, either way."),
)


def report_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options to a command."""
    return reduce(lambda made, option: option(made), reversed(_OPTIONS), command)


def as_options(asked: Mapping[str, Any]) -> Options:
    """Return what was asked for; `UsageError` for a date or an object that is none."""
    from siekit.reports.account_mapping import read_mapping
    from siekit.reports.base import Options
    from siekit.reports.eliminations import read_eliminations
    from siekit.reports.layout_file import read_layout

    layout, mapping, rules = asked["layout"], asked["mapping"], asked["eliminations"]
    return Options(
        by=asked["by"],
        source=asked["source"],
        previous=not asked["no_previous"],
        budget=asked["budget"],
        dimension=asked["dimension"],
        layout=read_layout(layout) if layout else None,
        companies=asked["companies"],
        mapping=read_mapping(mapping) if mapping else None,
        eliminations=read_eliminations(rules) if rules else (),
        allow_currencies=asked["allow_currencies"],
        allow_charts=asked["allow_charts"],
        date_of=asked["date_of"],
        details=asked["details"],
        first_day=_day(asked["first_day"], "--from"),
        last_day=_day(asked["last_day"], "--to"),
        accounts=tuple(asked["accounts"]),
        series=tuple(asked["series"]),
        object=_object(asked["object_"]),
        voucher=_voucher(asked["voucher"]),
        form=asked["form"],
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


def _voucher(text: str | None) -> tuple[str, str] | None:
    if text is None:
        return None
    series, colon, number = text.rpartition(":")
    if not colon:
        message = f"--voucher {text}: write series and number with a colon between, as in A:12."
        raise UsageError(message)
    return series, number
