# cython: language_level=3, boundscheck=True, wraparound=False, initializedcheck=False
"""Columns that are made of other columns: the years of dates, the keys of vouchers.

All take and give the chunks of `columns`, so that half a million vouchers cost milliseconds.
"""

import cython

from siekit.core.columns import Chunk

SLASH = cython.declare(cython.uchar, 47)


def years_of(dates: Chunk, starts: list[int], ends: list[int]) -> bytearray:
    """Return for each date of a chunk which span holds it, from 1, as 32-bit integers, else 0.

    `starts` and `ends` are days; of spans that overlap the first one wins.
    """
    _, rows, bits, data = dates
    result = bytearray(4 * rows)
    if data is not None and starts and rows:
        finder = YearFinder(whole_numbers(starts), whole_numbers(ends), bits)
        finder.find(memoryview(data).cast("i"), memoryview(result).cast("i"), rows)
    return result


@cython.cclass
class YearFinder:
    """Finds the span of days that each date lies in."""

    starts: cython.int[::1]
    ends: cython.int[::1]
    bits: cython.const[cython.uchar][::1]
    has_bits: cython.bint

    def __init__(self, starts: memoryview, ends: memoryview, bits: memoryview | None) -> None:
        self.starts = starts
        self.ends = ends
        self.has_bits = bits is not None
        self.bits = b"" if bits is None else bits

    def find(self, dates: memoryview, result: memoryview, rows: int) -> None:
        """Write the place of each date's span, from 1, into `result`."""
        self.fill(dates, result, rows)

    @cython.cfunc
    @cython.exceptval(-1)
    def fill(
        self,
        dates: cython.const[cython.int][::1],
        result: cython.int[::1],
        rows: cython.Py_ssize_t,
    ) -> cython.int:
        i: cython.Py_ssize_t
        k: cython.Py_ssize_t
        spans: cython.Py_ssize_t = len(self.starts)
        day: cython.int
        with cython.nogil:
            for i in range(rows):
                if self.has_bits and not (self.bits[i >> 3] >> (i & 7)) & 1:
                    continue
                day = dates[i]
                for k in range(spans):
                    if self.starts[k] <= day <= self.ends[k]:
                        result[i] = cython.cast(cython.int, k + 1)
                        break
        return 0


def whole_numbers(values: list[int]) -> memoryview:
    """Return a view of 32-bit integers."""
    view = memoryview(bytearray(4 * len(values))).cast("i")
    for k, value in enumerate(values):
        view[k] = value
    return view


def voucher_keys(
    prefixes: list[bytes],
    year_at: bytearray,
    series: Chunk,
    numbers: Chunk,
    occurrences: memoryview | None,
) -> Chunk:
    """Return the chunk of `prefix/series/number/occurrence`, a slash inside written %2F.

    `prefixes` has the company and the year's first day for each value of `year_at`, the result
    of `years_of`; `occurrences` are 32-bit integers, None when all are 1.
    """
    rows = series[1]
    starts, stops, joined = [], [], bytearray()
    for prefix in prefixes:
        starts.append(len(joined))
        joined += prefix
        stops.append(len(joined))
    room = rows * (max(map(len, prefixes)) + 14)
    room += sum(3 * len(chunk[4]) for chunk in (series, numbers) if chunk[4] is not None)
    text = bytearray(room)
    offsets = bytearray(4 * (rows + 1))
    writer = KeyWriter(text, bytes(joined), whole_numbers(starts), whole_numbers(stops))
    writer.take_series(view_of(series), series[4] or b"")
    writer.take_numbers(view_of(numbers), numbers[4] or b"")
    if occurrences is not None:
        writer.take_occurrences(occurrences.cast("B").cast("i"))
    end = writer.write(offsets, memoryview(year_at).cast("i"), rows) if rows else 0
    return ("text", rows, None, bytes(offsets), bytes(memoryview(text)[:end]))


def view_of(chunk: Chunk) -> memoryview:
    """Return the offsets of a text chunk, zeros when all its rows are null."""
    rows, offsets = chunk[1], chunk[3]
    return memoryview(bytes(4 * (rows + 1)) if offsets is None else offsets).cast("i")


@cython.cclass
class KeyWriter:
    """Writes keys one after the other into one buffer."""

    text: cython.uchar[::1]
    prefixes: cython.const[cython.uchar][::1]
    starts: cython.int[::1]
    stops: cython.int[::1]
    series_at: cython.const[cython.int][::1]
    series: cython.const[cython.uchar][::1]
    numbers_at: cython.const[cython.int][::1]
    numbers: cython.const[cython.uchar][::1]
    occurrences: cython.const[cython.int][::1]
    once: cython.bint
    end: cython.Py_ssize_t

    def __init__(
        self, text: bytearray, prefixes: bytes, starts: memoryview, stops: memoryview
    ) -> None:
        self.text = text if len(text) else bytearray(1)
        self.prefixes = prefixes
        self.starts = starts
        self.stops = stops
        self.once = True
        self.end = 0

    def take_series(self, offsets: memoryview, text: bytes) -> None:
        """Take the column of voucher series."""
        self.series_at = offsets
        self.series = text

    def take_numbers(self, offsets: memoryview, text: bytes) -> None:
        """Take the column of voucher numbers."""
        self.numbers_at = offsets
        self.numbers = text

    def take_occurrences(self, values: memoryview) -> None:
        """Take the column of occurrences; without it all are 1."""
        self.occurrences = values
        self.once = False

    def write(self, offsets: bytearray, year_at: memoryview, rows: int) -> int:
        """Write the keys of all rows, and where each ends; return where the last one does."""
        self.fill(memoryview(offsets).cast("i"), year_at, rows)
        return int(self.end)

    @cython.cfunc
    @cython.exceptval(-1)
    def fill(
        self,
        offsets: cython.int[::1],
        year_at: cython.const[cython.int][::1],
        rows: cython.Py_ssize_t,
    ) -> cython.int:
        i: cython.Py_ssize_t
        year: cython.int
        with cython.nogil:
            for i in range(rows):
                year = year_at[i]
                self.copy(self.prefixes, self.starts[year], self.stops[year], False)
                self.put(SLASH)
                self.copy(self.series, self.series_at[i], self.series_at[i + 1], True)
                self.put(SLASH)
                self.copy(self.numbers, self.numbers_at[i], self.numbers_at[i + 1], True)
                self.put(SLASH)
                self.number(1 if self.once else self.occurrences[i])
                offsets[i + 1] = cython.cast(cython.int, self.end)
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def put(self, byte: cython.uchar) -> cython.int:
        self.text[self.end] = byte
        self.end += 1
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def copy(
        self,
        source: cython.const[cython.uchar][::1],
        start: cython.int,
        stop: cython.int,
        escaped: cython.bint,
    ) -> cython.int:
        i: cython.Py_ssize_t
        for i in range(start, stop):
            if escaped and source[i] == SLASH:
                self.put(37)
                self.put(50)
                self.put(70)
            else:
                self.put(source[i])
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def number(self, value: cython.int) -> cython.int:
        """Write a whole number from 1 on."""
        power: cython.int = 1
        while value // power >= 10:
            power *= 10
        while power > 0:
            self.put(cython.cast(cython.uchar, 48 + value // power % 10))
            power = power // 10
        return 0
