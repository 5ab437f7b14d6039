"""The queries that come with siekit: a file each in `canned/`, its head the manual page.

A file begins with comment lines: `-- en: …` and `-- sv: …` are its titles, `-- set NAME: …` and
`-- set NAME=VALUE: …` what can be set, without a value when it must be, further ones tell more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

_SETTING = re.compile(r"set (?P<name>\w+)(?P<given>=(?P<value>.*?))?: (?P<meaning>.*)")
_SET_IN_QUERY = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|\$(?P<name>[a-zA-Z_]\w*)")


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set in a query, as `$name`."""

    name: str
    meaning: str
    value: str | None
    """What it is when nobody sets it; None when it must be set."""


@dataclass(frozen=True)
class Query:
    """One query with its titles and what else its page says."""

    name: str
    en: str
    sv: str
    more: str
    settings: tuple[Setting, ...]
    sql: str

    def title(self, lang: str) -> str:
        """What it answers, in a few words."""
        return self.sv if lang == "sv" else self.en

    @cached_property
    def statement(self) -> str:
        """The query without its head."""
        lines = self.sql.splitlines(keepends=True)
        return "".join(line for line in lines if not line.startswith("-- "))

    def values(self, given: Mapping[str, str]) -> dict[str, str]:
        """Return a value for every setting; `UsageError` names what is missing or unknown."""
        known = {one.name: one.value for one in self.settings}
        if unknown := [name for name in given if name not in known]:
            names = ", ".join(known) or "nothing"
            message = f"The query {self.name} has no {unknown[0]} to set, but {names}."
            raise UsageError(message)
        found = known | dict(given)
        if missing := [one for one in self.settings if found[one.name] is None]:
            wanted = " ".join(f"--set {one.name}=…" for one in missing)
            told = ", ".join(f"{one.name} is {one.meaning}" for one in missing)
            message = f"The query {self.name} needs {wanted}: {told}."
            raise UsageError(message)
        return {name: value for name, value in found.items() if value is not None}


def settings_of(query: str) -> set[str]:
    """Return the names that somebody's own query wants set, written `$name`."""
    return {found["name"] for found in _SET_IN_QUERY.finditer(query) if found["name"]}


def values_for(query: str, given: Mapping[str, str]) -> dict[str, str]:
    """Return what was given for somebody's own query; `UsageError` when it is not what it wants."""
    wanted = settings_of(query)
    if missing := sorted(wanted - set(given)):
        message = f"The query wants ${missing[0]}: give --set {missing[0]}=VALUE."
        raise UsageError(message)
    if unknown := sorted(set(given) - wanted):
        message = f"The query has no ${unknown[0]}, so --set {unknown[0]} sets nothing."
        raise UsageError(message)
    return dict(given)


def _read(name: str, text: str) -> Query:
    head = [line[3:] for line in text.splitlines() if line.startswith("-- ")]
    titles = {line[:2]: line[4:] for line in head if line[:4] in {"en: ", "sv: "}}
    found = [(line, _SETTING.fullmatch(line)) for line in head if line[:4] not in {"en: ", "sv: "}]
    more = " ".join(line for line, setting in found if not setting)
    settings = tuple(
        Setting(one["name"], one["meaning"], one["value"] if one["given"] else None)
        for _, one in found
        if one
    )
    return Query(name, titles["en"], titles["sv"], more, settings, text)


def _all() -> dict[str, Query]:
    folder = files("siekit.sql") / "canned"
    found = sorted((one.name, one) for one in folder.iterdir() if one.name.endswith(".sql"))
    return {
        (name := file.removesuffix(".sql")): _read(name, one.read_text("utf-8"))
        for file, one in found
    }


QUERIES: Mapping[str, Query] = MappingProxyType(_all())
"""The queries by name, in order."""


def find_query(name: str) -> Query:
    """Return the query of that name; `UsageError` names the nearest when there is none."""
    if name in QUERIES:
        return QUERIES[name]
    from difflib import get_close_matches

    near = get_close_matches(name, QUERIES, n=3) or list(QUERIES)
    message = f"There is no query {name!r}. Near it: {', '.join(near)}. --list tells all."
    raise UsageError(message)
