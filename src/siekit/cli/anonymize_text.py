"""What `siekit anonymize` tells people: what was replaced, what was kept, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siekit.cli.terminal import printable
from siekit.locale import anonymity
from siekit.locale.figures import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def report(told: Sequence[dict[str, Any]], lang: str) -> list[str]:
    """The lines for all files, and a word of care."""
    lines: list[str] = []
    for one in told:
        lines += [*_file(one, lang), ""]
    return [*lines, anonymity.phrase("care", lang)]


def _file(one: dict[str, Any], lang: str) -> Iterator[str]:
    names = {name: printable(one[name]) for name in ("path", "output")}
    yield anonymity.phrase("written", lang, **names)
    yield from _counts("replaced", one, lang)
    yield from _counts("kept", one, lang)
    if one["scale"] != 1:
        yield "  " + anonymity.phrase("scaled", lang, scale=count(one["scale"], lang))
    if one["checksum"] != "none":
        yield "  " + anonymity.checksum(one["checksum"], lang)


def _counts(what: str, one: dict[str, Any], lang: str) -> Iterator[str]:
    words = anonymity.replaced if what == "replaced" else anonymity.kept
    counts = {kind: number for kind, number in one[what].items() if number}
    nothing = "" if counts else f" {anonymity.phrase('nothing', lang)}"
    yield f"  {anonymity.phrase(what, lang)}:{nothing}"
    names = {kind: words(kind, lang) for kind in counts}
    wide = max(map(len, names.values()), default=0)
    figures = [count(number, lang) for number in counts.values()]
    width = max(map(len, figures), default=0)
    for name, figure in zip(names.values(), figures, strict=True):
        yield f"    {name:<{wide}} {figure:>{width}}"
