"""What programs that receive SIE files do not take: one row a receiver.

The limits come from the makers' help pages and from reports of failed imports, as each row
says; what is not known of a receiver is not checked.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from siekit.exceptions import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Limit(NamedTuple):
    """One thing that a receiver does not take, and who says so."""

    name: str
    value: object
    source: str


class Receiver(NamedTuple):
    """A program that receives files, and its limits."""

    name: str
    title: str
    limits: tuple[Limit, ...]


_EEKONOMI = (
    Limit("required_format", value=True, source="accounted, pull request 1466"),
    Limit("account_digits", (4, 4), "Visma eEkonomi, help on SIE import"),
    Limit("refused_class", "9", "Visma eEkonomi, help on SIE import"),
    Limit("refused_chart", "BAS96", "Visma eEkonomi, help on SIE import"),
    Limit("hyphen", value=True, source="accounted, pull request 1466"),
)

RECEIVERS: tuple[Receiver, ...] = (
    Receiver(
        "fortnox",
        "Fortnox",
        (
            Limit("longest_text", 50, "Fortnox, Felsökningsguide for SIE files"),
            Limit("bare_identity", value=True, source="Fortnox, Felsökningsguide for SIE files"),
            Limit("cost_centre", value=True, source="Fortnox, Felsökningsguide for SIE files"),
            Limit("account_digits", (4, 4), "Fortnox, Felsökningsguide for SIE files"),
            Limit("only_pc8", value=True, source="Fortnox, Felsökningsguide for SIE files"),
        ),
    ),
    Receiver("visma-eekonomi", "Visma eEkonomi", _EEKONOMI),
    Receiver("spiris", "Spiris", _EEKONOMI),
    Receiver(
        "visma-administration",
        "Visma Administration",
        (
            Limit("required_format", value=True, source="accounted, pull request 1466"),
            Limit("hyphen", value=True, source="accounted, pull request 1466"),
        ),
    ),
    Receiver(
        "visma-compact",
        "Visma Compact",
        (Limit("sie_types", ("4E", "4I"), "Visma Compact, help on SIE import"),),
    ),
    Receiver(
        "bokio",
        "Bokio",
        (
            Limit("longest_year", 18, "Bokio, help on SIE import"),
            Limit("contiguous_years", value=True, source="Bokio, help on SIE import"),
        ),
    ),
    Receiver(
        "bl",
        "Björn Lundén",
        (
            Limit("account_digits", (1, 6), "the reader blinfo/Sie4j"),
            Limit("contiguous_years", value=True, source="the reader blinfo/Sie4j"),
        ),
    ),
    Receiver(
        "speedledger",
        "SpeedLedger",
        (Limit("orgnr", value=True, source="SpeedLedger, help on SIE import"),),
    ),
    Receiver(
        "specter",
        "Specter",
        (Limit("numeric_objects", value=True, source="Specter, help on SIE import"),),
    ),
    Receiver(
        "24sevenoffice",
        "24SevenOffice",
        (Limit("existing_years", value=True, source="24SevenOffice, help on SIE import"),),
    ),
    Receiver(
        "accounted",
        "accounted",
        (Limit("one_year", value=True, source="accounted, pull request 421"),),
    ),
)

BY_NAME = {receiver.name: receiver for receiver in RECEIVERS}

_RANGE = re.compile(r"\s*(\d{1,8})\s*(?:[-–]\s*(\d{1,8})\s*)?", re.ASCII)


def limited_by(limit: str) -> frozenset[str]:
    """Return the names of the receivers that have a limit."""
    return frozenset(
        receiver.name for receiver in RECEIVERS if any(one.name == limit for one in receiver.limits)
    )


def limits_of(limit: str, targets: Iterable[str]) -> Iterator[tuple[object, str]]:
    """Give each value of a limit among some receivers, and the titles of those that share it."""
    titles: dict[object, list[str]] = {}
    for receiver in RECEIVERS:
        for one in receiver.limits if receiver.name in set(targets) else ():
            if one.name == limit:
                titles.setdefault(one.value, []).append(receiver.title)
    for value, sharing in titles.items():
        yield value, ", ".join(sharing)


def check_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return names of receivers as the table writes them.

    Raises `UsageError`, which names the known ones, for a name that is not there.
    """
    return tuple(_checked(name) for name in names)


def _checked(name: str) -> str:
    wanted = re.sub(r"[\s_]+", "-", name.strip().lower())
    if wanted in BY_NAME:
        return wanted
    alike = get_close_matches(wanted, BY_NAME, n=1)
    advice = f"Did you mean {alike[0]}? " if alike else ""
    message = f"There is no receiver {name!r}. {advice}The receivers are: {', '.join(BY_NAME)}."
    raise UsageError(message)


def account_ranges(texts: Iterable[str]) -> list[tuple[int, int]]:
    """Return account ranges such as `4000-7999` or `5010` as their first and last numbers.

    Raises `UsageError` for what is no range.
    """
    ranges = []
    for text in texts:
        found = _RANGE.fullmatch(text)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
        if first > last:
            message = f"{text!r} is no range of accounts. Write it as 4000-7999 or 5010."
            raise UsageError(message)
        ranges.append((first, last))
    return ranges
