"""Make the pictures of reports in the documentation, from the example company.

python tools/report_pictures.py docs/_static

The page of the PDF is drawn by typst, the page of HTML by Chromium, light and dark. A picture is
drawn anew only when what it shows has changed, so that other fonts on another computer do not
change the repository; without Chromium the pictures that there are stay.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import typst

import siekit
from siekit.engine.shown import database
from siekit.reports.base import Options
from siekit.reports.pages import for_pages
from siekit.reports.registry import find_report
from siekit.reports.render.base import Look
from siekit.reports.render.html import HtmlRenderer
from siekit.reports.render.pdf_data import pdf_data
from siekit.sql.numbering import numbered

if TYPE_CHECKING:
    from siekit.reports.model import Report

ROOT = Path(__file__).resolve().parent.parent
YEARS = ("examples/fjallbacken-2022-23.se", "examples/fjallbacken-2023-24.se")
LOOK = Look(lang="sv", made=datetime(2025, 1, 15, 9, 0, tzinfo=UTC))
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
WIDTH, HEIGHT = 1000, 1080
DARK = "--blink-settings=preferredColorScheme=0"
DOTS_AN_INCH = 72
SIGNATURE = 8
"""Letters that a PNG begins with."""


def main() -> None:
    """Draw the pictures into the folder that the command line names."""
    folder = Path(sys.argv[1])
    os.chdir(ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    draw_pdf(report("balance-sheet"), folder / "report-pdf.png")
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("No Chromium here: the pictures of HTML reports stay as they are.")
        return
    page = HtmlRenderer().render([report("income-statement")], LOOK)
    draw_html(browser, page, folder / "report-html.png")
    draw_html(browser, page, folder / "report-html-dark.png", DARK)


def report(name: str) -> Report:
    """Return a report of the example company's last whole year."""
    documents = [siekit.read(path) for path in YEARS]
    with database(list(numbered(documents))) as connection:
        made = find_report(name).make(connection, len(documents), Options())
        (with_charts,) = for_pages([made], connection, Options())
    return with_charts


def draw_pdf(one: Report, target: Path) -> None:
    """Draw a PDF of one page."""
    data = json.dumps(pdf_data([replace(one, notes=())], LOOK), ensure_ascii=False)
    template = (files("siekit.reports.render") / "report.typ").read_bytes()
    source = fingerprint(template, data.encode())
    if source == source_of(target):
        return
    picture = typst.compile(
        template,
        sys_inputs={"data": data},
        format="png",
        ppi=DOTS_AN_INCH,
        ignore_system_fonts=True,
    )
    keep(picture, source, target)


def draw_html(browser: str, page: bytes, target: Path, *more: str) -> None:
    """Draw a page as it looks in a browser."""
    source = fingerprint(page, *(one.encode() for one in more))
    if source == source_of(target):
        return
    with tempfile.TemporaryDirectory() as folder:
        file, picture = Path(folder) / "page.html", Path(folder) / "page.png"
        file.write_bytes(page)
        asked = [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--user-data-dir={folder}/profile",
            f"--window-size={WIDTH},{HEIGHT}",
            f"--screenshot={picture}",
            *more,
            file.as_uri(),
        ]
        subprocess.run(asked, check=True, capture_output=True, timeout=120)
        keep(picture.read_bytes(), source, target)


def fingerprint(*parts: bytes) -> bytes:
    """Return what tells one source of a picture from another."""
    return hashlib.sha256(b"\0".join(parts)).hexdigest().encode()


def source_of(picture: Path) -> bytes | None:
    """Return the fingerprint of the source that a picture was drawn from."""
    if not picture.exists():
        return None
    data = picture.read_bytes()
    at = SIGNATURE
    while at + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind == b"tEXt" and data[at + 8 :].startswith(b"Source\0"):
            return data[at + 15 : at + 8 + length]
        at += length + 12
    return None


def keep(data: bytes, source: bytes, target: Path) -> None:
    """Write a picture with the fingerprint of its source behind its head."""
    head = SIGNATURE + struct.unpack(">I", data[SIGNATURE : SIGNATURE + 4])[0] + 12
    text = b"tEXtSource\0" + source
    note = struct.pack(">I", len(text) - 4) + text + struct.pack(">I", zlib.crc32(text))
    target.write_bytes(data[:head] + note + data[head:])
    print(f"Drew {target}")


if __name__ == "__main__":
    main()
