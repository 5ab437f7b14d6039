"""Reports of one upload alone, whether or not it is active: what its summary leads down to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from siekit.engine.shown import beneath
from siekit.exceptions import UsageError
from siekit.reports.base import Options
from siekit.reports.registry import find_report
from siekit.schema import TABLES
from siekit.workspace.actors import Role
from siekit.workspace.changing import wrong_state
from siekit.workspace.refusals import Refusal
from siekit.workspace.report_kinds import cannot_be_made, kind_of
from siekit.workspace.states import PARSED

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

    from siekit.reports.model import Report
    from siekit.workspace.workspace import Workspace

LARGEST_ID = 2**31 - 1
"""Of a voucher within a file."""

OF_VOUCHER = ("vouchers", "transactions")
"""The tables that one voucher needs only its own rows of."""


def upload_report(workspace: Workspace, upload_id: int, name: str, options: Options) -> Report:
    """Return a report of the tables of an upload; `invalid` where it cannot be made so."""
    tables = _tables(workspace, upload_id)
    kind = kind_of(name)
    try:
        with beneath([tables], choosing=False) as connection:
            return kind.make(connection, upload_id, options)
    except UsageError as error:
        raise cannot_be_made(kind, error) from error


def rows_of_account(workspace: Workspace, upload_id: int, account: str) -> int:
    """Return how many rows of vouchers an upload has on an account."""
    _parsed(workspace, upload_id)
    rows = {"transactions": ["account"]}
    found = workspace.installation.tables.at_hand(upload_id, rows, columns=rows)
    accounts = found["transactions"]["account"]
    return int(pc.sum(pc.equal(accounts, account)).as_py() or 0)


def upload_voucher(workspace: Workspace, upload_id: int, voucher_id: int) -> Report:
    """Return one voucher of an upload as the report `voucher`, `not_found` where it has none."""
    tables = _tables(workspace, upload_id)
    if not 0 <= voucher_id <= LARGEST_ID:
        raise _no_voucher(voucher_id)
    tables = {**tables, **{name: _own(tables[name], voucher_id) for name in OF_VOUCHER}}
    found = tables["vouchers"].select(["series", "number"]).to_pylist()
    if not found:
        raise _no_voucher(voucher_id)
    asked = (found[0]["series"] or "", found[0]["number"] or "")
    with beneath([tables], choosing=False) as connection:
        made = find_report("voucher").make(connection, upload_id, Options(voucher=asked))
    return replace(made, sections=tuple(s for s in made.sections if s.key == str(voucher_id)))


def _tables(workspace: Workspace, upload_id: int) -> Mapping[str, pa.Table]:
    _parsed(workspace, upload_id)
    found = workspace.installation.tables.at_hand(upload_id)
    return {table.name: found[table.name] for table in TABLES}


def _parsed(workspace: Workspace, upload_id: int) -> None:
    """Refuse an upload that has no tables."""
    workspace.actor.require(Role.VIEWER)
    upload = workspace.upload(upload_id)
    if upload.state not in PARSED:
        raise wrong_state(upload)


def _no_voucher(voucher_id: int) -> Refusal:
    return Refusal("not_found", what="voucher", what_sv="verifikation", id=voucher_id)


def _own(table: pa.Table, voucher_id: int) -> pa.Table:
    return table.filter(pc.equal(table["voucher_id"], voucher_id))
