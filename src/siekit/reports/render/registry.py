"""The list of renderers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.reports.render.csv_text import CsvRenderer
from siekit.reports.render.html import HtmlRenderer
from siekit.reports.render.json_renderer import JsonRenderer
from siekit.reports.render.pdf import PdfRenderer
from siekit.reports.render.text import TextRenderer
from siekit.reports.render.xlsx import XlsxRenderer

if TYPE_CHECKING:
    from siekit.reports.render.base import Renderer

RENDERERS: tuple[Renderer, ...] = (
    TextRenderer(),
    JsonRenderer(),
    CsvRenderer(),
    HtmlRenderer(),
    PdfRenderer(),
    XlsxRenderer(),
)
BY_NAME: dict[str, Renderer] = {one.name: one for one in RENDERERS}
BY_EXTENSION: dict[str, Renderer] = {one.extension: one for one in RENDERERS}
