# cython: language_level=3, boundscheck=True, wraparound=False, initializedcheck=False
"""One line of a SIE file into its fields, and the quick readers of numbers and dates.

A field is a span of the file's bytes with a kind and flags; nothing is copied until a column
takes it. Everything here is linear in the bytes of the line, whatever they are.
"""

import cython
from cython.cimports.siekit.core.columns import Int32Column, Int64Column, TextColumn
from cython.cimports.siekit.core.encoding import Coder

from siekit.core.faults import HIGHEST, Fault

MOST_FIELDS = 32
"""Fields of a line that are kept apart; no label defines more than eight."""

DETAILS = 1000
"""Faults of one code that are kept with their place; all are counted."""

BARE = cython.declare(cython.int, 1)
QUOTED = cython.declare(cython.int, 2)
LIST = cython.declare(cython.int, 3)

ESCAPED = cython.declare(cython.int, 1)
STRAY = cython.declare(cython.int, 2)
UNCLOSED = cython.declare(cython.int, 4)
BACKSLASH = cython.declare(cython.int, 8)
ODD_ITEMS = cython.declare(cython.int, 16)

FIELD_LIMIT = cython.declare(cython.Py_ssize_t, MOST_FIELDS)
DETAIL_LIMIT = cython.declare(cython.longlong, DETAILS)
CONTROL_CHARACTER = cython.declare(cython.int, Fault.CONTROL_CHARACTER)
SECOND_ENCODING = cython.declare(cython.int, Fault.SECOND_ENCODING)
STRAY_QUOTE = cython.declare(cython.int, Fault.STRAY_QUOTE)
UNCLOSED_QUOTE = cython.declare(cython.int, Fault.UNCLOSED_QUOTE)
BACKSLASH_CLOSES = cython.declare(cython.int, Fault.BACKSLASH_BEFORE_CLOSING_QUOTE)
QUOTE_IN_BARE_WORD = cython.declare(cython.int, Fault.QUOTE_IN_BARE_WORD)


@cython.cclass
class Scanner:
    """The place in the file, the fields of the line at hand, and the faults met so far."""

    def __init__(self, data: bytes, coder: Coder) -> None:
        self.data = data
        self.source = data
        self.coder = coder
        self.size = len(data)
        self.line_start = self.end = 0
        self.first_record = -1
        self.line = 0
        self.crlf = self.lf = self.cr = 0
        self.starts = memoryview(bytearray(8 * MOST_FIELDS)).cast("q")
        self.stops = memoryview(bytearray(8 * MOST_FIELDS)).cast("q")
        self.kinds = memoryview(bytearray(4 * MOST_FIELDS)).cast("i")
        self.flags = memoryview(bytearray(4 * MOST_FIELDS)).cast("i")
        self.count = 0
        self.label = -1
        self.takes_list = False
        self.no_closer = False
        self.value = 0
        self.days = self.last_days = 0
        self.last_date = -1
        self.tally = memoryview(bytearray(8 * (HIGHEST + 1))).cast("q")
        self.fault_code = Int32Column()
        self.fault_line = Int32Column()
        self.fault_label = Int32Column()
        self.fault_field = Int32Column()
        self.fault_line_start = Int64Column()
        self.fault_start = Int64Column()
        self.fault_stop = Int64Column()

    def fault_counts(self) -> dict[int, int]:
        """Return how often each fault was met, by its number."""
        return {code: count for code, count in enumerate(self.tally) if count}

    # Fields ------------------------------------------------------------------------------

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def split(self, i: cython.Py_ssize_t) -> cython.int:  # noqa: PLR0912 - one branch a byte
        """Find the fields from `i` to the end of the line, whose place is kept in `end`.

        Plain words and plain quoted texts are found here; what is odd about the others is left
        to `bare`, `quoted` and `braced`, which begin again where the field does.
        """
        byte: cython.uchar
        start: cython.Py_ssize_t
        size: cython.Py_ssize_t = self.size
        self.count = 0
        self.no_closer = False
        while i < size:
            byte = self.source[i]
            if byte > 34 and byte != 123 and byte != 127:
                start = i
                i += 1
                while i < size:
                    byte = self.source[i]
                    if byte <= 34 or byte == 123:
                        break
                    i += 1
                if i == size or ends_field(byte):
                    keep(self, start, i, BARE, 0)
                else:
                    i = self.bare(start)
            elif byte == 32 or byte == 9:
                i += 1
            elif byte == 34:
                start = i + 1
                i = start
                while i < size:
                    byte = self.source[i]
                    if byte == 34 or byte == 92 or byte < 32:
                        break
                    i += 1
                if i + 1 < size and byte == 34 and ends_field(self.source[i + 1]):
                    keep(self, start, i, QUOTED, 0)
                    i += 1
                else:
                    i = self.quoted(start)
            elif byte == 123:
                if i + 1 < size and self.source[i + 1] == 125:
                    keep(self, i + 1, i + 1, LIST, 0)
                    i += 2
                else:
                    i = self.braced(i + 1)
            elif byte == 10 or byte == 13:
                break
            elif byte == 33:
                i = self.bare(i)
            else:
                self.fault_at(CONTROL_CHARACTER, -1, i, i + 1)
                i += 1
        self.end = i
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def bare(self, i: cython.Py_ssize_t) -> cython.Py_ssize_t:
        """Read an unquoted field; before an object list a brace ends it as a space does."""
        start: cython.Py_ssize_t = i
        flags: cython.int = 0
        byte: cython.uchar
        while i < self.size:
            byte = self.source[i]
            if byte <= 34:
                if byte == 32 or byte == 10 or byte == 13 or byte == 9:
                    break
                if byte == 34:
                    flags |= STRAY
                    if i > start and self.source[i - 1] == 92:
                        flags |= ESCAPED
            elif byte == 123 and self.takes_list:
                break
            i += 1
        keep(self, start, i, BARE, flags)
        return i

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def closes(self, i: cython.Py_ssize_t) -> cython.bint:
        """Tell whether a quote whose next byte is at `i` ends its field (SIE 4B 5.7)."""
        byte: cython.uchar
        if i >= self.size:
            return True
        byte = self.source[i]
        if byte == 32 or byte == 10 or byte == 13 or byte == 9 or byte == 125:
            return True
        return byte == 123 and self.takes_list

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def quoted(self, i: cython.Py_ssize_t) -> cython.Py_ssize_t:
        """Read a quoted field whose text begins at `i`; only backslash-quote is an escape."""
        start: cython.Py_ssize_t = i
        flags: cython.int = 0
        byte: cython.uchar
        if self.no_closer:
            return self.unclosed(start)
        while i < self.size:
            byte = self.source[i]
            if byte > 34:
                if byte == 92 and i + 1 < self.size and self.source[i + 1] == 34:
                    flags |= ESCAPED
                    i += 1
            elif byte == 34:
                if self.closes(i + 1):
                    keep(self, start, i, QUOTED, flags)
                    return i + 1
                flags |= STRAY
            elif byte == 10 or byte == 13:
                break
            i += 1
        self.no_closer = True
        return self.unclosed(start)

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def unclosed(self, start: cython.Py_ssize_t) -> cython.Py_ssize_t:
        """Read a quoted field that no quote closes: a last backslash-quote does, or the line.

        The standard has no escape for a backslash at the end of a text, as in a path.
        """
        i: cython.Py_ssize_t = start
        flags: cython.int = 0
        byte: cython.uchar
        while i < self.size:
            byte = self.source[i]
            if byte == 10 or byte == 13:
                break
            if byte == 92 and i + 1 < self.size and self.source[i + 1] == 34:
                if self.closes(i + 2):
                    keep(self, start, i + 1, QUOTED, flags | BACKSLASH)
                    return i + 2
                flags |= ESCAPED
                i += 1
            i += 1
        keep(self, start, i, QUOTED, flags | UNCLOSED)
        return i

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def braced(self, i: cython.Py_ssize_t) -> cython.Py_ssize_t:
        """Read an object list whose content begins at `i`, or what is left of the line."""
        start: cython.Py_ssize_t = i
        items: cython.Py_ssize_t = 0
        inside: cython.int = 0
        byte: cython.uchar
        while i < self.size:
            byte = self.source[i]
            if byte == 10 or byte == 13:
                break
            if inside == 2:
                if byte == 92 and i + 1 < self.size and self.source[i + 1] == 34:
                    i += 1
                elif byte == 34 and self.closes(i + 1):
                    inside = 0
            elif byte == 125:
                keep(self, start, i, LIST, ODD_ITEMS if items & 1 else 0)
                return i + 1
            elif byte == 32 or byte == 9:
                inside = 0
            elif inside == 0:
                items += 1
                inside = 2 if byte == 34 else 1
            i += 1
        keep(self, start, i, LIST, UNCLOSED)
        return i

    # What a field holds ------------------------------------------------------------------

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def is_empty(self, k: cython.Py_ssize_t) -> cython.bint:
        """Tell whether field `k` is absent or has nothing but spaces."""
        i: cython.longlong
        byte: cython.uchar
        if k >= self.count or k >= FIELD_LIMIT:
            return True
        for i in range(self.starts[k], self.stops[k]):
            byte = self.source[i]
            if byte > 32 and byte != 127:
                return False
        return True

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def is_digits(self, k: cython.Py_ssize_t) -> cython.bint:
        """Tell whether field `k` is one digit or more and nothing else."""
        i: cython.longlong
        byte: cython.uchar
        if k >= self.count or k >= FIELD_LIMIT or self.starts[k] == self.stops[k]:
            return False
        for i in range(self.starts[k], self.stops[k]):
            byte = self.source[i]
            if byte < 48 or byte > 57:
                return False
        return self.kinds[k] != LIST

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def is_decimal(self, k: cython.Py_ssize_t, most: cython.int) -> cython.bint:
        """Tell whether field `k` is a plain number; its millionths are then in `value`.

        Twelve digits and six decimals always fit 64 bits; longer numbers are read elsewhere.
        """
        i: cython.longlong
        stop: cython.longlong
        byte: cython.uchar
        value: cython.longlong = 0
        digits: cython.int = 0
        decimals: cython.int = -1
        negative: cython.bint = False
        if k >= self.count or k >= FIELD_LIMIT or self.kinds[k] == LIST:
            return False
        i = self.starts[k]
        stop = self.stops[k]
        if i < stop and self.source[i] == 45:
            negative = True
            i += 1
        while i < stop:
            byte = self.source[i]
            if byte >= 48 and byte <= 57:
                if decimals < 0:
                    if digits == 12:
                        return False
                elif decimals == most:
                    return False
                else:
                    decimals += 1
                digits += 1
                value = 10 * value + (byte - 48)
            elif byte == 46 and decimals < 0:
                decimals = 0
            else:
                return False
            i += 1
        if digits == 0:
            return False
        decimals = max(decimals, 0)
        while decimals < 6:
            value *= 10
            decimals += 1
        self.value = -value if negative else value
        return True

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def is_date(self, k: cython.Py_ssize_t) -> cython.bint:
        """Tell whether field `k` is a real YYYYMMDD; its days from 1970 are then in `days`."""
        i: cython.longlong
        byte: cython.uchar
        number: cython.longlong = 0
        year: cython.int
        month: cython.int
        day: cython.int
        if k >= self.count or k >= FIELD_LIMIT or self.stops[k] - self.starts[k] != 8:
            return False
        for i in range(self.starts[k], self.stops[k]):
            byte = self.source[i]
            if byte < 48 or byte > 57:
                return False
            number = 10 * number + (byte - 48)
        if number == self.last_date:
            self.days = self.last_days
            return True
        year = cython.cast(cython.int, number // 10000)
        month = cython.cast(cython.int, number // 100 % 100)
        day = cython.cast(cython.int, number % 100)
        if year < 1 or month < 1 or month > 12 or day < 1 or day > days_in(year, month):
            return False
        self.days = self.last_days = days_from_1970(year, month, day)
        self.last_date = number
        return True

    # Faults and columns ------------------------------------------------------------------

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def fault(self, code: cython.int, field: cython.int) -> cython.int:
        """Note a fault of field `field` of this line, or of the line when it has none such."""
        if field >= 0 and field < self.count and field < FIELD_LIMIT:
            return self.fault_at(code, field, self.starts[field], self.stops[field])
        return self.fault_at(code, field, self.line_start, self.end)

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def fault_at(
        self,
        code: cython.int,
        field: cython.int,
        start: cython.longlong,
        stop: cython.longlong,
    ) -> cython.int:
        self.tally[code] += 1
        if self.tally[code] > DETAIL_LIMIT:
            return 0
        self.fault_code.push(code)
        self.fault_line.push(cython.cast(cython.int, self.line))
        self.fault_label.push(self.label)
        self.fault_field.push(field)
        self.fault_line_start.push(self.line_start)
        self.fault_start.push(start)
        self.fault_stop.push(stop)
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_field(self, column: TextColumn, k: cython.Py_ssize_t) -> cython.int:
        """Push field `k` as text, null when it is absent, with the faults of its writing."""
        flags: cython.int
        met: cython.int
        if k >= self.count or k >= FIELD_LIMIT:
            return column.push_null()
        flags = self.flags[k]
        if flags and self.kinds[k] != LIST:
            self.tell_quotes(k, flags)
        met = column.push_text(
            self.source, self.starts[k], self.stops[k], self.coder, (flags & ESCAPED) != 0
        )
        if met:
            self.tell_characters(met, k, self.starts[k], self.stops[k])
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def tell_quotes(self, k: cython.Py_ssize_t, flags: cython.int) -> cython.int:
        if flags & UNCLOSED:
            self.fault(UNCLOSED_QUOTE, k)
        if flags & BACKSLASH:
            self.fault(BACKSLASH_CLOSES, k)
        if flags & STRAY:
            self.fault(STRAY_QUOTE if self.kinds[k] == QUOTED else QUOTE_IN_BARE_WORD, k)
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def tell_characters(
        self,
        met: cython.int,
        k: cython.Py_ssize_t,
        start: cython.longlong,
        stop: cython.longlong,
    ) -> cython.int:
        if met & 1:
            self.fault_at(CONTROL_CHARACTER, k, start, stop)
        if met & 2:
            self.fault_at(SECOND_ENCODING, k, start, stop)
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_span(
        self,
        column: TextColumn,
        k: cython.Py_ssize_t,
        start: cython.longlong,
        stop: cython.longlong,
        flags: cython.int,
    ) -> cython.int:
        """Push a span of the line as text, with the faults of its characters."""
        met: cython.int
        met = column.push_text(self.source, start, stop, self.coder, (flags & ESCAPED) != 0)
        if met:
            self.tell_characters(met, k, start, stop)
        return 0


@cython.cfunc
@cython.inline
@cython.nogil
@cython.exceptval(-1)
def ends_field(byte: cython.uchar) -> cython.bint:
    """Tell whether a byte is a space, a tab or the end of a line."""
    return byte == 32 or byte == 13 or byte == 10 or byte == 9


@cython.cfunc
@cython.inline
@cython.nogil
@cython.exceptval(-1)
def keep(
    scanner: Scanner,
    start: cython.Py_ssize_t,
    stop: cython.Py_ssize_t,
    kind: cython.int,
    flags: cython.int,
) -> cython.int:
    """Add a field; of those past the limit only the number is kept."""
    k: cython.Py_ssize_t = scanner.count
    if k < FIELD_LIMIT:
        scanner.starts[k] = start
        scanner.stops[k] = stop
        scanner.kinds[k] = kind
        scanner.flags[k] = flags
    scanner.count = k + 1
    return 0


@cython.cfunc
@cython.nogil
@cython.exceptval(-1)
def days_in(year: cython.int, month: cython.int) -> cython.int:
    """Return the number of days of a month."""
    if month == 2:
        if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
            return 29
        return 28
    if month == 4 or month == 6 or month == 9 or month == 11:
        return 30
    return 31


@cython.cfunc
@cython.nogil
@cython.exceptval(-2147483648)
def days_from_1970(year: cython.int, month: cython.int, day: cython.int) -> cython.int:
    """Return the days from 1970-01-01 in the Gregorian calendar, for years from 1."""
    # Months are counted from March, so that a leap day ends its year.
    shifted: cython.int = year if month > 2 else year - 1
    months: cython.int = month - 3 if month > 2 else month + 9
    century: cython.int = shifted // 100
    rest: cython.int = shifted % 100
    return 146097 * century // 4 + 1461 * rest // 4 + (153 * months + 2) // 5 + day - 719469
