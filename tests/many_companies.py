"""A zip with the files of several new companies, as an accounting firm sends them."""

from __future__ import annotations

import io
import zipfile

from tests.books import books

TALL, BJORK = "555555-5555", "556334-3689"


def zip_of_companies(name: str, data: bytes) -> bytes:
    """Two years of one company, one of another, one without a number, and a file given."""
    files = {
        f"tall/{year}.se": books("Tall AB", TALL, first=f"{year}-01-01", last=f"{year}-12-31")
        for year in (2023, 2024)
    }
    files |= {
        "björken.se": books("Björken AB", BJORK),
        name: data,
        "utan.se": books("Utan AB", None),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return packed.getvalue()
