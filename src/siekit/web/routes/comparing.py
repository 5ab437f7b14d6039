"""What differs between an upload and the active file that it would replace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import Response

from siekit.web.access import AWorkspace
from siekit.web.fragments import Kept
from siekit.web.pages import render
from siekit.web.upload_view import upload_context
from siekit.workspace.comparing import compare_with_active
from siekit.workspace.replacing import warnings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal
    from typing import Any

    from siekit.comparison.difference import AccountChange, AccountSum, FieldChange, VoucherChange
    from siekit.workspace.account_changes import ChartChanges
    from siekit.workspace.comparing import Compared
    from siekit.workspace.model import Upload
    from siekit.workspace.workspace import Workspace

router = APIRouter()

MOST_SHOWN = 200
"""Vouchers and accounts of each kind on the page; the rest is counted."""

SECTIONS = ("header", "vouchers", "account_sums", "accounts", "balances")
ORDER = ("changed", "added", "removed", "renumbered", "moved")

MOST_ACCOUNTS = 2_000
"""Accounts in each of the two lists of the chart, more than charts have."""

_kept = Kept(20)
_charts = Kept(20)


@dataclass(frozen=True, slots=True)
class ShownVoucher:
    """One voucher that came, went or changed."""

    change: str
    name: str
    day: str
    text: str
    before: Decimal | None
    after: Decimal | None
    before_id: int | None
    after_id: int | None
    rows: int


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """A comparison as the page shows it."""

    before: Upload
    same: bool
    counts: dict[str, int]
    vouchers: list[ShownVoucher]
    vouchers_left: int
    sums: list[AccountSum]
    sums_left: int
    accounts: int
    chart: list[AccountChange]
    chart_left: int
    header: list[FieldChange]
    balances: int


@router.get("/d/{domain_id}/uploads/{upload_id}/compare")
def compare_page(request: Request, workspace: AWorkspace, upload_id: int) -> Response:
    """Which vouchers came, went and changed, and by how much the accounts did."""
    upload = workspace.upload(upload_id)
    compared = _compared(workspace, upload)
    chart = _chart(workspace, upload)
    months_changed, covers_less = warnings(workspace, upload_id)  # a mark may be set at any time
    return render(
        request,
        "uploads/compare.html",
        **upload_context(workspace, upload, "compare"),
        compared=compared,
        months_changed=months_changed,
        covers_less=covers_less,
        chart=chart,
        differing=chart.differing[:MOST_ACCOUNTS] if chart else (),
        same=chart.accounts[len(chart.differing) :][:MOST_ACCOUNTS] if chart else (),
    )


def _compared(workspace: Workspace, upload: Upload) -> list[ShownDifference]:
    if upload.integration_id is None:
        return []
    return _kept.get(
        _key(workspace, upload, upload.integration_id),
        lambda: [
            _shown(one) for one in compare_with_active(workspace, upload.id, sections=SECTIONS)
        ],
    )


def _chart(workspace: Workspace, upload: Upload) -> ChartChanges | None:
    if upload.integration_id is None:
        return None
    key = _key(workspace, upload, upload.integration_id)
    return _charts.get(key, lambda: workspace.chart_beside(upload.id))


def _key(workspace: Workspace, upload: Upload, integration_id: int) -> tuple[Any, ...]:
    version = workspace.integration(integration_id).version
    return (str(workspace.installation.folder), upload.id, upload.version, version)


def _shown(compared: Compared) -> ShownDifference:
    found = compared.difference
    vouchers = sorted(_first(found.vouchers), key=lambda one: ORDER.index(one.change))
    counts = found.voucher_counts
    others = [one for one in found.accounts if _is_other_kind(one)]
    return ShownDifference(
        before=compared.before,
        same=not any(len(getattr(found, name)) for name in SECTIONS),
        counts={change: counts.get(change, 0) for change in ORDER},
        vouchers=[_voucher(one) for one in vouchers],
        vouchers_left=len(found.vouchers) - len(vouchers),
        sums=_first(found.account_sums),
        sums_left=max(len(found.account_sums) - MOST_SHOWN, 0),
        accounts=len(found.accounts),
        chart=others[:MOST_SHOWN],
        chart_left=max(len(others) - MOST_SHOWN, 0),
        header=_first(found.header),
        balances=len(found.balances),
    )


def _is_other_kind(one: AccountChange) -> bool:
    """Tell whether an account differs in more than its name: its type or its unit."""
    return one.change == "changed" and any(field.field != "name" for field in one.fields)


def _first(found: Sequence[Any]) -> list[Any]:
    return list(found[:MOST_SHOWN])


def _voucher(one: VoucherChange) -> ShownVoucher:
    known = one.b or one.a
    assert known is not None  # noqa: S101, one of them is there
    return ShownVoucher(
        change=one.change,
        name=" ".join(part for part in (known.series, known.number) if part) or "–",
        day=known.date.isoformat() if known.date else "–",
        text=known.text or "",
        before=_turnover(one.a),
        after=_turnover(one.b),
        before_id=one.a.voucher_id if one.a else None,
        after_id=one.b.voucher_id if one.b else None,
        rows=len(one.rows),
    )


def _turnover(voucher: Any) -> Decimal | None:  # noqa: ANN401, a voucher or nothing
    """Return the debit of a voucher's counted rows, None where one cannot be read."""
    from siekit.reports.figures import ZERO, add

    if voucher is None:
        return None
    amounts = [row.amount for row in voucher.rows if row.counts]
    if any(one is None for one in amounts):
        return None
    return add([one if one > 0 else ZERO for one in amounts])
