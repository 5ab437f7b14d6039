"""What a project has decided about checking: `siekit.toml` or `pyproject.toml`.

[check]                                 # in pyproject.toml: [tool.siekit.check]
select = ["ALL"]
ignore = ["R216", "unknown-label"]
strict = false
target = ["fortnox"]
baseline = "known.json"
cost-centre-accounts = ["4000-7999"]
severity = { R404 = "info" }
per-file-ignores = { "old/*.se" = ["R5"] }
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siekit.exceptions import UsageError
from siekit.findings import Severity
from siekit.lint.codes import codes_meant, known_codes, unknown
from siekit.lint.receivers import account_ranges, check_names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

OWN = "siekit.toml"
SHARED = "pyproject.toml"

KEYS = (
    "select",
    "ignore",
    "strict",
    "target",
    "severity",
    "baseline",
    "cost-centre-accounts",
    "per-file-ignores",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The decisions of one file, checked; `folder` is where it lies."""

    folder: Path = field(default_factory=Path)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False
    targets: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    baseline: Path | None = None
    cost_centre_accounts: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def ignored_in(self, path: str) -> frozenset[str]:
        """The codes that are left out for a file: its path from the folder, or its name, fits."""
        ways = _names_of(path, self.folder)
        return frozenset(
            code
            for pattern, patterns in self.per_file_ignores
            if any(fnmatch(way, pattern) for way in ways)
            for one in patterns
            for code in codes_meant(one)
        )


def _names_of(path: str, folder: Path) -> set[str]:
    """What a pattern may fit: the path as given, from the folder, and the name alone."""
    names = {Path(path).as_posix(), Path(path).name}
    try:
        names.add(Path(path).resolve().relative_to(folder.resolve()).as_posix())
    except ValueError:
        return names
    return names


def find(start: Path) -> Path | None:
    """The nearest file with decisions, in a folder or those above it; None when there is none."""
    for folder in (start, *start.parents):
        if (folder / OWN).is_file():
            return folder / OWN
        shared = folder / SHARED
        if shared.is_file() and b"siekit" in _bytes(shared) and _table(shared) is not None:
            return shared
    return None


def load(path: Path) -> Config:
    """The decisions of a file.

    Raises `UsageError`, one sentence with the file and the line, for what cannot be meant.
    """
    return _Reading(path).config(_table(path) or {})


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror or error}."
        raise UsageError(message) from error


def _table(path: Path) -> dict[str, Any] | None:
    """The table about checking, None when the file does not have one."""
    try:
        content: Any = tomllib.loads(_bytes(path).decode("utf-8"))
    except UnicodeDecodeError as error:
        message = f"{path} is not written in UTF-8, as TOML must be. Save it in UTF-8."
        raise UsageError(message) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        message = f"{path} is not sound TOML: {error}."
        raise UsageError(message) from error
    if path.name == SHARED:
        content = _within(path, _within(path, content, "tool"), "siekit")
        if content is None:
            return None
    else:
        for key in content:
            if key != "check":
                raise UsageError(unknown(key, "table", f"{path}", ["check"]))
    return _within(path, content, "check")


def _within(path: Path, content: dict[str, Any] | None, key: str) -> dict[str, Any] | None:
    """A table in a table."""
    found = None if content is None else content.get(key)
    if found is not None and not isinstance(found, dict):
        message = f"{path}: {key} must be a table, such as [check]."
        raise UsageError(message)
    return found


class _Reading:
    """One file on its way, with the places for its complaints."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines = _bytes(path).decode("utf-8", "replace").splitlines()

    def config(self, table: Mapping[str, Any]) -> Config:
        """Return the decisions, each checked."""
        for key in table:
            if key not in KEYS:
                raise UsageError(unknown(key, "key", self._where(key), KEYS))
        baseline = self._text(table, "baseline")
        return Config(
            folder=self._path.parent,
            select=self._codes(table, "select"),
            ignore=self._codes(table, "ignore"),
            strict=self._flag(table, "strict"),
            targets=self._names(table),
            severities=self._severities(table),
            baseline=self._path.parent / baseline if baseline else None,
            cost_centre_accounts=self._accounts(table),
            per_file_ignores=self._per_file(table),
        )

    def _where(self, word: str) -> str:
        """The file, and the line on which a word stands first."""
        pattern = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
        for number, line in enumerate(self._lines, 1):
            if pattern.search(line.partition("#")[0]):
                return f"{self._path}, line {number}"
        return str(self._path)

    def _wrong(self, key: str, must: str, example: str) -> UsageError:
        message = f"{self._where(key)}: {key} must be {must}, such as {example}."
        return UsageError(message)

    def _list(self, table: Mapping[str, Any], key: str, example: str) -> list[str]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self._wrong(key, "a list of texts", example)
        return value

    def _codes(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        codes = self._list(table, key, f'{key} = ["R404", "unknown-label"]')
        return tuple(known for code in codes for known in known_codes([code], self._where(code)))

    def _flag(self, table: Mapping[str, Any], key: str) -> bool:
        value = table.get(key, False)
        if not isinstance(value, bool):
            raise self._wrong(key, "true or false", f"{key} = true")
        return value

    def _text(self, table: Mapping[str, Any], key: str) -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            raise self._wrong(key, "the name of a file", f'{key} = "known.json"')
        return value

    def _names(self, table: Mapping[str, Any]) -> tuple[str, ...]:
        names = self._list(table, "target", 'target = ["fortnox"]')
        return tuple(self._checked(name, lambda one: check_names([one])[0]) for name in names)

    def _checked(self, word: str, check: Callable[[str], str]) -> str:
        """What a check makes of a word; what it complains of, with the place."""
        try:
            return check(word)
        except UsageError as error:
            message = f"{self._where(word)}: {error}"
            raise UsageError(message) from error

    def _severities(self, table: Mapping[str, Any]) -> dict[str, Severity]:
        key = "severity"
        value = table.get(key, {})
        if not isinstance(value, dict):
            raise self._wrong(key, "a table", f'{key} = {{ R404 = "info" }}')
        severities: dict[str, Severity] = {}
        # What stands for fewer codes says more about them, whichever stands first.
        for pattern in sorted(value, key=lambda one: -len(codes_meant(one))):
            severity = value[pattern]
            known_codes([pattern], self._where(pattern))
            if severity not in list(Severity):
                names = [one.value for one in Severity]
                raise UsageError(unknown(str(severity), "severity", self._where(pattern), names))
            severities |= dict.fromkeys(codes_meant(pattern), Severity(severity))
        return severities

    def _accounts(self, table: Mapping[str, Any]) -> tuple[str, ...]:
        key = "cost-centre-accounts"
        example = f'{key} = ["4000-7999"]'
        ranges = self._list(table, key, example)
        for one in ranges:
            self._checked(one, lambda text: str(account_ranges([text])))
        return tuple(ranges)

    def _per_file(self, table: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        key = "per-file-ignores"
        value = table.get(key, {})
        if not isinstance(value, dict):
            raise self._wrong(key, "a table", f'{key} = {{ "old/*.se" = ["R5"] }}')
        return tuple((pattern, self._codes(value, pattern)) for pattern in value)
