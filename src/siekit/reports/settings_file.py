"""Small TOML files that say how accounts, companies and lines are put together."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from siekit.exceptions import UsageError

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 1_000_000


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a TOML file holds; `UsageError` says which line is wrong."""
    return parse_toml(read_text(path), path)


def read_text(path: Path) -> str:
    """Return the text of a small file in UTF-8; `UsageError` where it is none."""
    try:
        with path.open("rb") as source:
            data = source.read(MOST_BYTES + 1)
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}."
        raise UsageError(message) from None
    if len(data) > MOST_BYTES:
        message = f"{path} is larger than {MOST_BYTES:,} bytes: this is no settings file."
        raise UsageError(message)
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        message = f"{path} is not UTF-8 (byte {error.start}). Save it as UTF-8."
        raise UsageError(message) from None


def parse_toml(text: str, path: Path | str) -> dict[str, Any]:
    """Return what a text in TOML means; `UsageError` says which line is wrong."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        message = f"{path} is no TOML: {error}."
        raise UsageError(message, swedish=f"{path} är ingen TOML: {error}.") from None


def company_key(text: str) -> str:
    """Return an organisation number without hyphen and century, a name in small letters."""
    number = text.replace("-", "").strip()
    if number.isdecimal():
        return number[-10:]
    return text.strip().casefold()


def key_of_source(company: str) -> str:
    """Return what a mapping calls a company that is told by where its books come from.

    No text of a file has the same `company_key`, since those do not begin with a space.
    """
    return f" {company}"
