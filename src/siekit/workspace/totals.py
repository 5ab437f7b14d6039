"""What a dialog shows of an upload in two figures: the result and the assets of its year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.charts.statement_lines import ASSETS, INCOME
from siekit.engine.shown import beneath
from siekit.exceptions import SiekitError
from siekit.reports.amounts import Measure
from siekit.reports.base import Options
from siekit.reports.layout import TOTAL_ASSETS, bas_layout
from siekit.reports.statement import lay_out
from siekit.reports.statement_amounts import statement_amounts
from siekit.workspace.files_of_members import files_of_members

if TYPE_CHECKING:
    from decimal import Decimal

    import duckdb

    from siekit.workspace.installation import Installation
    from siekit.workspace.model import Upload

RESULT = "290"
"""The line of BAS that the result of the year stands on."""


@dataclass(frozen=True, slots=True)
class Totals:
    """The result and the assets; None where nobody can tell."""

    result: Decimal | None = None
    assets: Decimal | None = None


_known: dict[tuple[str, int, str], Totals] = {}
"""Totals by folder, upload and bytes, which never change; the oldest go when they are many."""

MOST_KNOWN = 10_000


def totals_of(installation: Installation, upload: Upload) -> Totals:
    """Return the totals of an upload's own year, as its summary shows them."""
    key = (str(installation.folder), upload.id, upload.sha256)
    found = _known.get(key)
    if found is None and (found := _made(installation, upload)) is not None:
        _known[key] = found
        while len(_known) > MOST_KNOWN:
            _known.pop(next(iter(_known)), None)
    return found or Totals()


def _made(installation: Installation, upload: Upload) -> Totals | None:
    try:
        tables = installation.tables.at_hand(upload.id)
        files = files_of_members([upload], [tables], reason="the upload itself")
        with beneath([tables], files=files) as connection:
            return Totals(
                result=_line(connection, upload.id, (INCOME,), RESULT),
                assets=_line(connection, upload.id, (ASSETS,), TOTAL_ASSETS),
            )
    except SiekitError:
        return None


def _line(
    connection: duckdb.DuckDBPyConnection, document: int, statements: tuple[str, ...], key: str
) -> Decimal | None:
    measure = Measure.YEAR if statements == (INCOME,) else Measure.STANDING
    amounts = statement_amounts(connection, document, Options(previous=False), measure)
    laid = lay_out(bas_layout(*statements), amounts, takes=lambda _: False)
    return laid.values[key][0]
