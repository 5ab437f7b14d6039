# cython: language_level=3, boundscheck=True, wraparound=False, initializedcheck=False
"""The records outside vouchers, each into the columns of its table.

An error marks, it never drops: a field that cannot be read is null and its record stays. A
record that says too little to be used is kept among the other records as it stands.
"""

from typing import Any

import cython
from cython.cimports.siekit.core.columns import (
    DecimalColumn,
    Int32Column,
    Int64Column,
    ObjectsColumn,
    TextColumn,
)
from cython.cimports.siekit.core.encoding import Coder
from cython.cimports.siekit.core.scanner import Scanner

from siekit.core.columns import CHUNK_ROWS
from siekit.core.faults import Fault
from siekit.core.labels import LABELS
from siekit.core.oddities import LONGEST_NUMBER, odd_date, odd_number

CODES = {label.name: code for code, label in enumerate(LABELS)}

BARE = cython.declare(cython.int, 1)
QUOTED = cython.declare(cython.int, 2)
LIST = cython.declare(cython.int, 3)
NOTHING = cython.declare(cython.int, 0)
PLAIN = cython.declare(cython.int, 1)
ODD = cython.declare(cython.int, 2)

ESCAPED = cython.declare(cython.int, 1)
STRAY = cython.declare(cython.int, 2)
UNCLOSED = cython.declare(cython.int, 4)
ODD_ITEMS = cython.declare(cython.int, 16)

FIELD_LIMIT = cython.declare(cython.Py_ssize_t, 32)
ROW_LIMIT = cython.declare(cython.Py_ssize_t, CHUNK_ROWS)

KONTO = cython.declare(cython.int, CODES["#KONTO"])
SRU = cython.declare(cython.int, CODES["#SRU"])
UNDERDIM = cython.declare(cython.int, CODES["#UNDERDIM"])

STRAY_QUOTE = cython.declare(cython.int, Fault.STRAY_QUOTE)
UNQUOTED_TEXT = cython.declare(cython.int, Fault.UNQUOTED_TEXT)
EXTRA_FIELD = cython.declare(cython.int, Fault.EXTRA_FIELD)
MISSING_FIELD = cython.declare(cython.int, Fault.MISSING_FIELD)
MISSING_VALUE = cython.declare(cython.int, Fault.MISSING_VALUE)
MISSING_ACCOUNT = cython.declare(cython.int, Fault.MISSING_ACCOUNT)
ACCOUNT_NOT_NUMERIC = cython.declare(cython.int, Fault.ACCOUNT_NOT_NUMERIC)
MISSING_OBJECT_LIST = cython.declare(cython.int, Fault.MISSING_OBJECT_LIST)
BROKEN_OBJECT_LIST = cython.declare(cython.int, Fault.BROKEN_OBJECT_LIST)
UNREADABLE_DIMENSION = cython.declare(cython.int, Fault.UNREADABLE_DIMENSION)
MISSING_AMOUNT = cython.declare(cython.int, Fault.MISSING_AMOUNT)
UNREADABLE_PERIOD = cython.declare(cython.int, Fault.UNREADABLE_PERIOD)
SWAPPED = cython.declare(cython.int, Fault.SWAPPED_PERIOD_AND_ACCOUNT)
UNREADABLE_YEAR_NUMBER = cython.declare(cython.int, Fault.UNREADABLE_YEAR_NUMBER)
POSITIVE_YEAR_NUMBER = cython.declare(cython.int, Fault.POSITIVE_YEAR_NUMBER)


def packed(name: str) -> int:
    """Return the letters of a label of at most eight as one number."""
    return int.from_bytes(name.lstrip("#").encode(), "big")


def empty_chunks(tables: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Return a list of chunks for each table, none yet."""
    return {table: [] for table in tables}


@cython.cclass
class Records(Scanner):
    """The tables of everything but vouchers, filled record by record."""

    def __init__(self, data: bytes, coder: Coder) -> None:
        Scanner.__init__(self, data, coder)
        self.flushed = self.label_start = self.label_stop = 0
        self.rows = self.header = self.braces = self.blank = self.other = self.rejected = 0
        self.highest_group = 0
        self.keys = memoryview(bytearray(8 * len(LABELS))).cast("Q")
        self.groups = memoryview(bytearray(4 * len(LABELS))).cast("i")
        self.label_tally = memoryview(bytearray(8 * len(LABELS))).cast("q")
        self.label_line = memoryview(bytearray(8 * len(LABELS))).cast("q")
        for code, label in enumerate(LABELS):
            self.keys[code] = packed(label.name)
            self.groups[code] = int(label.group)
        self.start_header()
        self.start_chart()
        self.start_figures()
        self.tables = {
            "head": {
                "label": self.head_label,
                "line": self.head_line,
                "count": self.head_count,
                "start": self.head_start,
                "stop": self.head_stop,
            },
            "spans": {
                "start": self.span_start,
                "stop": self.span_stop,
                "kind": self.span_kind,
                "flags": self.span_flags,
            },
            "chart": {
                "label": self.text_label,
                "line": self.text_line,
                "start": self.text_start,
                "account": self.text_account,
                "value": self.text_value,
            },
            "objects": {
                "label": self.object_label,
                "line": self.object_line,
                "start": self.object_start,
                "dimension": self.object_dimension,
                "object": self.object_object,
                "name": self.object_name,
                "parent": self.object_parent,
            },
            "balances": {
                "label": self.balance_label,
                "line": self.balance_line,
                "skipped": self.balance_skipped,
                "year_no": self.balance_year,
                "period": self.balance_period,
                "account": self.balance_account,
                "objects": self.balance_objects,
                "amount": self.balance_amount,
                "quantity": self.balance_quantity,
            },
            "other_records": {
                "line": self.other_line,
                "label": self.other_label,
                "raw": self.other_raw,
                "extra": self.other_extra,
            },
            "faults": {
                "code": self.fault_code,
                "line": self.fault_line,
                "label": self.fault_label,
                "field": self.fault_field,
                "line_start": self.fault_line_start,
                "start": self.fault_start,
                "stop": self.fault_stop,
            },
        }
        self.chunks = empty_chunks(self.tables)

    def labels_seen(self) -> dict[int, tuple[int, int]]:
        """Return how often and on which line first each label stands, by its number."""
        return {
            code: (count, self.label_line[code])
            for code, count in enumerate(self.label_tally)
            if count
        }

    def start_header(self) -> None:
        """Make the columns of identification records, whose fields stay spans of the file."""
        self.head_label = Int32Column()
        self.head_line = Int32Column()
        self.head_count = Int32Column()
        self.head_start = Int64Column()
        self.head_stop = Int64Column()
        self.span_start = Int64Column()
        self.span_stop = Int64Column()
        self.span_kind = Int32Column()
        self.span_flags = Int32Column()

    def start_chart(self) -> None:
        """Make the columns of accounts, dimensions, objects and other records."""
        self.text_label = Int32Column()
        self.text_line = Int32Column()
        self.text_start = Int64Column()
        self.text_account = TextColumn()
        self.text_value = TextColumn()
        self.object_label = Int32Column()
        self.object_line = Int32Column()
        self.object_start = Int64Column()
        self.object_dimension = Int32Column()
        self.object_object = TextColumn()
        self.object_name = TextColumn()
        self.object_parent = Int32Column()
        self.other_line = Int32Column()
        self.other_extra = Int32Column()
        self.other_label = TextColumn()
        self.other_raw = TextColumn()

    def start_figures(self) -> None:
        """Make the columns of balances and period balances."""
        self.balance_label = Int32Column()
        self.balance_line = Int32Column()
        self.balance_skipped = Int32Column()
        self.balance_year = Int32Column()
        self.balance_period = Int32Column()
        self.balance_account = TextColumn()
        self.balance_objects = ObjectsColumn()
        self.balance_amount = DecimalColumn()
        self.balance_quantity = DecimalColumn()

    @cython.cfunc
    @cython.exceptval(-1)
    def flush(self, table: str) -> cython.int:
        """Put the chunk of a table away and start its columns anew."""
        columns = self.tables[table]
        self.chunks[table].append({name: column.take() for name, column in columns.items()})
        return 0

    @cython.cfunc
    @cython.exceptval(-1)
    def flush_all(self) -> cython.int:
        for table in self.tables:
            self.flush(table)
        self.flushed = self.end
        return 0

    # Records -----------------------------------------------------------------------------

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_header(self) -> cython.int:
        """Keep the spans of an identification record; `formats` reads their meaning."""
        k: cython.Py_ssize_t
        kept: cython.Py_ssize_t = self.count if self.count < FIELD_LIMIT else FIELD_LIMIT
        self.head_label.push(self.label)
        self.head_line.push(cython.cast(cython.int, self.line))
        self.head_count.push(cython.cast(cython.int, kept))
        self.head_start.push(self.line_start)
        self.head_stop.push(self.end)
        for k in range(kept):
            self.span_start.push(self.starts[k])
            self.span_stop.push(self.stops[k])
            self.span_kind.push(self.kinds[k])
            self.span_flags.push(self.flags[k])
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_chart_text(self) -> cython.int:
        """Keep #KONTO, #KTYP, #ENHET or #SRU: an account and one text."""
        if self.is_empty(0):
            return self.set_aside(MISSING_ACCOUNT, 0)
        if self.is_empty(1) and self.label == SRU:
            return self.set_aside(MISSING_FIELD, 1)
        if self.count < 2 and self.label != KONTO:
            return self.set_aside(MISSING_VALUE, 1)
        self.text_label.push(self.label)
        self.text_line.push(cython.cast(cython.int, self.line))
        self.text_start.push(self.line_start)
        self.push_account(self.text_account, 0)
        if self.count < 2:
            self.fault(MISSING_VALUE, 1)
        if self.label == KONTO:
            self.push_last_text(self.text_value, 1)
        else:
            self.push_field(self.text_value, 1)
            self.push_extras(2)
        self.rows += 1
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_dimension(self) -> cython.int:
        """Keep #DIM or #UNDERDIM."""
        if not self.is_integer(0):
            return self.set_aside(MISSING_VALUE if self.is_empty(0) else UNREADABLE_DIMENSION, 0)
        self.object_label.push(self.label)
        self.object_line.push(cython.cast(cython.int, self.line))
        self.object_start.push(self.line_start)
        self.object_dimension.push(cython.cast(cython.int, self.value))
        self.object_object.push_null()
        if self.count < 2:
            self.fault(MISSING_VALUE, 1)
        if self.label != UNDERDIM:
            self.push_last_text(self.object_name, 1)
            self.object_parent.push_null()
        else:
            self.push_field(self.object_name, 1)
            if self.is_empty(2):
                self.fault(MISSING_VALUE, 2)
                self.object_parent.push_null()
            else:
                self.push_dimension_number(self.object_parent, 2)
            self.push_extras(3)
        self.rows += 1
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_object(self) -> cython.int:
        """Keep #OBJEKT."""
        if not self.is_integer(0):
            return self.set_aside(MISSING_VALUE if self.is_empty(0) else UNREADABLE_DIMENSION, 0)
        if self.count < 2:
            return self.set_aside(MISSING_VALUE, 1)
        self.object_label.push(self.label)
        self.object_line.push(cython.cast(cython.int, self.line))
        self.object_start.push(self.line_start)
        self.object_dimension.push(cython.cast(cython.int, self.value))
        self.push_field(self.object_object, 1)
        if self.count < 3:
            self.fault(MISSING_VALUE, 2)
        self.push_last_text(self.object_name, 2)
        self.object_parent.push_null()
        self.rows += 1
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_balance(self, period: cython.bint, objects: cython.bint) -> cython.int:
        """Keep a balance: year, period where there is one, account, objects, two figures."""
        k: cython.Py_ssize_t = 1
        account: cython.Py_ssize_t
        broken: cython.bint = False
        if self.is_empty(0):
            return self.set_aside(MISSING_VALUE, 0)
        self.balance_label.push(self.label)
        self.balance_line.push(cython.cast(cython.int, self.line))
        self.push_year_no(self.balance_year, 0)
        account = 1
        if not period:
            self.balance_period.push_null()
        elif not self.is_period(1) and self.is_period(2) and self.is_digits(1):
            self.fault(SWAPPED, 1)
            self.push_period(self.balance_period, 2)
            k = 2
        else:
            self.push_period(self.balance_period, 1)
            k = account = 2
        self.push_account(self.balance_account, account)
        k += 1
        if k < self.count and k < FIELD_LIMIT and self.kinds[k] == LIST:
            broken = (self.flags[k] & UNCLOSED) != 0
            self.push_objects(self.balance_objects, k)
            k += 1
        else:
            if objects and k < self.count:
                self.fault(MISSING_OBJECT_LIST, cython.cast(cython.int, k))
            self.balance_objects.push_empty()
        # One fault is enough: a missing account or an unclosed list explains the rest.
        if self.push_number(self.balance_amount, k, True) == NOTHING and not (
            broken or self.is_empty(account)
        ):
            self.fault(MISSING_AMOUNT, cython.cast(cython.int, k))
            self.balance_skipped.push(1)
        else:
            self.balance_skipped.push_null()
        self.push_number(self.balance_quantity, k + 1, False)
        if self.count > k + 2:
            self.push_extras(k + 2)
        self.rows += 1
        if self.balance_label.size >= ROW_LIMIT:
            with cython.gil:
                self.flush("balances")
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_other(self, extra: cython.bint) -> cython.int:
        """Keep the whole line: an unknown or unused record, or one with extra fields."""
        self.other_line.push(cython.cast(cython.int, self.line))
        self.other_extra.push(1 if extra else 0)
        self.other_label.push_text(
            self.source, self.label_start, self.label_stop, self.coder, False
        )
        self.other_raw.push_text(self.source, self.line_start, self.end, self.coder, False)
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def set_aside(self, code: cython.int, field: cython.int) -> cython.int:
        """Keep a record that says too little among the other records, with its fault."""
        self.fault(code, field)
        self.other += 1
        return self.push_other(False)

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_extras(self, width: cython.Py_ssize_t) -> cython.int:
        """Note fields beyond the label's own; empty ones mean nothing (SIE 4B 7.3)."""
        k: cython.Py_ssize_t
        if self.count <= width:
            return 0
        for k in range(width, self.count if self.count < FIELD_LIMIT else FIELD_LIMIT):
            if not self.is_empty(k):
                self.fault(EXTRA_FIELD, cython.cast(cython.int, k))
                return self.push_other(True)
        return 0

    # Fields ------------------------------------------------------------------------------

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_last_text(self, column: TextColumn, k: cython.Py_ssize_t) -> cython.int:
        """Push the text that ends a record, joined when quotes are missing or stray."""
        i: cython.Py_ssize_t
        stop: cython.longlong = self.end
        stray: cython.bint
        filled: cython.bint = False
        if self.count <= k + 1 or k >= FIELD_LIMIT:
            return self.push_field(column, k)
        stray = self.kinds[k] == QUOTED and (self.flags[k] & STRAY) != 0
        for i in range(k + 1, self.count if self.count < FIELD_LIMIT else FIELD_LIMIT):
            filled = filled or not self.is_empty(i)
            if self.kinds[k] == QUOTED and self.kinds[i] == BARE and self.flags[i] & STRAY:
                stray = True
        if stray:
            while stop > self.starts[k] and self.source[stop - 1] != 34:
                stop -= 1
            if stop > self.starts[k]:
                stop -= 1
            self.fault_at(STRAY_QUOTE, cython.cast(cython.int, k), self.starts[k], stop)
            return self.push_span(column, k, self.starts[k], stop, ESCAPED)
        if self.kinds[k] == BARE and filled:
            while stop > self.starts[k] and self.source[stop - 1] <= 32:
                stop -= 1
            self.fault_at(UNQUOTED_TEXT, cython.cast(cython.int, k), self.starts[k], stop)
            return self.push_span(column, k, self.starts[k], stop, 0)
        self.push_field(column, k)
        return self.push_extras(k + 1)

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_account(self, column: TextColumn, k: cython.Py_ssize_t) -> cython.int:
        """Push an account number, which is text: zeros in front matter."""
        if self.is_digits(k):
            return column.push_ascii(self.source, self.starts[k], self.stops[k])
        if self.is_empty(k) or self.kinds[k] == LIST:
            self.fault(MISSING_ACCOUNT, cython.cast(cython.int, k))
            if k < self.count and self.kinds[k] == QUOTED:
                return self.push_field(column, k)
            return column.push_null()
        self.fault(ACCOUNT_NOT_NUMERIC, cython.cast(cython.int, k))
        return self.push_field(column, k)

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_objects(self, column: ObjectsColumn, k: cython.Py_ssize_t) -> cython.int:
        """Push an object list; null when it is not closed or a pair is not whole."""
        i: cython.longlong = self.starts[k]
        stop: cython.longlong = self.stops[k]
        if i == stop:
            return column.push_empty()
        if self.flags[k] & (ODD_ITEMS | UNCLOSED):
            self.fault(BROKEN_OBJECT_LIST, cython.cast(cython.int, k))
            return column.push_null()
        while i < stop:
            if self.source[i] == 32 or self.source[i] == 9:
                i += 1
                continue
            i = self.push_item(column, k, i, True)
            while i < stop and (self.source[i] == 32 or self.source[i] == 9):
                i += 1
            i = self.push_item(column, k, i, False)
        return column.close()

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_item(
        self,
        column: ObjectsColumn,
        k: cython.Py_ssize_t,
        i: cython.longlong,
        dimension: cython.bint,
    ) -> cython.longlong:
        """Push the item of an object list that begins at `i`; return where it ends."""
        start: cython.longlong = i
        stop: cython.longlong = self.stops[k]
        last: cython.longlong
        flags: cython.int = 0
        if self.source[i] == 34:
            i += 1
            start = i
            while i < stop and not (self.source[i] == 34 and self.closes(i + 1)):
                if self.source[i] == 92 and i + 1 < stop and self.source[i + 1] == 34:
                    flags = ESCAPED
                    i += 1
                i += 1
            last = i if i < stop else stop
            i = last + 1 if i < stop else stop
        else:
            while i < stop and self.source[i] != 32 and self.source[i] != 9:
                i += 1
            last = i
        if not dimension:
            self.push_span(column.objects, k, start, last, flags)
        elif self.span_integer(start, last):
            column.dimensions.push(cython.cast(cython.int, self.value))
        else:
            self.fault_at(UNREADABLE_DIMENSION, cython.cast(cython.int, k), start, last)
            column.dimensions.push_null()
        return i

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_number(
        self, column: DecimalColumn, k: cython.Py_ssize_t, amount: cython.bint
    ) -> cython.int:
        """Push an amount or a quantity.

        Returns PLAIN for a number that is then still in `value`, NOTHING for a field that is
        absent or empty and so null, else ODD.
        """
        if k >= self.count:
            column.push_null()
            return NOTHING
        if self.is_decimal(k, 2 if amount else 6):
            column.push(self.value)
            return PLAIN
        if self.is_empty(k):
            column.push_null()
            return NOTHING
        with cython.gil:
            self.push_odd_number(column, k, amount)
        return ODD

    @cython.cfunc
    @cython.exceptval(-1)
    def push_odd_number(
        self, column: DecimalColumn, k: cython.Py_ssize_t, amount: cython.bint
    ) -> cython.int:
        if k >= FIELD_LIMIT:
            return column.push_null()
        stop = min(self.stops[k], self.starts[k] + LONGEST_NUMBER + 1)
        raw = bytes(self.data[self.starts[k] : stop])
        value, faults = odd_number(self.coder.decode(raw), amount=bool(amount))
        for code in faults:
            self.fault(code, k)
        return column.push_object(value)

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_date(self, column: Int32Column, k: cython.Py_ssize_t) -> cython.int:
        """Push a date, null when it is absent or empty."""
        if self.is_date(k):
            return column.push(self.days)
        if self.is_empty(k):
            return column.push_null()
        with cython.gil:
            self.push_odd_date(column, k)
        return 0

    @cython.cfunc
    @cython.exceptval(-1)
    def push_odd_date(self, column: Int32Column, k: cython.Py_ssize_t) -> cython.int:
        raw = bytes(self.data[self.starts[k] : min(self.stops[k], self.starts[k] + 64)])
        days, faults = odd_date(self.coder.decode(raw))
        for code in faults:
            self.fault(code, k)
        return column.push_null() if days is None else column.push(days)

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_year_no(self, column: Int32Column, k: cython.Py_ssize_t) -> cython.int:
        """Push a year number, which is 0 or negative."""
        if not self.is_integer(k) or self.value < -128 or self.value > 127:
            self.fault(UNREADABLE_YEAR_NUMBER, cython.cast(cython.int, k))
            return column.push_null()
        if self.value > 0:
            self.fault(POSITIVE_YEAR_NUMBER, cython.cast(cython.int, k))
        return column.push(cython.cast(cython.int, self.value))

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_period(self, column: Int32Column, k: cython.Py_ssize_t) -> cython.int:
        if self.is_period(k):
            return column.push(cython.cast(cython.int, self.value))
        self.fault(UNREADABLE_PERIOD, cython.cast(cython.int, k))
        return column.push_null()

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def is_period(self, k: cython.Py_ssize_t) -> cython.bint:
        """Tell whether field `k` is a YYYYMM, which is then in `value`."""
        if k >= self.count or k >= FIELD_LIMIT or self.stops[k] - self.starts[k] != 6:
            return False
        if not self.is_digits(k) or not self.is_integer(k):
            return False
        return self.value >= 100 and self.value % 100 >= 1 and self.value % 100 <= 12

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def is_integer(self, k: cython.Py_ssize_t) -> cython.bint:
        """Tell whether field `k` is a small whole number, which is then in `value`."""
        if k >= self.count or k >= FIELD_LIMIT or self.kinds[k] == LIST:
            return False
        return self.span_integer(self.starts[k], self.stops[k])

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def span_integer(self, start: cython.longlong, stop: cython.longlong) -> cython.bint:
        i: cython.longlong = start
        byte: cython.uchar
        value: cython.longlong = 0
        negative: cython.bint = False
        if i < stop and self.source[i] == 45:
            negative = True
            i += 1
        if i >= stop or stop - i > 9:
            return False
        while i < stop:
            byte = self.source[i]
            if byte < 48 or byte > 57:
                return False
            value = 10 * value + (byte - 48)
            i += 1
        self.value = -value if negative else value
        return True

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_dimension_number(self, column: Int32Column, k: cython.Py_ssize_t) -> cython.int:
        if self.is_integer(k):
            return column.push(cython.cast(cython.int, self.value))
        self.fault(UNREADABLE_DIMENSION, cython.cast(cython.int, k))
        return column.push_null()
