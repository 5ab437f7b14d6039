# cython: language_level=3, boundscheck=True, wraparound=False, initializedcheck=False
"""Columns back to bytes: the fields of some rows, joined to records row by row.

`Writer.fields` takes the columns of some rows; `records` or `voucher_rows` then gives the lines.
An absent field before another one is written `""`, at the end of a record it is left out.
"""

from typing import Any

import cython
from cython.cimports.siekit.core.fields import Fields

from siekit.core.fields import Part


@cython.final
@cython.cclass
class Writer:
    """Writes the records of a file, some thousand rows at a time."""

    fields = cython.declare(Fields, visibility="readonly")
    line_store: bytearray
    line_data: cython.uchar[::1]
    line_room: cython.Py_ssize_t
    line_end: cython.Py_ssize_t
    labels: cython.const[cython.uchar][::1]
    label_ends: cython.longlong[::1]
    codes: cython.const[cython.uchar][::1]
    raw_rows: cython.const[cython.longlong][::1]
    raw_ends: cython.const[cython.longlong][::1]
    raw_data: cython.const[cython.uchar][::1]
    raw_at: cython.Py_ssize_t
    row: cython.longlong
    text_fields: cython.longlong
    list_fields: cython.longlong
    head_data: cython.const[cython.uchar][::1]
    head_ends: cython.const[cython.longlong][::1]
    voucher: cython.Py_ssize_t
    is_open: cython.bint

    def __init__(self, table: bytes | None) -> None:
        """Take the byte of each code point, 0 where there is none; None writes UTF-8."""
        self.fields = Fields(table)
        self.line_store = bytearray(1)
        self.line_data = self.line_store
        self.text_fields = self.list_fields = 0
        self.line_room = self.line_end = self.voucher = 0
        self.is_open = False
        self.start_table([b""])

    def start_table(
        self,
        labels: list[bytes],
        raw: tuple[memoryview, memoryview, bytes] | None = None,
        first: int = 0,
    ) -> None:
        """Begin a table whose rows have these labels, at its first row or at a later one.

        `raw` has the rows that are not to be composed, in order, and their bytes: row numbers,
        one more end than rows, and the bytes of all of them with their line ends.
        """
        self.labels = b"".join(labels)
        label_ends = memoryview(bytearray(8 * (len(labels) + 1))).cast("q")
        for k, label in enumerate(labels):
            label_ends[k + 1] = label_ends[k] + len(label)
        self.label_ends = label_ends
        nothing = memoryview(bytes(8)).cast("q")
        self.raw_rows, self.raw_ends, self.raw_data = raw or (nothing[:0], nothing, b"")
        self.raw_at = sum(row < first for row in self.raw_rows)
        self.row = first

    def start_vouchers(self, heads: bytes, ends: memoryview, first: int = 0) -> None:
        """Take the lines that begin the vouchers, and where each ends, from 0 on.

        The first of them to be written is the one after `first` others.
        """
        self.head_data = heads
        self.head_ends = ends
        self.voucher = first
        self.is_open = False

    def records(self, codes: memoryview | None, texts: int, lists: int) -> bytes:
        """Return the lines of the rows, one a row.

        `codes` has the number of each row's label, None when there is one only. `texts` has a
        bit for each column of texts, where an absent one is not the same as an empty one,
        `lists` one for each column of object lists, which may be left out.
        """
        self.text_fields = texts
        self.list_fields = lists
        self.codes = b"" if codes is None else codes
        self.write_records(codes is not None, None, 0)
        return self.take()

    def heads(self, texts: int, begin: int) -> tuple[bytes, memoryview]:
        """Return the lines of the rows, and where each ends when the first is at `begin`."""
        ends = memoryview(bytearray(8 * self.fields.rows)).cast("q")
        self.text_fields = texts
        self.list_fields = 0
        self.codes = b""
        self.write_records(False, ends, begin)
        return self.take(), ends

    @cython.cfunc
    @cython.exceptval(-1)
    def write_records(
        self, has_codes: cython.bint, ends: Any, begin: cython.longlong
    ) -> cython.int:
        r: cython.Py_ssize_t
        places: cython.longlong[::1] = memoryview(bytearray(8)).cast("q") if ends is None else ends
        marked: cython.bint = ends is not None
        self.line_end = 0
        with cython.nogil:
            for r in range(self.fields.rows):
                self.put_record(r, self.codes[r] if has_codes else 0)
                if marked:
                    places[r] = begin + self.line_end
        return 0

    def voucher_rows(self, codes: memoryview, vouchers: Part, texts: int, lists: int) -> bytes:
        """Return the lines of rows of vouchers, with what begins and ends their vouchers.

        `vouchers` has for each row the number of its voucher from 1, in rising order; a row
        without one stands outside.
        """
        _, _rows, bits, first, values = vouchers
        numbers: cython.const[cython.int][::1] = values
        self.text_fields = texts
        self.list_fields = lists
        r: cython.Py_ssize_t
        self.fields.start_column(bits, first, b"")
        self.codes = codes
        self.line_end = 0
        with cython.nogil:
            for r in range(self.fields.rows):
                if self.fields.is_null(self.fields.first + r):
                    self.close_voucher()
                else:
                    self.open_vouchers(numbers[self.fields.first + r])
                self.put_record(r, self.codes[r])
        return self.take()

    def last_vouchers(self, number: int) -> bytes:
        """Return the lines that end the last voucher with rows, and those up to a number."""
        last: cython.Py_ssize_t = number
        self.line_end = 0
        with cython.nogil:
            self.open_vouchers(last)
            self.close_voucher()
        return self.take()

    def take(self) -> bytes:
        """Return the lines that were written."""
        return bytes(memoryview(self.line_store)[: self.line_end])

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def close_voucher(self) -> cython.int:
        if self.is_open:
            self.reserve_line(3)
            self.put_line_byte(125)
            self.put_line_end()
            self.is_open = False
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def open_vouchers(self, number: cython.Py_ssize_t) -> cython.int:
        """Write vouchers without rows up to the one of this number, and begin that."""
        start: cython.Py_ssize_t
        stop: cython.Py_ssize_t
        while self.voucher < number:
            self.close_voucher()
            start = self.head_ends[self.voucher]
            stop = self.head_ends[self.voucher + 1]
            self.reserve_line(stop - start + 3)
            self.line_end = copied(self.head_data, start, stop, self.line_data, self.line_end)
            self.put_line_byte(123)
            self.put_line_end()
            self.is_open = True
            self.voucher += 1
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def put_record(self, r: cython.Py_ssize_t, code: cython.uchar) -> cython.int:
        """Write the record of a row, or the bytes that are to stand for it."""
        filled: cython.Py_ssize_t = 0
        f: cython.Py_ssize_t
        cell: cython.Py_ssize_t
        end: cython.Py_ssize_t
        size: cython.Py_ssize_t = self.label_ends[code + 1] - self.label_ends[code] + 2
        row: cython.longlong = self.row
        self.row += 1
        if self.raw_at < len(self.raw_rows) and self.raw_rows[self.raw_at] == row:
            return self.put_raw()
        cell = r
        f = 1
        while cell < self.fields.count:
            if self.fields.ends[cell + 1] > self.fields.ends[cell]:
                filled = f
                size += self.fields.ends[cell + 1] - self.fields.ends[cell]
            size += 3
            cell += self.fields.rows
            f += 1
        self.reserve_line(size)
        end = self.line_end
        end = copied(
            self.labels, self.label_ends[code], self.label_ends[code + 1], self.line_data, end
        )
        cell = r
        for f in range(filled):
            if self.fields.ends[cell] == self.fields.ends[cell + 1]:
                if not (self.list_fields >> f) & 1:
                    if (self.text_fields >> f) & 1:
                        self.fields.gaps += 1
                    self.line_data[end] = 32
                    self.line_data[end + 1] = 34
                    self.line_data[end + 2] = 34
                    end += 3
            else:
                self.line_data[end] = 32
                end = copied(
                    self.fields.cells,
                    self.fields.ends[cell],
                    self.fields.ends[cell + 1],
                    self.line_data,
                    end + 1,
                )
            cell += self.fields.rows
        self.line_end = end
        return self.put_line_end()

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def put_raw(self) -> cython.int:
        start: cython.Py_ssize_t = self.raw_ends[self.raw_at]
        stop: cython.Py_ssize_t = self.raw_ends[self.raw_at + 1]
        self.raw_at += 1
        self.reserve_line(stop - start)
        self.line_end = copied(self.raw_data, start, stop, self.line_data, self.line_end)
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def put_line_byte(self, byte: cython.uchar) -> cython.int:
        self.line_data[self.line_end] = byte
        self.line_end += 1
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def put_line_end(self) -> cython.int:
        """Write the two bytes for which `reserve_line` has left room."""
        self.line_data[self.line_end] = 13
        self.line_data[self.line_end + 1] = 10
        self.line_end += 2
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def reserve_line(self, count: cython.Py_ssize_t) -> cython.int:
        if self.line_end + count > self.line_room:
            with cython.gil:
                self.grow_lines(count)
        return 0

    @cython.cfunc
    @cython.exceptval(-1)
    def grow_lines(self, count: cython.Py_ssize_t) -> cython.int:
        self.line_room = max(1 << 16, 2 * self.line_room, self.line_end + count)
        wider = bytearray(self.line_room)
        wider[: self.line_end] = memoryview(self.line_store)[: self.line_end]
        self.line_store = wider
        self.line_data = wider
        return 0


@cython.cfunc
@cython.nogil
@cython.exceptval(-1)
def copied(
    source: cython.const[cython.uchar][::1],
    start: cython.Py_ssize_t,
    stop: cython.Py_ssize_t,
    target: cython.uchar[::1],
    end: cython.Py_ssize_t,
) -> cython.Py_ssize_t:
    """Copy bytes to `end` of a target that has room for them, and return its new end.

    As arguments the views stay in registers, which attributes of an object would not.
    """
    i: cython.Py_ssize_t
    for i in range(start, stop):
        target[end] = source[i]
        end += 1
    return end
