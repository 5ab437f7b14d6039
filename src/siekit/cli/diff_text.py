"""A difference as text for people: the verdict first, then section by section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.cli.columns import columns, cut, cut_front, wrapped
from siekit.cli.diff_entries import ENTRY_LINES
from siekit.cli.diff_figures import TABLES
from siekit.cli.terminal import printable
from siekit.comparison.difference import SECTIONS
from siekit.comparison.words import number_of, word
from siekit.locale.figures import MISSING, count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siekit.cli.terminal import Screen
    from siekit.comparison.difference import Difference, Side

SHOWN = 10
"""Entries of a section that are shown without --all."""

_NAME_WIDTH = 24


def difference_lines(
    difference: Difference, sections: Sequence[str], to: Screen, lang: str, *, everything: bool
) -> Iterator[str]:
    """The lines for people; `sections` are those that were compared."""
    for text in _warnings(difference, lang):
        yield from wrapped(text, to.width)
    yield from map(to.strong, wrapped(_verdict(difference, sections, lang), to.width))
    yield from _sides(difference, to)
    if difference.a.unreadable or difference.b.unreadable:
        numbers = {
            "a": count(difference.a.unreadable, lang),
            "b": count(difference.b.unreadable, lang),
        }
        yield from wrapped(word("unreadable", lang, **numbers), to.width)
    for section in SECTIONS:
        if len(getattr(difference, section)):
            yield ""
            yield to.strong(word(section, lang))
            yield from _section(difference, section, to, lang, everything=everything)


def _section(
    difference: Difference, section: str, to: Screen, lang: str, *, everything: bool
) -> Iterator[str]:
    """The entries of a section, the first ones of each kind unless everything is wanted."""
    entries = getattr(difference, section)
    groups = [len(entries)]
    if section == "vouchers":
        groups = [number for number in difference.voucher_counts.values() if number]
    start = 0
    for number in groups:
        some = entries if everything else entries[start : start + min(number, SHOWN)]
        if section in TABLES:
            yield from TABLES[section](some, to, lang)
        else:
            for entry in some:
                yield from ENTRY_LINES[section](entry, to, lang, everything)
        if everything:
            return
        if number > len(some):
            yield "  " + to.faint(word("more", lang, n=count(number - len(some), lang)))
        start += number


def _warnings(difference: Difference, lang: str) -> Iterator[str]:
    """That the files are of two companies or of two years."""
    a, b = difference.a, difference.b
    if not difference.same_company:
        yield word("two_companies", lang, a=_company(a), b=_company(b))
    if not difference.same_year:
        yield word("two_years", lang, a=_days(a), b=_days(b))


def _verdict(difference: Difference, sections: Sequence[str], lang: str) -> str:
    """The first line: whether they are the same, else how much of what differs."""
    if not difference:
        if set(sections) == set(SECTIONS):
            return word("same", lang)
        names = (word(section, lang) for section in SECTIONS if section in sections)
        return word("same_part", lang, parts=", ".join(names).lower())
    parts = list(_voucher_parts(difference, lang))
    for section in SECTIONS:
        number = len(getattr(difference, section))
        if number and section != "vouchers":
            parts.append(number_of(f"n_{section}", lang, number, n=count(number, lang)))
    return word("differ", lang, parts=", ".join(parts))


def _voucher_parts(difference: Difference, lang: str) -> Iterator[str]:
    """How many vouchers are changed, added, removed; only the first number says of what."""
    named = False
    for change, number in difference.voucher_counts.items():
        if number:
            what = "" if named else number_of("n_vouchers", lang, number)
            text = number_of(f"n_{change}", lang, number, n=count(number, lang), what=what)
            yield " ".join(text.split())
            named = True


def _sides(difference: Difference, to: Screen) -> list[str]:
    """Which two files they are: company, year, type, and the path as far as there is room."""
    sides = (difference.a, difference.b)
    rows = [
        [letter, cut(printable(side.company or MISSING), _NAME_WIDTH), _days(side), side.sie_type]
        for letter, side in zip("AB", sides, strict=True)
    ]
    heads = columns(rows, left=4)
    room = to.width - max(map(len, heads)) - 2
    return [
        f"{head:<{to.width - room - 2}}  {to.faint(cut_front(printable(side.path), room))}"
        for head, side in zip(heads, sides, strict=True)
    ]


def _company(side: Side) -> str:
    """Name and number of the company."""
    return printable(" ".join(part for part in (side.company, side.orgnr) if part) or MISSING)


def _days(side: Side) -> str:
    """The fiscal year as people write it."""
    return (side.fiscal_year or MISSING).replace("/", " – ")
