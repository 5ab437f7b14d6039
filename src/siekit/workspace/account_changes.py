"""Accounts that changed name, appeared or vanished since the last file, in one summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

EXAMPLES = 20
"""Accounts of each kind that are named; of more, only how many there are."""


def account_changes(before: pa.Table, after: pa.Table) -> dict[str, Any] | None:
    """Return what differs between two tables of accounts, None where nothing does.

    Names are compared without regard to spaces. `renamed`, `appeared` and `vanished` are numbers;
    `examples` names the first of each.
    """
    was, will_be = _names(before), _names(after)
    renamed = [
        {"account": one, "before": was[one], "after": will_be[one]}
        for one in sorted(was.keys() & will_be.keys())
        if was[one] and will_be[one] and was[one] != will_be[one]
    ]
    appeared = [{"account": one, "name": will_be[one]} for one in sorted(will_be.keys() - was)]
    vanished = [{"account": one, "name": was[one]} for one in sorted(was.keys() - will_be)]
    found = {"renamed": renamed, "appeared": appeared, "vanished": vanished}
    if not any(found.values()):
        return None
    return {
        **{kind: len(accounts) for kind, accounts in found.items()},
        "examples": {kind: accounts[:EXAMPLES] for kind, accounts in found.items()},
    }


def _names(accounts: pa.Table) -> dict[str, str]:
    rows = zip(accounts["account"].to_pylist(), accounts["name"].to_pylist(), strict=True)
    return {account: " ".join((name or "").split()) for account, name in rows if account}
