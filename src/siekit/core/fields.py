# cython: language_level=3, boundscheck=True, wraparound=False, initializedcheck=False
"""Fields out of columns: each value as the standard writes it, in the encoding of the file.

The columns of some rows come one after the other, each as a part of Arrow's layout, and their
fields are written into working memory that stays in the processor's cache. A field of no bytes
is absent. What cannot be written as it is is counted, never left out in silence.
"""

from typing import Any

import cython

Part = tuple[Any, ...]
"""The name of a layout, the number of rows, bits or None, the first row, and buffers."""

CODE_POINTS = 1 << 16
"""Entries of the table that turns code points into bytes."""

LOWEST = cython.declare(cython.longlong, -(1 << 62))
"""Below it a negative number takes the slow way, so that none lacks a positive counterpart."""

EMPTY_LIST = b'{""}'
"""An object list that cannot be read: it reads back as unreadable, not as no objects."""


@cython.final
@cython.cclass
class Fields:
    """The fields of some rows, column after column; the ends of all of them in one list.

    The counters say what stood in the way: `controls` characters that may not stand in a text,
    `backslashes` texts that end in one and cannot be written bare, `unfit` characters that the
    encoding lacks, `gaps` absent texts before a field that is there, `days_out` dates beyond
    four digits of year.
    """

    def __init__(self, table: bytes | None) -> None:
        """Take the byte of each code point, 0 where there is none; None writes UTF-8."""
        self.store = bytearray(1)
        self.cells = self.store
        self.end_store = bytearray(8)
        self.ends = memoryview(self.end_store).cast("q")
        self.table = table or bytes(1)
        self.eight_bit = table is not None
        self.day_digits = bytearray(8)
        self.last_day = 2_000_000_000
        self.room = self.end = self.most_cells = self.count = self.rows = 0
        self.controls = self.backslashes = self.unfit = self.gaps = self.days_out = 0

    def start_rows(self, rows: int, fields: int) -> None:
        """Begin the next rows of the table."""
        self.rows = rows
        self.count = 0
        self.end = 0
        if rows * fields + 1 > self.most_cells:
            self.most_cells = rows * fields + 1
            self.end_store = bytearray(8 * self.most_cells)
            self.ends = memoryview(self.end_store).cast("q")
        self.ends[0] = 0

    # Columns -----------------------------------------------------------------------------

    def add_text(self, part: Part, quoted: bool, absent: bytes = b"") -> None:
        """Add a column of texts or codes; a code is quoted only where it must be."""
        _, rows, bits, first, offsets, source = part
        always: cython.bint = quoted
        size: cython.Py_ssize_t = rows
        self.start_column(bits, first, absent)
        self.offsets = offsets
        self.source = source
        with cython.nogil:
            self.texts(size, always)

    def add_number(
        self, part: Part, least: int, absent: bytes = b"", unreadable: memoryview | None = None
    ) -> None:
        """Add a column of decimals with at least some decimals.

        `unreadable` has 1 for each row whose null must read back as no number, not as nothing.
        """
        _, rows, bits, first, values = part
        halves: cython.const[cython.longlong][::1] = values
        size: cython.Py_ssize_t = rows
        decimals: cython.int = least
        self.start_column(bits, first, absent)
        self.marks = b"" if unreadable is None else unreadable
        with cython.nogil:
            self.numbers(halves, size, decimals)

    def add_date(self, part: Part, absent: bytes = b"") -> None:
        """Add a column of days from 1970."""
        _, rows, bits, first, values = part
        days: cython.const[cython.int][::1] = values
        size: cython.Py_ssize_t = rows
        self.start_column(bits, first, absent)
        with cython.nogil:
            self.dates(days, size)

    def add_integer(self, part: Part, least: int, absent: bytes = b"") -> None:
        """Add a column of 32-bit integers with at least some digits."""
        _, rows, bits, first, values = part
        integers: cython.const[cython.int][::1] = values
        size: cython.Py_ssize_t = rows
        digits: cython.int = least
        self.start_column(bits, first, absent)
        with cython.nogil:
            self.integers(integers, size, digits)

    def add_objects(self, part: Part, plain: memoryview | None = None) -> None:
        """Add a column of object lists; one that could not be read stays so.

        `plain` has 1 for each row that leaves an empty list out.
        """
        _, rows, bits, first, offsets, dimensions, objects = part
        lists: cython.const[cython.int][::1] = offsets
        list_bits: cython.const[cython.uchar][::1] = b"" if bits is None else bits
        left_out: cython.const[cython.uchar][::1] = b"" if plain is None else plain
        begin: cython.Py_ssize_t = first
        size: cython.Py_ssize_t = rows
        self.dim_bits = b"" if dimensions[2] is None else dimensions[2]
        self.has_dim_bits = dimensions[2] is not None
        self.dim_first = dimensions[3]
        self.dims = dimensions[4]
        self.start_column(objects[2], objects[3], EMPTY_LIST)
        self.offsets = objects[4]
        self.source = objects[5]
        with cython.nogil:
            self.lists(lists, list_bits, left_out, begin, size)

    def add_nothing(self, rows: int, absent: bytes = b"") -> None:
        """Add a column without a value."""
        size: cython.Py_ssize_t = rows
        self.start_column(None, 0, absent)
        with cython.nogil:
            self.nothing(size)

    @cython.cfunc
    @cython.exceptval(-1)
    def start_column(self, bits: Any, first: cython.Py_ssize_t, absent: bytes) -> cython.int:
        self.bits = b"" if bits is None else bits
        self.has_bits = bits is not None
        self.first = first
        self.absent = absent
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def is_null(self, place: cython.Py_ssize_t) -> cython.bint:
        return self.has_bits and not (self.bits[place >> 3] >> (place & 7)) & 1

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def close(self) -> cython.int:
        """End a field."""
        self.count += 1
        self.ends[self.count] = self.end
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def reserve(self, count: cython.Py_ssize_t) -> cython.int:
        if self.end + count > self.room:
            with cython.gil:
                self.grow(count)
        return 0

    @cython.cfunc
    @cython.exceptval(-1)
    def grow(self, count: cython.Py_ssize_t) -> cython.int:
        self.room = max(1 << 16, 2 * self.room, self.end + count)
        wider = bytearray(self.room)
        wider[: self.end] = memoryview(self.store)[: self.end]
        self.store = wider
        self.cells = wider
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def put(self, byte: cython.uchar) -> cython.int:
        """Write a byte for which there is room."""
        self.cells[self.end] = byte
        self.end += 1
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def put_absent(self) -> cython.int:
        i: cython.Py_ssize_t
        self.reserve(len(self.absent))
        for i in range(len(self.absent)):
            self.put(self.absent[i])
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def nothing(self, rows: cython.Py_ssize_t) -> cython.int:
        _r: cython.Py_ssize_t
        for _r in range(rows):
            if len(self.absent) > 0:
                self.put_absent()
            self.close()
        return 0

    # Texts -------------------------------------------------------------------------------

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def texts(self, rows: cython.Py_ssize_t, always: cython.bint) -> cython.int:
        r: cython.Py_ssize_t
        k: cython.Py_ssize_t
        for r in range(rows):
            k = self.first + r
            if self.is_null(k):
                self.put_absent()
            else:
                self.put_text(self.offsets[k], self.offsets[k + 1], always)
            self.close()
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def put_text(
        self, start: cython.Py_ssize_t, stop: cython.Py_ssize_t, always: cython.bint
    ) -> cython.int:
        """Write a text in quotes, a code bare where it can be (SIE 4B 5.7)."""
        i: cython.Py_ssize_t = start
        end: cython.Py_ssize_t
        byte: cython.uchar
        # An escaped quote is two bytes; no other character grows.
        self.reserve(2 * (stop - start) + 4)
        if not always:
            end = self.end
            while i < stop:
                byte = self.source[i]
                if byte <= 34 or byte >= 123:
                    break
                self.cells[end] = byte
                end += 1
                i += 1
            if i == stop and stop > start:
                self.end = end
                return 0
            i = start
            if self.can_be_bare(start, stop):
                return self.put_rest(start, stop)
        if stop > start and self.source[stop - 1] == 92:
            # SIE 4B has no escape for a backslash before the closing quote: bare is exact.
            if self.can_be_bare(start, stop):
                return self.put_rest(start, stop)
            self.backslashes += 1
        end = self.end
        self.cells[end] = 34
        end += 1
        while i < stop:
            byte = self.source[i]
            if byte < 32 or byte == 34 or byte >= 127:
                self.end = end
                self.put_rest(i, stop)
                end = self.end
                break
            self.cells[end] = byte
            end += 1
            i += 1
        if stop > start and self.source[stop - 1] == 92:
            self.cells[end] = 32
            end += 1
        self.cells[end] = 34
        self.end = end + 1
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def can_be_bare(self, start: cython.Py_ssize_t, stop: cython.Py_ssize_t) -> cython.bint:
        """Tell whether a text means the same without quotes, whatever stands around it."""
        i: cython.Py_ssize_t
        byte: cython.uchar
        for i in range(start, stop):
            byte = self.source[i]
            if byte <= 34:
                if byte != 33:
                    return False
            elif byte == 123 or byte == 125 or byte == 127:
                return False
            elif byte == 0xC2 and i + 1 < stop and self.source[i + 1] == 0xA0:
                return False  # a no-break space may be a space to other readers
        return stop > start

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def put_rest(self, start: cython.Py_ssize_t, stop: cython.Py_ssize_t) -> cython.int:
        """Write what is inside the quotes, in the encoding of the file."""
        i: cython.Py_ssize_t = start
        end: cython.Py_ssize_t = self.end
        byte: cython.uchar
        while i < stop:
            byte = self.source[i]
            if byte >= 128 and self.eight_bit:
                self.cells[end] = cython.cast(cython.uchar, self.byte_of(i, stop))
                end += 1
                i += 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
                continue
            if byte == 34:
                self.cells[end] = 92
                self.cells[end + 1] = 34
                end += 2
            elif (byte < 32 and byte != 9) or byte == 127:
                self.controls += 1
            else:
                self.cells[end] = byte
                end += 1
            i += 1
        self.end = end
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def byte_of(self, i: cython.Py_ssize_t, stop: cython.Py_ssize_t) -> cython.int:
        """Return the one byte of the character of several bytes at `i`, `?` where it has none."""
        byte: cython.uchar = self.source[i]
        point: cython.int = 0
        if byte < 0xE0 and i + 1 < stop:
            point = (byte & 0x1F) << 6 | (self.source[i + 1] & 0x3F)
        elif byte < 0xF0 and i + 2 < stop:
            point = (byte & 0x0F) << 12 | (self.source[i + 1] & 0x3F) << 6
            point |= self.source[i + 2] & 0x3F
        if self.table[point] == 0:
            self.unfit += 1
            return 63
        return self.table[point]

    # Numbers -----------------------------------------------------------------------------

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def numbers(
        self,
        halves: cython.const[cython.longlong][::1],
        rows: cython.Py_ssize_t,
        least: cython.int,
    ) -> cython.int:
        r: cython.Py_ssize_t
        k: cython.Py_ssize_t
        low: cython.longlong
        high: cython.longlong
        has_marks: cython.bint = len(self.marks) > 0
        for r in range(rows):
            k = self.first + r
            if self.is_null(k):
                if has_marks and self.marks[r] == 1:
                    self.reserve(1)
                    self.put(63)
                else:
                    self.put_absent()
            else:
                low = halves[2 * k]
                high = halves[2 * k + 1]
                self.reserve(48)
                if (high == 0 and low >= 0) or (high == -1 and low < 0 and low > LOWEST):
                    self.put_number(low, least)
                else:
                    with cython.gil:
                        self.put_long_number(high, low, least)
            self.close()
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def put_number(self, value: cython.longlong, least: cython.int) -> cython.int:
        """Write millionths with a point and at least some decimals (SIE 4B 5.9)."""
        number: cython.ulonglong
        whole: cython.ulonglong
        part: cython.ulonglong
        decimals: cython.int = 6
        if value < 0:
            self.put(45)
            value = -value
        number = cython.cast(cython.ulonglong, value)
        whole = number // 1000000
        part = number - whole * 1000000
        if part % 10000 == 0:
            part //= 10000
            decimals = 2
        while decimals > least and part % 10 == 0:
            part //= 10
            decimals -= 1
        self.put_digits(whole, 1)
        if decimals > 0:
            self.put(46)
            self.put_digits(part, decimals)
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def put_digits(self, value: cython.ulonglong, least: cython.int) -> cython.int:
        """Write a whole number that is not negative with at least some digits."""
        digits: cython.Py_ssize_t = 1
        power: cython.ulonglong = 10
        i: cython.Py_ssize_t
        while digits < 18 and value >= power:
            power *= 10
            digits += 1
        if digits == 18 and value >= power:
            digits = 19
        digits = max(digits, least)
        i = self.end + digits
        self.end = i
        while digits > 0:
            i -= 1
            self.cells[i] = cython.cast(cython.uchar, 48 + value % 10)
            value //= 10
            digits -= 1
        return 0

    @cython.cfunc
    @cython.exceptval(-1)
    def put_long_number(self, high: Any, low: Any, least: cython.int) -> cython.int:
        """Write millionths that 64 bits cannot hold."""
        value = (high << 64) | (low & 0xFFFFFFFFFFFFFFFF)
        whole, part = divmod(abs(value), 10**6)
        decimals = f"{part:06}".rstrip("0").ljust(least, "0")
        sign = "-" if value < 0 else ""
        for byte in f"{sign}{whole}{'.' if decimals else ''}{decimals}".encode():
            self.put(byte)
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def integers(
        self,
        values: cython.const[cython.int][::1],
        rows: cython.Py_ssize_t,
        least: cython.int,
    ) -> cython.int:
        r: cython.Py_ssize_t
        k: cython.Py_ssize_t
        for r in range(rows):
            k = self.first + r
            if self.is_null(k):
                self.put_absent()
            else:
                self.put_integer(values[k], least)
            self.close()
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def put_integer(self, value: cython.longlong, least: cython.int) -> cython.int:
        self.reserve(24)
        if value < 0:
            self.put(45)
            value = -value
        return self.put_digits(value, least)

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def dates(self, days: cython.const[cython.int][::1], rows: cython.Py_ssize_t) -> cython.int:
        r: cython.Py_ssize_t
        k: cython.Py_ssize_t
        i: cython.Py_ssize_t
        for r in range(rows):
            k = self.first + r
            if self.is_null(k):
                self.put_absent()
            elif days[k] < -719162 or days[k] > 2932896:
                self.days_out += 1
                self.put_absent()
            else:
                self.reserve(8)
                if days[k] != self.last_day:
                    self.set_day(days[k])
                for i in range(8):
                    self.put(self.day_digits[i])
            self.close()
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def set_day(self, day: cython.int) -> cython.int:
        """Keep the digits of a day, since most rows have the day of the row before."""
        # Counted from 0000-03-01, so that a leap day ends its year.
        days: cython.int = day + 719468
        century: cython.int = days // 146097
        in_era: cython.int = days - century * 146097
        year: cython.int = (in_era - in_era // 1460 + in_era // 36524 - in_era // 146096) // 365
        in_year: cython.int = in_era - (365 * year + year // 4 - year // 100)
        shifted: cython.int = (5 * in_year + 2) // 153
        number: cython.int
        i: cython.Py_ssize_t
        year += century * 400
        number = in_year - (153 * shifted + 2) // 5 + 1
        if shifted < 10:
            number += 100 * (shifted + 3)
        else:
            number += 100 * (shifted - 9)
            year += 1
        number += 10000 * year
        for i in range(8):
            self.day_digits[7 - i] = cython.cast(cython.uchar, 48 + number % 10)
            number //= 10
        self.last_day = day
        return 0

    # Object lists ------------------------------------------------------------------------

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def lists(
        self,
        offsets: cython.const[cython.int][::1],
        bits: cython.const[cython.uchar][::1],
        plain: cython.const[cython.uchar][::1],
        first: cython.Py_ssize_t,
        rows: cython.Py_ssize_t,
    ) -> cython.int:
        r: cython.Py_ssize_t
        k: cython.Py_ssize_t
        i: cython.Py_ssize_t
        has_bits: cython.bint = len(bits) > 0
        may_leave_out: cython.bint = len(plain) > 0
        for r in range(rows):
            k = first + r
            if has_bits and not (bits[k >> 3] >> (k & 7)) & 1:
                self.put_absent()
            elif not (may_leave_out and plain[r] == 1 and offsets[k] == offsets[k + 1]):
                self.reserve(2)
                self.put(123)
                for i in range(offsets[k], offsets[k + 1]):
                    self.put_pair(i, i > offsets[k])
                self.reserve(1)
                self.put(125)
            self.close()
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def put_pair(self, i: cython.Py_ssize_t, later: cython.bint) -> cython.int:
        """Write a dimension and an object, both in quotes where they are missing."""
        k: cython.Py_ssize_t = self.dim_first + i
        self.reserve(32)
        if later:
            self.put(32)
        if self.has_dim_bits and not (self.dim_bits[k >> 3] >> (k & 7)) & 1:
            self.put(34)
            self.put(34)
        else:
            self.put_integer(self.dims[k], 1)
        self.put(32)
        k = self.first + i
        if self.is_null(k):
            self.gaps += 1
            self.put(34)
            return self.put(34)
        return self.put_text(self.offsets[k], self.offsets[k + 1], True)
