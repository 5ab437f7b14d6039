"""`siekit.split`: parts that are valid, and together the whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import siekit
from siekit.exceptions import NotConvertibleError, UsageError
from tests.conversion.ledgers import figures, ledgers, months, said
from tests.conversion.test_convert import SIE, read

if TYPE_CHECKING:
    from siekit.document import Document

EXAMPLES = Path(__file__).parents[2] / "examples"
WAYS: list[tuple[str, str | None]] = [
    ("year", None),
    ("month", None),
    ("period", None),
    ("series", None),
]
WAYS += [("month", "4E"), ("period", "4E"), ("year", "4I")]


def errors(document: Document) -> list[str]:
    """What a check finds wrong."""
    return [finding.message() for finding in siekit.check(document) if finding.severity == "error"]


@pytest.mark.parametrize(("by", "sie_type"), WAYS)
@pytest.mark.parametrize("name", ["fjallbacken-2023-24.se", "tolvan-2024.se"])
def test_parts_are_valid_and_together_the_whole(name: str, by: str, sie_type: str | None) -> None:
    """Merged again they say what the file says."""
    document = siekit.read(EXAMPLES / name)
    made = siekit.split(document, by, sie_type=sie_type)
    parts = [part.document for part in made.parts.values()]
    assert [part.header.file for part in parts] == list(made.parts)
    for part in parts:
        assert errors(part) == []
    again = siekit.merge(parts).document
    assert said(again) == said(document)
    if sie_type == "4E":
        for kind in ("opening", "closing", "result"):
            assert figures(again, kind) == figures(document, kind)
        assert months(again) == months(document)
        assert not siekit.compare(document, again).fiscal_years


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ledgers(), st.sampled_from(WAYS), st.integers(1, 12))
def test_any_ledger_survives_being_split_and_merged(
    document: Document, way: tuple[str, str | None], length: int
) -> None:
    """The same vouchers, the same sums."""
    if not len(document.vouchers):
        return
    made = siekit.split(document, way[0], sie_type=way[1], months=length)
    parts = [part.document for part in made.parts.values()]
    again = siekit.merge(parts).document
    assert said(again) == said(document)
    assert sum(part.totals.debit for part in parts) == document.totals.debit
    if way[1] == "4E":
        for kind in ("opening", "closing", "result"):
            assert figures(again, kind) == figures(document, kind)


TWO_YEARS = SIE + '#VER A 9 20240630 "I fjol"\n{\n#TRANS 1930 {} 1\n#TRANS 3041 {} -1\n}\n'
TWO_YEARS += '#VER A 10 20190630 "Utanfor"\n{\n#TRANS 1930 {} 1\n#TRANS 3041 {} -1\n}\n'
TWO_YEARS += '#VER A 11 "" "Utan dag"\n{\n#TRANS 1930 {} 1\n#TRANS 3041 {} -1\n}\n'


def test_each_year_is_a_ledger_and_the_rest_a_part_of_its_own() -> None:
    """Vouchers in no year are not lost."""
    made = siekit.split(read(TWO_YEARS), "year")
    sizes = {name: len(part.document.vouchers) for name, part in made.parts.items()}
    assert sizes == {"bok-2024.se": 1, "bok-2025.se": 2, "bok-no-year.si": 2}
    assert made.vouchers == 5


def test_vouchers_without_a_day_are_a_part_of_their_own() -> None:
    """By month they have none."""
    made = siekit.split(read(TWO_YEARS), "month")
    assert list(made.parts) == [
        "bok-2019-06.si", "bok-2024-06.si", "bok-2025-01.si", "bok-2025-06.si", "bok-no-date.si",
    ]  # fmt: skip


def test_names_of_series_are_safe_file_names() -> None:
    """No folder, no collision where capitals make no difference."""
    text = SIE.replace("#VER A 1", '#VER "../b" 1').replace("#VER B 1", '#VER "__/B" 1')
    text += '#VER "" "" 20250131\n{\n#TRANS 1930 {} 1\n#TRANS 3041 {} -1\n}\n'
    made = siekit.split(read(text), "series")
    assert list(made.parts) == ["bok-___b.si", "bok-___B-2.si", "bok-no-series.si"]


def test_parts_can_be_written(tmp_path: Path) -> None:
    """Into a folder, under their names."""
    made = siekit.split(read(), "month")
    made.write(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(made.parts)


def test_what_cannot_be_split_is_refused() -> None:
    """Balances alone, series of a ledger, an unknown way, too long a period, other types."""
    with pytest.raises(NotConvertibleError, match="has no vouchers"):
        siekit.split(EXAMPLES / "fjallbacken-2023-24_typ1.se", "year")
    with pytest.raises(NotConvertibleError, match="balances are made of all of them"):
        siekit.split(read(), "series", sie_type="4E")
    with pytest.raises(NotConvertibleError, match="no fiscal year with vouchers"):
        siekit.split(EXAMPLES / "fjallbacken-kassa.si", "month", sie_type="4E")
    with pytest.raises(UsageError, match="year, month, period, series"):
        siekit.split(read(), "week")
    with pytest.raises(UsageError, match="1 to 12 months, not 13"):
        siekit.split(read(), "period", months=13)
    with pytest.raises(UsageError, match="4E or 4I, not 2"):
        siekit.split(read(), "month", sie_type="2")
    wrong = read(SIE.replace("1930 {} 50.00", "1930 {} 50.10"))
    with pytest.raises(siekit.UnbalancedVoucherError):
        siekit.split(wrong, "month")
