"""The words that every rule's page shares, in English and Swedish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWords:
    """Headings and sentences in one language; {…} stand for what is filled in."""

    file_types: str
    receivers: str
    several: str
    why: str
    example: str
    instead: str
    unknown: str
    close: str
    no_close: str
    title: str
    introduction: str
    legend: str
    receivers_title: str
    receivers_introduction: str
    receiver: str
    option: str
    source: str
    rule: str
    groups: Mapping[str, str]


ENGLISH = RuleWords(
    file_types="File types",
    receivers="For receivers",
    several="Looks at several files of one company together",
    why="Why it matters",
    example="Example",
    instead="Instead",
    unknown="There is no finding {name}.",
    close="Did you mean {names}?",
    no_close="Codes begin with {letters}, such as {codes}; names look like {example}.",
    title="Rules",
    introduction="These are the rules that `siekit check` and `siekit.check` run over a file "
    "once it is read. Codes and names never change. What reading itself finds has "
    "[a page of its own](findings.md).",
    legend="Error: the figures or the file are wrong, or a chosen receiver refuses it. Warning: "
    "to look at. Info: worth knowing. Findings that block stop a file from being activated in a "
    "workspace until somebody gives a reason to override them.",
    receivers_title="Receivers",
    receivers_introduction="What is known of the programs that receive files. Their rules run "
    "only when the receiver is named with `--target`.",
    receiver="Receiver",
    option="Option",
    source="Source",
    rule="Rule",
    groups={
        "balances": "Balances",
        "values": "Values",
        "references": "References",
        "checksum": "Checksum",
        "records": "Records",
        "receivers": "Limits of receivers",
        "vouchers": "Vouchers",
    },
)

SWEDISH = RuleWords(
    file_types="Filtyper",
    receivers="För mottagare",
    several="Jämför flera filer från samma företag",
    why="Varför det spelar roll (på engelska)",
    example="Exempel",
    instead="Hellre så",
    unknown="Det finns ingen anmärkning {name}.",
    close="Menade du {names}?",
    no_close="Koder börjar med {letters}, till exempel {codes}; namn ser ut som {example}.",
    title="Regler",
    introduction="Detta är reglerna som `siekit check` och `siekit.check` prövar en fil mot när "
    "den är läst. Koder och namn ändras aldrig.",
    legend="Fel: siffrorna eller filen är fel, eller en vald mottagare nekar den. Varning: att "
    "titta på. Information: bra att veta. Anmärkningar som spärrar hindrar att en fil aktiveras i "
    "en arbetsyta tills någon anger ett skäl att gå förbi dem.",
    receivers_title="Mottagare",
    receivers_introduction="Vad som är känt om programmen som tar emot filer. Deras regler prövas "
    "bara när mottagaren anges med `--target`.",
    receiver="Mottagare",
    option="Val",
    source="Källa",
    rule="Regel",
    groups={
        "balances": "Saldon",
        "values": "Värden",
        "references": "Hänvisningar",
        "checksum": "Kontrollsumma",
        "records": "Poster",
        "receivers": "Mottagares gränser",
        "vouchers": "Verifikationer",
    },
)

WORDS: Mapping[str, RuleWords] = {"en": ENGLISH, "sv": SWEDISH}
