"""Tags with everything escaped: what is no markup is text, whoever wrote it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from siekit.reports.render.shown import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

VOID = frozenset({"meta", "br", "hr", "col"})
KEPT_UNDERSCORES: dict[str, str] = {"class_": "class", "for_": "for"}


class Markup(str):
    """Text that is markup already; only `tag` and `joined` make it."""

    __slots__ = ()


def tag(name: str, /, *children: str, **attributes: object) -> Markup:
    """Return an element; children that are no `Markup` are escaped, as attributes always are.

    An attribute that is None or False is left out, one that is True has no value; underscores
    in names are hyphens.
    """
    said = "".join(
        f" {_name(key)}" if value is True else f' {_name(key)}="{text(str(value))}"'
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in VOID:
        return Markup(f"<{name}{said}>")
    return Markup(f"<{name}{said}>{joined(children)}</{name}>")


def joined(parts: Iterable[str]) -> Markup:
    """Return parts one after the other, escaping those that are no markup."""
    return Markup("".join(part if isinstance(part, Markup) else text(part) for part in parts))


def text(value: str) -> str:
    """Return a stranger's text as it may stand between tags and in an attribute."""
    return escape(printable(value), quote=True)


def css_string(value: str) -> str:
    """Return a stranger's text as a string of CSS: all but plain letters are escaped."""
    letters = (
        letter if letter.isascii() and (letter.isalnum() or letter == " ") else _css(letter)
        for letter in printable(value)
    )
    return f'"{"".join(letters)}"'


def fragment(*parts: str) -> str:
    """Return a name within a page: the same text has the same name, another one another."""
    return "-".join(
        "".join(one if one.isascii() and one.isalnum() else f"_{ord(one):x}." for one in part)
        for part in parts
    )


def _css(letter: str) -> str:
    # The space ends the number and is no part of the text.
    return f"\\{ord(letter):x} "


def _name(key: str) -> str:
    return KEPT_UNDERSCORES.get(key, key.replace("_", "-"))
