"""Every file of the corpus through a workspace: its state, what is told of it, its figures.

What is expected comes from the second reader and from the raw lines of the files.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from siekit.engine.shown import database
from siekit.exceptions import SiekitError
from siekit.reports.base import Options
from siekit.reports.making import make_each
from siekit.reports.registry import find_report
from siekit.workspace.actors import Actor, Role
from siekit.workspace.intake import bring_on
from siekit.workspace.reading import reports_of
from siekit.workspace.states import State
from siekit.workspace.workspace import Workspace
from tests.corpus.listed import CORPUS, EXPECTED, LISTED, PAYEX, document, reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from pathlib import Path

    from siekit.reports.model import Report
    from siekit.workspace.model import Upload

STATEMENTS = ("income-statement", "balance-sheet")
ALONE = Options(previous=False)
"""Of an earlier year another file of the company may tell; of its own only the file itself."""

OTHERS = sorted([*(CORPUS / "sie5").glob("*.sie"), *(CORPUS / "xmlsie").glob("*.*")])
ODD_DATES = {
    "kassasystem_typ4i_6-digit-date_utf8.SI": ("20180501", "20180502"),
    "kassasystem_typ4i_empty-date_utf8.SI": ("20180502", "20180502"),
}
RED = {
    "barsoom_sie_file.se": {"vouchers_balance"},
    "barsoom_sie_file_with_unknown_entries.se": {"vouchers_balance"},
    "bl-administration-2018_typ4e_empty-voucher_utf8.SE": {"balances_explained"},
    "bl-administration-2018_typ4e_unbalanced_utf8.SE": {"vouchers_balance", "balances_explained"},
    "kassasystem_typ4i_empty-date_utf8.SI": {"voucher_dates"},
    "kassasystem_typ4i_unbalanced_flagga-1_utf8.SI": {"vouchers_balance"},
    "sie4sdk_typ4e_utf8.SI": {"balances_explained"},
    "siegenerator_typ4e_series-11.SE": {"balances_explained"},
}
"""What the README says is wrong with the figures of a file; all of it needs a written reason."""


@dataclass
class Walked:
    """What became of the files, and what each snapshot told of those that came into it."""

    workspace: Workspace
    added: dict[str, Upload] = field(default_factory=dict)
    ready: dict[str, Upload] = field(default_factory=dict)
    statements: dict[str, dict[str, Report | None]] = field(default_factory=dict)
    ledgers: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    syncs: int = 0


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    """All files added, linked, and those of ledgers activated in the order of their names."""
    place = tmp_path_factory.mktemp("corpus") / "workspace"
    with Workspace.open(place, actor=Actor("anna", Role.ADMIN)) as workspace:
        made = Walked(workspace)
        for path in [*(one.path for one in LISTED.values()), PAYEX]:
            (received,) = workspace.add(path, path.name, create=True)
            assert received.refusal is None
            assert received.upload is not None
            made.added[path.name] = received.upload
        for name, upload in made.added.items():
            made.ready[name] = _linked(workspace, upload.id)
        _activate_all(made)
        yield made


def _linked(workspace: Workspace, upload_id: int) -> Upload:
    """An upload with an integration: where it waits, that of its company, or a new one."""
    upload = bring_on(workspace, upload_id)
    if upload.state is not State.PREVIEWED:
        return upload
    name = f"{upload.company or upload.file} {upload.orgnr or upload.orgnr_raw or ''}".strip()
    of_name = [one for one in workspace.integrations() if one.name == name]
    if of_name:
        workspace.link(upload.id, of_name[0].id)
    else:
        workspace.link(upload.id, new_name=name)
    return bring_on(workspace, upload.id)


def _activate_all(made: Walked) -> None:
    """Activate each ledger, and sync before a file that no snapshot has had is replaced."""
    waiting: list[Upload] = []
    for upload in made.ready.values():
        if upload.role != "ledger":
            continue
        if any(one.integration_id == upload.integration_id for one in waiting):
            _sync(made, waiting)
            waiting = []
        done = made.workspace.activate(upload.id, override_reason="as the README says")
        assert {one.integration_id for one in done.replaced} <= {upload.integration_id}
        waiting.append(upload)
    _sync(made, waiting)


def _sync(made: Walked, waiting: list[Upload]) -> None:
    """Sync, and keep what the new snapshot tells of the files that came into it."""
    assert made.workspace.sync().status == "done"
    made.syncs += 1
    integrations = {one.integration_id for one in waiting if one.integration_id}
    shown: dict[str, dict[int, Report]] = {}
    for name in STATEMENTS:
        try:
            found = reports_of(
                made.workspace, name, ALONE, integration_ids=integrations, drawn=False
            )
        except SiekitError:
            shown[name] = {}
            continue
        shown[name] = {
            upload.id: report for upload, report in zip(found.made_of, found.reports, strict=True)
        }
    with made.workspace.database(integration_ids=integrations) as connection:
        rows = connection.execute(
            "select document_id, account, sum(amount) from ledger group by all"
        ).fetchall()
    sums: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for upload_id, account, total in rows:
        sums[upload_id][account] = total
    for upload in waiting:
        made.statements[upload.file] = {name: shown[name].get(upload.id) for name in STATEMENTS}
        made.ledgers[upload.file] = sums[upload.id]


def _raw(name: str, label: str) -> str:
    """What stands behind a label on the first line that has it, without quotes."""
    found = re.search(rf"^\s*{label}\s+(.*?)\s*$", LISTED[name].text, re.MULTILINE)
    return found[1].replace('"', "") if found else ""


def _digits(name: str) -> str | None:
    """The ten digits that a file is linked by, of the raw #ORGNR."""
    digits = "".join(one for one in (_raw(name, "#ORGNR").split() or [""])[0] if one.isdigit())
    if len(digits) == 12 and digits[:2] in {"16", "18", "19", "20"}:
        digits = digits[2:]
    return digits if len(digits) == 10 and digits.strip("0") else None


def _passes_luhn(digits: str) -> bool:
    doubled = [int(one) * (2 - at % 2) for at, one in enumerate(digits)]
    return sum(one // 10 + one % 10 for one in doubled) % 10 == 0


def _year(name: str) -> tuple[str, str]:
    """The year 0 of a file by #RAR, else by the dates of its vouchers."""
    if 0 in reading(name).years:
        return reading(name).years[0]
    if name in ODD_DATES:
        return ODD_DATES[name]
    lines = re.findall(r"^\s*#VER\s.*$", LISTED[name].text, re.MULTILINE)
    dates = [found[0] for line in lines if (found := re.findall(r"\b(?:19|20)\d{6}\b", line))]
    return min(dates), max(dates)


def _statement(report: Report) -> list[object]:
    """What a statement shows, without what is only about where it was made."""
    lines = [(one.key, one.label, one.kind, one.accounts, one.values) for one in report.lines()]
    difference = report.difference and (
        report.difference.values,
        [(one.code, one.amount) for one in report.difference.causes],
    )
    return [lines, report.unmapped, difference, report.unit, report.source]


def test_every_file_reaches_its_state(walked: Walked) -> None:
    """A valid number is clear; without one, or with a wrong check digit, somebody must choose."""
    for name in LISTED:
        digits = _digits(name)
        clear = digits is not None and _passes_luhn(digits)
        wanted = State.READY if clear else State.PREVIEWED
        assert (name, walked.added[name].state) == (name, wanted)
    for name, upload in walked.ready.items():
        assert (name, upload.state, upload.refusal) == (name, State.READY, None)


def test_the_five_facts_are_those_of_the_file(walked: Walked) -> None:
    """Number, name, year, currency and program, as the raw lines have them."""
    for name, listed in LISTED.items():
        upload = walked.added[name]
        assert upload.preview is not None
        year = (f"{upload.first_day:%Y%m%d}", f"{upload.last_day:%Y%m%d}")
        assert (name, upload.orgnr) == (name, _digits(name))
        assert (name, upload.company or "") == (name, reading(name).company)
        assert (name, year) == (name, _year(name))
        assert (name, upload.year_derived) == (name, 0 not in reading(name).years)
        assert (name, upload.currency) == (name, _raw(name, "#VALUTA") or "SEK")
        assert (name, upload.preview["program"]["name"]) == (name, listed.program)
        assert upload.preview["counts"]["vouchers"] == listed.vouchers


def test_files_of_one_company_are_together(walked: Walked) -> None:
    """Each organisation number has one integration, however it is written, and none shares it."""
    of_number: dict[str, set[int | None]] = defaultdict(set)
    for name in LISTED:
        digits = _digits(name)
        if digits is not None:
            of_number[digits].add(walked.ready[name].integration_id)
    assert {number: len(found) for number, found in of_number.items() if len(found) != 1} == {}
    every = [found for one in of_number.values() for found in one]
    assert len(every) == len(set(every)) > 10
    long = walked.added["kassasystem_typ4i_12-digit-orgnr_utf8.SI"]
    assert (long.orgnr, long.linked_how) == ("5502261513", "auto")


def test_a_malformed_number_waits_for_a_person(walked: Walked) -> None:
    """Eleven digits, as PayEx writes, are no number to link by, but are shown as they stand."""
    upload = walked.added[PAYEX.name]
    assert (upload.state, upload.orgnr) == (State.PREVIEWED, None)
    assert upload.orgnr_raw == "556735-56710"
    assert upload.role == "entries"


def test_entries_and_ledgers_are_told_apart(walked: Walked) -> None:
    """Files of single vouchers add to a year, and what has no year and no balance; no other."""
    for name in LISTED:
        role = "entries" if _adds_only(name) else "ledger"
        assert (name, walked.ready[name].role) == (name, role)


def _adds_only(name: str) -> bool:
    """Whether a file is of single vouchers: it says so, or has neither a year nor a balance."""
    of_a_year = any(_raw(name, label) for label in ("#RAR", "#IB", "#UB", "#RES"))
    return LISTED[name].sie_type == "4I" or not of_a_year


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_other_formats_are_rejected_in_words(walked: Walked, path: Path) -> None:
    """SIE 5 and XMLSIE are no files of types 1 to 4, and the reason says what they are."""
    (received,) = walked.workspace.add(path, path.name)
    assert received.upload is not None
    assert received.upload.state is State.REJECTED
    told = received.upload.refusal
    assert told is not None
    words = {"sie5": "SIE 5", "xmlsie": "XML"}[path.parent.name]
    words = "without any SIE label" if received.upload.file.endswith(".csv") else words
    assert (told["code"], words in told["facts"]["what"]) == ("not_sie", True)


def test_red_is_what_is_wrong_and_nothing_else(walked: Walked) -> None:
    """The README names the files whose figures are wrong; red always needs a written reason."""
    for name, upload in walked.ready.items():
        red = {one["key"] for one in upload.checks if one["light"] == "red"}
        blocking = {one["key"] for one in upload.checks if one["blocks"]}
        assert (name, red) == (name, RED.get(name, set()))
        assert (name, blocking) == (name, red)


def test_checks_say_what_the_readme_says(walked: Walked) -> None:
    """Control sums that fit are green, and so are balances that follow from the vouchers."""
    for name, upload in walked.ready.items():
        lights = {one["key"]: one["light"] for one in upload.checks}
        fits = name in EXPECTED["checksum_fits"]
        assert (name, lights["checksum"]) == (name, "green" if fits else "grey")
        if name in EXPECTED["vouchers_tie"]:
            assert (name, lights["balances_explained"]) == (name, "green")
        ends = name == PAYEX.name or re.search(r"[}\r\n][ \t\x1a]*\Z", LISTED[name].text)
        assert (name, lights["whole"]) == (name, "green" if ends else "yellow")
        wrong_digit = (digits := _digits(name) if name in LISTED else None) and not _passes_luhn(
            digits or ""
        )
        if wrong_digit:
            assert (name, lights["company"]) == (name, "yellow")


def test_sentences_are_whole_in_both_languages(walked: Walked) -> None:
    """No placeholder is left, nothing is one "1 remarks", amounts are not those of programs."""
    plural = re.compile(
        r"\b1 (?!of\b|av\b)(\w+s|konton|poster|anmärkningar|verifikationer|serier)\b"
    )
    for name, upload in walked.ready.items():
        for check in upload.checks:
            for lang, text in check["text"].items():
                assert "{" not in text.replace("{}", ""), (name, text)
                assert not plural.match(text), (name, text)
                if lang == "sv":
                    assert not re.search(r"-?\d{4,}\.\d\d\b", text), (name, text)


def test_one_file_speaks_for_each_day(walked: Walked) -> None:
    """At the end no two active files of an integration have a day in common."""
    active = walked.workspace.uploads(states=(State.ACTIVE,))
    assert len(active) > 10
    for one in active:
        others = [two for two in active if two.id > one.id]
        assert not [
            two.file
            for two in others
            if two.integration_id == one.integration_id and one.overlaps(two)
        ]
    snapshot = walked.workspace.snapshot()
    assert snapshot is not None
    assert set(snapshot.uploads) == {one.id for one in active}


def test_snapshots_show_what_each_file_shows_alone(walked: Walked) -> None:
    """Statements out of the tables of a snapshot equal those of the file read anew, to the öre."""
    assert len(walked.statements) == sum(1 for name in LISTED if not _adds_only(name))
    for name, shown in walked.statements.items():
        for kind in STATEMENTS:
            alone, report = _alone(name, kind), shown[kind]
            assert (name, kind, report is None) == (name, kind, alone is None)
            if alone is not None and report is not None:
                assert (name, kind, _statement(report)) == (name, kind, _statement(alone))


def _alone(name: str, kind: str) -> Report | None:
    """The statement of one file as `siekit report` makes it; None where it can make none."""
    doc = document(name)
    with database([doc.tables]) as connection:
        try:
            return make_each(find_report(kind), connection, [doc.document_id], ALONE)[0][0]
        except SiekitError:
            return None


def test_ledgers_hold_the_rows_of_the_files(walked: Walked) -> None:
    """The sum of each account in `ledger` is that of the #TRANS lines, as another reader adds."""
    for name, sums in walked.ledgers.items():
        expected = reading(name).row_sums()
        assert (name, sums) == (name, expected)
    assert sum(1 for sums in walked.ledgers.values() if sums) > 10
