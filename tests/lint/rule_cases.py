"""The cases of the rules: files, and what one rule finds in them.

`tests/cases/rules/<rule_name>.toml` holds cases. A case has a `name` and

* `text`: the lines of one file, or `files`: those of several of one company, in order;
* `targets`, `cost_centre_accounts`: what the run is asked for beside;
* `file`: the name of the file (`prov.se`), `sie_type`: what the caller says it is;
* `expect`: each finding of the rule, in order: `line`, and where given `file` (from 1), `column`,
  `value`, `count`, `says`, a part of the English message. None for a file that is right.

The text is written in code page 437 with CR LF, or as `encoding` says. ▸ stands before the
character that a finding must point at and is left out.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

import siekit
from siekit.lint.runner import check_many
from siekit.lint.settings import Settings

if TYPE_CHECKING:
    from siekit.document import Document
    from siekit.lint.base import Rule

FOLDER = Path(__file__).parent.parent / "cases" / "rules"
MARK = "▸"


@dataclass(frozen=True)
class Case:
    """A file, or several, and what a rule says of them."""

    rule: str
    name: str
    texts: tuple[str, ...]
    expect: tuple[dict[str, Any], ...]
    settings: Settings
    file: str
    sie_type: str | None
    encoding: str

    def documents(self, first: int = 1) -> list[Document]:
        """The files, numbered from `first`."""
        return [
            renumbered(
                siekit.read(
                    text.replace(MARK, "").replace("\n", "\r\n").encode(self.encoding),
                    name=self.file,
                    sie_type=self.sie_type,
                ),
                number,
            )
            for number, text in enumerate(self.texts, first)
        ]

    def mark(self, file: int) -> tuple[int, int] | None:
        """Line and column of the mark in a file, None where there is none."""
        for number, line in enumerate(self.texts[file - 1].split("\n"), 1):
            if MARK in line:
                return number, line.index(MARK) + 1
        return None


def renumbered(document: Document, number: int) -> Document:
    """The document with another document_id, as `read_many` gives it."""
    tables = {}
    for name, table in document.tables.items():
        ids = pa.array([number] * table.num_rows, pa.int32())
        tables[name] = table.set_column(0, table.schema.field(0), ids)
    return document.with_changes(tables=tables)


def cases_of(rule: str) -> list[Case]:
    """The cases of a rule, by the name of its file."""
    text = (FOLDER / f"{rule}.toml").read_text(encoding="utf-8")
    return [_case(rule, case) for case in tomllib.loads(text)["case"]]


@cache
def all_cases() -> tuple[Case, ...]:
    """The cases of all rules."""
    return tuple(case for path in sorted(FOLDER.glob("*.toml")) for case in cases_of(path.stem))


def _case(rule: str, case: dict[str, Any]) -> Case:
    texts = case.pop("files", None) or [case.pop("text")]
    made = Case(
        rule=rule,
        name=case.pop("name"),
        texts=tuple(text.removeprefix("\n") for text in texts),
        expect=tuple(case.pop("expect", ())),
        settings=Settings(
            targets=tuple(case.pop("targets", ())),
            cost_centre_accounts=tuple(case.pop("cost_centre_accounts", ())),
        ),
        file=case.pop("file", "prov.se"),
        sie_type=case.pop("sie_type", None),
        encoding=case.pop("encoding", "cp437"),
    )
    assert not case, f"{rule}, {made.name}: unknown keys {sorted(case)}"
    return made


def found(rule: Rule, documents: list[Document], settings: Settings) -> list[dict[str, Any]]:
    """What one rule finds in documents, as far as cases tell it."""
    return [
        {
            "file": number,
            "line": finding.line,
            "column": finding.column,
            "value": finding.value,
            "count": finding.count,
            "says": finding.message("en"),
        }
        for number, checked in enumerate(check_many(documents, settings=settings, rules=[rule]), 1)
        for finding in checked.findings
        if finding.code == rule.code
    ]
