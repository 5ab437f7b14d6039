"""What siekit reads equals what a second reader computes from the raw lines, to the öre."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.corpus.listed import document, every_file, reading

if TYPE_CHECKING:
    from siekit.model import ObjectRef

KINDS = {"normal": "#TRANS", "added": "#RTRANS", "removed": "#BTRANS"}
BALANCES = {"opening": "#IB", "closing": "#UB", "result": "#RES"}
OBJECT_BALANCES = {"opening": "#OIB", "closing": "#OUB", "result": "#RES"}
PERIOD_BALANCES = {"actual": "#PSALDO", "budget": "#PBUDGET"}


@every_file
def test_the_number_of_records_of_each_label(name: str) -> None:
    """Each record of the file is counted once in the table it belongs to."""
    counts, labels = document(name).counts, reading(name).labels
    assert counts.accounts == labels["#KONTO"]
    assert counts.sru_codes == labels["#SRU"]
    assert counts.dimensions == labels["#DIM"] + labels["#UNDERDIM"]
    assert counts.objects == labels["#OBJEKT"]
    assert counts.fiscal_years == labels["#RAR"]
    assert counts.vouchers == labels["#VER"]
    assert counts.transactions == labels["#TRANS"]
    assert counts.added == labels["#RTRANS"]
    assert counts.removed == labels["#BTRANS"]
    balances = ("#IB", "#UB", "#RES", "#OIB", "#OUB")
    assert counts.balances == sum(labels[label] for label in balances)
    assert counts.period_balances == labels["#PSALDO"] + labels["#PBUDGET"]


@every_file
def test_blank_lines_and_braces(name: str) -> None:
    """Blank lines and lines with a brace are counted as such."""
    lines, raw = document(name).lines, reading(name)
    assert (lines.total, lines.blank, lines.braces) == (raw.lines, raw.blank, raw.braces)
    assert lines.rejected == 0


@every_file
def test_the_sums_of_rows_for_each_account(name: str) -> None:
    """The rows of each kind sum to the same amount on each account."""
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in document(name)["transactions"].to_pylist():
        sums[KINDS[row["kind"]], row["account"]] += row["amount"]
    computed: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for raw in reading(name).rows:
        computed[raw.label, raw.account] += raw.amount
    assert sums == computed


@every_file
def test_only_the_final_rows_count(name: str) -> None:
    """`sum(amount) where counts` is the sum of the #TRANS rows on each account."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in document(name)["transactions"].to_pylist():
        assert row["counts"] == (row["kind"] == "normal")
        if row["counts"]:
            sums[row["account"]] += row["amount"]
    assert sums == reading(name).row_sums()


@every_file
def test_debit_and_credit(name: str) -> None:
    """The control totals are the positive and the negative #TRANS rows."""
    amounts = [row.amount for row in reading(name).rows if row.label == "#TRANS"]
    totals = document(name).totals
    assert totals.debit == sum((a for a in amounts if a > 0), Decimal(0))
    assert totals.credit == -sum((a for a in amounts if a < 0), Decimal(0))


@every_file
def test_each_balance(name: str) -> None:
    """Each opening, closing and result balance has its year, account, objects and amount."""
    read = Counter(
        (
            (OBJECT_BALANCES if balance.objects else BALANCES)[balance.kind],
            balance.year_no,
            balance.account,
            _objects(balance.objects),
            balance.amount,
        )
        for balance in document(name).balances
    )
    raw = Counter(
        (balance.label, balance.year_no, balance.account, balance.objects, balance.amount)
        for balance in reading(name).balances
        if not balance.period
    )
    assert read == raw


@every_file
def test_each_period_balance(name: str) -> None:
    """Each period balance has its year as written, period, account, objects and amount."""
    read = Counter(
        (
            PERIOD_BALANCES[balance.kind],
            balance.year_no_declared,
            str(balance.period),
            balance.account,
            _objects(balance.objects),
            balance.amount,
        )
        for balance in document(name).period_balances
    )
    raw = Counter(
        (
            balance.label,
            balance.year_no,
            balance.period,
            balance.account,
            balance.objects,
            balance.amount,
        )
        for balance in reading(name).balances
        if balance.period
    )
    assert read == raw


@every_file
def test_each_voucher(name: str) -> None:
    """The vouchers come in file order with series, number and rows, also when iterated."""
    vouchers, raw = document(name).vouchers, reading(name).vouchers
    assert len(vouchers) == len(raw)
    for voucher, other in zip(vouchers, raw, strict=True):
        assert (voucher.series, voucher.number) == (other.series, other.number)
        assert [(KINDS[row.kind], row.account, row.amount) for row in voucher.rows] == [
            (row.label, row.account, row.amount) for row in other.rows
        ]
        assert [row.row_no for row in voucher.rows] == list(range(1, len(other.rows) + 1))


@every_file
def test_names_come_out_letter_by_letter(name: str) -> None:
    """The names of company, accounts, dimensions and objects have the right letters."""
    doc, raw = document(name), reading(name)
    assert (doc.header.company.name or "") == raw.company
    accounts = {account.account: account.name for account in doc.accounts if account.declared}
    assert accounts == raw.account_names
    objects = {(str(o.dimension), o.object): o.name for o in doc.objects if o.declared}
    assert objects == raw.object_names
    dimensions = {str(d.dimension): d.name for d in doc.dimensions if d.declared}
    assert {number: dimensions[number] for number in raw.dimension_names} == raw.dimension_names


@every_file
def test_swedish_letters_are_there(name: str) -> None:
    """Where the file has å, ä or ö in its account names, the table has as many."""
    for letter in "åäöÅÄÖé":
        read = sum(account.name.count(letter) for account in document(name).accounts)
        raw = sum(text.count(letter) for text in reading(name).account_names.values())
        assert read == raw


@every_file
def test_fiscal_years_have_their_dates(name: str) -> None:
    """Each #RAR gives a year with its first and last day."""
    years = {
        year.year_no: (f"{year.start_date:%Y%m%d}", f"{year.end_date:%Y%m%d}")
        for year in document(name).fiscal_years
        if year.start_date and year.end_date
    }
    assert years == reading(name).years


def _objects(objects: tuple[ObjectRef, ...]) -> str:
    """An object list as the second reader writes it."""
    return " ".join(f"{one.dimension} {one.object}" for one in objects)
