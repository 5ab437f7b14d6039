"""Reports as parts of pages; those of an upload are drawn once, since its tables never change."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from markupsafe import Markup

from siekit.reports.render.base import Look
from siekit.reports.render.html_fragment import report_fragment
from siekit.web.page_words import report_on_page
from siekit.web.units import WHOLE, decimals_of, in_unit

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from typing import TypeVar

    from siekit.reports.model import Report
    from siekit.reports.render.html_links import Ways

    T = TypeVar("T")

MOST_KEPT = 64
"""A summary of usual size is a quarter of a megabyte."""


def fragment(
    report: Report, *, lang: str, unit: str | None, ident: str, ways: Ways, details: bool = False
) -> Markup:
    """Return a report as markup; `unit` None leaves the decimals to the report."""
    decimals = None if unit is None else decimals_of(unit)
    look = Look(lang=lang, decimals=decimals, details=details)
    shown = in_unit(report_on_page(report), unit or WHOLE)
    made = report_fragment(shown, look, ident=ident, ways=ways, charts_of=report)
    return Markup(made)  # noqa: S704, tags made it


class Kept:
    """A bounded number of things that need not be made again, the least used leave first."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        """Begin with nothing."""
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, object] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made for a key, made now where it was not."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]  # type: ignore[return-value]
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made
