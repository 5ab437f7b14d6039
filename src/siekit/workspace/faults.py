"""What `verify` can find: each kind with its sentence in both languages."""

from __future__ import annotations

from typing import Any

FAULTS: dict[str, tuple[str, str]] = {
    "audit_differs": (
        "Upload {upload} is {state}, but the log tells that it is {told}.",
        "Uppladdning {upload} är {state}, men enligt loggen är den {told}.",
    ),
    "books_outdated": (
        "What other programs read in PostgreSQL was made by another version of siekit.",
        "Det som andra program läser i PostgreSQL gjordes av en annan version av siekit.",
    ),
    "guard_missing": (
        "The database lacks the rule {name}.",
        "Databasen saknar regeln {name}.",
    ),
    "left_behind": (
        "{path} is what a killed process left half-written.",
        "{path} är vad en avbruten process lämnade ofärdigt.",
    ),
    "original_damaged": (
        "The bytes of upload {upload} are damaged: take originals/{sha256} from a backup.",
        "Innehållet i uppladdning {upload} är skadat: ta originals/{sha256} ur en säkerhetskopia.",
    ),
    "original_missing": (
        "The bytes of upload {upload} are gone: take originals/{sha256} from a backup.",
        "Innehållet i uppladdning {upload} är borta: ta originals/{sha256} ur en säkerhetskopia.",
    ),
    "original_orphan": (
        "The file originals/{sha256} belongs to no upload.",
        "Filen originals/{sha256} hör inte till någon uppladdning.",
    ),
    "part_missing": (
        "PostgreSQL lacks {name}, through which other programs read the books.",
        "PostgreSQL saknar {name}, som andra program läser bokföringen genom.",
    ),
    "rows_differ": (
        "The rows of {file} (upload {upload}) in PostgreSQL are not those of its tables: {tables}.",
        "Raderna för {file} (uppladdning {upload}) i PostgreSQL är inte tabellernas: {tables}.",
    ),
    "rows_missing": (
        "The rows of {file} (upload {upload}) are missing in PostgreSQL.",
        "Raderna för {file} (uppladdning {upload}) saknas i PostgreSQL.",
    ),
    "rows_orphan": (
        "PostgreSQL has rows of upload {upload}, which is not in the reports.",
        "PostgreSQL har rader för uppladdning {upload}, som inte ingår i rapporterna.",
    ),
    "snapshot_differs": (
        "Number of files in snapshot {snapshot}: {counted}. It says {said}.",
        "Antal filer i ögonblicksbild {snapshot}: {counted}. Den anger {said}.",
    ),
    "snapshot_not_shown": (
        "PostgreSQL does not show snapshot {snapshot}, the newest one of {domain}.",
        "PostgreSQL visar inte ögonblicksbild {snapshot}, den senaste för {domain}.",
    ),
    "published_differs": (
        "Upload {upload} is marked otherwise than the newest snapshot has it.",
        "Uppladdning {upload} är märkt annorlunda än i den senaste ögonblicksbilden.",
    ),
    "tables_differ": (
        "The tables of {file} (upload {upload}) are not those that its bytes give.",
        "Tabellerna för {file} (uppladdning {upload}) är inte de som filen ger.",
    ),
    "tables_missing": (
        "The tables of {file} (upload {upload}) are missing.",
        "Tabellerna för {file} (uppladdning {upload}) saknas.",
    ),
    "tables_orphan": (
        "There are tables of upload {upload}, which has none in its state.",
        "Det finns tabeller för uppladdning {upload}, som inte har några i sitt tillstånd.",
    ),
    "two_active": (
        "Uploads {upload} and {other} are active on the same days.",
        "Uppladdning {upload} och {other} är aktiva för samma dagar.",
    ),
}


class Fault:
    """One thing that is wrong with a workspace: its kind, the facts, and a sentence of them."""

    __slots__ = ("facts", "kind")

    def __init__(self, kind: str, **facts: Any) -> None:  # noqa: ANN401, numbers, names, paths
        """Take a kind of `FAULTS` and what its sentence names."""
        self.kind = kind
        self.facts = facts

    def __repr__(self) -> str:
        return f"Fault({self.kind}: {self.text('en')})"

    def text(self, lang: str) -> str:
        """What is wrong, in one sentence."""
        english, swedish = FAULTS[self.kind]
        return (swedish if lang == "sv" else english).format(**self.facts)

    def as_json(self) -> dict[str, Any]:
        """The shape of `siekit workspace verify --format json`."""
        return {
            "kind": self.kind,
            "upload": self.facts.get("upload"),
            "text": {lang: self.text(lang) for lang in ("en", "sv")},
        }
