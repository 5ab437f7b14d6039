"""What a statement says of a year that does not reach to its end, and of the one beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.reports.figures import year_figures
from siekit.reports.model import Words
from siekit.reports.periods import short_year
from siekit.reports.previous import earlier_document
from siekit.reports.reach import reach_of
from siekit.reports.whole_year import CHANGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import duckdb

    from siekit.reports.amounts import Amounts
    from siekit.reports.base import Options
    from siekit.reports.figures import YearFigures
    from siekit.reports.reach import Reach

LANGS = ("en", "sv")
LAST = Words("with its last voucher of", "med sista verifikationen från")

WITH_A_WHOLE_YEAR = Words(
    "It is compared with the whole year before.", "Det jämförs med hela året före."
)
NOT_ALIKE = Words(
    "The two years are not compared for the same months.",
    "De två åren jämförs inte för samma månader.",
)


def reach_notes(
    connection: duckdb.DuckDBPyConnection, figures: YearFigures, options: Options, amounts: Amounts
) -> list[Words]:
    """Return notes on a part of a year, and on a part that stands beside it."""
    if options.dimension is None and options.by != "year":
        return []  # which the columns say themselves
    own = reach_of(connection, figures)
    compared = any(slot.column.key == CHANGE.key for slot in amounts.slots)
    before = _before(connection, figures) if compared else None
    notes = [] if own is None else [own.in_year()]
    if before is not None:
        notes.append(before[1].in_year(before[0]))
    if compared and own is not None and before is None:
        notes[0] = _and(notes[0], WITH_A_WHOLE_YEAR)
    elif before is not None:
        notes[-1] = _and(notes[-1], NOT_ALIKE)
    return notes


def group_reach(
    connection: duckdb.DuckDBPyConnection, years: Sequence[YearFigures]
) -> Iterator[Words]:
    """Give one note that names the companies whose years are told of in part."""
    found = [(one, reach_of(connection, one)) for one in years]
    told = [(one.company or one.file, reach) for one, reach in found if reach is not None]
    if told:
        en, sv = (", ".join(_named(name, reach, lang) for name, reach in told) for lang in LANGS)
        yield Words(
            f"Not whole years, or perhaps not: {en}.", f"Inte hela år, eller kanske inte: {sv}."
        )


def compares_parts(connection: duckdb.DuckDBPyConnection, figures: YearFigures) -> bool:
    """Tell whether the year or the one before it reaches to another day than its end."""
    return reach_of(connection, figures) is not None or _before(connection, figures) is not None


def _named(name: str, reach: Reach, lang: str) -> str:
    said = Words("to", "till") if reach.stated else LAST
    return f"{name} {said[lang]} {reach.day}"


def _before(
    connection: duckdb.DuckDBPyConnection, figures: YearFigures
) -> tuple[str, Reach] | None:
    """Return the year before and its reach, where a file of its own tells only a part of it."""
    document = earlier_document(connection, figures)
    if document is None:
        return None
    earlier = year_figures(connection, document)
    reach = reach_of(connection, earlier)
    return None if reach is None else (short_year(earlier.start, earlier.end), reach)


def _and(first: Words, second: Words) -> Words:
    return Words(f"{first.en} {second.en}", f"{first.sv} {second.sv}")
