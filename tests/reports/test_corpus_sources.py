"""Files of the corpus that hold the same year in several types, and each of them in itself."""

from __future__ import annotations

import io

import pytest

from tests.corpus.listed import CORPUS
from tests.reports.ledgers_made import figures, report, without

NAMES = ("income-statement", "balance-sheet")

BY_ROWS = [
    "avendo-5.20_typ4e.se",
    "avendo-5.10_typ4e_rtrans-btrans.SE",
    "edison_typ4e.se",
    "fortnox-2.0_typ4e.se",
    "magenta_typ4e.se",
    "specter_typ4e.se",
    "bl-administration-2018_typ4e.SE",
    "visma-avendo-eekonomi_typ4e.se",
    "sie-gruppen_official-sample-file-1_typ4e.SE",
]
BY_PERIODS = [
    "avendo-5.20_typ2.se",
    "briljant_typ2.SE",
    "briljant_typ3.SE",
    "edison_typ2.se",
    "edison_typ3.se",
    "fortnox-2.0_typ2.se",
    "mamut_typ2.SE",
    "mamut_typ3.SE",
    "visma-compact-6_typ2_ksumma.se",
    "visma-bokforing-4.5_typ2.SE",
    "softone-business_typ2.se",
]
PAIRS = [
    ("avendo-5.20_typ4e.se", "avendo-5.20_typ2.se"),
    ("avendo-5.20_typ4e.se", "avendo-5.20_typ1.se"),
    ("edison_typ4e.se", "edison_typ3.se"),
    ("fortnox-2.0_typ4e.se", "fortnox-2.0_typ2.se"),
    ("magenta_typ4e.se", "magenta_typ1.se"),
]


def path(name: str) -> str:
    """Return where a file lies."""
    return str(CORPUS / "sie4" / name)


@pytest.mark.parametrize("statement", NAMES)
@pytest.mark.parametrize("name", [*BY_ROWS, *BY_PERIODS])
def test_a_file_without_its_balances_says_the_same(name: str, statement: str) -> None:
    """Rows of type 4E, #PSALDO of types 2 and 3, to the öre."""
    source = "rows" if name in BY_ROWS else "periods"
    wanted = report(path(name), statement, previous=False)
    data = without((CORPUS / "sie4" / name).read_bytes(), "#UB", "#RES")
    bare = report(io.BytesIO(data), statement, previous=False, source=source)
    assert figures(bare) == figures(wanted)
    assert figures(report(path(name), statement, previous=False, source=source)) == figures(wanted)


@pytest.mark.parametrize("statement", NAMES)
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_files_of_one_year_say_the_same(one: str, other: str, statement: str) -> None:
    """The same company's year as type 4E and as another type."""
    wanted = report(path(one), statement, previous=False)
    made = report(path(other), statement, previous=False)
    assert made.fiscal_year == wanted.fiscal_year
    assert figures(made) == figures(wanted)
