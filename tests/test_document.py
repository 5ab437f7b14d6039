"""Documents: tables, figures, records, equality, copies and the preview."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from siekit.exceptions import UnreadableAmountError, UsageError
from siekit.figures import Counts, SeriesRange, Totals
from siekit.findings import Finding, FindingKind, Severity
from siekit.model import Account, ObjectRef
from siekit.schema import BY_NAME
from tests.hand_made import HEADER, YEAR, make_document, row, voucher

KIND = FindingKind(
    code="R304",
    name="stray-quote",
    severity=Severity.WARNING,
    blocks_activation=False,
    clause="SIE 4B 5.7",
    message={"en": "A quote in {value}."},
    remedy={"en": "Nothing to do."},
)


def test_tables_are_had_by_name() -> None:
    """A document is a mapping of tables."""
    document = make_document(vouchers=[voucher(1)])
    assert document["vouchers"].num_rows == 1
    assert list(document) == list(BY_NAME)
    assert "vouchers" in document
    with pytest.raises(UsageError, match="The tables are: header, fiscal_years"):
        document["voucher"]


def test_the_tables_cannot_be_exchanged() -> None:
    """A document does not change."""
    document = make_document()
    with pytest.raises(TypeError):
        document.tables["vouchers"] = document["accounts"]  # type: ignore[index]


def test_counts_are_of_the_records_in_the_file() -> None:
    """What the file only uses without declaring it is in the tables, but not counted."""
    accounts = [{"line": 1, "account": "1930", "name": "Bank", "declared": True}]
    accounts += [{"line": None, "account": "2440", "name": "", "declared": False}]
    rows = [row(1, "1"), row(1, "1", kind="added"), row(1, "1", kind="removed"), row(1, "1")]
    document = make_document(accounts=accounts, vouchers=[voucher(1)], transactions=rows)
    assert document.counts == Counts(
        accounts=1,
        vouchers=1,
        transactions=2,
        added=1,
        removed=1,
        balances=0,
        period_balances=0,
        dimensions=0,
        objects=0,
        fiscal_years=0,
        sru_codes=0,
        other_records=0,
    )


def test_totals_are_of_the_rows_that_count() -> None:
    """Debit and credit are both positive figures."""
    rows = [row(1, "100.50"), row(1, "-100.5"), row(1, "7", kind="removed"), row(None, "2")]
    totals = make_document(transactions=rows).totals
    assert totals == Totals(debit=Decimal("102.50"), credit=Decimal("100.50"))
    assert totals.difference == Decimal(2)


def test_a_document_without_rows_has_totals_of_zero() -> None:
    """Types 1 to 3 have no vouchers."""
    assert make_document().totals == Totals(debit=Decimal(0), credit=Decimal(0))


def test_totals_refuse_an_amount_that_cannot_be_read() -> None:
    """A sum that is not known is not guessed; the lines to look at are named."""
    with pytest.raises(UnreadableAmountError, match=r"no readable amount on line 14\.$"):
        _ = make_document(transactions=[row(1, "1"), row(1, None, row_no=3)]).totals
    many = [row(1, None, row_no=number) for number in range(1, 1009)]
    with pytest.raises(UnreadableAmountError, match=r"lines 12, 13, 14, 15, 16 and 1,003 more"):
        _ = make_document(transactions=many).totals


def test_an_unreadable_amount_that_does_not_count_is_no_hindrance() -> None:
    """Only #TRANS rows are added up."""
    rows = [row(1, "1"), row(1, None, kind="added")]
    assert make_document(transactions=rows).totals.debit == 1


def test_sums_beyond_the_range_of_the_column_are_exact() -> None:
    """Arrow would wrap around without a word."""
    amount = "99999999999999999999999999999999.999999"
    document = make_document(transactions=[row(1, amount)] * 50)
    assert str(document.totals.debit) == "4999999999999999999999999999999999.999950"
    document = make_document(transactions=[row(1, f"-{amount}")] * 50)
    assert str(document.totals.credit) == "4999999999999999999999999999999999.999950"
    assert str(document.totals.difference) == "-4999999999999999999999999999999999.999950"


@pytest.mark.parametrize(
    ("numbers", "first", "last"),
    [
        (["2", "10", "1", "9"], "1", "10"),
        (["0007", "0012", "0003"], "0003", "0012"),
        (["B2", "A1"], "B2", "A1"),
        (["3", "x", "1"], "3", "1"),
        (["", "", ""], None, None),
        (["5", "", "4"], "4", "5"),
        (["99999999999999999999", "3"], "3", "99999999999999999999"),
    ],
)
def test_series_go_from_the_first_number_to_the_last(
    numbers: list[str], first: str | None, last: str | None
) -> None:
    """By value where all are digits, else in file order; empty numbers take no part."""
    vouchers = [voucher(position, number=number) for position, number in enumerate(numbers, 1)]
    assert make_document(vouchers=vouchers).series == [
        SeriesRange(series="A", first=first, last=last, vouchers=len(numbers))
    ]


def test_series_stand_in_file_order() -> None:
    """An empty series is not an absent one."""
    series = ["B", "A", "", "B", None]
    vouchers = [voucher(position, one) for position, one in enumerate(series, 1)]
    found = make_document(vouchers=vouchers).series
    assert [(one.series, one.vouchers) for one in found] == [("B", 2), ("A", 1), ("", 1), (None, 1)]


def test_voucher_dates_are_the_first_and_the_last() -> None:
    """Vouchers need not stand in the order of their dates."""
    vouchers = [voucher(5), voucher(2), {**voucher(9), "date": None}]
    assert make_document(vouchers=vouchers).voucher_dates == (date(2024, 1, 3), date(2024, 1, 6))
    assert make_document().voucher_dates == (None, None)


def test_vouchers_come_with_their_rows() -> None:
    """Rows of all kinds in file order; rows outside of vouchers belong to none."""
    rows = [row(1, "5"), row(1, "-5", row_no=2), row(None, "9"), row(3, "7", kind="added")]
    vouchers = make_document(
        vouchers=[voucher(1), voucher(2), voucher(3)], transactions=rows
    ).vouchers
    assert len(vouchers) == 3
    assert [len(one.rows) for one in vouchers] == [2, 0, 1]
    assert vouchers[0].rows[0].objects == (ObjectRef(1, "100"),)
    assert vouchers[0].rows[1].objects == ()
    assert vouchers[0].balanced
    assert vouchers[-1].rows[0].kind == "added"
    assert [one.voucher_id for one in vouchers[1:]] == [2, 3]
    assert [one.voucher_id for one in vouchers[::-2]] == [3, 1]
    assert vouchers[5:] == []
    with pytest.raises(IndexError):
        vouchers[3]
    assert repr(vouchers) == "<Vouchers: 3>"


def test_many_vouchers_are_made_a_portion_at_a_time() -> None:
    """The last portion is a small one."""
    vouchers = [voucher(position) for position in range(1, 2502)]
    rows = [row(position, str(position)) for position in range(1, 2502)]
    made = list(make_document(vouchers=vouchers, transactions=rows).vouchers)
    assert [one.rows[0].amount for one in made] == [Decimal(one.voucher_id) for one in made]
    assert len(made) == 2501


def test_a_document_without_vouchers_gives_none() -> None:
    """There is nothing to iterate over."""
    assert list(make_document().vouchers) == []


def test_tables_are_lists_of_records_too() -> None:
    """For people who do not want tables."""
    accounts = [{"line": 3, "account": "1930", "name": "Bank", "type": "asset", "declared": True}]
    document = make_document(accounts=accounts, fiscal_years=[YEAR])
    assert document.accounts == [
        Account(
            line=3,
            account="1930",
            name="Bank",
            type="asset",
            type_raw=None,
            unit=None,
            declared=True,
        )
    ]
    assert document.fiscal_years[0].end_date == date(2024, 12, 31)
    for name in ("sru_codes", "dimensions", "objects", "balances", "period_balances"):
        assert getattr(document, name) == []
    assert document.other_records == []


def test_documents_are_equal_by_content() -> None:
    """What was read is compared, not where the bytes lie."""
    assert make_document(vouchers=[voucher(1)]) == make_document(vouchers=[voucher(1)])
    assert make_document(vouchers=[voucher(1)]) != make_document(vouchers=[voucher(2)])
    assert make_document() != make_document(header=replace(HEADER, flag=1))
    assert make_document() != "a document"
    with pytest.raises(TypeError):
        hash(make_document())


def test_a_document_survives_pickling() -> None:
    """Figures that were computed before are no hindrance."""
    finding = Finding(KIND, Severity.WARNING, line=3, value="x")
    document = make_document(vouchers=[voucher(1)], findings=[finding], finding_counts={"R304": 1})
    assert document.totals.debit == 0
    copy = pickle.loads(pickle.dumps(document))  # noqa: S301, our own bytes
    assert copy == document
    assert copy.lines == document.lines
    assert copy.severity_counts == document.severity_counts


def test_severities_are_counted_exactly() -> None:
    """Also where only the first findings of a code are kept."""
    findings = [Finding(KIND, Severity.WARNING, line=line) for line in (1, 2)]
    document = make_document(findings=findings, finding_counts={"R304": 5_000})
    assert document.severity_counts == {"error": 0, "warning": 5_000, "info": 0}
    assert list(document.severity_counts) == ["error", "warning", "info"]


def test_the_preview_has_amounts_as_text() -> None:
    """At least two decimals, no needless zeros, never a float."""
    rows = [row(1, "100.5"), row(1, "-0.123")]
    preview = make_document(fiscal_years=[YEAR], transactions=rows).preview()
    assert preview["totals"] == {"debit": "100.50", "credit": "0.123"}
    assert preview["fiscal_years"] == [
        {"year_no": 0, "start_date": "2024-01-01", "end_date": "2024-12-31"}
    ]


def test_the_preview_has_no_totals_where_they_are_refused() -> None:
    """Null is said where nothing is known."""
    preview = make_document(transactions=[row(1, None)]).preview()
    assert preview["totals"] == {"debit": None, "credit": None}


def test_the_repr_is_one_line() -> None:
    """Enough to tell one document from another."""
    document = make_document(fiscal_years=[YEAR], vouchers=[voucher(1)])
    assert repr(document) == (
        "<Document bokslut.se: Övningsbolaget AB, type 4E, 2024-01-01 – 2024-12-31, "
        "1 vouchers, 0 findings>"
    )


def test_a_notebook_shows_the_preview_escaped() -> None:
    """The file's own words are no markup."""
    header = replace(HEADER, file="<b>.se")
    shown = make_document(header=header, transactions=[row(1, "100.5")])._repr_html_()
    assert "&lt;b&gt;.se" in shown
    assert "<b>" not in shown
    assert "100.50" in shown
    assert "Övningsbolaget AB, 556334-3689" in shown


def test_a_document_knows_its_number() -> None:
    """The number stands in every row."""
    assert make_document().document_id == 1


def test_a_changed_copy_keeps_the_bytes_and_the_original() -> None:
    """Writers compare the copy with its bytes, so both must stay at hand."""
    document = make_document(vouchers=[voucher(1)], transactions=[row(1, "1.00")])
    header = replace(document.header, comment="Ändrad")
    empty = document["transactions"].slice(0, 0)
    changed = document.with_changes(header=header, tables={"transactions": empty})
    assert changed["transactions"].num_rows == 0
    assert changed["header"]["comment"].to_pylist() == ["Ändrad"]
    assert changed.source == document.source
    assert document["transactions"].num_rows == 1
    assert document.header.comment is None


def test_a_changed_copy_must_have_the_tables_of_the_schema() -> None:
    """A table of another shape would fail far from where it was made."""
    document = make_document()
    with pytest.raises(UsageError, match=r"siekit\.schema"):
        document.with_changes(tables={"vouchers": document["transactions"]})
    with pytest.raises(UsageError, match="no table"):
        document.with_changes(tables={"invoices": document["transactions"]})
