"""Years at the ends of the calendar go all the way, since the next day of the last is no day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from siekit.workspace.states import State
from tests.books import books
from tests.workspace.putting import new_workspace

if TYPE_CHECKING:
    from siekit.workspace.installation import Installation


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_the_first_and_the_last_year_come_into_reports(
    installation: Installation, year: str
) -> None:
    """And a file of another year of the company is checked beside it."""
    ws = new_workspace(installation)
    data = books(first="2024-01-01").replace(b"20240", f"{year}0".encode())
    data = data.replace(b"20241", f"{year}1".encode())
    (odd,) = ws.add(data, "odd.se", create=True)
    assert odd.upload is not None
    assert odd.upload.state is State.READY, odd.upload.refusal
    ws.summary(odd.upload.id)
    ws.activate(odd.upload.id, override_reason="trial")
    assert ws.sync().status == "done"
    assert ws.reports("balance-sheet").reports
    (usual,) = ws.add(books(), "usual.se")
    assert usual.upload is not None
    assert usual.upload.state is State.READY
    ws.what_if(usual.upload.id)
    ws.summary(usual.upload.id)
