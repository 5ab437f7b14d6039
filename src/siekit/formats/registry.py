"""The list of formats, in the order in which they are tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.formats.sie4.format import Sie4

if TYPE_CHECKING:
    from siekit.formats.base import Format

FORMATS: tuple[Format, ...] = (Sie4(),)
