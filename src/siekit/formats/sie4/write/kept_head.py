"""Identification records that go out as they came in: unreadable ones, and with extra fields."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from siekit.core.labels import BY_NAME, Group
from siekit.formats.sie4.write.identification import flag_line, identification, values_of
from siekit.formats.sie4.write.line_reading import UNREADABLE_CODES, LinesRead, in_pieces
from siekit.formats.sie4.write.source_lines import lines_by_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from siekit.document import Document
    from siekit.formats.sie4.compose import Value
    from siekit.model import Header

ORDER = tuple(label.name for label in BY_NAME.values() if label.group is Group.IDENTIFICATION)
"""The identification records in the order of the standard."""


def of_header(label: str) -> bool:
    """Tell whether a label is of a record whose facts are the header's."""
    known = BY_NAME.get(label.upper())
    return known is not None and known.table is None


@dataclass(slots=True)
class KeptHead:
    """Lines in the place of composed records by label, and lines that stand before all of them.

    `prosa` has the lines in the place of some comment lines, by their number from 0.
    """

    instead: dict[str, str] = field(default_factory=dict)
    before: list[str] = field(default_factory=list)
    prosa: dict[int, str] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)

    def translated(self, translate: Callable[[str], str]) -> KeptHead:
        """A copy in which each line is what `translate` makes of it.

        A line that is changed by it no longer stands for the record that it was.
        """
        lines = [*self.instead.values(), *self.prosa.values()]
        changed = [line for line in lines if translate(line) != line]
        return KeptHead(
            {label: line for label, line in self.instead.items() if line not in changed},
            [translate(line) for line in self.before],
            {at: line for at, line in self.prosa.items() if line not in changed},
            [translate(line) for line in self.others if line not in changed],
            self.dropped,
        )

    def flag(self, header: Header) -> str:
        """Return #FLAGGA, the first record of the file."""
        return self.instead.get("#FLAGGA") or flag_line(header)

    def lines(self, header: Header, sie_type: str) -> tuple[str, ...]:
        """Return the identification records but #FLAGGA, in order."""
        composed: dict[str, list[str]] = defaultdict(list)
        for label, line in identification(header, sie_type):
            composed[label].append(line)
        for at, line in self.prosa.items():
            composed["#PROSA"][at] = line
        made = list(self.before)
        for label in ORDER:
            instead = self.instead.get(label)
            made += composed[label] if instead is None else [instead]
        return tuple(made)


def keep_head(
    document: Document,
    header: Header,
    extras: Mapping[str, Sequence[str]],
    context: Sequence[str],
    sie_type: str,
) -> KeptHead:
    """Return the identification lines that are kept: `extras` by label, and unreadable ones."""
    kept = KeptHead()
    values = _values(header, sie_type)
    comment = list(extras.get("#PROSA", ()))
    if comment:
        _keep_comments(kept, header, comment, context)
    for label, raws in extras.items():
        if label not in ("#PROSA", "#KSUMMA"):
            _keep_extras(
                kept,
                label,
                raws,
                values=values,
                context=context,
                sie_type=sie_type,
                flag=header.flag,
            )
    kept.dropped += ["#KSUMMA"] * len(extras.get("#KSUMMA", ()))
    for label, text in _unreadable(document).items():
        if label in kept.instead:
            continue
        read = LinesRead(context, [text])
        said = _values(read.document.header, sie_type).get(label)
        if said == values.get(label) and read.unreadable():
            kept.instead[label] = text
            kept.others += read.others.get(0, ())
    return kept


def _values(header: Header, sie_type: str) -> dict[str, Sequence[Value]]:
    return dict(values_of(header, sie_type))


def _keep_extras(
    kept: KeptHead,
    label: str,
    raws: Sequence[str],
    *,
    values: Mapping[str, Sequence[Value]],
    context: Sequence[str],
    sie_type: str,
    flag: int | None,
) -> None:
    """Keep records of a label: the last one is the one that counts to a reader."""
    *earlier, last = raws
    read = LinesRead(context, [last]).document.header
    if label == "#FLAGGA":
        _keep_flag(kept, raws, read.flag, flag)
    elif _stands(label, read, values, sie_type):
        kept.instead[label] = last
        kept.before += earlier
        kept.others += raws
    elif label in values:
        kept.before += raws
        kept.others += raws
    else:
        kept.dropped += [label] * len(raws)


def _keep_flag(kept: KeptHead, raws: Sequence[str], found: int | None, flag: int | None) -> None:
    """Keep the last #FLAGGA where it says the flag; another one beside it would be the last."""
    if found is not None and found == flag:
        kept.instead["#FLAGGA"] = raws[-1]
        kept.others.append(raws[-1])
        kept.dropped += ["#FLAGGA"] * (len(raws) - 1)
    else:
        kept.dropped += ["#FLAGGA"] * len(raws)


def _stands(label: str, read: Header, values: Mapping[str, Sequence[Value]], sie_type: str) -> bool:
    """Tell whether a line says what the record of its label should say."""
    if label == "#FORMAT":
        return read.encoding_declared == "PC8"
    return _values(read, sie_type).get(label) == values.get(label) and label != "#SIETYP"


def _keep_comments(
    kept: KeptHead, header: Header, raws: Sequence[str], context: Sequence[str]
) -> None:
    """Keep #PROSA in the place of the comment lines that say the same, in order."""
    lines = [] if header.comment is None else header.comment.split("\n")
    at = 0
    for part in in_pieces(len(raws)):
        read = LinesRead(context, raws[part]).document.header
        for raw, text in zip(raws[part], (read.comment or "").split("\n"), strict=False):
            if text in lines[at:]:
                at = lines.index(text, at)
                kept.prosa[at] = raw
                kept.others.append(raw)
                at += 1
            else:
                kept.dropped.append("#PROSA")


def _unreadable(document: Document) -> dict[str, str]:
    """Return the last line of each identification record that could not be read."""
    if document.source is None:
        return {}
    found = {
        finding.line: finding.label
        for finding in document.findings
        if finding.code in UNREADABLE_CODES and finding.line and finding.label in ORDER
        if finding.label != "#RAR"
    }
    texts = lines_by_number(document.source, found)
    return {str(found[line]): text.lstrip(" \t{}") for line, text in sorted(texts.items())}
