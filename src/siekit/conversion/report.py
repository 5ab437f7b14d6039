"""What convert, merge and split give back: the file, its document, and what was done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from siekit.conversion.notes import CHANGED, DERIVED, DIFFERS, LEFT_OUT
from siekit.lint.runner import check
from siekit.locale.conversion import KINDS
from siekit.replace_file import replace_file

if TYPE_CHECKING:
    from os import PathLike

    from siekit.conversion.notes import Note, Notes
    from siekit.document import Document
    from siekit.findings import Finding
    from siekit.formats.sie4.making import Finished


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """A file as bytes, the document that was read from them, and what was done to make it.

    `derived` is what was worked out, `left_out` what the type cannot have or was not asked for,
    `differs` where the file's own figures stay though its rows say otherwise, `changed` the rest.
    `findings` are the writer's.
    """

    data: bytes = field(repr=False)
    document: Document = field(repr=False)
    encoding: str
    derived: tuple[Note, ...] = ()
    left_out: tuple[Note, ...] = ()
    differs: tuple[Note, ...] = ()
    changed: tuple[Note, ...] = ()
    findings: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, finished: Finished, notes: Notes) -> Converted:
        """Return what was made, with its notes by kind."""
        return cls(
            data=finished.written.data,
            document=finished.document,
            encoding=finished.written.encoding,
            derived=notes.of(DERIVED),
            left_out=notes.of(LEFT_OUT),
            differs=notes.of(DIFFERS),
            changed=notes.of(CHANGED),
            findings=finished.written.findings,
        )

    def check(self) -> list[Finding]:
        """What `siekit.check` finds in the file."""
        return check(self.document)

    def write(self, path: str | PathLike[str]) -> None:
        """Write the file, which appears when it is complete."""
        replace_file(path, self.data)

    def as_json(self, lang: str = "en") -> dict[str, Any]:
        """What was done, for programs."""
        return {
            "sie_type": self.document.header.sie_type,
            "encoding": self.encoding,
            "vouchers": self.document["vouchers"].num_rows,
            **{kind: [one.as_json(lang) for one in getattr(self, kind)] for kind in KINDS},
            "findings": [_told(one, lang) for one in self.findings],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged(Converted):
    """One file of several; `sources` are their names in the order in which they were taken."""

    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """One file in parts: each part's name and content; together they are the whole."""

    parts: dict[str, Converted]
    vouchers: int

    def write(self, folder: str | PathLike[str]) -> None:
        """Write the parts into a folder that exists; each appears when it is complete."""
        from pathlib import Path

        for name, part in self.parts.items():
            part.write(Path(folder) / name)


def _told(finding: Finding, lang: str) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message(lang),
    }
