"""What `activate` and `rollback` share: what is replaced is shown, and asked about."""

from __future__ import annotations

import sys
from functools import reduce
from typing import TYPE_CHECKING, Any

import click

from siekit.cli.columns import columns
from siekit.cli.options import lang_option
from siekit.cli.terminal import is_terminal, write_text
from siekit.cli.workplace import workspace_options
from siekit.cli.workspace_text import JSON, form_option, print_json, say
from siekit.locale.figures import MISSING, money, plain_money
from siekit.locale.workspace import phrase

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from siekit.workspace.model import Replacement, Upload
    from siekit.workspace.workspace import Workspace

_OPTIONS = (
    click.argument("upload", metavar="ID", type=int),
    click.option(
        "--override",
        metavar="REASON",
        help="Activate it although a check is red; the reason stands in the log.",
    ),
    click.option("--yes", is_flag=True, help="Do not ask."),
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
    """Activate an upload by one of the verbs, and tell what it replaced."""
    seen = workspace.what_if(upload)
    if form != JSON:
        _show(seen, lang)
    if not yes and form != JSON and is_terminal(sys.stdin) and is_terminal(sys.stdout):
        click.confirm(phrase("ask", lang, file=seen.upload.file), abort=True)
    done = getattr(workspace, verb)(upload, token=seen.token, override_reason=override)
    now = workspace.upload(upload)
    if form == JSON:
        print_json(as_json(done, now))
    else:
        say(phrase("activated", lang, file=now.file))


def as_json(done: Replacement, now: Upload) -> dict[str, Any]:
    """What `activate --format json` tells."""
    return {
        "upload": now.as_row(),
        "replaced": [one.id for one in done.replaced],
        "months_lost": list(done.months_lost),
        "blocking": [str(one["key"]) for one in done.blocking],
        "result": _pair(done.result),
        "assets": _pair(done.assets),
    }


def _pair(amounts: tuple[Decimal | None, Decimal | None]) -> dict[str, str | None]:
    before, after = (None if one is None else plain_money(one) for one in amounts)
    return {"before": before, "after": after}


def _show(seen: Replacement, lang: str) -> None:
    """Tell what would be replaced, and how the totals change."""
    if seen.replaced:
        files = ", ".join(f"{one.file} ({one.id})" for one in seen.replaced)
        say(phrase("replaces", lang, files=files))
        rows = [["", phrase("amount_before", lang), phrase("amount_after", lang)]]
        for name in ("result", "assets"):
            amounts = (MISSING if one is None else money(one, lang) for one in getattr(seen, name))
            rows.append([phrase(name, lang), *amounts])
        write_text("\n".join(columns(rows)) + "\n")
    else:
        say(phrase("none_replaced", lang))
    if seen.months_lost:
        lost = seen.months_lost
        say(phrase("months_lost", lang, number=len(lost), months=", ".join(map(str, lost))))
    for check in seen.blocking:
        say(phrase("blocking", lang, text=check["text"][lang]))
