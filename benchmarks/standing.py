"""The workspace and the portal under load: how long a file takes, and what stands beside it.

Two measures need no portal: the way of a 12 MB file from its last byte to its summary, and
activation and sync of one more upload among many. The others are in `benchmarks.loaded`.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from benchmarks import regex_reader
from benchmarks.generate import cached
from benchmarks.measure import seconds_of

if TYPE_CHECKING:
    from siekit.workspace.workspace import Workspace

SIZE: Final = 12_000_000
QUICK_SIZE: Final = 1_000_000
REGEX_SHARE: Final = 1 / 4
BESIDE: Final = 0.300
"""Seconds that the way to the summary may take beside its share of the regex reader's time."""

ORGNR: Final = "559999-1204"
"""The number of the company of `benchmarks.generate`: its integration is there before the file."""

FEW: Final = 50
MANY: Final = 5_000
TIMES: Final = 2.0
"""How many times longer one more may take among many than among few."""

DAYS_A_YEAR: Final = 365


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured, in seconds."""

    size: int
    summary: float
    regex: float
    among_few: float
    among_many: float


def measured(rounds: int, *, size: int = SIZE, many: int = MANY) -> Figures:
    """Return medians of rounds in which the kinds of work take turns."""
    data = cached(size).read_bytes()
    summaries, regexes = [], []
    with tempfile.TemporaryDirectory() as folder:
        with _workspace(Path(folder) / "warm") as ws:
            to_summary(ws, cached(QUICK_SIZE).read_bytes())  # so that every module is there
        for number in range(rounds):
            with _workspace(Path(folder) / str(number)) as ws:
                ws.create_integration("Åkerström", orgnr=ORGNR)
                summaries.append(seconds_of(partial(to_summary, ws, data)))
            regexes.append(seconds_of(partial(regex_reader.read, data)))
        few = _one_more(Path(folder) / "few", FEW, rounds)
        among_many = _one_more(Path(folder) / "many", many, rounds)
    return Figures(len(data), median(summaries), median(regexes), few, among_many)


def to_summary(ws: Workspace, data: bytes) -> None:
    """Do all that happens from a file's last byte until its summary can be shown."""
    from siekit.reports.render.base import Look
    from siekit.reports.render.registry import BY_NAME

    (received,) = ws.add(data, "large.se", create=True)
    if received.upload is None:
        raise received.refusal or RuntimeError
    found = ws.summary(received.upload.id)
    BY_NAME["html"].render([found.income_statement, found.balance_sheet], Look())


def _workspace(folder: Path) -> Workspace:
    from siekit.workspace.workspace import Workspace

    return Workspace.open(folder)


def _one_more(folder: Path, number: int, rounds: int) -> float:
    """Return the time of activating and syncing one more upload among so many active ones."""
    with _workspace(folder) as ws:
        _fill(ws, number)
        times = []
        for turn in range(rounds + 1):
            data = _small_file(_orgnr(turn), f"Nummer {turn}")
            (received,) = ws.add(data, "one-more.se", create=True)
            if received.upload is None:
                raise received.refusal or RuntimeError
            begin = time.perf_counter()
            ws.activate(received.upload.id)
            run = ws.sync()
            times.append(time.perf_counter() - begin)
            if run.status != "done":
                raise RuntimeError(run.status)
    return median(times[1:])  # the first one loads modules


def _orgnr(number: int) -> str:
    """Return an organisation number whose last digit is the one that Luhn's formula wants."""
    digits = f"556{number:06}"
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    total = sum(value // 10 + value % 10 for value in doubled)
    return f"{digits[:6]}-{digits[6:]}{-total % 10}"


def _small_file(orgnr: str, company: str) -> bytes:
    lines = (
        "#FLAGGA 0", "#PROGRAM prov 1", "#FORMAT PC8", "#GEN 20250101", "#SIETYP 4",
        f"#ORGNR {orgnr}", f'#FNAMN "{company}"', "#RAR 0 20240101 20241231",
        '#KONTO 1930 "Bank"', '#KONTO 3001 "Sales"', "#UB 0 1930 100.00", "#RES 0 3001 -100.00",
        '#VER A 1 20240115 "Sale"', "{", "#TRANS 1930 {} 100.00", "#TRANS 3001 {} -100.00", "}",
    )  # fmt: skip
    return "\r\n".join(lines).encode("ascii")


def _fill(ws: Workspace, number: int) -> None:
    """Put so many uploads into the catalogue, active and in a snapshot; no report reads them."""
    from siekit.workspace.audit import now
    from siekit.workspace.tables import integrations, snapshot_members, snapshots, uploads

    moment = now()
    with ws.catalogue.write() as connection:
        snapshot = connection.execute(
            snapshots.insert().values(domain_id=ws.domain_id, built_at=moment, members=number)
        ).inserted_primary_key
        companies = max(1, number // 20)
        connection.execute(
            integrations.insert(),
            [
                {
                    "id": one + 1,
                    "domain_id": ws.domain_id,
                    "name": f"Company {one}",
                    "created_at": moment,
                }
                for one in range(companies)
            ],
        )
        rows = []
        for one in range(number):
            first = date(1900, 1, 1) + timedelta(days=DAYS_A_YEAR * (one // companies))
            rows.append(
                {"id": one + 1, "domain_id": ws.domain_id,
                 "sha256": hashlib.sha256(str(one).encode()).hexdigest(), "size": 1,
                 "file": f"{one}.se", "uploaded_by": "bench", "uploaded_at": moment,
                 "state": "ACTIVE", "state_at": moment, "integration_id": one % companies + 1,
                 "first_day": first, "last_day": first + timedelta(days=DAYS_A_YEAR - 1),
                 "published": True}
            )  # fmt: skip
        connection.execute(uploads.insert(), rows)
        number_of = int(snapshot[0]) if snapshot else 0
        connection.execute(
            snapshot_members.insert(),
            [
                {"domain_id": ws.domain_id, "upload_id": row["id"], "from_snapshot": number_of}
                for row in rows
            ],
        )


def lines_of(found: Figures) -> str:
    """Return the figures as a Markdown table."""
    bound = REGEX_SHARE * found.regex + BESIDE
    rows = (
        (f"{found.size / 1e6:.0f} MB, from its last byte to its summary", found.summary, bound,
         f"1/4 of the regex reader's {found.regex * 1000:,.0f} ms, and 300 ms"),
        (f"activation and sync among {MANY:,}", found.among_many, TIMES * found.among_few,
         f"twice what it takes among {FEW}, {found.among_few * 1000:,.1f} ms"),
    )  # fmt: skip
    lines = ["| work | takes | may take | which is | holds |", "| --- | ---: | ---: | --- | --- |"]
    lines += [
        f"| {words} | {seconds * 1000:,.1f} ms | {most * 1000:,.0f} ms | {why} "
        f"| {'yes' if seconds <= most else 'no'} |"
        for words, seconds, most, why in rows
    ]
    return "\n".join(lines)
