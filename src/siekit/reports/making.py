"""Reports of the files that were chosen: one for each year, or one of all companies."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from siekit.exceptions import SiekitError, UsageError
from siekit.reports.companies import combined

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import duckdb

    from siekit.reports.base import Options, ReportKind
    from siekit.reports.model import Report
    from siekit.reports.statement_report import Statement


def make_reports(
    kind: ReportKind,
    connection: duckdb.DuckDBPyConnection,
    documents: Sequence[int],
    options: Options,
) -> list[Report]:
    """Return a report for each document, or one for all when companies stand side by side."""
    if not options.companies:
        if options.mapping or options.eliminations:
            message = "--mapping and --eliminations are about several companies: add --companies."
            swedish = "--mapping och --eliminations gäller flera företag: lägg till --companies."
            raise UsageError(message, swedish=swedish)
        return [kind.make(connection, one, options) for one in documents]
    if not hasattr(kind, "lay"):
        message = f"The report {kind.name} cannot show several companies side by side."
        swedish = f"Rapporten {kind.title.sv} kan inte visa flera företag sida vid sida."
        raise UsageError(message, swedish=swedish)
    return [combined(cast("Statement", kind), connection, documents, options)]


def make_each(
    kind: ReportKind,
    connection: duckdb.DuckDBPyConnection,
    documents: Sequence[int],
    options: Options,
) -> tuple[list[Report], dict[int, SiekitError]]:
    """Return what `make_reports` makes, and why there is no report of some documents.

    Raises where there is none of any, and where one report is of all.
    """
    if options.companies:
        return make_reports(kind, connection, documents, options), {}
    made: list[Report] = []
    failed: dict[int, SiekitError] = {}
    for one in documents:
        try:
            made += make_reports(kind, connection, [one], options)
        except SiekitError as error:
            failed[one] = error
    if failed and not made:
        raise _together(list(failed.values()))
    return made, failed


TOLD = 3


def _together(errors: Sequence[SiekitError]) -> SiekitError:
    """Return one error for several: what is wrong with what was asked is so for each file."""
    texts = list(dict.fromkeys(str(error) for error in errors))
    if len(texts) == 1:
        return errors[0]
    swedish = [error.swedish for error in errors if error.swedish]
    all_told = len(swedish) == len(errors)
    return UsageError(_joined(texts), swedish=_joined(dict.fromkeys(swedish)) if all_told else None)


def _joined(texts: Iterable[str]) -> str:
    """Return the first of several texts as one."""
    found = list(texts)
    return " ".join(found[:TOLD]) + (" …" if len(found) > TOLD else "")
