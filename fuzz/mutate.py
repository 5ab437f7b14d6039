"""Broken SIE files, made from good ones: the same seed and number always give the same bytes.

The seeds are the examples, the test cases and, when SIEKIT_CORPUS names a folder, real files.
"""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT: Final = Path(__file__).resolve().parent.parent
SUFFIXES: Final = {".se", ".si", ".sie"}

# What readers stumble over: quotes, braces, separators, line ends, marks of other encodings,
# numbers at the edges of machine integers and of decimal128, dates that are none, labels.
WORDS: Final = (
    *(b'"', b'""', b'\\"', b'"\\', b"\\", b"{", b"}", b"{}", b"{ }", b'{"1" "', b"{1 2 3}"),
    *(b" ", b"\t", b"\r", b"\n", b"\r\n", b"\n\r", b"\x00", b"\x1a", b"\x7f", b"\xff"),
    *(b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xef\xbf\xbd", b"\xc3\xa5", b"\xe5", b"\x86"),
    *(b"0", b"-0", b"-", b"+1", b".", b"-.", b".5", b"1,5", b"1 234,50", b"1.234.567", b"1e9"),
    *(b"32767", b"32768", b"2147483647", b"2147483648", b"-2147483649", b"9" * 18, b"9" * 19),
    *(b"9223372036854775807", b"9223372036854775808", b"9" * 32, b"9" * 33, b"9" * 39),
    *(b"0.000001", b"0.0000001", b"9" * 32 + b".999999", b"-" + b"9" * 40 + b".5"),
    *(b"20250230", b"00000000", b"99999999", b"180501", b"2025-01-01", b"202513", b"19691231"),
    *(b"#", b"##", b"#VER", b"#TRANS 1910 {} 1.00", b"#RTRANS", b"#BTRANS", b"#ver", b"#TRANSX"),
    *(b'\n#VER A 1 20250101 "x"\n{\n', b"\n}\n", b"\n#KSUMMA\n", b"\n#KSUMMA 1\n", b"\n#MIN 1\n"),
    *(b"\n#RAR 0 20250101 20251231\n", b"\n#SIETYP 4\n", b"\n#FORMAT UTF-8\n", b"PK\x03\x04"),
)


def load_seeds() -> list[bytes]:
    """Return the good files, largest folders first by name, without repetition."""
    folders = [ROOT / "examples", ROOT / "tests" / "cases"]
    if corpus := os.environ.get("SIEKIT_CORPUS"):
        folders.append(Path(corpus))
    paths = [
        path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in SUFFIXES and path.is_file()
    ]
    return list(dict.fromkeys(path.read_bytes() for path in paths))


def mutant(seeds: list[bytes], *, seed: int, number: int) -> bytes:
    """Return the input of that number: first each seed as it is, then mutated ones."""
    if number < len(seeds):
        return seeds[number]
    rng = random.Random(f"{seed}/{number}")
    data = rng.choice(seeds)
    if rng.random() < 0.5:
        data = thin(data, rng)
    if rng.random() < 0.2:
        data = splice(data, rng.choice(seeds), rng)
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        data = rng.choice(MUTATIONS)(data, rng)
    return data


def splice(data: bytes, other: bytes, rng: random.Random) -> bytes:
    """Return the beginning of one file and the end of another."""
    return data[: _place(data, rng)] + other[_place(other, rng) :]


def thin(data: bytes, rng: random.Random) -> bytes:
    """Return a small file: some lines, in order, so that a small change weighs more."""
    lines = data.splitlines(keepends=True)
    first = rng.randrange(len(lines) + 1)
    return b"".join(lines[: rng.randrange(12)] + lines[first : first + rng.randrange(40)])


def flip(data: bytes, rng: random.Random) -> bytes:
    """Return the bytes with a few bits turned."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 2, 8, 64)) if changed else 0):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def cut(data: bytes, rng: random.Random) -> bytes:
    """Return the beginning of the file."""
    return data[: _place(data, rng)]


def remove(data: bytes, rng: random.Random) -> bytes:
    """Return the file without a stretch of it."""
    start, stop = _stretch(data, rng)
    return data[:start] + data[stop:]


def duplicate(data: bytes, rng: random.Random) -> bytes:
    """Return the file with a stretch of it repeated."""
    start, stop = _stretch(data, rng)
    return data[:stop] + data[start:stop] * rng.choice((1, 2, 30)) + data[stop:]


def insert(data: bytes, rng: random.Random) -> bytes:
    """Return the file with a few awkward words in it."""
    for _ in range(rng.choice((1, 2, 5))):
        place = _place(data, rng)
        data = data[:place] + rng.choice(WORDS) + data[place:]
    return data


def insert_noise(data: bytes, rng: random.Random) -> bytes:
    """Return the file with random bytes, or one byte many times, somewhere."""
    place = _place(data, rng)
    count = rng.choice((1, 10, 100, 3000))
    noise = rng.randbytes(count) if rng.random() < 0.5 else rng.randbytes(1) * count
    return data[:place] + noise + data[place:]


def replace_word(data: bytes, rng: random.Random) -> bytes:
    """Return the file with one of its fields replaced by an awkward word."""
    place = _place(data, rng)
    start = data.rfind(b" ", 0, place) + 1
    ends = [end for end in (data.find(b" ", place), data.find(b"\n", place)) if end >= 0]
    return data[:start] + rng.choice(WORDS) + data[min(ends, default=len(data)) :]


def shuffle_lines(data: bytes, rng: random.Random) -> bytes:
    """Return the file with some neighbouring lines in another order."""
    lines = data.splitlines(keepends=True)
    first = rng.randrange(len(lines) + 1)
    some = lines[first : first + rng.choice((2, 5, 50))]
    rng.shuffle(some)
    return b"".join(lines[:first] + some + lines[first + len(some) :])


def change_line_ends(data: bytes, rng: random.Random) -> bytes:
    """Return the file with other line ends."""
    return data.replace(b"\r\n", b"\n").replace(b"\n", rng.choice((b"\r", b"\n", b"\r\n", b"\n\n")))


def change_encoding(data: bytes, rng: random.Random) -> bytes:
    """Return the file in another encoding, declared or not."""
    codec = rng.choice(("utf-8", "utf-8-sig", "utf-16", "iso8859-15", "cp1252", "mac-roman"))
    return data.decode("cp437").encode(codec, errors="replace")


MUTATIONS: Final[tuple[Callable[[bytes, random.Random], bytes], ...]] = (
    flip,
    cut,
    remove,
    duplicate,
    insert,
    insert_noise,
    replace_word,
    shuffle_lines,
    change_line_ends,
    change_encoding,
)


def _place(data: bytes, rng: random.Random) -> int:
    """Return a position, at times at the very start or end."""
    return rng.choice((0, len(data))) if rng.random() < 0.05 else rng.randrange(len(data) + 1)


def _stretch(data: bytes, rng: random.Random) -> tuple[int, int]:
    """Return start and stop of a stretch: a few bytes, or whole lines."""
    start = _place(data, rng)
    stop = min(len(data), start + rng.choice((1, 2, 10, 200)))
    if rng.random() < 0.5:
        start = data.rfind(b"\n", 0, start) + 1
        stop = data.find(b"\n", stop) + 1 or len(data)
    return start, stop
