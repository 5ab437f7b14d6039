"""Which documents can be written as which type, and what is refused with one sentence."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

import siekit
from siekit.formats.writing import to_bytes
from tests.hand_made import HEADER, YEAR, make_document, row, voucher

if TYPE_CHECKING:
    from pathlib import Path

BALANCE = {"kind": "opening", "year_no": 0, "account": "1930", "objects": [], "counts": True}
PAIR = [{"dimension": 1, "object": "1"}]
FIGURE = {"year_no": 0, "account": "1930", "amount": Decimal(1), "counts": True}

REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("1", {"vouchers": [voucher(1)], "transactions": [row(1, "0")]}, "#VER"),
    ("2", {"vouchers": [voucher(1)]}, "#VER"),
    ("4I", {"balances": [{**BALANCE, **FIGURE}]}, "#IB"),
    ("1", {"period_balances": [{**FIGURE, "kind": "actual", "period": 202401, "objects": []}]},
     "#PSALDO"),
    ("2", {"period_balances": [{**FIGURE, "kind": "actual", "period": 202401, "objects": PAIR}]},
     "type 3"),
    ("2", {"balances": [{**BALANCE, **FIGURE, "objects": PAIR}]}, "#OIB"),
    ("3", {"fiscal_years": []}, "#RAR 0"),
]  # fmt: skip


@pytest.mark.parametrize(("sie_type", "tables", "named"), REFUSED)
def test_a_type_that_cannot_hold_the_document_is_refused(
    sie_type: str, tables: dict[str, Any], named: str
) -> None:
    """One paragraph says what stands in the way and what to do."""
    document = make_document(**{"fiscal_years": [YEAR], **tables})
    with pytest.raises(siekit.NotWritableError) as refused:
        to_bytes(document, sie_type=sie_type)
    text = str(refused.value)
    assert named in text
    assert "\n" not in text
    assert text.endswith(".")


def test_a_document_that_fits_is_relabelled() -> None:
    """Nothing but the type changes."""
    document = make_document(fiscal_years=[YEAR], balances=[{**BALANCE, **FIGURE}])
    data = to_bytes(document, sie_type="1").data
    assert b"#SIETYP 1\r\n" in data
    assert siekit.read(data).header.sie_type == "1"


def test_an_odd_document_is_written_as_the_type_that_it_is() -> None:
    """A feed with balances stays one, and the oddity is told."""
    header = replace(HEADER, sie_type="4I")
    document = make_document(header=header, balances=[{**BALANCE, **FIGURE}])
    assert [f.code for f in to_bytes(document).findings] == ["W401"]
    assert [f.label for f in to_bytes(document, sie_type="4I").findings] == ["#IB"]


@pytest.mark.parametrize(
    ("tables", "named"),
    [
        ({"accounts": [{"account": "1930", "declared": True}] * 2}, "2 #KONTO records for 1930"),
        ({"accounts": [{"account": " ", "declared": True}]}, "row 1 of its #KONTO"),
        ({"dimensions": [{"dimension": 2**31 - 1, "declared": True}]}, "2147483647"),
        ({"objects": [{"dimension": None, "object": "1", "declared": True}]}, "#OBJEKT"),
    ],
)
def test_rows_that_no_record_can_say_are_refused(tables: dict[str, Any], named: str) -> None:
    """They would be lost when the file is read."""
    with pytest.raises(siekit.NotWritableError, match=named):
        to_bytes(make_document(**tables))


@pytest.mark.parametrize("options", [{"format": "sie5"}, {"sie_type": "4"}, {"encoding": "ebcdic"}])
def test_what_is_not_there_is_misuse(options: dict[str, str], tmp_path: Path) -> None:
    """The message lists what there is, and nothing is written."""
    with pytest.raises(siekit.UsageError):
        siekit.write(make_document(), tmp_path / "ut.se", **options)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_reads_back_otherwise_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first difference is named, and the old file stays."""
    from siekit.formats.sie4.write import writing

    path = tmp_path / "ut.se"
    path.write_bytes(b"old")
    other = siekit.read(to_bytes(make_document(vouchers=[voucher(1)])).data)
    monkeypatch.setattr(writing, "read_back", lambda *_: other)
    with pytest.raises(siekit.SiekitError, match="the number of rows of vouchers"):
        siekit.write(make_document(vouchers=[voucher(1), voucher(2)]), path)
    assert path.read_bytes() == b"old"
