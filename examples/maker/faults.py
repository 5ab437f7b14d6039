"""Faults put into a file on purpose, and the page that lists them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maker.description import DescriptionError
from maker.records import ENCODING, LINE_END

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maker.description import Values


@dataclass(slots=True)
class Line:
    """A line of the file; it keeps its identity when lines before it go."""

    text: str
    encoding: str = ENCODING


@dataclass(frozen=True, slots=True)
class PlacedFault:
    """A fault and the line at which a reader meets it."""

    fault: Values
    line: int
    text: str


def spoil(lines: Sequence[str], faults: Sequence[Values]) -> tuple[bytes, list[PlacedFault]]:
    """Return the file's bytes with every fault in it, and where each one is."""
    file = [Line(text) for text in lines]
    seen = [(fault, _apply(file, fault)) for fault in faults]
    placed = []
    for fault, mark in seen:
        number = 1 + next(place for place, line in enumerate(file) if line is mark)
        placed.append(PlacedFault(fault, number, mark.text))
    data = b"".join((line.text + LINE_END).encode(line.encoding) for line in file)
    return data, sorted(placed, key=lambda entry: entry.line)


def _apply(file: list[Line], fault: Values) -> Line:
    """Change or remove one line; return the line where the fault shows."""
    start = _find(file, fault["after"]) + 1 if "after" in fault else 0
    place = _find(file, fault["line"], start, first="after" in fault)
    if "becomes" in fault:
        file[place].text = fault["becomes"]
        file[place].encoding = fault.get("encoding", ENCODING)
    elif "line_gone" in fault:
        del file[place]
    return file[_find(file, fault["seen_at"])] if "seen_at" in fault else file[place]


def _find(file: list[Line], text: str, start: int = 0, *, first: bool = False) -> int:
    """Return the place of a line; it must be the only one, or the first is meant."""
    places = [n for n, line in enumerate(file) if n >= start and _reads(line, text)]
    if not places or (len(places) > 1 and not first):
        message = f"{len(places)} lines read {text!r}"
        raise DescriptionError(message)
    return places[0]


def _reads(line: Line, text: str) -> bool:
    """Whether a line reads so; a text that ends in ... needs only begin so."""
    if text.endswith("..."):
        return line.text.startswith(text.removesuffix("..."))
    return line.text.strip() == text


def page(name: str, placed: Sequence[PlacedFault]) -> str:
    """Return the page that tells what is wrong with the file, in line order."""
    parts = [
        f"# The ten faults of `{name}`",
        "",
        "Made by `make.py` from `tio-fel.toml`; everything else in the file is right. The column",
        '"reaction" says what a tolerant reader should do: go on in every case, and mark the row',
        "when it is an error.",
        "",
        "| no | line | fault | reaction |",
        "|---:|---:|---|---|",
    ]
    for number, entry in enumerate(placed, 1):
        fault = entry.fault
        parts.append(f"| {number} | {entry.line} | {fault['what']} | {fault['reaction']} |")
    parts += ["", "The lines as they stand:", "", "```"]
    parts += [f"{entry.line:4}  {entry.text.strip()}" for entry in placed]
    parts += ["```", ""]
    return "\n".join(parts)
