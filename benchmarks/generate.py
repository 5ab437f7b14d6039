"""Make a valid type 4E file of a wanted size, always the same for the same seed.

The file is that of one invented company (company.toml) over one calendar year: chart with types
and SRU codes, two fiscal years, balances, period balances and vouchers in six series. Everything
ties: vouchers balance, opening plus rows is closing, rows are the result and the period balances,
and the year before ends where this one begins. Vouchers go to a part file while their sums are
gathered, since the balances stand before them; so a file of any size needs little memory.

    python -m benchmarks.generate --size 100MB -o benchmarks/.cache/large.se
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import sys
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.vouchers import COMPANY, COMPANY_FILE, KINDS, Dice, money, quote, voucher_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.vouchers import Posting

CACHE: Final = Path(__file__).parent / ".cache"
YEAR: Final = 2024
BALANCE_CLASSES: Final = ("1", "2")
VOUCHERS_SIGNED: Final = 0.9

UNITS: Final = {"": 1, "k": 1_000, "M": 1_000_000, "G": 1_000_000_000}
VOUCHERS_A_CHUNK: Final = 500


@dataclass(slots=True)
class Ledger:
    """What the vouchers written so far add up to."""

    months: dict[str, list[int]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def post(self, month: int, postings: Sequence[Posting]) -> None:
        """Add postings to the sums of a month (0 is January)."""
        for account, amount in postings:
            if account not in self.months:
                self.months[account] = [0] * 12
            self.months[account][month] += amount

    def next_number(self, series: str) -> int:
        """Return the number that follows in a series."""
        self.numbers[series] = self.numbers.get(series, 0) + 1
        return self.numbers[series]

    def total(self, account: str) -> int:
        """Return an account's sum over the year."""
        return sum(self.months.get(account, ()))

    def result(self) -> int:
        """Return the sum of the result accounts; below zero is a profit."""
        return sum(self.total(a) for a in self.months if not a.startswith(BALANCE_CLASSES))


def vouchers(dice: Dice, ledger: Ledger, size: int, year: int = YEAR) -> Iterator[str]:
    """Yield the year's vouchers until they fill the size, day by day."""
    written = 0
    first, days = date(year, 1, 1), (date(year, 12, 31) - date(year, 1, 1)).days + 1
    while written < size:
        day = first + timedelta(days=written * days // size)
        share = dice.random()
        series, _, kind = next(known for known in KINDS if share < known[1])
        words, postings = kind(dice)
        ledger.post(day.month - 1, postings)
        registered = f"{day + timedelta(days=dice.between(0, 12)):%Y%m%d}"
        number = ledger.next_number(series)
        head = f"{series} {number} {day:%Y%m%d} {quote(words)} {registered}"
        if dice.random() < VOUCHERS_SIGNED:
            head += f" {quote(dice.pick(COMPANY['signatures']))}"
        text = voucher_lines(dice, head, postings, day)
        written += len(text)
        yield text
    yield closing_voucher(ledger, year)


def closing_voucher(ledger: Ledger, year: int) -> str:
    """Return the lines that book the year's result on the last day."""
    result = ledger.result()
    postings = [("8999", -result), ("2099", result)]
    ledger.post(11, postings)
    day = f"{year}1231"
    head = f'#VER A {ledger.next_number("A")} {day} "Årets resultat" {day}'
    rows = [f"   #TRANS {account} {{}} {money(amount)}" for account, amount in postings]
    return "\r\n".join([head, "{", *rows, "}", ""])


def identification(year: int) -> Iterator[str]:
    """Yield the flag and the identification records."""
    yield "#FLAGGA 0"
    yield '#PROGRAM "siekit benchmark" 1'
    yield "#FORMAT PC8"
    yield f'#GEN {year + 1}0115 "ÅÖ"'
    yield "#SIETYP 4"
    yield "#FTYP AB"
    yield f"#ORGNR {COMPANY['orgnr']}"
    yield f"#FNAMN {quote(COMPANY['name'])}"
    address = (COMPANY[key] for key in ("contact", "street", "postal", "phone"))
    yield "#ADRESS " + " ".join(map(quote, address))
    yield f"#RAR 0 {year}0101 {year}1231"
    yield f"#RAR -1 {year - 1}0101 {year - 1}1231"
    yield f"#TAXAR {year + 1}"
    yield f"#OMFATTN {year}1231"
    yield "#KPTYP EUBAS97"
    yield "#VALUTA SEK"


def chart() -> Iterator[str]:
    """Yield the records of accounts, dimensions and objects."""
    for account, name, kind, sru in COMPANY["accounts"]:
        yield f"#KONTO {account} {quote(name)}"
        yield f"#KTYP {account} {kind}"
        if account in COMPANY["units"]:
            yield f"#ENHET {account} {quote(COMPANY['units'][account])}"
        if sru:
            yield f"#SRU {account} {sru}"
    for dimension, name, objects in (
        (1, "Kostnadsställe", COMPANY["cost_centres"]),
        (6, "Projekt", COMPANY["projects"]),
    ):
        yield f"#DIM {dimension} {quote(name)}"
        for number, words in objects:
            yield f"#OBJEKT {dimension} {quote(number)} {quote(words)}"


def comparatives(dice: Dice) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """Return last year's opening, its closing and its result; the first two add up to zero."""
    opening, closing, result = dict[str, int](), dict[str, int](), dict[str, int]()
    for account, _, kind, _ in COMPANY["accounts"]:
        sign = 1 if kind in ("T", "K") else -1
        if account.startswith(BALANCE_CLASSES):
            opening[account] = sign * dice.amount(5_000, 900_000)
            closing[account] = sign * dice.amount(5_000, 900_000)
        else:
            result[account] = sign * dice.amount(1_000, 2_000_000)
    result["8999"] = 0
    result["8999"] = -sum(result.values())
    opening["2099"], closing["2099"] = 0, -result["8999"]
    for balances in (opening, closing):
        balances["2091"] -= sum(balances.values())
    return opening, closing, result


def balances(dice: Dice, ledger: Ledger, year: int) -> Iterator[str]:
    """Yield the balances of both years and the period balances of this one."""
    opening, closing, result = comparatives(dice)
    for account, amount in opening.items():
        yield f"#IB -1 {account} {money(amount)}"
        yield f"#UB -1 {account} {money(closing[account])}"
    for account, amount in closing.items():
        yield f"#IB 0 {account} {money(amount)}"
        yield f"#UB 0 {account} {money(amount + ledger.total(account))}"
    for account, amount in result.items():
        yield f"#RES -1 {account} {money(amount)}"
        yield f"#RES 0 {account} {money(ledger.total(account))}"
    for month in range(12):
        for account in sorted(ledger.months):
            if amount := ledger.months[account][month]:
                yield f"#PSALDO 0 {year}{month + 1:02d} {account} {{}} {money(amount)}"


def head(seed: int, ledger: Ledger, year: int = YEAR) -> bytes:
    """Return everything that stands before the vouchers."""
    lines = [*identification(year), *chart(), *balances(Dice(seed + 1), ledger, year)]
    return "".join(f"{line}\r\n" for line in lines).encode("cp437")


def expected_head_size(seed: int, size: int) -> int:
    """Return how long the head will be, to within a few hundred bytes."""
    ledger = Ledger()
    for month in range(12):
        ledger.post(month, [(row[0], size * 10) for row in COMPANY["accounts"]])
    return len(head(seed, ledger))


def generate(path: Path, size: int, seed: int = 1, year: int = YEAR) -> None:
    """Write a file of about that many bytes (small ones are not under 40 kB)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    dice, ledger = Dice(seed), Ledger()
    part, done = path.with_name(path.name + ".part"), path.with_name(path.name + ".new")
    room = max(1, size - expected_head_size(seed, size))
    with part.open("wb") as body:
        chunk: list[str] = []
        for text in vouchers(dice, ledger, room, year):
            chunk.append(text)
            if len(chunk) == VOUCHERS_A_CHUNK:
                body.write("".join(chunk).encode("cp437"))
                chunk.clear()
        body.write("".join(chunk).encode("cp437"))
    with done.open("wb") as whole, part.open("rb") as body:
        whole.write(head(seed, ledger, year))
        shutil.copyfileobj(body, whole, 1 << 20)
    part.unlink()
    done.replace(path)


def cached(size: int, seed: int = 1) -> Path:
    """Return a file of that size from the cache, made when it is not there."""
    sources = (Path(__file__), COMPANY_FILE.with_name("vouchers.py"), COMPANY_FILE)
    mark = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:8]
    path = CACHE / f"4e-{size}-{seed}-{mark}.se"
    if not path.exists():
        for outdated in CACHE.glob(f"4e-{size}-{seed}-*.se"):
            outdated.unlink()
        generate(path, size, seed)
    return path


def years(size: int, number: int, last: int = YEAR) -> list[Path]:
    """Return that many files from the cache, a year each, which have the size together."""
    sources = (Path(__file__), COMPANY_FILE.with_name("vouchers.py"), COMPANY_FILE)
    mark = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:8]
    folder = CACHE / f"years-{size}-{number}-{mark}"
    paths = [folder / f"{year}.se" for year in range(last - number + 1, last + 1)]
    for seed, path in enumerate(paths, 1):
        if not path.exists():
            generate(path, size // number, seed, int(path.stem))
    return paths


def bytes_of(text: str) -> int:
    """Return the number of bytes that a size such as 100MB or 200kB means."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([kMG]?)B?", text)
    if match is None:
        message = f"not a size: {text!r}; write 200kB, 12MB or a number of bytes"
        raise argparse.ArgumentTypeError(message)
    return int(float(match[1]) * UNITS[match[2]])


def main(arguments: Sequence[str] | None = None) -> int:
    """Write one file as the command line says."""
    parser = argparse.ArgumentParser(description="Make a valid SIE type 4E file.")
    parser.add_argument("--size", type=bytes_of, default="1MB", help="200kB, 12MB, 100MB ...")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another file")
    parser.add_argument("-o", "--output", type=Path, help="where to (default: the cache)")
    options = parser.parse_args(arguments)
    path = options.output or cached(options.size, options.seed)
    if options.output:
        generate(path, options.size, options.seed)
    print(f"{path}: {path.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
