"""The verdict of a proof of completeness: what was checked, and the result in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from siekit.reports.model import Words

if TYPE_CHECKING:
    from siekit.reports.completeness_facts import Facts


class Weight(IntEnum):
    """What a check that fails says."""

    EXPLAIN = 1
    """Sums are right, but a person must explain it."""

    UNPROVEN = 2
    """The file has nothing to prove it with."""

    WRONG = 3
    """Something is missing, or too much."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check; `number` is how often it fails, and `label` what then is there."""

    key: str
    label: Words
    number: int
    weight: Weight


COMPLETE = Words(
    "Complete: on every account opening balance and rows come to what the file states, no voucher "
    "number is missing or used twice, every voucher balances, and every line of the file is "
    "accounted for.",
    "Fullständig: på varje konto stämmer ingående balans och rader med vad filen anger, inget "
    "verifikationsnummer saknas eller är använt två gånger, varje verifikation balanserar och "
    "varje rad i filen är redovisad.",
)
WHOLE = Words("Complete", "Fullständig")
SAID = {
    Weight.WRONG: Words("Not complete", "Inte fullständig"),
    Weight.UNPROVEN: Words("Not proven", "Inte bevisad"),
    Weight.EXPLAIN: Words(
        "Complete in its sums, with something to explain",
        "Fullständig i sina summor, med något att förklara",
    ),
}
NOTHING = Words(
    "Not proven: only a file of type 4E with opening and closing balances (#IB, #UB), results "
    "(#RES) and rows can prove that it is complete.",
    "Inte bevisad: bara en fil av typ 4E med ingående och utgående balanser (#IB, #UB), resultat "
    "(#RES) och transaktioner kan bevisa att den är fullständig.",
)


def checks_of(facts: Facts) -> list[Check]:
    """Return every check with the number of times that it fails."""
    accounts, controls, series = facts.accounts, facts.controls, facts.series
    differing = sum(1 for one in accounts if one.difference)
    unproven = sum(1 for one in accounts if one.has_anything and not one.judged)
    wrong, unsaid, explain = Weight.WRONG, Weight.UNPROVEN, Weight.EXPLAIN
    found = [
        ("accounts", "accounts that differ", "konton som skiljer", differing, wrong),
        ("amounts", "amounts not readable", "belopp som inte går att läsa",
         controls.unreadable + sum(1 for one in accounts if one.unreadable), wrong),
        ("rows", "rows in no account or year", "rader utan konto eller år",
         facts.rows_lost, wrong),
        ("lines", "lines not readable", "rader som inte går att läsa", facts.lines_lost, wrong),
        ("unproven", "accounts without a balance to compare", "konton utan saldo att jämföra med",
         unproven, unsaid),
        ("missing", "voucher numbers missing", "verifikationsnummer som saknas",
         sum(int(one.missing or 0) for one in series), explain),
        ("repeated", "voucher numbers used twice", "verifikationsnummer använda två gånger",
         sum(one.repeated or 0 for one in series), explain),
        ("unnumbered", "vouchers without a number", "verifikationer utan nummer",
         sum(one.without_number for one in series), explain),
        ("unbalanced", "vouchers that do not balance", "verifikationer som inte balanserar",
         controls.unbalanced, explain),
        ("checksum", "checksums that differ", "kontrollsummor som skiljer",
         int(facts.checksum_differs), explain),
    ]  # fmt: skip
    return [
        Check(key, Words(_large(en), _large(sv)), number, weight)
        for key, en, sv, number, weight in found
    ]


def short_verdict(checks: list[Check], facts: Facts) -> Words:
    """Return the result in a few words."""
    failed = [one.weight for one in checks if one.number]
    if not any(one.judged for one in facts.accounts):
        return SAID[Weight.UNPROVEN]
    return SAID[max(failed)] if failed else WHOLE


def verdict(checks: list[Check], facts: Facts) -> Words:
    """Return the result in one sentence, with what fails."""
    if not any(one.judged for one in facts.accounts):
        return NOTHING
    failed = [one for one in checks if one.number]
    if not failed:
        return COMPLETE
    said = short_verdict(checks, facts)
    return Words(f"{said.en}: {_listed(failed, 'en')}.", f"{said.sv}: {_listed(failed, 'sv')}.")


def _listed(failed: list[Check], lang: str) -> str:
    return ", ".join(f"{_small(one.label[lang])} {one.number}" for one in failed)


def _large(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
