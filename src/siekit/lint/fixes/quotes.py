"""Texts whose quotation marks are missing, stray, or hidden by a backslash."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siekit.formats.sie4.tokens import BACKSLASH, STRAY
from siekit.lint.fixes.base import Edit, Fix
from siekit.lint.fixes.file_text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.findings import Finding
    from siekit.lint.fixes.file_text import FileText

_BARE = re.compile(rb'[^\x00-\x20\x7f"{}]+')
"""What is read as one field without quotation marks."""


class UnquotedText(Fix):
    """The text in quotation marks."""

    codes = ("R301",)

    def edits(self, text: FileText, finding: Finding) -> Iterator[Edit]:
        """Put quotation marks around the text that was read."""
        span = text.value(finding)
        if span is not None:
            new = quoted(text.data[slice(*span)])
            if new is not None:
                yield Edit(*span, new)


class StrayQuote(Fix):
    r"""The quotation mark in a text as \"."""

    codes = ("R304",)

    def edits(self, text: FileText, finding: Finding) -> Iterator[Edit]:
        """Escape the quotation marks inside the text that was read."""
        span = text.unquoted_value(finding)
        if span is None or span == text.value(finding):
            return
        start, stop = span
        content = text.data[start + 1 : stop - 1].replace(b'\\"', b'"')
        new = quoted(content)
        if new is not None:
            yield Edit(start, stop, new)


class QuoteInBareWord(Fix):
    """The word in quotation marks, its own ones escaped."""

    codes = ("R319",)

    def edits(self, text: FileText, finding: Finding) -> Iterator[Edit]:
        """Quote the word."""
        found = text.field(finding)
        if found is None or found.field.kind != "bare" or not found.field.flags & STRAY:
            return
        new = quoted(found.field.content)
        if new is not None:
            yield Edit(found.start + found.field.start, found.start + found.field.stop, new)


class BackslashBeforeClosingQuote(Fix):
    """The text without quotation marks: the standard has no escape for a backslash."""

    codes = ("R305",)

    def edits(self, text: FileText, finding: Finding) -> Iterator[Edit]:
        """Take the quotation marks away, where the text is one word without them."""
        found = text.field(finding)
        if found is None or not found.field.flags & BACKSLASH:
            return
        if _BARE.fullmatch(found.field.raw):
            start, field = found.start, found.field
            yield Edit(start + field.start, start + field.stop, field.raw)


class QuotedIdentityField(Fix):
    """Flag, character set, type and organisation number without quotation marks."""

    codes = ("T703",)

    def edits(self, text: FileText, finding: Finding) -> Iterator[Edit]:
        """Take the quotation marks away."""
        found = text.line(finding.line)
        if found is None or not found[1].fields:
            return
        start, line = found
        field = line.fields[0]
        if field.kind == "quoted" and not field.flags and _BARE.fullmatch(field.raw):
            yield Edit(start + field.start, start + field.stop, field.raw)
