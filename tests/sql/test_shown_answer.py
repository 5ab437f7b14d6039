"""Answers on a terminal."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa

from siekit.sql.results import Answer, plain
from siekit.sql.shown_answer import answer_lines


def shown(width: int, **columns: list[object]) -> list[str]:
    """The lines of an answer."""
    table = plain(pa.table(columns))
    return list(
        answer_lines(Answer(table.schema, iter(table.to_batches())), width=width, lang="en")
    )


def test_texts_are_cut_and_numbers_are_not() -> None:
    """A number without its end is another number."""
    lines = shown(30, text=["En lång text som inte får plats"], amount=[Decimal("-1234567.50")])
    assert lines[2] == "En lång text som…  -1234567.50"
    assert max(map(len, lines[:3])) <= 30


def test_what_does_not_fit_is_left_out_and_told() -> None:
    """Columns from the right."""
    lines = shown(20, a=[1234567890], b=[1234567890], c=[1234567890])
    assert lines[0].split() == ["a"]
    assert lines[-1] == "1 row; 2 columns do not fit."


def test_steering_letters_do_not_reach_the_terminal() -> None:
    """Neither in values nor in names."""
    columns: dict[str, list[object]] = {"\x1b[2J": ["a\x1b]0;x\x07\nb"]}
    lines = shown(80, **columns)
    assert all(line.isprintable() for line in lines)
