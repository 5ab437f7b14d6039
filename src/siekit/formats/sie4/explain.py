"""The manual page of a label, made from the label table: for the terminal and for the docs."""

from __future__ import annotations

import re
from difflib import get_close_matches
from itertools import groupby
from textwrap import fill
from typing import TYPE_CHECKING

from siekit.core.labels import BY_NAME, LABELS, Group, Need
from siekit.exceptions import UsageError
from siekit.formats.sie4.explain_words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siekit.core.labels import Label
    from siekit.formats.sie4.explain_words import Words

WIDTH = 80

_MARKS = {Need.COMPULSORY: "●", Need.OPTIONAL: "○", Need.FORBIDDEN: "–"}
_LITERAL = re.compile(r'#[A-Z]+|""|\{\}|\{\w[^{}]*\}|[{}]')


def explain_label(name: str, lang: str) -> str:
    """The manual page of a label as plain text of 80 columns.

    The name may be written in any case and without its `#`.
    Raises UsageError, which names labels that look alike, when there is no such label.
    """
    words = _words(lang)
    label = _find(name, words)
    parts = (
        f"{label.name} ({words.groups[label.group].lower()})",
        fill(label.meaning[lang], WIDTH),
        _section(words.fields, *_columns(words.field_columns, _fields(label, lang))),
        _section(words.places, *_columns(words.place_columns, _places(label, words))),
        _section(words.notes, "\n\n".join(map(_wrapped, _notes(label, lang)))),
        _section(words.example, f"  {label.example}"),
        _section(words.standard, f"  {words.unchanged.format(clause=label.clause)}"),
    )
    return "\n\n".join(parts) + "\n"


def markdown_reference(lang: str) -> str:
    """The reference of all labels as one page of MyST Markdown."""
    words = _words(lang)
    lines = [f"# {words.title}", "", words.introduction, "", words.legend, ""]
    heads = (words.label, words.meaning, *words.file_types)
    lines += _markdown_table(heads, [_overview(label, lang) for label in LABELS])
    for group, labels in groupby(LABELS, key=lambda label: label.group):
        lines += ["", f"## {words.groups[group]}"]
        for label in labels:
            lines += ["", *_markdown_section(label, lang)]
    return "\n".join(lines) + "\n"


def _words(lang: str) -> Words:
    if lang not in WORDS:
        message = f"Labels are explained in {' and '.join(WORDS)}, not in {lang!r}."
        raise UsageError(message)
    return WORDS[lang]


def _find(name: str, words: Words) -> Label:
    wanted = "#" + name.strip().lstrip("#").upper()
    if wanted in BY_NAME:
        return BY_NAME[wanted]
    alike = get_close_matches(wanted, BY_NAME)
    advice = words.close if alike else words.no_close
    names = ", ".join(alike or BY_NAME)
    message = f"{words.unknown.format(name=wanted)} {advice.format(names=names)}"
    raise UsageError(message)


def _fields(label: Label, lang: str) -> list[tuple[str, ...]]:
    """One row a field, the reader's own language first."""
    words = WORDS[lang]
    return [
        (
            *((part.swedish, part.name) if lang == "sv" else (part.name, part.swedish)),
            words.field_types[part.type],
            words.optional_field if part.optional else words.compulsory_field,
        )
        for part in label.fields
    ]


def _places(label: Label, words: Words) -> list[tuple[str, ...]]:
    """One row a file type: its number, its content and whether the record may stand there."""
    return [
        (kind, content, words.needs[label.needs[kind]])
        for kind, content in words.file_types.items()
    ]


def _notes(label: Label, lang: str) -> Iterator[str]:
    """The label's own notes, then what its columns in the table say, as paragraphs."""
    words = WORDS[lang]
    yield label.notes[lang]
    facts = []
    if label.group is not Group.CHECKSUM:  # it stands twice, which its own notes say
        facts.append(words.repeated if label.repeatable else words.once)
    if label.previous_year:
        facts.append(words.previous_year)
    if label.standard_dimensions_exempt:
        facts.append(words.exempt)
    facts.append(words.to_table.format(table=label.table) if label.table else words.to_header)
    yield " ".join(facts)
    if len(label.fields) > 1 and any(part.optional for part in label.fields):
        yield words.no_gaps


def _section(heading: str, *lines: str) -> str:
    return "\n".join((heading, *lines))


def _wrapped(text: str) -> str:
    indent = "  "
    return fill(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _columns(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows as aligned columns under their heads, indented."""
    table = [heads, *rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    padded = [map(str.ljust, row, widths) for row in table]
    return ["  " + "  ".join(row).rstrip() for row in padded]


def _overview(label: Label, lang: str) -> tuple[str, ...]:
    """The label's row in the table of all labels, with the signs of the standard."""
    remarks = "†" * label.previous_year + "❖" * label.standard_dimensions_exempt
    marks = (
        _MARKS[label.needs[kind]] + remarks * (label.needs[kind] is Need.COMPULSORY)
        for kind in WORDS[lang].file_types
    )
    return (_marked(label.name, lang), _marked(label.meaning[lang], lang), *marks)


def _markdown_section(label: Label, lang: str) -> list[str]:
    words = WORDS[lang]
    fields = [[_marked(cell, lang) for cell in row] for row in _fields(label, lang)]
    lines = [f"({_anchor(label, lang)})=", f"### `{label.name}`", ""]
    lines += [_marked(label.meaning[lang], lang), ""]
    lines += [*_markdown_table(words.field_columns, fields), ""]
    lines += [*_markdown_table(words.place_columns, _places(label, words)), ""]
    for text in _notes(label, lang):
        lines += [_marked(text, lang), ""]
    lines += ["```text", label.example, "```", ""]
    return [*lines, f"{words.standard}: {words.unchanged.format(clause=label.clause)}."]


def _markdown_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    table = [heads, ["---"] * len(heads), *rows]
    return [f"| {' | '.join(row)} |" for row in table]


def _anchor(label: Label, lang: str) -> str:
    return f"{WORDS[lang].anchor}-{label.name[1:].lower()}"


def _marked(text: str, lang: str) -> str:
    """The text with labels as links to their sections, and other literals as code."""

    def mark(found: re.Match[str]) -> str:
        label = BY_NAME.get(found[0])
        return f"[`{found[0]}`](#{_anchor(label, lang)})" if label else f"`{found[0]}`"

    return _LITERAL.sub(mark, text)
