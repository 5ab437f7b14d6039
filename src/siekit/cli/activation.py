"""What `activate` and `rollback` share: what is replaced is shown, and asked about."""

from __future__ import annotations

import sys
from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING, Any

import click

from siekit.cli.at_work import brought_on
from siekit.cli.columns import columns
from siekit.cli.failures import CommandFailedError
from siekit.cli.options import lang_option
from siekit.cli.terminal import is_terminal, printable, write_text
from siekit.cli.workplace import workspace_options
from siekit.cli.workspace_text import JSON, form_option, print_json, say
from siekit.locale.figures import MISSING, money, plain_money
from siekit.locale.workspace import phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from siekit.workspace.account_changes import AccountFate, ChartChanges
    from siekit.workspace.model import Replacement, Upload
    from siekit.workspace.workspace import Workspace

MOST_ACCOUNTS = 5
"""Accounts of a reconciled month that a terminal is told of; JSON has them all."""

_OPTIONS = (
    click.argument("upload", metavar="ID", type=int),
    click.option(
        "--override",
        metavar="REASON",
        help="Activate it although a check is red; the reason stands in the log.",
    ),
    click.option("--yes", is_flag=True, help="Replace what is replaced without being asked."),
    form_option,
    workspace_options,
    lang_option,
)


def activation_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options to a command."""
    return reduce(lambda made, option: option(made), reversed(_OPTIONS), command)


def activated(
    workspace: Workspace,
    upload: int,
    *,
    override: str | None,
    yes: bool,
    form: str,
    lang: str,
    verb: str,
) -> None:
    """Activate an upload by one of the verbs, and tell what it replaced.

    On a terminal it is asked about; elsewhere nothing is replaced that was not said yes to.
    """
    brought_on(workspace, upload)
    seen = workspace.what_if(upload)
    if form != JSON:
        _show(seen, lang)
    if not yes:
        if form != JSON and is_terminal(sys.stdin) and is_terminal(sys.stdout):
            click.confirm(phrase("ask", lang, file=seen.upload.file), abort=True)
        elif seen.replaced:
            facts = {"file": seen.upload.file, "files": _named(seen.replaced)}
            again = f"siekit {verb} {upload} --yes"
            raise CommandFailedError(phrase("not_asked", lang, again=again, **facts))
    done = getattr(workspace, verb)(upload, token=seen.token, override_reason=override)
    if form == JSON:
        print_json(as_json(done))
    else:
        say(phrase("activated", lang, file=done.upload.file))


def as_json(done: Replacement) -> dict[str, Any]:
    """What `activate --format json` tells."""
    return {
        "upload": done.upload.as_row(),
        "replaced": [one.id for one in done.replaced],
        "months_lost": [_month(one) for one in done.months_lost],
        "months_changed": [
            {
                "month": _month(facts["month"]),
                "marked_by": facts["marked_by"],
                "accounts": facts["accounts"],
            }
            for facts in done.months_changed
        ],
        "covers_less": [one.as_json() for one in done.covers_less],
        "chart": done.chart.as_json() if done.chart else None,
        "blocking": [str(one["key"]) for one in done.blocking],
        "result": _pair(done.result),
        "assets": _pair(done.assets),
    }


def _month(month: int) -> str:
    from siekit.workspace.told_facts import month_text

    return month_text(month)


def _month_changed(facts: Mapping[str, Any], lang: str) -> str:
    """Tell of a reconciled month what would become of it, of the first accounts by how much."""
    told = {"month": _month(facts["month"]), "by": facts["marked_by"]}
    accounts = facts["accounts"]
    if accounts is None:
        return phrase("month_unknown", lang, **told)
    shown = [
        f"{one['account']} {_amount(one['before'], lang)} → {_amount(one['after'], lang)}"
        for one in accounts[:MOST_ACCOUNTS]
    ]
    if len(accounts) > MOST_ACCOUNTS:
        shown.append(phrase("more_accounts", lang, number=len(accounts) - MOST_ACCOUNTS))
    return phrase("month_changed", lang, accounts="; ".join(shown), **told)


def _amount(text: str | None, lang: str) -> str:
    return MISSING if text is None else money(Decimal(text), lang)


def _pair(amounts: tuple[Decimal | None, Decimal | None]) -> dict[str, str | None]:
    before, after = (None if one is None else plain_money(one) for one in amounts)
    return {"before": before, "after": after}


def _named(uploads: Iterable[Upload]) -> str:
    return ", ".join(f"{one.file} ({one.id})" for one in uploads)


def _show_accounts(chart: ChartChanges, lang: str) -> None:
    """Show the first accounts that are not the same, the worst first."""
    differing = chart.differing
    rows = [
        [printable(one.account), phrase(f"account_{one.fate}", lang), _names(one)]
        for one in differing[:MOST_ACCOUNTS]
    ]
    write_text("\n".join(columns(rows, left=3)) + "\n")
    if len(differing) > MOST_ACCOUNTS:
        say(phrase("more_accounts", lang, number=len(differing) - MOST_ACCOUNTS) + ".")


def _names(one: AccountFate) -> str:
    names = (name for name in (one.before, one.after) if name is not None)
    return printable(" → ".join(name or MISSING for name in names))


def _show(seen: Replacement, lang: str) -> None:
    """Tell what would be replaced, and how the totals change."""
    if seen.replaced:
        say(phrase("replaces", lang, files=_named(seen.replaced)))
        rows = [["", phrase("amount_before", lang), phrase("amount_after", lang)]]
        for name in ("result", "assets"):
            amounts = (MISSING if one is None else money(one, lang) for one in getattr(seen, name))
            rows.append([phrase(name, lang), *amounts])
        write_text("\n".join(columns(rows)) + "\n")
    else:
        say(phrase("none_replaced", lang))
    if seen.months_lost:
        lost = seen.months_lost
        say(phrase("months_lost", lang, number=len(lost), months=", ".join(map(_month, lost))))
    if seen.covers_less:
        text = " ".join(one.text[lang] for one in seen.covers_less)
        say(phrase("covers_less", lang, text=text))
    if seen.chart and seen.chart.differing:
        say(seen.chart.text[lang])
        _show_accounts(seen.chart, lang)
    for facts in seen.months_changed:
        say(_month_changed(facts, lang))
    for check in seen.blocking:
        say(phrase("blocking", lang, text=check["text"][lang]))
