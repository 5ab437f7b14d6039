"""Findings: what is odd in a user's file, told as data.

A `FindingKind` is the constant part (code, name, severity, sentences); a `Finding` is one
place in one file. Nothing here raises because of what a file holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

AMOUNTS = frozenset(
    {"amount", "change", "closing", "difference", "difference_counted", "here", "month", "months"}
    | {"moved", "opening", "reading", "result", "sum", "there", "total"}
)
"""The facts that may be amounts; others are a file's own words, whatever they look like."""

_AMOUNT = re.compile(r"-?\d+\.\d{2,6}", re.ASCII)

LONGEST_VALUE = 200
"""Characters of the file's own text that a finding keeps, so that garbage stays small."""

MISSING = "–"
"""What a sentence shows for a value that is not there; zero is `0`, never this."""

UNNUMBERED = {"en": "without number", "sv": "utan nummer"}
"""What a voucher with neither series nor number is called, as feeds (4I) have them."""


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def when_strict(self) -> Severity:
        """The severity in strict mode: a warning is an error, the others stay."""
        return Severity.ERROR if self is Severity.WARNING else self


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingKind:
    """The part that all findings of one kind share; code and name never change."""

    code: str
    name: str
    severity: Severity
    blocks_activation: bool
    clause: str
    message: Mapping[str, str] = field(hash=False)
    remedy: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a file: its kind, its place, its values.

    `count` is how many places a finding stands for that is given once. `facts` are further
    values for the sentences; a name ending in `_sv` holds the Swedish word for the name
    before it. Long values are cut.
    """

    kind: FindingKind
    severity: Severity
    line: int | None = None
    column: int | None = None
    label: str | None = None
    value: str | None = None
    count: int = 1
    facts: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Cut what is too long to keep."""
        if self.value is not None and len(self.value) > LONGEST_VALUE:
            object.__setattr__(self, "value", _cut(self.value))
        if any(len(text) > LONGEST_VALUE for _, text in self.facts):
            facts = tuple((name, _cut(text)) for name, text in self.facts)
            object.__setattr__(self, "facts", facts)

    @property
    def code(self) -> str:
        """The stable code, such as `R404`."""
        return self.kind.code

    @property
    def name(self) -> str:
        """The stable name, such as `decimal-comma`."""
        return self.kind.name

    def message(self, lang: str = "en", *, amount: Callable[[Decimal], str] | None = None) -> str:
        """One plain sentence or two: what was found and what was assumed.

        `amount` writes the amounts among the facts; without it they are plain digits.
        """
        return self._fill(self.kind.message, lang, amount)

    def remedy(self, lang: str = "en") -> str:
        """What the user can do about it."""
        return self._fill(self.kind.remedy, lang)

    def as_dict(self, path: str, lang: str = "en") -> dict[str, str | int | None]:
        """The finding as `siekit check --format json` shows it."""
        return {
            "path": path,
            "code": self.code,
            "name": self.name,
            "severity": self.severity.value,
            "line": self.line,
            "column": self.column,
            "label": self.label,
            "message": self.message(lang),
            "remedy": self.remedy(lang),
        }

    def _fill(
        self,
        templates: Mapping[str, str],
        lang: str,
        amount: Callable[[Decimal], str] | None = None,
    ) -> str:
        """Return the template of a language, else the English one, with the values in it."""
        return templates.get(lang, templates["en"]).format_map(self._shown(lang, amount))

    def _shown(self, lang: str, amount: Callable[[Decimal], str] | None) -> _Shown:
        """Return what each placeholder shows in a language."""
        shown = _Shown((name, _printable(text)) for name, text in self.facts)
        if amount is not None:
            for name, text in self.facts:
                if name in AMOUNTS and _AMOUNT.fullmatch(text):
                    shown[name] = amount(Decimal(text))
        suffix = f"_{lang}"
        for name, text in self.facts:
            if name.endswith(suffix):
                shown[name.removesuffix(suffix)] = _printable(text)
        if shown.get("voucher") == "":
            shown["voucher"] = UNNUMBERED.get(lang, UNNUMBERED["en"])
        shown["count"] = _grouped(self.count, lang)
        if self.line is not None:
            shown["line"] = str(self.line)
        if self.label is not None:
            shown["label"] = _printable(self.label)
        if self.value is not None:
            shown["value"] = _printable(self.value)
        return shown


class _Shown(dict[str, str]):
    """Values for a sentence; one that nobody gave is shown as missing."""

    def __missing__(self, key: str) -> str:
        """Return the sign for a missing value, whatever the name."""
        return MISSING


def _cut(text: str) -> str:
    """Return at most LONGEST_VALUE characters, the last one a sign that more followed."""
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def _printable(text: str) -> str:
    r"""Return the text with unprintable characters written out, as in `\x00`.

    The text comes from strangers and is shown on terminals, so that escape sequences must
    not reach them; a no-break space is told from a space this way too.
    """
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in text
    )


def _grouped(number: int, lang: str) -> str:
    """Return a count with its thousands set apart as the language does."""
    grouped = f"{number:,}"
    return grouped.replace(",", "\u202f") if lang == "sv" else grouped
