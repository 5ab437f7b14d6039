"""The generated file is valid: shown by a check that shares no code with any reader."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from benchmarks.generate import bytes_of, generate, main

if TYPE_CHECKING:
    from pathlib import Path

SIZE = 200_000
ROW_LABELS = ("#TRANS", "#RTRANS", "#BTRANS")
Sums = dict[tuple[str, str], Decimal]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a generated file."""
    path = tmp_path_factory.mktemp("generated") / "file.se"
    generate(path, SIZE)
    return path.read_bytes()


@pytest.fixture(scope="module")
def lines(data: bytes) -> list[str]:
    """Return its lines without indentation."""
    return [line.strip() for line in data.decode("cp437").split("\r\n")]


@pytest.fixture(scope="module")
def vouchers(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Return each voucher's own line with its rows."""
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith("#VER "):
            found.append((line, []))
        elif line.startswith(ROW_LABELS):
            found[-1][1].append(line)
    return found


def amount_of(row: str) -> Decimal:
    """Return the field after the object list."""
    return Decimal(row.split("} ", 1)[1].split(" ", 1)[0])


def account_sums(vouchers: list[tuple[str, list[str]]]) -> dict[str, Decimal]:
    """Return the sum of the #TRANS rows of each account."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for _, rows in vouchers:
        for row in rows:
            if row.startswith("#TRANS "):
                sums[row.split(" ")[1]] += amount_of(row)
    return sums


def balances(lines: list[str], label: str) -> Sums:
    """Return the amounts of a label by year number and account."""
    split = [line.split(" ") for line in lines if line.startswith(f"{label} ")]
    return {(year, account): Decimal(amount) for _, year, account, amount in split}


def test_same_seed_same_bytes(data: bytes, tmp_path: Path) -> None:
    """A file can be made again anywhere; another seed makes another file."""
    generate(tmp_path / "again.se", SIZE)
    generate(tmp_path / "other.se", SIZE, seed=2)
    assert (tmp_path / "again.se").read_bytes() == data
    assert (tmp_path / "other.se").read_bytes() != data


def test_a_year_of_its_own(tmp_path: Path) -> None:
    """Another year has its own days, and last year before it."""
    generate(tmp_path / "1998.se", 60_000, year=1998)
    text = (tmp_path / "1998.se").read_bytes().decode("cp437")
    assert "#RAR 0 19980101 19981231\r\n#RAR -1 19970101 19971231" in text
    assert set(re.findall(r"#VER \w \d+ (\d{4})", text)) == {"1998"}


def test_nothing_but_the_file_is_left(tmp_path: Path) -> None:
    """The part file that vouchers went to is gone in the end."""
    generate(tmp_path / "folder" / "file.se", 60_000)
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["file.se"]


def test_size_is_about_what_was_wanted(data: bytes) -> None:
    """The head is estimated, so the size is right to within some kilobytes."""
    assert abs(len(data) - SIZE) < SIZE * 0.05


def test_lines_end_as_programs_end_them(data: bytes) -> None:
    """Every line ends with CR LF, the last one too, and the letters are those of CP437."""
    assert data.endswith(b"}\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert {0x86, 0x84, 0x94} <= set(data)


def test_vouchers_balance(vouchers: list[tuple[str, list[str]]]) -> None:
    """The #TRANS amounts of every voucher add up to zero, over two to six rows."""
    for head, rows in vouchers:
        counted = [amount_of(row) for row in rows if row.startswith("#TRANS ")]
        assert 2 <= len(counted) <= 6, head
        assert sum(counted) == 0, head
        assert all(counted), head


def test_numbers_and_dates_ascend(vouchers: list[tuple[str, list[str]]]) -> None:
    """Numbers of a series ascend without gaps, and days never go back."""
    numbers: dict[str, int] = defaultdict(int)
    days = [head.split(" ")[3] for head, _ in vouchers]
    for head, _ in vouchers:
        _, series, number, _ = head.split(" ", 3)
        numbers[series] += 1
        assert int(number) == numbers[series]
    assert days == sorted(days)
    assert days[0] >= "20240101"
    assert days[-1] == "20241231"
    assert set(numbers) == {"A", "B", "C", "D", "E", "L"}


def test_balances_tie(lines: list[str], vouchers: list[tuple[str, list[str]]]) -> None:
    """Opening plus rows is closing, and the rows of a result account are its result."""
    rows = account_sums(vouchers)
    opening, closing, result = (balances(lines, label) for label in ("#IB", "#UB", "#RES"))
    this_year = [account for year, account in opening if year == "0"]
    for account in this_year:
        assert opening["0", account] + rows[account] == closing["0", account]
        assert closing["-1", account] == opening["0", account]
    for year, account in result:
        if year == "0":
            assert rows[account] == result[year, account]
    assert set(rows) <= {*this_year, *(account for _, account in result)}


def test_years_add_up(lines: list[str]) -> None:
    """Both years are closed: opening, closing and result each add up to zero."""
    for label in ("#IB", "#UB", "#RES"):
        for year in ("0", "-1"):
            found = [amount for key, amount in balances(lines, label).items() if key[0] == year]
            assert found
            assert sum(found) == 0


def test_period_balances_are_the_rows(
    lines: list[str], vouchers: list[tuple[str, list[str]]]
) -> None:
    """The period balances of an account and month are its rows of that month."""
    expected: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for head, rows in vouchers:
        for row in rows:
            if row.startswith("#TRANS "):
                expected[head.split(" ")[3][:6], row.split(" ")[1]] += amount_of(row)
    split = [line.split(" ") for line in lines if line.startswith("#PSALDO ")]
    found = {(period, account): Decimal(amount) for _, _, period, account, _, amount in split}
    assert found == {key: amount for key, amount in expected.items() if amount}


def test_what_is_used_is_declared(lines: list[str], vouchers: list[tuple[str, list[str]]]) -> None:
    """Every account and object of a row has its record."""
    accounts = {line.split(" ")[1] for line in lines if line.startswith("#KONTO ")}
    objects = {tuple(line.split(" ")[1:3]) for line in lines if line.startswith("#OBJEKT ")}
    for _, rows in vouchers:
        for row in rows:
            assert row.split(" ")[1] in accounts
            listed = row[row.index("{") + 1 : row.index("}")]
            assert set(re.findall(r'(\d+) ("[^"]+")', listed)) <= objects


def test_added_rows_have_their_twins(vouchers: list[tuple[str, list[str]]]) -> None:
    """After an #RTRANS comes the same #TRANS; about one voucher in fifty has a correction."""
    corrected = 0
    for _, rows in vouchers:
        for row, following in zip(rows, [*rows[1:], ""], strict=True):
            if row.startswith("#RTRANS "):
                assert following == row.replace("#RTRANS", "#TRANS")
                corrected += 1
    removed = sum(row.startswith("#BTRANS ") for _, rows in vouchers for row in rows)
    assert removed == corrected
    assert 0.005 < corrected / len(vouchers) < 0.04


def test_rows_are_like_those_of_programs(vouchers: list[tuple[str, list[str]]]) -> None:
    """About a third of the rows have a text, and half of the costs have objects."""
    rows = [row for _, rows in vouchers for row in rows if row.startswith("#TRANS ")]
    costs = [row for row in rows if row.split(" ")[1].startswith(("4", "5", "6", "7"))]
    with_text = sum(bool(re.search(r'} \S+ \S+ "[^"]', row)) for row in rows)
    with_objects = sum("{}" not in row for row in costs)
    with_quantity = sum(bool(re.search(r'" -?\d+\.\d\d', row)) for row in rows)
    assert 0.30 < with_text / len(rows) < 0.42
    assert 0.40 < with_objects / len(costs) < 0.60
    assert with_quantity > 10
    assert any('\\"' in row for row in rows)


@pytest.mark.parametrize(
    ("text", "size"),
    [("200kB", 200_000), ("12MB", 12_000_000), ("1.5MB", 1_500_000), ("4096", 4096)],
)
def test_sizes_are_read(text: str, size: int) -> None:
    """A size is written as people write it."""
    assert bytes_of(text) == size


def test_command_writes_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command says where the file is and how large."""
    path = tmp_path / "file.se"
    assert main(["--size", "60kB", "-o", str(path)]) == 0
    assert capsys.readouterr().out == f"{path}: {path.stat().st_size} bytes\n"
