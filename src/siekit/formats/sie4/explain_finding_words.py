"""The words that every finding's page shares, in English and Swedish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingWords:
    """Headings and sentences in one language; {…} stand for what is filled in."""

    anchor: str
    title: str
    introduction: str
    legend: str
    code: str
    name: str
    severity: str
    strict: str
    blocks: str
    standard: str
    no_clause: str
    yes: str
    no: str
    message: str
    remedy: str
    unknown: str
    close: str
    no_close: str
    severities: Mapping[Severity, str]
    groups: Mapping[int, str]


ENGLISH = FindingWords(
    anchor="finding",
    title="Findings of reading",
    introduction="These are all findings that reading a SIE file of types 1 to 4 can give. "
    "Codes and names never change. A finding marks a record and never drops it, and strict mode "
    "changes severities only, never the tables.",
    legend="Error: a value or a record could not be used. Warning: it was read, with an "
    "assumption to check. Info: worth knowing, nothing to do. Findings that block stop a file "
    "from being activated in a workspace until somebody gives a reason to override them.",
    code="Code",
    name="Name",
    severity="Severity",
    strict="In strict mode",
    blocks="Blocks activation",
    standard="Standard",
    no_clause="says nothing of this",
    yes="yes",
    no="no",
    message="What it says",
    remedy="What to do",
    unknown="There is no finding {name}.",
    close="Did you mean {names}?",
    no_close="Codes run from {first} to {last}.",
    severities={Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"},
    groups={
        1: "Character sets and characters",
        2: "Lines and records",
        3: "Fields, quotation marks and object lists",
        4: "Amounts, accounts, dates and years",
        5: "Company, chart of accounts and dimensions",
        6: "Vouchers",
        7: "Balances, fiscal years and checksum",
    },
)

SWEDISH = FindingWords(
    anchor="anmarkning",
    title="Anmärkningar vid läsning",
    introduction="Detta är alla anmärkningar som läsningen av en SIE-fil av typ 1 till 4 kan ge. "
    "Koder och namn ändras aldrig. En anmärkning märker en post men tar aldrig bort den, och "
    "strikt läge ändrar bara allvarsgrader, aldrig tabellerna.",
    legend="Fel: ett värde eller en post kunde inte användas. Varning: det är läst, med ett "
    "antagande att kontrollera. Information: bra att veta, inget att göra. Anmärkningar som "
    "spärrar hindrar att en fil aktiveras i en arbetsyta tills någon anger ett skäl att gå förbi "
    "dem.",
    code="Kod",
    name="Namn",
    severity="Allvarsgrad",
    strict="I strikt läge",
    blocks="Spärrar aktivering",
    standard="Standard",
    no_clause="säger inget om detta",
    yes="ja",
    no="nej",
    message="Vad den säger",
    remedy="Vad man gör",
    unknown="Det finns ingen anmärkning {name}.",
    close="Menade du {names}?",
    no_close="Koderna går från {first} till {last}.",
    severities={
        Severity.ERROR: "fel",
        Severity.WARNING: "varning",
        Severity.INFO: "information",
    },
    groups={
        1: "Teckenuppsättningar och tecken",
        2: "Rader och poster",
        3: "Fält, citattecken och objektlistor",
        4: "Belopp, konton, datum och år",
        5: "Företag, kontoplan och dimensioner",
        6: "Verifikationer",
        7: "Saldon, räkenskapsår och kontrollsumma",
    },
)

WORDS: Mapping[str, FindingWords] = {"en": ENGLISH, "sv": SWEDISH}
