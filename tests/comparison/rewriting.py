"""The same SIE file written in another way: order, quoting, spacing, line ends, encoding.

A small writer of its own, which knows nothing of siekit: it takes the lines of a file apart
only as far as it must to move them about.
"""

from __future__ import annotations

import re
from random import Random

CHART = {"#KONTO": 0, "#KTYP": 1, "#ENHET": 1, "#SRU": 1, "#DIM": 2, "#UNDERDIM": 2, "#OBJEKT": 3}
"""Labels of the chart; those with a higher number must stand behind the others."""

FIGURES = {"#IB", "#UB", "#RES", "#OIB", "#OUB", "#PSALDO", "#PBUDGET"}

_REGULAR = re.compile(
    r'\s*(?P<label>#[A-Z]+)(?P<fields>(?:\s+(?:"[^"\\{}]*"|\{[^"\\{}]*\}|[^\s"\\{}]+))*)\s*'
)
_FIELD = re.compile(r'"[^"]*"|\{[^}]*\}|\S+')
_ONE_TEXT = {"#FNAMN", "#PROSA"}
"""Records whose text programs forget to quote: all of the line is the text."""


def rewritten(text: str, seed: int) -> str:
    """The text with records reordered and written otherwise; lines end with LF."""
    random = Random(seed)  # noqa: S311, meant to be repeatable, not secret
    parts = _taken_apart(text.splitlines())
    if parts is None:
        return "\n".join(_respaced(line, random) for line in text.splitlines()) + "\n"
    head, chart, figures, vouchers = parts
    random.shuffle(figures)
    random.shuffle(vouchers)
    groups = _keyed(chart)
    random.shuffle(groups)
    groups.sort(key=lambda lines: CHART[_label(lines[0])])
    lines = [*head, *(line for group in groups for line in group), *figures]
    written = [_respaced(line, random) for line in lines]
    for voucher in vouchers:
        opening, rows = voucher[0], voucher[2:-1]
        random.shuffle(rows)
        written += [_respaced(opening, random), "{", *(_respaced(row, random) for row in rows), "}"]
    return "\n".join(written) + "\n"


def _label(line: str) -> str:
    """The label of a line in capitals."""
    return (line.split() or [""])[0].upper()


def _taken_apart(
    lines: list[str],
) -> tuple[list[str], list[str], list[str], list[list[str]]] | None:
    """Head, chart, figures and vouchers; None where a voucher is no clean block."""
    head: list[str] = []
    chart: list[str] = []
    figures: list[str] = []
    vouchers: list[list[str]] = []
    inside = False
    for line in (line for line in lines if line.strip()):
        label = _label(line)
        if inside:
            vouchers[-1].append(line)
            inside = line.strip() != "}"
            if inside and label not in {"{", "#TRANS", "#RTRANS", "#BTRANS"}:
                return None
        elif label == "#VER":
            vouchers.append([line])
            inside = True
        elif line.strip() in {"{", "}"} or label in {"#TRANS", "#RTRANS", "#BTRANS"}:
            return None
        else:
            where = chart if label in CHART else figures if label in FIGURES else head
            where.append(line)
    if inside or any(voucher[1].strip() != "{" for voucher in vouchers):
        return None
    return head, chart, figures, vouchers


def _keyed(chart: list[str]) -> list[list[str]]:
    """Records of one label group and one key together, as the first of them holds."""
    groups: dict[tuple[int, str], list[str]] = {}
    for line in chart:
        fields = line.split()
        key = fields[1].strip('"') if len(fields) > 1 else ""
        groups.setdefault((CHART[_label(line)], key), []).append(line)
    return list(groups.values())


def _respaced(line: str, random: Random) -> str:
    """The record with other quotes and spaces; one that is not quite regular stays as it is."""
    match = _REGULAR.fullmatch(line)
    if not match:
        return line
    found = _FIELD.findall(match["fields"])
    if match["label"] in _ONE_TEXT and len(found) > 1:
        return line
    fields = [_requoted(field, random) for field in found]
    gap = random.choice([" ", "  ", "\t", " \t "])
    indent = random.choice(["", " ", "\t"])
    end = random.choice(["", " "])
    return indent + gap.join([match["label"], *fields]) + end


def _requoted(field: str, random: Random) -> str:
    """A field with quotes or without them, where both mean the same."""
    if field.startswith("{"):
        inside = " ".join(
            f'"{part}"' if random.random() < 0.5 else part for part in field[1:-1].split()
        )
        return random.choice(["{%s}", "{ %s }", "{%s }"]) % inside
    bare = field.removeprefix('"').removesuffix('"')
    if random.random() < 0.5 and bare and not re.search(r"[\s#]", bare):
        return bare
    return f'"{bare}"'
