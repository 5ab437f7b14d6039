"""What became of the accounts since another file, in one sentence, and what may be the cause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siekit.locale.figures import count
from siekit.workspace.counted_words import counted

if TYPE_CHECKING:
    from collections.abc import Mapping


def chart_words(facts: Mapping[str, Any]) -> dict[str, str]:
    """Return the sentences in both languages; `facts` are those that a notice keeps.

    Notices of before have fewer of them.
    """
    return {lang: " ".join(_sentences(facts, lang)) for lang in ("en", "sv")}


def _sentences(facts: Mapping[str, Any], lang: str) -> list[str]:
    words, file = _WORDS[lang], facts["since_file"]
    parts = [counted(words[name], {name: count(number, lang)}) for name, number in _parts(facts)]
    if not parts:
        told = [counted(words["same"], {"same": count(facts["same"], lang), "file": file})]
    else:
        told = [words["compared"].format(file=file, parts=", ".join(parts))]
    letters, renamed = facts.get("only_letters", 0), facts["renamed"]
    if letters:
        key = "all_letters" if letters == renamed else "some_letters"
        told.append(counted(words[key], {"letters": count(letters, lang)}))
    if parts and facts.get("chart_types"):
        before, after = facts["chart_types"]
        told.append(words["chart_types"].format(before=before, after=after))
    return told


def _parts(facts: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Return the kinds of change that there are, each with how many accounts met it."""
    used = facts.get("vanished_used")
    gone = [("vanished", facts["vanished"])]
    if used is not None:
        gone = [("vanished_used", used), ("vanished_unused", facts["vanished"] - used)]
    found = [
        ("renamed", facts["renamed"]),
        ("unnamed", facts.get("unnamed", 0)),
        ("appeared", facts["appeared"]),
        *gone,
    ]
    return [(name, number) for name, number in found if number]


_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "compared": "Compared with {file}: {parts}.",
        "same": (
            "The only account has the same name as in {file}.|"
            "All {same} accounts have the same names as in {file}."
        ),
        "renamed": "1 account with another name|{renamed} accounts with other names",
        "unnamed": (
            "1 account that only one of the files names|"
            "{unnamed} accounts that only one of the files names"
        ),
        "appeared": "1 new account|{appeared} new accounts",
        "vanished": "1 account gone|{vanished} accounts gone",
        "vanished_used": (
            "1 account gone though it has a balance or rows there|"
            "{vanished_used} accounts gone though they have a balance or rows there"
        ),
        "vanished_unused": "1 unused account gone|{vanished_unused} unused accounts gone",
        "all_letters": (
            "The name differs only in letters outside A–Z: one of the files was probably written "
            "or read in the wrong character set.|"
            "All {letters} other names differ only in letters outside A–Z: one of the files was "
            "probably written or read in the wrong character set."
        ),
        "some_letters": (
            "1 of the other names differs only in letters outside A–Z, as when a file was written "
            "or read in the wrong character set.|"
            "{letters} of the other names differ only in letters outside A–Z, as when a file was "
            "written or read in the wrong character set."
        ),
        "chart_types": (
            "This file states another chart of accounts, {after}, than that one, {before}."
        ),
    },
    "sv": {
        "compared": "Jämfört med {file}: {parts}.",
        "same": (
            "Det enda kontot har samma namn som i {file}.|"
            "Alla {same} konton har samma namn som i {file}."
        ),
        "renamed": "1 konto med annat namn|{renamed} konton med andra namn",
        "unnamed": (
            "1 konto som bara den ena filen har namn på|"
            "{unnamed} konton som bara den ena filen har namn på"
        ),
        "appeared": "1 nytt konto|{appeared} nya konton",
        "vanished": "1 konto borta|{vanished} konton borta",
        "vanished_used": (
            "1 konto borta trots att det har saldo eller transaktioner där|"
            "{vanished_used} konton borta trots att de har saldo eller transaktioner där"
        ),
        "vanished_unused": "1 oanvänt konto borta|{vanished_unused} oanvända konton borta",
        "all_letters": (
            "Namnet skiljer sig bara i bokstäver utanför a–z: en av filerna är troligen skriven "
            "eller läst med fel teckenuppsättning.|"
            "Alla {letters} andra namn skiljer sig bara i bokstäver utanför a–z: en av filerna är "
            "troligen skriven eller läst med fel teckenuppsättning."
        ),
        "some_letters": (
            "1 av namnen skiljer sig bara i bokstäver utanför a–z, som när en fil är skriven eller "
            "läst med fel teckenuppsättning.|"
            "{letters} av namnen skiljer sig bara i bokstäver utanför a–z, som när en fil är "
            "skriven eller läst med fel teckenuppsättning."
        ),
        "chart_types": ("Den här filen anger en annan kontoplan, {after}, än den förra, {before}."),
    },
}
