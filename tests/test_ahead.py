"""Work ahead: in order, on two threads, and without hiding what fails."""

from __future__ import annotations

import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING, cast

import pytest

from siekit.ahead import in_order

if TYPE_CHECKING:
    from collections.abc import Generator


def test_results_come_in_the_order_of_the_things() -> None:
    """Also where the first takes longest."""

    def slow_at_first(number: int) -> int:
        time.sleep(0.05 if number == 0 else 0)
        return number * 10

    assert list(in_order(slow_at_first, range(20))) == [number * 10 for number in range(20)]


def test_no_more_is_begun_than_can_lie_waiting() -> None:
    """Files that nobody asked for yet take memory."""
    begun: list[int] = []
    with closing(cast("Generator[None]", in_order(begun.append, range(100), threads=2))) as results:
        next(results)
        time.sleep(0.05)
        assert len(begun) <= 3


def test_what_fails_is_raised_in_its_place() -> None:
    """What was done before it is given first, and no thread is left."""

    def work(number: int) -> int:
        if number == 2:
            message = "two"
            raise ValueError(message)
        return number

    before = threading.active_count()
    results = in_order(work, range(5))
    assert [next(results), next(results)] == [0, 1]
    with pytest.raises(ValueError, match="two"):
        next(results)
    assert threading.active_count() == before
