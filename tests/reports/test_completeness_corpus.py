"""The proof of completeness beside the rules B301 and B302, on real files."""

from __future__ import annotations

from decimal import Decimal

import pytest

import siekit
from siekit.reports.base import Options
from siekit.reports.completeness import Completeness
from tests.corpus.listed import LISTED, Listed
from tests.reports.ledgers_made import opened

WITH_ROWS = [one for one in LISTED.values() if one.sie_type.startswith("4")]


@pytest.mark.parametrize("file", WITH_ROWS, ids=lambda one: one.name)
def test_differences_are_the_findings_of_the_rules(file: Listed) -> None:
    """The same accounts by the same amounts; and the lines of the file are accounted for."""
    path = str(file.path)
    document = siekit.read(path)
    wanted = {
        one.value: Decimal(facts["difference"])
        for one in siekit.check(document)
        if one.code in {"B301", "B302"} and (facts := dict(one.facts))
    }
    with opened(path) as connection:
        made = Completeness().make(connection, 1, Options())
    accounts = next(section for section in made.sections if section.key == "accounts")
    found = {
        line.key: line.values[-1]
        for line in accounts.lines
        if line.key != "total" and line.values[-1]
    }
    assert found == wanted
    line = made.line("lines.rejected")
    assert line is not None
    assert line.values[0] == document.lines.rejected
