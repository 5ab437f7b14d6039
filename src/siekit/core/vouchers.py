# cython: language_level=3, boundscheck=True, wraparound=False, initializedcheck=False
"""Vouchers and their rows: blocks, numbers, and what corrects what.

A row outside a voucher is kept and flagged; a voucher that is not closed as the standard says
ends where the next record shows that it must.
"""

import cython
from cython.cimports.siekit.core.columns import (
    DecimalColumn,
    Int32Column,
    ObjectsColumn,
    TextColumn,
)
from cython.cimports.siekit.core.encoding import Coder
from cython.cimports.siekit.core.records import Records

from siekit.core.columns import CHUNK_ROWS
from siekit.core.faults import Fault
from siekit.core.labels import Group
from siekit.core.records import CODES

TWIN_UNKNOWN = -1
"""Stands for the twin of an #RTRANS that is not the next row, until its voucher is searched."""

NO_TWIN = cython.declare(cython.int, TWIN_UNKNOWN)
NORMAL = cython.declare(cython.int, 0)
ADDED = cython.declare(cython.int, 1)
SERIES_KEPT = 64
"""Series whose last number is remembered; a file with more is put in order elsewhere."""

ROW_LIMIT = cython.declare(cython.Py_ssize_t, CHUNK_ROWS)
FIELD_LIMIT = cython.declare(cython.Py_ssize_t, 32)
SERIES_LIMIT = cython.declare(cython.Py_ssize_t, SERIES_KEPT)
NOTHING = cython.declare(cython.int, 0)
PLAIN = cython.declare(cython.int, 1)
BARE = cython.declare(cython.int, 1)
LIST = cython.declare(cython.int, 3)
UNCLOSED = cython.declare(cython.int, 4)
OUTSIDE = cython.declare(cython.int, 0)
ANNOUNCED = cython.declare(cython.int, 1)
INSIDE = cython.declare(cython.int, 2)
TRANS = cython.declare(cython.int, CODES["#TRANS"])
RTRANS = cython.declare(cython.int, CODES["#RTRANS"])
VER = cython.declare(cython.int, CODES["#VER"])
GROUP_FLAG = cython.declare(cython.int, Group.FLAG)
GROUP_BALANCES = cython.declare(cython.int, Group.BALANCES)
GROUP_VOUCHERS = cython.declare(cython.int, Group.VOUCHERS)
GROUP_CHECKSUM = cython.declare(cython.int, Group.CHECKSUM)
MISSING_OPENING_BRACE = cython.declare(cython.int, Fault.MISSING_OPENING_BRACE)
MISSING_CLOSING_BRACE = cython.declare(cython.int, Fault.MISSING_CLOSING_BRACE)
BRACE_ON_VOUCHER_LINE = cython.declare(cython.int, Fault.BRACE_ON_VOUCHER_LINE)
EMPTY_VOUCHER = cython.declare(cython.int, Fault.EMPTY_VOUCHER)
VOUCHER_WITHOUT_BLOCK = cython.declare(cython.int, Fault.VOUCHER_WITHOUT_BLOCK)
ROW_OUTSIDE_VOUCHER = cython.declare(cython.int, Fault.ROW_OUTSIDE_VOUCHER)
GROUPS_OUT_OF_ORDER = cython.declare(cython.int, Fault.GROUPS_OUT_OF_ORDER)
STRAY_BRACE = cython.declare(cython.int, Fault.STRAY_BRACE)
MISSING_EMPTY_FIELD = cython.declare(cython.int, Fault.MISSING_EMPTY_FIELD)
MISSING_OBJECT_LIST = cython.declare(cython.int, Fault.MISSING_OBJECT_LIST)
MISSING_VOUCHER_DATE = cython.declare(cython.int, Fault.MISSING_VOUCHER_DATE)
ROW_WITHOUT_AMOUNT = cython.declare(cython.int, Fault.ROW_WITHOUT_AMOUNT)
TEXT_IN_DATE_POSITION = cython.declare(cython.int, Fault.TEXT_IN_DATE_POSITION)


@cython.cclass
class Vouchers(Records):
    """The tables of vouchers and transactions, filled record by record."""

    def __init__(self, data: bytes, coder: Coder) -> None:
        Records.__init__(self, data, coder)
        self.block = OUTSIDE
        self.ordered = True
        self.voucher_count = 0
        self.row_no = 0
        self.voucher_line = 0
        self.voucher_start = 0
        self.series_known = 0
        self.series_start = memoryview(bytearray(8 * SERIES_KEPT)).cast("q")
        self.series_stop = memoryview(bytearray(8 * SERIES_KEPT)).cast("q")
        self.series_last = memoryview(bytearray(8 * SERIES_KEPT)).cast("q")
        self.added = False
        self.added_row = 0
        self.added_value = 0
        self.added_account = self.added_account_stop = 0
        self.added_list = self.added_list_stop = 0
        self.start_vouchers()
        self.start_rows()
        self.start_twins()

    def start_vouchers(self) -> None:
        """Make the columns of vouchers."""
        self.voucher_line_no = Int32Column()
        self.voucher_series = TextColumn()
        self.voucher_number = TextColumn()
        self.voucher_date = Int32Column()
        self.voucher_text = TextColumn()
        self.voucher_registered = Int32Column()
        self.voucher_sign = TextColumn()
        self.chunks["vouchers"] = []
        self.tables["vouchers"] = {
            "line": self.voucher_line_no,
            "series": self.voucher_series,
            "number": self.voucher_number,
            "date": self.voucher_date,
            "text": self.voucher_text,
            "registration_date": self.voucher_registered,
            "signature": self.voucher_sign,
        }

    def start_rows(self) -> None:
        """Make the columns of transactions; a null kind is a #TRANS."""
        self.row_line = Int32Column()
        self.row_voucher = Int32Column()
        self.row_number = Int32Column()
        self.row_kind = Int32Column()
        self.row_account = TextColumn()
        self.row_objects = ObjectsColumn()
        self.row_amount = DecimalColumn()
        self.row_date = Int32Column()
        self.row_text = TextColumn()
        self.row_quantity = DecimalColumn()
        self.row_sign = TextColumn()
        self.row_twin = Int32Column()
        self.chunks["transactions"] = []
        self.tables["transactions"] = {
            "line": self.row_line,
            "voucher_id": self.row_voucher,
            "row_no": self.row_number,
            "kind": self.row_kind,
            "account": self.row_account,
            "objects": self.row_objects,
            "amount": self.row_amount,
            "date": self.row_date,
            "text": self.row_text,
            "quantity": self.row_quantity,
            "signature": self.row_sign,
            "twin_row": self.row_twin,
        }

    def start_twins(self) -> None:
        """Make the column of vouchers with an #RTRANS whose #TRANS is not the next row."""
        self.alone_voucher = Int32Column()
        self.chunks["alone"] = []
        self.tables["alone"] = {"voucher_id": self.alone_voucher}

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def check_group(self) -> cython.int:
        """Note a record that stands after a later part of the file (SIE 4B 5.11-5.13)."""
        group: cython.int = self.groups[self.label]
        if group == GROUP_CHECKSUM or group == GROUP_FLAG:
            return 0
        if group == GROUP_VOUCHERS:
            group = GROUP_BALANCES
        if group < self.highest_group:
            return self.fault(GROUPS_OUT_OF_ORDER, -1)
        self.highest_group = group
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def open_brace(self) -> cython.int:
        if self.block == ANNOUNCED:
            self.block = INSIDE
            return 0
        return self.fault(STRAY_BRACE, -1)

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def close_brace(self) -> cython.int:
        if self.block == OUTSIDE:
            return self.fault(STRAY_BRACE, -1)
        if self.block == ANNOUNCED:
            self.fault(MISSING_OPENING_BRACE, -1)
        self.block = OUTSIDE
        if self.row_no == 0:
            return self.voucher_fault(EMPTY_VOUCHER)
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def end_voucher(self) -> cython.int:
        """End a voucher that another record follows where a brace should be."""
        if self.block == ANNOUNCED:
            self.voucher_fault(VOUCHER_WITHOUT_BLOCK)
        else:
            self.fault(MISSING_CLOSING_BRACE, -1)
        self.block = OUTSIDE
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def voucher_fault(self, code: cython.int) -> cython.int:
        """Note a fault at the line of the voucher, not at the line that showed it."""
        line: cython.longlong = self.line
        start: cython.Py_ssize_t = self.line_start
        label: cython.int = self.label
        self.line = self.voucher_line
        self.line_start = self.voucher_start
        self.label = VER
        self.fault_at(code, -1, self.voucher_start, self.voucher_start)
        self.line = line
        self.line_start = start
        self.label = label
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_voucher(self) -> cython.int:
        k: cython.Py_ssize_t = 0
        start: cython.longlong
        last: cython.Py_ssize_t = self.count - 1
        self.note_alone()
        if self.block != OUTSIDE:
            self.end_voucher()
        self.check_group()
        self.block = ANNOUNCED
        if last >= 0 and last < FIELD_LIMIT and self.is_open_brace(last):
            start = self.starts[last] - 1
            self.fault_at(BRACE_ON_VOUCHER_LINE, -1, start, start + 1)
            self.block = INSIDE
            self.count = last
        self.voucher_count += 1
        self.voucher_line = self.line
        self.voucher_start = self.line_start
        self.row_no = 0
        self.rows += 1
        self.voucher_line_no.push(cython.cast(cython.int, self.line))
        if self.is_digits(0) and self.kinds[0] == BARE and self.is_shifted():
            # `#VER  1 20170101`: the empty series was written as nothing, so fields moved left.
            self.fault(MISSING_EMPTY_FIELD, 0)
            self.voucher_series.push_ascii(self.source, 0, 0)
            self.note_number(-1, 0)
        else:
            self.push_field(self.voucher_series, 0)
            self.note_number(0, 1)
            k = 1
        self.push_field(self.voucher_number, k)
        if self.is_date(k + 1):
            self.voucher_date.push(self.days)
        else:
            if self.is_empty(k + 1):
                self.fault(MISSING_VOUCHER_DATE, cython.cast(cython.int, k + 1))
            self.push_date(self.voucher_date, k + 1)
        self.push_field(self.voucher_text, k + 2)
        self.push_date(self.voucher_registered, k + 3)
        self.push_field(self.voucher_sign, k + 4)
        self.push_extras(k + 5)
        if self.voucher_line_no.size >= ROW_LIMIT:
            with cython.gil:
                self.flush("vouchers")
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def is_open_brace(self, k: cython.Py_ssize_t) -> cython.bint:
        """Tell whether a field is a brace with nothing after it on the line."""
        return self.kinds[k] == LIST and (self.flags[k] & UNCLOSED) != 0 and self.is_empty(k)

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def is_shifted(self) -> cython.bint:
        """Tell whether a date stands where the number of a voucher should, and none after it."""
        return self.is_date(1) and not self.is_date(2)

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def note_number(self, series: cython.Py_ssize_t, number: cython.Py_ssize_t) -> cython.int:
        """Follow the numbers of each series; while all rise, no two vouchers share a number."""
        i: cython.Py_ssize_t
        start: cython.longlong = 0
        stop: cython.longlong = 0
        if not self.ordered:
            return 0
        if not self.is_digits(number) or not self.is_integer(number):
            self.ordered = False
            return 0
        if series >= 0:
            start = self.starts[series]
            stop = self.stops[series]
        for i in range(self.series_known):
            if self.same_bytes(start, stop, self.series_start[i], self.series_stop[i]):
                if self.value <= self.series_last[i]:
                    self.ordered = False
                self.series_last[i] = self.value
                return 0
        if self.series_known == SERIES_LIMIT:
            self.ordered = False
            return 0
        self.series_start[self.series_known] = start
        self.series_stop[self.series_known] = stop
        self.series_last[self.series_known] = self.value
        self.series_known += 1
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def same_bytes(
        self,
        first: cython.longlong,
        first_stop: cython.longlong,
        second: cython.longlong,
        second_stop: cython.longlong,
    ) -> cython.bint:
        if first_stop - first != second_stop - second:
            return False
        while first < first_stop:
            if self.source[first] != self.source[second]:
                return False
            first += 1
            second += 1
        return True

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_row(self, kind: cython.int) -> cython.int:
        """Keep a row of a voucher; outside one it is kept too, and flagged."""
        k: cython.Py_ssize_t = 1
        broken: cython.bint = False
        self.push_place(kind)
        self.push_account(self.row_account, 0)
        if self.count > 1 and self.kinds[1] == LIST:
            broken = (self.flags[1] & UNCLOSED) != 0
            self.push_objects(self.row_objects, 1)
            k = 2
        else:
            if self.count > 1:
                self.fault(MISSING_OBJECT_LIST, 1)
            self.row_objects.push_empty()
        self.push_row_amount(kind, k, broken)
        if self.count == k + 1:
            self.row_date.push_null()
            self.row_text.push_null()
            self.row_quantity.push_null()
            self.row_sign.push_null()
        else:
            k = self.push_row_date(k + 1)
            self.push_number(self.row_quantity, k, False)
            self.push_field(self.row_sign, k + 1)
            if self.count > k + 2:
                self.push_extras(k + 2)
        if self.row_line.size >= ROW_LIMIT:
            with cython.gil:
                self.flush("transactions")
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_place(self, kind: cython.int) -> cython.int:
        """Push line, voucher, row number and kind; the first row opens a block without brace."""
        if self.block == ANNOUNCED:
            self.fault(MISSING_OPENING_BRACE, -1)
            self.block = INSIDE
        self.rows += 1
        self.row_line.push(cython.cast(cython.int, self.line))
        if self.block == INSIDE:
            self.row_no += 1
            self.row_voucher.push(cython.cast(cython.int, self.voucher_count))
            self.row_number.push(self.row_no)
        else:
            self.fault(ROW_OUTSIDE_VOUCHER, -1)
            self.row_voucher.push_null()
            self.row_number.push_null()
        if kind == NORMAL:
            self.row_kind.push_null()
        else:
            self.row_kind.push(kind)
        if kind == ADDED and self.block == INSIDE:
            return self.row_twin.push(NO_TWIN)
        return self.row_twin.push_null()

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_row_amount(
        self, kind: cython.int, k: cython.Py_ssize_t, broken: cython.bint
    ) -> cython.int:
        """Push the amount, and see whether this row or the one before it has a twin."""
        amount: cython.int = self.push_number(self.row_amount, k, True)
        # One fault is enough: a missing account or an unclosed list explains the rest.
        if amount == NOTHING and not broken and not self.is_empty(0):
            self.fault(ROW_WITHOUT_AMOUNT, cython.cast(cython.int, k))
        if self.added:
            self.note_twin(amount == PLAIN and kind == NORMAL, self.value)
        if kind == ADDED and self.block == INSIDE:
            self.note_added(amount == PLAIN)
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def note_added(self, plain: cython.bint) -> cython.int:
        """Remember an #RTRANS, whose twin should be the next row (SIE 4B 11 #RTRANS)."""
        self.added = True
        self.added_row = self.row_line.size - 1
        self.added_value = self.value
        self.added_account = self.starts[0] if self.count > 0 else 0
        self.added_account_stop = self.stops[0] if self.count > 0 else 0
        self.added_list = self.starts[1] if self.count > 1 else 0
        self.added_list_stop = self.stops[1] if self.count > 1 else 0
        if not plain:
            self.note_alone()
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def note_twin(self, plain: cython.bint, value: cython.longlong) -> cython.int:
        """Tell whether this row mirrors the #RTRANS before it: account, objects, amount."""
        if not plain or value != self.added_value or self.count < 2 or self.block != INSIDE:
            return self.note_alone()
        if not self.same_bytes(
            self.starts[0], self.stops[0], self.added_account, self.added_account_stop
        ):
            return self.note_alone()
        if not self.same_bytes(
            self.starts[1], self.stops[1], self.added_list, self.added_list_stop
        ):
            return self.note_alone()
        # The row before is the last but one of this column, unless its chunk was put away.
        if self.row_twin.size < 2 or self.added_row != self.row_twin.size - 2:
            return self.note_alone()
        self.added = False
        return self.row_twin.replace(self.added_row, self.row_no)

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def note_alone(self) -> cython.int:
        """Leave the twin of an #RTRANS to be looked for in its whole voucher."""
        if self.added:
            self.added = False
            return self.alone_voucher.push(cython.cast(cython.int, self.voucher_count))
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_row_date(self, k: cython.Py_ssize_t) -> cython.Py_ssize_t:
        """Push date and text, and return the place of the quantity.

        Some programs write a text without the empty date before it.
        """
        if self.is_date(k):
            self.row_date.push(self.days)
            self.push_field(self.row_text, k + 1)
            return k + 2
        if self.is_empty(k) or self.date_like(k):
            self.push_date(self.row_date, k)
            self.push_field(self.row_text, k + 1)
            return k + 2
        if k + 1 < self.count and not self.is_empty(k + 1) and not self.is_decimal(k + 1, 6):
            # There is a text in its own place, so this one is a date that cannot be read.
            self.push_date(self.row_date, k)
            self.push_field(self.row_text, k + 1)
            return k + 2
        self.fault(TEXT_IN_DATE_POSITION, cython.cast(cython.int, k))
        self.row_date.push_null()
        self.push_field(self.row_text, k)
        if k + 1 < self.count and self.is_empty(k + 1):
            return k + 2
        return k + 1

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def date_like(self, k: cython.Py_ssize_t) -> cython.bint:
        """Tell whether a field is meant as a date: eight or six digits, or with hyphens."""
        i: cython.longlong
        digits: cython.int = 0
        others: cython.int = 0
        byte: cython.uchar
        if self.stops[k] - self.starts[k] > 12:
            return False
        for i in range(self.starts[k], self.stops[k]):
            byte = self.source[i]
            if byte >= 48 and byte <= 57:
                digits += 1
            elif byte != 45 and byte > 32:
                others += 1
        return others == 0 and (digits == 8 or digits == 6)
