"""The portal's words: `text(key, lang)`, out of the TOML files of this folder."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from siekit.locale.figures import count

LANGUAGES = ("sv", "en")
FOLDER = Path(__file__).parent


@cache
def texts() -> dict[str, dict[str, str]]:
    """Return every text by its key: `[sign_in] title = …` has the key `sign_in.title`."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        with path.open("rb") as file:
            for group, entries in tomllib.load(file).items():
                for name, languages in entries.items():
                    key = f"{group}.{name}"
                    if key in found:
                        message = f"{path.name}: the text {key} stands in another file too"
                        raise ValueError(message)
                    found[key] = languages
    return found


def text(key: str, lang: str, **values: object) -> str:
    """Return a text in a language, its placeholders filled in.

    `{count}` chooses between one and several where a text holds both: `1 file|{count} files`; its
    digits are in groups.
    """
    pattern = texts()[key][lang]
    one, bar, several = pattern.partition("|")
    if bar:
        pattern = one if values.get("count") == 1 else several
    found = values.get("count")
    if isinstance(found, int):
        values["count"] = count(found, lang)
    return pattern.format(**values)
