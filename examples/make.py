"""Make the example files from their descriptions, or check that they are up to date.

    python3 examples/make.py            write the files beside this script
    python3 examples/make.py --check    compare with what is there; exit 1 if anything differs

Needs only Python 3.11. The same descriptions give the same bytes every time.
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from pathlib import Path

from maker.books import keep_books
from maker.description import DescriptionError, load
from maker.faults import page, spoil
from maker.records import ENCODING, LINE_END
from maker.siefile import SieFile

HERE = Path(__file__).resolve().parent
DESCRIPTIONS = ("fjallbacken.toml", "fjallbacken-kassa.toml", "tolvan.toml", "tio-fel.toml")
ZIP = "exempel.zip"
ZIPPED = ("fjallbacken-2023-24_typ1.se", "fjallbacken-kassa.si", "tolvan-2024.se")
ZIP_DATE = (2025, 2, 6, 12, 0, 0)


def files_of(description_file: str) -> dict[str, bytes]:
    """Return the files that one description makes, by name."""
    try:
        return _files_of(HERE / description_file)
    except DescriptionError as error:
        message = f"{description_file}: {error}"
        raise DescriptionError(message) from error


def _files_of(path: Path) -> dict[str, bytes]:
    description = load(path)
    books = keep_books(description)
    made = {}
    for spec in description.files:
        lines = SieFile(description, books, spec).lines()
        if description.faults:
            made[spec.name], placed = spoil(lines, description.faults)
            made[f"{path.stem}.md"] = page(spec.name, placed).encode()
        else:
            made[spec.name] = "".join(line + LINE_END for line in lines).encode(ENCODING)
    return made


def zipped(files: dict[str, bytes]) -> bytes:
    """Return a zip of files, stored and dated so that its bytes never change."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(f"exempel/{name}", ZIP_DATE)
            entry.create_system = 3  # the same on every system that runs this
            archive.writestr(entry, data)
    return buffer.getvalue()


def everything() -> dict[str, bytes]:
    """Return every generated file by name."""
    made: dict[str, bytes] = {}
    for description_file in DESCRIPTIONS:
        made |= files_of(description_file)
    made[ZIP] = zipped({name: made[name] for name in ZIPPED})
    return made


def differences(made: dict[str, bytes]) -> list[str]:
    """Return one line for each file that is missing or differs."""
    lines = []
    for name, data in made.items():
        path = HERE / name
        if not path.is_file():
            lines.append(f"{name}: missing")
        elif path.read_bytes() != data:
            lines.append(f"{name}: differs from its description")
    return lines


def main() -> int:
    """Write or check the files; return the exit code."""
    parser = argparse.ArgumentParser(description="Make the example SIE files.")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    options = parser.parse_args()
    try:
        made = everything()
    except DescriptionError as error:
        print(error, file=sys.stderr)
        return 2
    if options.check:
        lines = differences(made)
        print("\n".join(lines) or f"{len(made)} files are up to date.")
        return 1 if lines else 0
    for name, data in made.items():
        (HERE / name).write_bytes(data)
        print(f"{name}: {len(data)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
