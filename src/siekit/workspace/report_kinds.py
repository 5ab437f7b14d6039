"""Which report is asked for, and the refusal of one that cannot be made of what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.exceptions import SiekitError, UsageError
from siekit.reports.registry import find_report
from siekit.reports.unlike import UnlikeError
from siekit.workspace.foreign_words import in_swedish
from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from siekit.reports.base import ReportKind


def kind_of(name: str) -> ReportKind:
    """Return the report of a name, `invalid` where there is none."""
    try:
        return find_report(name)
    except UsageError as error:
        problem, problem_sv = str(error), in_swedish(error)
        raise Refusal("invalid", field="report", problem=problem, problem_sv=problem_sv) from None


def cannot_be_made(kind: ReportKind, error: SiekitError) -> Refusal:
    """Return the refusal of a report that an error says cannot be made so.

    Where companies cannot be summed, `differs` is what they differ in and `found` who has what.
    """
    more = {}
    if isinstance(error, UnlikeError):
        more = {"differs": error.what, "found": error.told}
    return Refusal(
        "invalid",
        field=kind.name,
        field_sv=kind.title.sv,
        problem=str(error),
        problem_sv=in_swedish(error),
        **more,
    )
