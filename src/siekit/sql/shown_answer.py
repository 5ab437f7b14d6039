"""An answer as a table of text for the terminal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from siekit.locale.figures import MISSING, count, plain_money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.sql.results import Answer

GAP = "  "
ROWS_SHOWN = 100
"""Rows of an answer that a terminal shows; a file gets all."""

LEAST_WIDTH = 6
"""Letters that the widest columns are cut down to before columns are left out."""


def answer_lines(
    answer: Answer, *, width: int, lang: str, rows_shown: int = ROWS_SHOWN
) -> Iterator[str]:
    """Give an answer as lines that fit a width: what is cut ends in …, what is missing is –."""
    rows, number = _first_rows(answer, rows_shown)
    names = answer.schema.names
    cells = [[_cell(row[name]) for name in names] for row in rows]
    right = [all(_is_number(row[name]) for row in rows) and bool(rows) for name in names]
    heads = [_cell(name) for name in names]
    whole = [all(_is_whole(row[name]) for row in rows) for name in names]
    widths, left_out = _fit(heads, cells, whole, width)
    yield _line(heads, widths, right)
    yield "─" * (sum(widths) + len(GAP) * (len(widths) - 1))
    for row in cells:
        yield _line(row, widths, right)
    yield ""
    yield _summary(number, len(rows), left_out, lang)


def _first_rows(answer: Answer, wanted: int) -> tuple[list[dict[str, Any]], int]:
    """Return the rows that are shown, and how many there are."""
    rows: list[dict[str, Any]] = []
    number = 0
    for batch in answer.batches:
        number += batch.num_rows
        if len(rows) < wanted:
            rows += batch.slice(0, wanted - len(rows)).to_pylist()
    return rows, number


def _fit(
    names: list[str], cells: list[list[str]], whole: list[bool], room: int
) -> tuple[list[int], int]:
    """Return the widths of the columns that fit, and how many do not.

    Texts are cut, the widest first; numbers and days are shown whole or not at all.
    """
    widths = [max([len(name), *(len(row[at]) for row in cells)]) for at, name in enumerate(names)]
    least = [
        max([min(len(name), LEAST_WIDTH), *(len(row[at]) for row in cells)])
        if whole[at]
        else min(widths[at], LEAST_WIDTH)
        for at, name in enumerate(names)
    ]
    shown = len(widths)
    while shown > 1 and sum(least[:shown]) + len(GAP) * (shown - 1) > room:
        shown -= 1
    left_out = len(widths) - shown
    widths = widths[:shown]
    room -= len(GAP) * (shown - 1)
    while sum(widths) > room:
        spare = max(range(shown), key=lambda at: (widths[at] > least[at], widths[at]))
        if widths[spare] <= least[spare]:
            break
        widths[spare] -= 1
    return widths, left_out


def _line(cells: list[str], widths: list[int], right: list[bool]) -> str:
    parts = []
    for text, width, to_right in zip(cells, widths, right, strict=False):
        shown = text if len(text) <= width else f"{text[: width - 1]}…"
        parts.append(shown.rjust(width) if to_right else shown.ljust(width))
    return GAP.join(parts).rstrip()


def _summary(rows: int, shown: int, left_out: int, lang: str) -> str:
    number = count(rows, lang)
    one = rows == 1
    swedish, english = ("rad", "row") if one else ("rader", "rows")
    text = f"{number} {swedish if lang == 'sv' else english}"
    if shown < rows:
        first = count(shown, lang)
        text += (
            f", de första {first} visas (-o FIL skriver alla)"
            if lang == "sv"
            else f", the first {first} shown (-o FILE writes all)"
        )
    if left_out:
        text += (
            f"; {left_out} {'kolumn' if left_out == 1 else 'kolumner'} får inte plats"
            if lang == "sv"
            else f"; {left_out} {'column does' if left_out == 1 else 'columns do'} not fit"
        )
    return f"{text}."


def _is_whole(value: object) -> bool:
    """Whether a value says something else when its end is cut off."""
    return _is_number(value) or isinstance(value, date)


def _is_number(value: object) -> bool:
    return value is None or (isinstance(value, (int, float, Decimal)) and value is not True)


def _cell(value: Any) -> str:  # noqa: ANN401 - whatever a query gives
    if value is None:
        return MISSING
    if isinstance(value, Decimal):
        return plain_money(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return " ".join(f"{one['dimension']}:{one['object']}" for one in value)
    text = str(value)
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)
