"""The cases of files in the wild: a base file, the odd lines, and what must come out.

A case changes one of the files of `base.toml`:

* `identification`, `chart`, `balances`, `vouchers`: lines added to that part of the file;
* `instead`: a beginning of a line -> the lines that take its place;
* `without`: beginnings of lines that are left out; `head` and `tail` stand around the file;
* `text`: the whole file; `encoding`, `line_end`: how it is written.

In the lines, ▸ stands before the character that a finding must point at and is left out; for a
field that is the first one of its content, inside its quotes or braces.
⟦F6⟧ is written as the bytes between the brackets, whatever the encoding.

`expect` lists every finding that must come, and no other may: `code`, `severity` (a warning
unless said), and `value`, `label`, `count` where given. The findings take the marks in turn; one
with `place = "file"` has no line, one with `place = "any"` may stand anywhere. `rows` names rows
that a table must hold, `sizes` the numbers of rows, `header` columns of the header; the text ∅
stands for null.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

MARK = "▸"
NULL = "∅"
PARTS = ("flag", "identification", "chart", "balances", "vouchers")
FOLDER = Path(__file__).parent.parent / "cases" / "wild"

_RAW_BYTES = re.compile("⟦([0-9A-F ]+)⟧")
_LABEL = re.compile(r"[\s{}]*(#[^\s\"{}]+)")
_UTF_16_MARK = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}


@dataclass(frozen=True)
class Place:
    """Where a finding must point: line and column from 1, and the label of the line."""

    line: int
    column: int
    label: str | None


@dataclass(frozen=True)
class Expected:
    """One finding that must come."""

    code: str
    severity: str = "warning"
    value: str | None = None
    label: str | None = None
    count: int | None = None
    place: str = "mark"

    @property
    def strict_severity(self) -> str:
        """The severity in strict mode, where a warning is an error."""
        return "error" if self.severity == "warning" else self.severity


@dataclass(frozen=True)
class Case:
    """One odd file and what reading it must give."""

    name: str
    row: str
    data: bytes
    places: tuple[Place, ...]
    expect: tuple[Expected, ...] = ()
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    file: str = "prov.se"
    sie_type: str | None = None

    def __str__(self) -> str:
        return f"{self.row} {self.name}"

    @property
    def placed(self) -> list[tuple[Expected, Place | None]]:
        """Each expected finding with its place, None for one of the file or of any place."""
        marks = iter(self.places)
        return [(one, next(marks) if one.place == "mark" else None) for one in self.expect]


_KEYS = {"name", "row", "base", "text", "instead", "without", "head", "tail", "line_end"}
_KEYS |= {"encoding", "expect", "rows", "sizes", "header", "file", "sie_type", *PARTS}


def load_cases() -> list[Case]:
    """Return the cases of all files in the folder."""
    bases = _bases()
    cases: list[Case] = []
    for path in sorted(FOLDER.glob("*.toml")):
        if path.name != "base.toml":
            found = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
            cases.extend(_case(fields, bases) for fields in found)
    return cases


def base_file(kind: str, line_end: str = "\r\n") -> bytes:
    """Return the base file of a type, which has nothing odd."""
    return _encode(_put_together(_bases()[kind], {}), "cp437", line_end)


def as_expected(value: object, expected: object) -> bool:
    """Tell whether a value of a table is the one that a case asks for."""
    if expected == NULL:
        return value is None
    if isinstance(value, Decimal):
        return isinstance(expected, str) and value == Decimal(expected)
    if isinstance(value, list):
        return [list(pair.values()) for pair in value] == expected
    if isinstance(value, date):
        return value.isoformat() == str(expected)
    return value == expected and type(value) is type(expected)


def _bases() -> dict[str, dict[str, str]]:
    """Return the parts of the base files by type."""
    return tomllib.loads((FOLDER / "base.toml").read_text(encoding="utf-8"))


def _case(fields: dict[str, Any], bases: dict[str, dict[str, str]]) -> Case:
    """Return the case that a table of a case file describes."""
    unknown = fields.keys() - _KEYS
    if unknown:
        message = f"case {fields['name']!r} has unknown keys: {sorted(unknown)}"
        raise ValueError(message)
    text = fields.get("text")
    if text is None:
        text = _put_together(bases[fields.get("base", "4E")], fields)
    plain, places = _take_marks(text)
    data = _encode(plain, fields.get("encoding", "cp437"), fields.get("line_end", "\r\n"))
    return Case(
        name=fields["name"],
        row=fields["row"],
        data=data,
        places=places,
        expect=tuple(Expected(**one) for one in fields.get("expect", ())),
        **{
            key: fields[key]
            for key in ("rows", "sizes", "header", "file", "sie_type")
            if key in fields
        },
    )


def _put_together(base: dict[str, str], fields: dict[str, Any]) -> str:
    """Return the text of the base file with the changes of a case."""
    changes = {**dict.fromkeys(fields.get("without", ())), **fields.get("instead", {})}
    used: set[str] = set()
    lines: list[str] = []
    for part in PARTS:
        for line in _lines(base[part]):
            begin = next((key for key in changes if f"{line} ".startswith(f"{key} ")), None)
            if begin is None:
                lines.append(line)
            elif begin not in used:
                used.add(begin)
                lines.extend(_lines(changes[begin]))
        lines.extend(_lines(fields.get(part)))
    if changes.keys() - used:
        message = f"case {fields['name']!r}: the base has no {sorted(changes.keys() - used)}"
        raise ValueError(message)
    text = "".join(f"{line}\n" for line in lines)
    return str(fields.get("head", "") + text + fields.get("tail", ""))


def _lines(text: str | None) -> list[str]:
    """Return the lines of a piece of text, if there is one."""
    return text.strip("\n").split("\n") if text else []


def _take_marks(text: str) -> tuple[str, tuple[Place, ...]]:
    """Return the text without its marks, and the places they stood at."""
    places: list[Place] = []
    lines: list[str] = []
    for number, marked in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        line = marked
        while MARK in line:
            column = len(_RAW_BYTES.sub("x", line[: line.index(MARK)])) + 1
            line = line.replace(MARK, "", 1)
            found = _LABEL.match(line.replace(MARK, ""))
            places.append(Place(number, column, found[1].upper() if found else None))
        lines.append(line)
    return text.replace(MARK, ""), tuple(places)


def _encode(text: str, encoding: str, line_end: str) -> bytes:
    """Return the bytes of a text: its line ends, its raw bytes, a mark where UTF-16 needs one."""
    text = text.replace("\n", line_end)
    pieces = _RAW_BYTES.split(text)
    data = b"".join(
        bytes.fromhex(piece) if i % 2 else piece.encode(encoding) for i, piece in enumerate(pieces)
    )
    return _UTF_16_MARK.get(encoding, b"") + data
