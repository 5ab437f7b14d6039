"""The example files say what their hand-made proofs say, and keep the standard's rules."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
TOKEN = re.compile(r'"((?:\\"|[^"])*)"|\{([^}]*)\}|(\S+)')
ROWS = {"#TRANS", "#RTRANS", "#BTRANS"}
BALANCES = {"#IB", "#UB", "#RES", "#OIB", "#OUB", "#PSALDO", "#PBUDGET"}
UNCOUNTED = {"#FLAGGA", "#KSUMMA"}
FIRST_RESULT_ACCOUNT = "3"

LEDGERS = {
    "fjallbacken-2022-23.se": ("fjallbacken", "2022-23"),
    "fjallbacken-2023-24.se": ("fjallbacken", "2023-24"),
    "fjallbacken-2024-25.se": ("fjallbacken", "2024-25"),
    "tolvan-2024.se": ("tolvan", "2024"),
}
YEAR_TWO = ("fjallbacken", "2023-24")
BALANCE_FILES = LEDGERS | {
    "fjallbacken-2023-24_typ1.se": YEAR_TWO,
    "fjallbacken-2023-24_typ2.se": YEAR_TWO,
    "fjallbacken-2023-24_typ3.se": YEAR_TWO,
    "fjallbacken-2023-24_typ3_rest.se": YEAR_TWO,
    "tio-fel.se": ("tio-fel", "2024"),
}
VOUCHER_FILES = LEDGERS | {"fjallbacken-kassa.si": ("fjallbacken-kassa", "2024-25")}
FAULTLESS = sorted((BALANCE_FILES | VOUCHER_FILES).keys() - {"tio-fel.se"})
CHECKSUMMED = ["fjallbacken-2023-24.se", "fjallbacken-2023-24_typ2.se"]
CHAIN = ["fjallbacken-2022-23.se", "fjallbacken-2023-24.se", "fjallbacken-2024-25.se"]

# What stands in the faulty file, and what must be put there to make it right again.
REPAIRS = [
    ('#FNR "C:\\B÷cker\\FELSK─R"', '#FNR "C:\\Böcker\\FELSKÄR"'),
    ("#FNAMN Felskärets Båthus AB", '#FNAMN "Felskärets Båthus AB"'),
    ('#KONTO 5460 "Spik 4"x60 och skruv"', '#KONTO 5460 "Spik 4\\"x60 och skruv"'),
    ('#KONTO 6110 "Kontorsmateriel"', '#KONTO 5810 "Biljetter"\n#KONTO 6110 "Kontorsmateriel"'),
    ("   #TRANS 2641 {} 1500,00", "   #TRANS 2641 {} 1500.00"),
    ("   #TRANS 6570 {} 75.00 20240230", "   #TRANS 6570 {} 75.00"),
    (
        '#VER A 7 20240520 "Föregående års resultat balanseras" 20240520 "ÅB"',
        '}\n#VER A 7 20240520 "Föregående års resultat balanseras" 20240520 "ÅB"',
    ),
    ("   #TRANS 5460 {} 1350.00", "   #TRANS 5460 {} 1530.00"),
    (
        '   #RTRANS 2641 {} 70.00 20240619 "" "" "ÅB"',
        '   #BTRANS 2641 {} 70.00 20240619 "" "" "ÅB"',
    ),
]


@dataclass(frozen=True)
class Row:
    """A row of a voucher as the file has it."""

    label: str
    account: str
    objects: tuple[tuple[str, str], ...]
    amount: Decimal
    rest: tuple[str, ...]


@dataclass(frozen=True)
class Voucher:
    """A voucher as the file has it."""

    series: str
    number: str
    date: str
    rows: list[Row] = field(default_factory=list)

    def counted(self) -> list[Row]:
        """Return the rows that are in the books."""
        return [row for row in self.rows if row.label == "#TRANS"]


@dataclass(frozen=True)
class File:
    """A SIE file: its records in order, and its vouchers."""

    records: list[tuple[str, list[Any]]]
    vouchers: list[Voucher]

    def all(self, label: str, *beginning: str) -> list[list[Any]]:
        """Return the fields of the records with a label that begin so."""
        return [
            fields
            for name, fields in self.records
            if name == label and fields[: len(beginning)] == list(beginning)
        ]

    def amounts(self, label: str, year: str) -> dict[str, Decimal]:
        """Return the amounts of #IB, #UB or #RES by account."""
        return {fields[1]: Decimal(fields[2]) for fields in self.all(label, year)}

    def checksum(self) -> int:
        """Return the CRC-32 of what the records hold."""
        crc = 0
        for label, fields in self.records:
            if label not in UNCOUNTED:
                flat = [x for f in fields for x in (f if isinstance(f, list) else [f])]
                crc = zlib.crc32((label + "".join(flat)).encode("cp437"), crc)
        return crc


def split(line: str) -> list[Any]:
    """Return the fields of a line; an object list is a list."""
    fields: list[Any] = []
    for match in TOKEN.finditer(line):
        quoted, objects, bare = match.groups()
        if objects is not None:
            fields.append(split(objects))
        else:
            fields.append(bare if quoted is None else quoted.replace('\\"', '"'))
    return fields


def parse(text: str) -> File:
    """Return what a faultless SIE text holds."""
    file = File([], [])
    for line in text.split("\n"):
        if not line.strip(" \t{}"):
            continue
        label, *fields = split(line)
        file.records.append((label, fields))
        if label == "#VER":
            file.vouchers.append(Voucher(*fields[:3]))
        elif label in ROWS:
            pairs = tuple(zip(fields[1][::2], fields[1][1::2], strict=True))
            row = Row(label, fields[0], pairs, Decimal(fields[2]), tuple(fields[3:]))
            file.vouchers[-1].rows.append(row)
    return file


def text_of(name: str) -> str:
    """Return a file's text with plain line ends."""
    return (EXAMPLES / name).read_bytes().decode("cp437").replace("\r\n", "\n")


def read(name: str) -> File:
    """Return what a file holds; the ten faults are put right first."""
    text = text_of(name)
    if name == "tio-fel.se":
        text = repaired(text)
    return parse(text)


def repaired(text: str) -> str:
    """Return the faulty text without its faults."""
    for wrong, right in REPAIRS:
        text = text.replace(f"\n{wrong}\n", f"\n{right}\n")
    return text


def proof(company: str) -> dict[str, Any]:
    """Return the years of a company's hand-made proof."""
    return tomllib.loads((EXAMPLES / f"{company}.expected.toml").read_text(encoding="utf-8"))


def is_balance(account: str) -> bool:
    """Whether an account is carried from year to year."""
    return account < FIRST_RESULT_ACCOUNT


def nonzero(amounts: dict[Any, Decimal]) -> dict[Any, Decimal]:
    """Return the amounts that are not zero."""
    return {key: amount for key, amount in amounts.items() if amount}


def movements(file: File) -> dict[str, Decimal]:
    """Return the sum of the counted rows by account."""
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for voucher in file.vouchers:
        for row in voucher.counted():
            sums[row.account] += row.amount
    return sums


def test_descriptions_give_exactly_these_files() -> None:
    """What is committed is what make.py makes, byte by byte."""
    command = [sys.executable, str(EXAMPLES / "make.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_readme_names_every_file() -> None:
    """A file that the README forgets is a file nobody finds."""
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    names = {path.name for path in EXAMPLES.iterdir() if path.is_file()} - {"README.md"}
    assert [name for name in sorted(names) if f"`{name}`" not in readme] == []


@pytest.mark.parametrize("name", BALANCE_FILES)
def test_balances_are_those_of_the_proof(name: str) -> None:
    """#IB, #UB and #RES of the year equal the hand-made proof, account by account."""
    company, year = BALANCE_FILES[name]
    accounts = proof(company)[year]["accounts"]
    file = read(name)
    opening = {n: Decimal(a["opening"]) for n, a in accounts.items() if "opening" in a}
    closing = {n: Decimal(a["closing"]) for n, a in accounts.items()}
    assert file.amounts("#IB", "0") == nonzero(opening)
    assert file.amounts("#UB", "0") == nonzero({n: v for n, v in closing.items() if is_balance(n)})
    assert file.amounts("#RES", "0") == nonzero(
        {n: v for n, v in closing.items() if not is_balance(n)}
    )


def test_till_adds_what_the_proof_says() -> None:
    """The till's vouchers add the hand-made sums to each account."""
    accounts = proof("fjallbacken-kassa")["2024-25"]["accounts"]
    found = movements(read("fjallbacken-kassa.si"))
    assert found == {number: Decimal(account["closing"]) for number, account in accounts.items()}


@pytest.mark.parametrize("name", [*VOUCHER_FILES, "tio-fel.se"])
def test_vouchers_balance(name: str) -> None:
    """The rows of every voucher add up to zero, also as they were before a correction."""
    for voucher in read(name).vouchers:
        assert sum(row.amount for row in voucher.counted()) == 0, voucher
        changed = [row.amount for row in voucher.rows if row.label == "#BTRANS"]
        added = [row.amount for row in voucher.rows if row.label == "#RTRANS"]
        assert sum(changed) == sum(added), voucher


@pytest.mark.parametrize("name", VOUCHER_FILES)
def test_vouchers_are_as_many_as_the_proof_counts(name: str) -> None:
    """Vouchers of each series and corrected rows are as many as counted by hand."""
    company, year = VOUCHER_FILES[name]
    expected = proof(company)[year]
    vouchers = read(name).vouchers
    assert Counter(voucher.series for voucher in vouchers) == expected["vouchers"]
    labels = Counter(row.label for voucher in vouchers for row in voucher.rows)
    assert (labels["#RTRANS"], labels["#BTRANS"]) == (expected["added"], expected["removed"])
    first, last = (day.replace("-", "") for day in expected["period"])
    assert [voucher for voucher in vouchers if not first <= voucher.date <= last] == []


@pytest.mark.parametrize("name", LEDGERS)
def test_numbers_rise_without_gaps(name: str) -> None:
    """Voucher numbers of a series run from 1 in the order of the file and of the dates."""
    series: defaultdict[str, list[Voucher]] = defaultdict(list)
    for voucher in read(name).vouchers:
        series[voucher.series].append(voucher)
    for vouchers in series.values():
        assert [int(v.number) for v in vouchers] == list(range(1, len(vouchers) + 1))
        assert [v.date for v in vouchers] == sorted(v.date for v in vouchers)


@pytest.mark.parametrize("name", [*LEDGERS, "tio-fel.se"])
def test_opening_and_rows_give_closing(name: str) -> None:
    """#IB + rows = #UB, and rows = #RES, for every account."""
    file = read(name)
    totals: defaultdict[str, Decimal] = defaultdict(Decimal, movements(file))
    result = {n: v for n, v in totals.items() if not is_balance(n)}
    for account, amount in file.amounts("#IB", "0").items():
        totals[account] += amount
    assert file.amounts("#RES", "0") == nonzero(result)
    assert file.amounts("#UB", "0") == nonzero({n: v for n, v in totals.items() if is_balance(n)})


@pytest.mark.parametrize("name", LEDGERS)
def test_period_rows_equal_the_vouchers(name: str) -> None:
    """#PSALDO equals the rows of the month: for the account, and for each object within it."""
    file = read(name)
    expected: defaultdict[Any, Decimal] = defaultdict(Decimal)
    for voucher in file.vouchers:
        for row in voucher.counted():
            for objects in ((), *((pair,) for pair in row.objects)):
                expected[voucher.date[:6], row.account, objects] += row.amount
    found = {
        (period, account, tuple(zip(pair[::2], pair[1::2], strict=True))): Decimal(amount)
        for _, period, account, pair, amount in file.all("#PSALDO")
    }
    assert found == nonzero(expected)


@pytest.mark.parametrize(
    ("name", "whole", "every"),
    [
        ("fjallbacken-2023-24_typ2.se", True, True),
        ("fjallbacken-2023-24_typ3.se", True, False),
        ("fjallbacken-2023-24_typ3_rest.se", False, True),
    ],
)
def test_period_rows_tie_in_one_reading(name: str, *, whole: bool, every: bool) -> None:
    """The rows without object give the account's change, or in the remainder style all rows do."""
    file = read(name)
    change: defaultdict[str, Decimal] = defaultdict(Decimal)
    for label, sign in (("#IB", -1), ("#UB", 1), ("#RES", 1)):
        for account, amount in file.amounts(label, "0").items():
            change[account] += sign * amount
    without: defaultdict[str, Decimal] = defaultdict(Decimal)
    with_all: defaultdict[str, Decimal] = defaultdict(Decimal)
    for _, _, account, objects, amount in file.all("#PSALDO"):
        with_all[account] += Decimal(amount)
        without[account] += 0 if objects else Decimal(amount)
    assert (nonzero(without) == nonzero(change)) is whole
    assert (nonzero(with_all) == nonzero(change)) is every


@pytest.mark.parametrize("name", [n for n, (company, _) in LEDGERS.items() if company != "tolvan"])
def test_objects_quantities_and_budget_are_those_of_the_proof(name: str) -> None:
    """Results of cost centres and projects, object balances, hours and budget are as proved."""
    company, year = LEDGERS[name]
    expected = proof(company)[year]
    file = read(name)
    sums: defaultdict[str, defaultdict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for voucher in file.vouchers:
        for row in voucher.counted():
            for pair in row.objects:
                if not is_balance(row.account):
                    sums[" ".join(pair)][row.account] += row.amount
    for name_of_object, amounts in expected["objects"].items():
        assert nonzero(sums[name_of_object]) == {n: Decimal(v) for n, v in amounts.items()}
    assert set(sums) - {"1 10"} == set(expected["objects"])
    closing: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for _, account, pair, amount in file.all("#OUB", "0"):
        closing[" ".join(pair)][account] = amount
    assert {key: {n: f"{Decimal(v):.2f}" for n, v in t.items()} for key, t in closing.items()} == (
        expected["object_balances"]
    )
    quantities = {fields[1]: fields[3] for fields in file.all("#RES", "0") if len(fields) > 3}
    assert quantities == expected["quantities"]
    budget: defaultdict[str, Decimal] = defaultdict(Decimal)
    for _, _, account, objects, amount in file.all("#PBUDGET"):
        budget[account] += 0 if objects else Decimal(amount)
    assert budget == {n: Decimal(v) for n, v in expected.get("budget", {}).items()}


@pytest.mark.parametrize("name", ["fjallbacken-2023-24.se", "fjallbacken-2024-25.se"])
def test_object_balances_follow_the_rows(name: str) -> None:
    """#OIB + rows of the object = #OUB, and this year opens as last year closed."""
    file = read(name)
    totals: defaultdict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for _, account, pair, amount in file.all("#OIB", "0"):
        totals[account, *pair] += Decimal(amount)
    for voucher in file.vouchers:
        for row in voucher.counted():
            for pair in row.objects:
                if is_balance(row.account):
                    totals[row.account, *pair] += row.amount
    found = {(f[1], *f[2]): Decimal(f[3]) for f in file.all("#OUB", "0")}
    assert found == nonzero(totals)
    assert [f[1:] for f in file.all("#OIB", "0")] == [f[1:] for f in file.all("#OUB", "-1")]


def test_years_are_chained() -> None:
    """Each file opens with last year's closing, and repeats last year's figures."""
    files = [read(name) for name in CHAIN]
    for before, after in pairwise(files):
        assert after.amounts("#IB", "0") == before.amounts("#UB", "0")
        assert after.amounts("#UB", "-1") == before.amounts("#UB", "0")
        assert after.amounts("#IB", "-1") == before.amounts("#IB", "0")
        assert after.amounts("#RES", "-1") == before.amounts("#RES", "0")
        assert after.all("#RAR", "-1")[0][1:] == before.all("#RAR", "0")[0][1:]


@pytest.mark.parametrize("name", ["tolvan-2024.se", "tio-fel.se"])
def test_last_years_figures_hold_together(name: str) -> None:
    """Last year's #UB is this year's #IB, and last year's books were closed and balanced."""
    file = read(name)
    assert file.amounts("#UB", "-1") == file.amounts("#IB", "0")
    for label in ("#IB", "#UB", "#RES"):
        assert sum(file.amounts(label, "-1").values()) == 0


def test_results_are_booked_in_closed_years_only() -> None:
    """Result accounts sum to zero after closing; the open year still holds its result."""
    left = {name: sum(read(name).amounts("#RES", "0").values()) for name in LEDGERS}
    assert [name for name, amount in left.items() if amount] == ["fjallbacken-2024-25.se"]
    for name, equity in (("fjallbacken-2022-23.se", "2099"), ("tolvan-2024.se", "2019")):
        file = read(name)
        assert file.amounts("#RES", "0")["8999"] == -file.amounts("#UB", "0")[equity]


@pytest.mark.parametrize("name", [*LEDGERS, "tio-fel.se"])
def test_added_rows_have_their_twin(name: str) -> None:
    """Each #RTRANS is followed at once by a #TRANS with the same content."""
    for voucher in read(name).vouchers:
        for row, twin in zip(voucher.rows, [*voucher.rows[1:], None], strict=True):
            if row.label == "#RTRANS":
                assert twin is not None
                assert twin.label == "#TRANS"
                assert (twin.account, twin.objects, twin.amount, twin.rest) == (
                    (row.account, row.objects, row.amount, row.rest)
                )


@pytest.mark.parametrize("name", FAULTLESS)
def test_everything_used_is_declared(name: str) -> None:
    """Accounts and objects of rows and balances are all declared, and nothing twice."""
    file = read(name)
    accounts = [fields[0] for fields in file.all("#KONTO")]
    objects = [(fields[0], fields[1]) for fields in file.all("#OBJEKT")]
    assert len(set(accounts)) == len(accounts)
    assert len(set(objects)) == len(objects)
    rows = [row for voucher in file.vouchers for row in voucher.rows]
    assert {row.account for row in rows} <= set(accounts)
    assert {pair for row in rows for pair in row.objects} <= set(objects)
    for label in ("#IB", "#UB", "#RES"):
        assert {fields[1] for fields in file.all(label)} <= set(accounts)


@pytest.mark.parametrize("name", sorted({*FAULTLESS, "tio-fel.se"}))
def test_file_keeps_the_outer_form(name: str) -> None:
    """Lines end with CR LF, #FLAGGA is first, and the type and format are right."""
    data = (EXAMPLES / name).read_bytes()
    assert data.endswith(b"\r\n")
    assert data.count(b"\r") == data.count(b"\n") == data.count(b"\r\n")
    assert data.startswith(b"#FLAGGA 0\r\n")
    assert b"\r\n#FORMAT PC8\r\n" in data
    kind = re.search(r"_typ(\d)", name)
    assert f"\r\n#SIETYP {kind[1] if kind else 4}\r\n".encode() in data


@pytest.mark.parametrize("name", FAULTLESS)
def test_names_have_swedish_letters_in_cp437(name: str) -> None:
    """The company's name comes out right from code page 437, and from no Latin-1 byte."""
    data = (EXAMPLES / name).read_bytes()
    assert "Tolvans Trädgårdsskötsel" in text_of(name) or "Långsjö AB" in text_of(name)
    assert not any(byte in data for byte in "åäöÅÄÖ".encode("latin-1"))


@pytest.mark.parametrize("name", CHECKSUMMED)
def test_checksum_is_right(name: str) -> None:
    """#KSUMMA is the second and the last record, and its value is that of the content."""
    file = read(name)
    assert [number for number, (label, _) in enumerate(file.records) if label == "#KSUMMA"] == [
        1,
        len(file.records) - 1,
    ]
    assert int(file.records[-1][1][0]) == file.checksum()


def test_file_types_hold_what_they_should() -> None:
    """Type 1 has balances, 2 adds periods, 3 adds objects, 4E adds vouchers."""
    names = {kind: f"fjallbacken-2023-24_typ{kind}.se" for kind in "123"}
    labels = {kind: {label for label, _ in read(name).records} for kind, name in names.items()}
    labels["4E"] = {label for label, _ in read("fjallbacken-2023-24.se").records}
    assert {"#IB", "#UB", "#RES", "#SRU"} <= labels["1"]
    assert labels["2"] - labels["1"] >= {"#PSALDO", "#PBUDGET", "#OMFATTN"}
    assert labels["3"] - labels["2"] == {"#DIM", "#OBJEKT", "#OIB", "#OUB"}
    assert labels["4E"] - labels["3"] - {"#KSUMMA"} == {"#VER", *ROWS}
    assert not any(fields[3] for fields in read(names["2"]).all("#PSALDO"))


def test_till_has_no_numbers_and_no_balances() -> None:
    """The 4I file leaves series and number empty and holds no balance of any kind."""
    file = read("fjallbacken-kassa.si")
    assert {(voucher.series, voucher.number) for voucher in file.vouchers} == {("", "")}
    assert not BALANCES & {label for label, _ in file.records}
    assert not {"#BKOD", "#OMFATTN"} & {label for label, _ in file.records}


@pytest.mark.parametrize("name", [*LEDGERS, "tio-fel.se"])
def test_organisation_number_has_right_check_digit(name: str) -> None:
    """The invented numbers pass the Luhn test, as real ones do."""
    number = read(name).all("#ORGNR")[0][0]
    assert re.fullmatch(r"\d{6}-\d{4}", number)
    digits = [int(digit) for digit in number.replace("-", "")]
    doubled = [2 * d - 9 if d > 4 else 2 * d for d in digits[::2]]
    assert (sum(doubled) + sum(digits[1::2])) % 10 == 0


def test_ten_faults_are_there_and_no_eleventh() -> None:
    """Nine repaired lines give a file whose checksum is right: the tenth fault was that."""
    text = text_of("tio-fel.se")
    for wrong, _ in REPAIRS:
        assert f"\n{wrong}\n" in text, wrong
    assert [line.split()[1] for line in text.split("\n") if "5810" in line] == ["0", "5810"]
    file = parse(repaired(text))
    declared = int(file.records[-1][1][0])
    assert file.checksum() == declared
    assert parse(text.replace("1500,00", "1500.00")).checksum() != declared


def test_faults_are_listed_with_their_lines() -> None:
    """The page beside the faulty file names ten lines, and they read as it says."""
    page = (EXAMPLES / "tio-fel.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| (\d+) \| (\d+) \|", page, flags=re.MULTILINE)
    assert [int(number) for number, _ in listed] == list(range(1, 11))
    lines = text_of("tio-fel.se").split("\n")
    shown = re.findall(r"^ *(\d+)  (#.*)$", page, flags=re.MULTILINE)
    assert [number for number, _ in shown] == [line for _, line in listed]
    latin1 = {'#FNR "C:\\Böcker\\FELSKÄR"': REPAIRS[0][0]}
    for number, line in shown:
        assert lines[int(number) - 1].strip() == latin1.get(line, line)


def test_zip_holds_the_same_files() -> None:
    """The zip for demonstrations holds copies of files beside it."""
    with zipfile.ZipFile(EXAMPLES / "exempel.zip") as archive:
        for entry in archive.infolist():
            path = EXAMPLES / Path(entry.filename).name
            assert archive.read(entry) == path.read_bytes(), entry.filename
        assert len(archive.infolist()) == 3
