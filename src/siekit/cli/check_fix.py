"""`siekit check --fix`: mends files, or shows how it would."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from siekit.cli.columns import wrapped
from siekit.cli.inputs import STDIN
from siekit.cli.terminal import (
    USUAL,
    complain,
    in_letters_of,
    is_terminal,
    printable,
    wants_colours,
    write_bytes,
    write_text,
)
from siekit.exceptions import SiekitError
from siekit.lint.codes import NAMES
from siekit.lint.fixes.checksum import Seal
from siekit.lint.fixes.difference import unified_diff
from siekit.lint.fixes.mending import Mended, Reason, mend
from siekit.locale.figures import count
from siekit.locale.words import word
from siekit.replace_file import replace_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from siekit.document import Document
    from siekit.findings import Finding
    from siekit.lint.settings import Settings

_COLOURS = {"-": "red", "+": "green", "@": "cyan"}


class Fixing:
    """Mends the files of a run one after the other; what it did is told on stderr."""

    def __init__(
        self,
        settings: Settings,
        *,
        asked_for: Callable[[str], Callable[[Finding], bool]],
        sie_type: str | None,
        diff: bool,
        lang: str,
    ) -> None:
        """Take the settings; `asked_for` says which findings of a file are to be mended."""
        self.failed = False
        self._settings = settings
        self._asked_for = asked_for
        self._sie_type = sie_type
        self._diff = diff
        self._lang = lang

    def take(self, document: Document) -> Document:
        """Mend one file, and give the document as it is now."""
        name = document.header.file
        mended = mend(
            document, self._settings, wanted=self._asked_for(name), sie_type=self._sie_type
        )
        if self._diff:
            self._show(mended, name)
        elif name == STDIN:
            write_bytes(mended.data)
        elif mended.changed and not self._write(name, mended):
            return document
        for line in told(mended, self._lang, diff=self._diff):
            click.echo(in_letters_of(sys.stderr, printable(line)), err=True)
        return document if self._diff else mended.after

    def _show(self, mended: Mended, name: str) -> None:
        """Write the lines that would change."""
        colours = is_terminal(sys.stdout) and wants_colours()
        source = mended.before.source or b""
        for line in unified_diff(source, mended.data, name):
            text = "\t".join(map(printable, line.split("\t")))
            colour = _COLOURS.get(line[:1]) if colours else None
            write_text(f"{click.style(text, fg=colour) if colour else text}\n")

    def _write(self, name: str, mended: Mended) -> bool:
        """Put the mended bytes into the file, unless it is not the one that was read."""
        path = Path(name)
        message = ""
        try:
            if not path.is_file():
                message = f"{name} is inside a zip and was not mended. Unpack the zip first."
            elif path.read_bytes() != mended.before.source:
                message = f"{name} changed while it was being mended. Nothing was written to it."
            else:
                replace_file(path, mended.data)
        except SiekitError as error:
            message = str(error)
        except OSError as error:
            message = f"{name} cannot be written: {error.strerror or error}."
        if message:
            complain(message)
            self.failed = True
        return not message


def told(mended: Mended, lang: str, *, diff: bool) -> Iterator[str]:
    """What was mended in a file, by code, and what was not, by reason."""
    name = mended.before.header.file
    if mended.done:
        key = "would_mend" if diff else "mended"
        yield from _sentence(key, lang, file=name, codes=_codes(mended.done, lang))
        before, after = mended.before.header.encoding, mended.after.header.encoding
        if before != after:
            yield from _sentence("now_in", lang, before=before, after=after)
        if mended.seal is Seal.RIGHT:
            yield from _sentence("sealed", lang)
    elif not mended.left:
        yield from _sentence("nothing_to_mend", lang, file=name)
    if mended.seal is Seal.BROKEN and mended.left:
        yield from _sentence("not_relied_on", lang, file=name, codes=_codes(_all(mended), lang))
        return
    for reason in Reason:
        counts = {code: number for (code, why), number in mended.left.items() if why is reason}
        if counts:
            yield from _sentence(f"left_{reason}", lang, file=name, codes=_codes(counts, lang))


def _all(mended: Mended) -> dict[str, int]:
    """All that was not mended, whatever the reason."""
    counts: Counter[str] = Counter()
    for (code, _), number in mended.left.items():
        counts[code] += number
    return counts


def _codes(counts: Mapping[str, int], lang: str) -> str:
    """Codes with their names and numbers."""
    return ", ".join(f"{code} {NAMES[code]} ({count(n, lang)})" for code, n in counts.items())


def _sentence(key: str, lang: str, **values: str) -> list[str]:
    return wrapped(word(key, lang, **values), USUAL)
