"""What could not be read is not lost by being written, nor brought back when it was mended."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa
import pytest

import siekit
from siekit.formats.writing import to_bytes
from tests.formats.sie4writing.round_trip import again, differing_tables, header_differences

HEAD = "#FLAGGA 0\n#FORMAT PC8\n#SIETYP 4\n#RAR 0 20250101 20251231\n"
ODD_LINES = (
    '#TRANS 1910 {} 100.00- "" "Kassa"',
    "#TRANS 1910 {1} 5.00",
    "#TRANS 1910 {x 1} 5.00",
    '#TRANS 1910 {} 5.00 20250230 "Skottdag"',
    '#TRANS 1910 {} 5.00 "" "" 1E5 "AN"',
    "#TRANS 1910 {} 1,234.50",
)
ODD_RECORDS = (
    "#RAR -1 20240101 2024123X",
    "#IB 0 1910 fem",
    "#IB noll 1910 5",
    "#PSALDO 0 202513 1910 {} 5",
    "#GEN i-går AN",
    "#TAXAR MMXX",
    "#OMFATTN 19700101",
    '#UNDERDIM 21 "Del" X',
    '#VER A 1 2025-31-01 "Fel dag"',
)


def _with_rows(*lines: str) -> bytes:
    rows = "\n".join(lines)
    return f'{HEAD}#VER A 1 20250101 "Övning"\n{{\n{rows}\n}}\n'.encode("cp437")


@pytest.mark.parametrize("line", ODD_LINES)
def test_an_unreadable_row_goes_out_as_it_came_in(line: str) -> None:
    """The raw text is still there, and the tables are the same."""
    document = siekit.read(_with_rows("#TRANS 1930 {} -5.00", line, "#TRANS 1920 {} 1.00"))
    data = to_bytes(document).data
    assert f"\r\n{line}\r\n" in data.decode("cp437")
    assert differing_tables(document, again(document, data)) == []


@pytest.mark.parametrize("line", ODD_RECORDS)
def test_an_unreadable_record_goes_out_as_it_came_in(line: str) -> None:
    """Also outside vouchers and in the header."""
    document = siekit.read(f"{HEAD}{line}\n".encode("cp437"), sie_type="4E")
    data = to_bytes(document).data
    found = again(document, data)
    assert f"\r\n{line}\r\n" in data.decode("cp437")
    assert differing_tables(document, found) == []
    assert header_differences(document, found) == {}


def test_a_mended_row_is_written_as_it_is_now() -> None:
    """The line that it came from would bring the fault back."""
    document = siekit.read(_with_rows("#TRANS 1930 {} -5.00", "#TRANS 1910 {} 5.00-"))
    rows = document["transactions"]
    amounts = pa.array([Decimal("-5.00"), Decimal("5.00")], rows.schema.field("amount").type)
    mended = rows.set_column(rows.column_names.index("amount"), "amount", amounts)
    data = to_bytes(document.with_changes(tables={"transactions": mended})).data
    assert b"#TRANS 1910 {} 5.00\r\n" in data
    assert b"5.00-" not in data


def test_more_unreadable_rows_than_findings_are_kept_are_all_kept() -> None:
    """Details of a finding stop at a number; raw texts must not."""
    lines = [f"#TRANS 1910 {{}} 5.{n}- " for n in range(1100)]
    document = siekit.read(_with_rows(*lines))
    data = to_bytes(document).data
    assert data.count(b"- \r\n") == len(lines)


def test_without_the_original_a_missing_amount_is_written_empty() -> None:
    """A row that cannot be read keeps its place and reads back without amount."""
    document = siekit.read(_with_rows("#TRANS 1910 {} fem"))
    bare = siekit.Document(
        header=document.header,
        tables=document.tables,
        findings=(),
        finding_counts={},
        lines=document.lines,
    )
    data = to_bytes(bare).data
    assert b'#TRANS 1910 {} ""\r\n' in data
    assert differing_tables(document, again(document, data)) == []


def test_a_balance_that_could_not_be_read_is_not_skipped_afterwards() -> None:
    """An empty amount would be skipped in sums, which must refuse instead."""
    document = siekit.read(f"{HEAD}#IB 0 1910 fem\n".encode(), sie_type="4E")
    bare = siekit.Document(
        header=document.header,
        tables=document.tables,
        findings=(),
        finding_counts={},
        lines=document.lines,
    )
    found = again(document, to_bytes(bare).data)
    assert found["balances"]["counts"].to_pylist() == [True]
    assert found["balances"]["amount"].to_pylist() == [None]


def test_unknown_records_and_extra_fields_are_kept_on_request() -> None:
    """Without the request they are left out, and counted."""
    text = (
        f'{HEAD}#TAXAR 2025 ÅRL\n#PROSA "a" "b"\n#MOMSKOD 2610 10\n#MOMSKOD 2611 11\n'
        '#KONTO 1910 "Kassa"\n#KONTO 1910 "Kassan"\n#SRU 1910\n#IB 0 1910 5 0 mer\n'
    )
    document = siekit.read(text.encode("cp437"), sie_type="4E")
    kept = to_bytes(document, keep_unknown=True)
    found = again(document, kept.data)
    assert kept.findings == ()
    assert sorted(found["other_records"]["raw"].to_pylist()) == sorted(
        document["other_records"]["raw"].to_pylist()
    )
    assert [name for name in differing_tables(document, found) if name != "other_records"] == []
    bare = to_bytes(document)
    assert again(document, bare.data)["other_records"].num_rows == 0
    told = {(finding.code, finding.label): finding.count for finding in bare.findings}
    assert told == {
        ("W301", "#MOMSKOD"): 2,
        ("W301", "#KONTO"): 1,
        ("W301", "#SRU"): 1,
        ("W302", "#TAXAR"): 1,
        ("W302", "#PROSA"): 1,
        ("W302", "#IB"): 1,
    }


def test_a_kept_line_does_not_undo_a_change() -> None:
    """An account that was taken out does not come back through a line that repeated it."""
    text = f'{HEAD}#KONTO 1910 "Kassa"\n#KONTO 1910 "Kassan"\n'
    document = siekit.read(text.encode("cp437"), sie_type="4E")
    changed = document.with_changes(tables={"accounts": document["accounts"].slice(1)})
    written = to_bytes(changed, keep_unknown=True)
    assert b"#KONTO" not in written.data
    assert [finding.code for finding in written.findings] == ["W303"]


def test_lines_that_are_no_records_are_told_when_they_are_left_out() -> None:
    """No table holds them, so a file that is composed anew cannot; nothing goes untold."""
    text = '#FLAGGA 0\r\n#FORMAT PC8\r\n#FNAMN "Övningsbolaget AB"\r\nen lös rad\r\n'
    document = siekit.read(text.encode("cp437"))
    told = {one.code: one.count for one in to_bytes(document, keep_unknown=True).findings}
    assert told["W306"] == document.lines.rejected == 1
    assert to_bytes(document, preserve=True).data == text.encode("cp437")
