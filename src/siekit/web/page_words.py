"""What reports say, in the words of pages: choices by their names there, no options of commands.

Reports are made by the same code for pages and for the command line, whose options their texts
name. The HTTP API and the command line give those texts as they are.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from siekit.reports.model import Words
from siekit.web.texts import text

if TYPE_CHECKING:
    from siekit.reports.model import Report

_PHRASES = {
    "en": (
        ("Leave --by out, or", "Choose the year as “{by}”, or"),
        ("; --source rows shows the rows.", "."),
        (
            "Give the lines of its own chart with --layout FILE.toml.",
            "Its ledgers can be shown here, its statements cannot.",
        ),
        (
            "Give the files of one currency (in the HTTP API currency=SEK), or --allow-currencies.",
            "Choose one currency.",
        ),
        (
            "Give --allow-charts (in the HTTP API allow_charts=true) to sum them all the same.",
            "Choose to sum them all the same.",
        ),
        (
            "Say it with --form INK2, INK4 or NE; others are not here.",
            "State it in the accounting program and export the year again.",
        ),
        (
            "told: `siekit sru FILE --input extra.toml`.",
            "told to the command siekit sru.",
        ),
    ),
    "sv": (
        ("Utelämna indelningen (--by), eller", "Välj året som ”{by}”, eller"),
        ("; --source rows visar transaktionerna.", "."),
        (
            "Ange raderna för den egna kontoplanen med --layout FIL.toml.",
            "Huvudbok och listor kan visas här, men inga räkningar.",
        ),
        (
            "Ange filerna i en valuta (i HTTP-API:et currency=SEK), eller --allow-currencies.",
            "Välj en valuta.",
        ),
        (
            "Ange --allow-charts (i HTTP-API:et allow_charts=true) för att summera dem ändå.",
            "Välj att summera dem ändå.",
        ),
        (
            "Say it with --form INK2, INK4 or NE; others are not here.",
            "State it in the accounting program and export the year again.",
        ),
        (
            "anges: `siekit sru FIL --input extra.toml`.",
            "anges för kommandot siekit sru.",
        ),
    ),
}
"""Sentences that a page has to say otherwise, since it has no such choice or calls it by a name."""

_CHOICES = {
    "by": "report.by",
    "dimension": "report.dimension",
    "accounts": "report.accounts",
    "from": "report.from",
    "to": "report.to",
    "companies": "report.all_companies",
}
_OPTION = re.compile(r"--([a-z][a-z-]*)")
_BESIDE = re.compile(r" \(--[a-z-]+(?:, --[a-z-]+)*\)")
_QUOTES = {"en": "“{}”", "sv": "”{}”"}


def on_page(said: str, lang: str) -> str:
    """Return a text with the names that the pages have for what commands call options."""
    if "--" not in said:
        return said
    for phrase, instead in _PHRASES[lang]:
        said = said.replace(phrase, instead.format(by=text("report.by", lang)))
    if lang == "sv":
        said = _BESIDE.sub("", said)  # the words before it say what it is
    return _OPTION.sub(lambda found: _QUOTES[lang].format(_called(found[1], lang)), said)


def words_on_page(words: Words) -> Words:
    """Return the same of a text in both languages."""
    return Words(on_page(words.en, "en"), on_page(words.sv, "sv"))


def report_on_page(report: Report) -> Report:
    """Return a report whose notes are in the words of the pages."""
    return replace(report, notes=tuple(words_on_page(one) for one in report.notes))


def _called(option: str, lang: str) -> str:
    """Return the name that the page of a report has for an option; its own where it has none."""
    return text(_CHOICES[option], lang) if option in _CHOICES else option
