# cython: language_level=3, boundscheck=True, wraparound=False, initializedcheck=False
"""Columns that are made of other columns: the years of dates, the keys of vouchers.

All take and give the chunks of `columns`, so that half a million vouchers cost milliseconds.
"""

import cython

SLASH = cython.declare(cython.uchar, 47)


def years_of(dates, starts, ends):
    """Return for each date of a chunk which span holds it, from 1, as 32-bit integers, else 0.

    `starts` and `ends` are days; of spans that overlap the first one wins.
    """
    _, rows, bits, data = dates
    result = bytearray(4 * rows)
    if data is None or not starts or not rows:
        return result
    fill_years(
        memoryview(data).cast("i"),
        bits if bits is not None else b"",
        bits is not None,
        memoryview(result).cast("i"),
        whole_numbers(starts),
        whole_numbers(ends),
    )
    return result


def whole_numbers(values):
    """Return a view of 32-bit integers."""
    view = memoryview(bytearray(4 * len(values))).cast("i")
    for k, value in enumerate(values):
        view[k] = value
    return view


@cython.cfunc
@cython.exceptval(-1)
def fill_years(
    dates: cython.const[cython.int][::1],
    bits: cython.const[cython.uchar][::1],
    has_bits: cython.bint,
    result: cython.int[::1],
    starts: cython.int[::1],
    ends: cython.int[::1],
) -> cython.int:
    i: cython.Py_ssize_t
    k: cython.Py_ssize_t
    rows: cython.Py_ssize_t = len(dates)
    spans: cython.Py_ssize_t = len(starts)
    day: cython.int
    with cython.nogil:
        for i in range(rows):
            if has_bits and not (bits[i >> 3] >> (i & 7)) & 1:
                continue
            day = dates[i]
            for k in range(spans):
                if starts[k] <= day <= ends[k]:
                    result[i] = cython.cast(cython.int, k + 1)
                    break
    return 0


def voucher_keys(prefixes, year_at, series, numbers, occurrences):
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
    end = writer.write(
        memoryview(offsets).cast("i"),
        memoryview(year_at).cast("i") if rows else memoryview(bytearray(4)).cast("i"),
        view_of(series),
        series[4] or b"",
        view_of(numbers),
        numbers[4] or b"",
        memoryview(occurrences).cast("i") if occurrences else None,
        rows,
    )
    return ("text", rows, None, bytes(offsets), bytes(memoryview(text)[:end]))


def view_of(chunk):
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
    end: cython.Py_ssize_t

    def __init__(self, text, prefixes, starts, stops):
        self.text = text if len(text) else bytearray(1)
        self.prefixes = prefixes
        self.starts = starts
        self.stops = stops
        self.end = 0

    def write(self, offsets, year_at, series_at, series, numbers_at, numbers, occurrences, rows):
        """Write the keys of all rows and return where they end."""
        once: cython.bint = occurrences is None
        self.fill(
            offsets,
            year_at,
            series_at,
            series,
            numbers_at,
            numbers,
            year_at if once else occurrences,
            once,
            rows,
        )
        return self.end

    @cython.cfunc
    @cython.exceptval(-1)
    def fill(
        self,
        offsets: cython.int[::1],
        year_at: cython.const[cython.int][::1],
        series_at: cython.const[cython.int][::1],
        series: cython.const[cython.uchar][::1],
        numbers_at: cython.const[cython.int][::1],
        numbers: cython.const[cython.uchar][::1],
        occurrences: cython.const[cython.int][::1],
        once: cython.bint,
        rows: cython.Py_ssize_t,
    ) -> cython.int:
        i: cython.Py_ssize_t
        year: cython.int
        with cython.nogil:
            for i in range(rows):
                year = year_at[i]
                self.copy(self.prefixes, self.starts[year], self.stops[year], False)
                self.put(SLASH)
                self.copy(series, series_at[i], series_at[i + 1], True)
                self.put(SLASH)
                self.copy(numbers, numbers_at[i], numbers_at[i + 1], True)
                self.put(SLASH)
                self.number(1 if once else occurrences[i])
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
