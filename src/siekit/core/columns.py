# cython: language_level=3, boundscheck=True, wraparound=False, initializedcheck=False
"""Growing columns whose buffers have the layout of Arrow arrays.

A column is filled row by row and emptied by `take`, which gives its chunk: a tuple that names
the layout, the number of rows and the buffers, cut to size; the column goes on with the same
working memory, which so stays in the processor's cache. The core knows no Arrow; `formats`
wraps the buffers without a copy. Most columns of a real file are either always or never filled,
so a chunk of nulls has no buffers, and one without nulls has no validity bits.
"""

from typing import Any

import cython
from cython.cimports.siekit.core.encoding import Coder

Chunk = tuple[Any, ...]
"""The name of a layout, the number of rows, and the buffers that the layout has."""

CHUNK_ROWS = 32_768
"""Rows in a full chunk: small enough to stay in cache, large enough to be worth a call."""

CHUNK_TEXT = 1 << 28
"""Bytes of text after which a chunk is closed early, far below what 32-bit offsets can hold."""

LONGEST_FIELD = 1 << 29
"""Bytes that one field may have: three times as many still fit 32-bit offsets."""


class FieldTooLongError(Exception):
    """One field of the file is longer than LONGEST_FIELD bytes."""


@cython.final
@cython.cclass
class Int32Column:
    """A growing column of nullable 32-bit integers."""

    def __init__(self) -> None:
        self.store = bytearray(4)
        self.data = memoryview(self.store).cast("i")
        self.bit_store = bytearray(1)
        self.bits = self.bit_store
        self.capacity = 0
        self.size = self.nulls = self.filled = 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push(self, value: cython.int) -> cython.int:
        if self.size >= self.capacity:
            with cython.gil:
                self.grow()
        self.data[self.size] = value
        if self.nulls > 0:
            self.bits[self.size >> 3] |= 1 << (self.size & 7)
        self.size += 1
        self.filled += 1
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_null(self) -> cython.int:
        if self.nulls == 0 and self.size > 0:
            with cython.gil:
                mark_valid(self.bits, self.size)
        self.nulls += 1
        self.size += 1
        return 0

    @cython.cfunc
    @cython.exceptval(-1)
    def grow(self) -> cython.int:
        """Make room for one row more; rows without a place so far were null."""
        self.capacity = next_capacity(self.size)
        self.store = widened(self.store, 4 * self.capacity)
        self.data = memoryview(self.store).cast("i")
        self.bit_store = widened(self.bit_store, (self.capacity >> 3) + 1)
        self.bits = self.bit_store
        return 0

    def take(self) -> Chunk:
        """Return the chunk `("int32", rows, bits or None, data or None)` and start anew."""
        rows, bits, data = self.size, None, None
        if self.filled > 0:
            while self.capacity < self.size:
                self.grow()
            data = bytes(memoryview(self.store)[: 4 * rows])
            bits = bytes(self.bit_store) if self.nulls > 0 else None
        if self.nulls > 0:
            self.bit_store = bytearray(len(self.bit_store))
            self.bits = self.bit_store
        self.size = self.nulls = self.filled = 0
        return ("int32", rows, bits, data)

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def replace(self, row: cython.Py_ssize_t, value: cython.int) -> cython.int:
        """Give a row of this chunk that is not null another value."""
        self.data[row] = value
        return 0


@cython.final
@cython.cclass
class Int64Column:
    """A growing column of 64-bit integers without nulls."""

    def __init__(self) -> None:
        self.store = bytearray(8)
        self.data = memoryview(self.store).cast("q")
        self.capacity = self.size = 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push(self, value: cython.longlong) -> cython.int:
        if self.size >= self.capacity:
            with cython.gil:
                self.grow()
        self.data[self.size] = value
        self.size += 1
        return 0

    @cython.cfunc
    @cython.exceptval(-1)
    def grow(self) -> cython.int:
        self.capacity = next_capacity(self.size)
        self.store = widened(self.store, 8 * self.capacity)
        self.data = memoryview(self.store).cast("q")
        return 0

    def take(self) -> Chunk:
        """Return the chunk `("int64", rows, None, data)` and start anew."""
        rows = self.size
        data = bytes(memoryview(self.store)[: 8 * rows])
        self.size = 0
        return ("int64", rows, None, data)


@cython.final
@cython.cclass
class DecimalColumn:
    """A growing column of nullable 128-bit integers: millionths, as two 64-bit halves."""

    def __init__(self) -> None:
        self.store = bytearray(16)
        self.data = memoryview(self.store).cast("q")
        self.bit_store = bytearray(1)
        self.bits = self.bit_store
        self.capacity = 0
        self.size = self.nulls = self.filled = 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push(self, value: cython.longlong) -> cython.int:
        return self.push_halves(value, -1 if value < 0 else 0)

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_halves(self, low: cython.longlong, high: cython.longlong) -> cython.int:
        if self.size >= self.capacity:
            with cython.gil:
                self.grow()
        self.data[2 * self.size] = low
        self.data[2 * self.size + 1] = high
        if self.nulls > 0:
            self.bits[self.size >> 3] |= 1 << (self.size & 7)
        self.size += 1
        self.filled += 1
        return 0

    @cython.cfunc
    @cython.exceptval(-1)
    def push_object(self, value: Any) -> cython.int:
        """Push a Python integer of up to 127 bits, or None."""
        if value is None:
            return self.push_null()
        low = value & 0xFFFFFFFFFFFFFFFF
        if low >= 1 << 63:
            low -= 1 << 64
        return self.push_halves(low, value >> 64)

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_null(self) -> cython.int:
        if self.nulls == 0 and self.size > 0:
            with cython.gil:
                mark_valid(self.bits, self.size)
        self.nulls += 1
        self.size += 1
        return 0

    @cython.cfunc
    @cython.exceptval(-1)
    def grow(self) -> cython.int:
        self.capacity = next_capacity(self.size)
        self.store = widened(self.store, 16 * self.capacity)
        self.data = memoryview(self.store).cast("q")
        self.bit_store = widened(self.bit_store, (self.capacity >> 3) + 1)
        self.bits = self.bit_store
        return 0

    def take(self) -> Chunk:
        """Return the chunk `("decimal", rows, bits or None, data or None)` and start anew."""
        rows, bits, data = self.size, None, None
        if self.filled > 0:
            while self.capacity < self.size:
                self.grow()
            data = bytes(memoryview(self.store)[: 16 * rows])
            bits = bytes(self.bit_store) if self.nulls > 0 else None
        if self.nulls > 0:
            self.bit_store = bytearray(len(self.bit_store))
            self.bits = self.bit_store
        self.size = self.nulls = self.filled = 0
        return ("decimal", rows, bits, data)


@cython.final
@cython.cclass
class TextColumn:
    """A growing column of nullable UTF-8 text, written through a `Coder`."""

    def __init__(self) -> None:
        self.store = bytearray(1)
        self.data = self.store
        self.offset_store = bytearray(8)
        self.offsets = memoryview(self.offset_store).cast("i")
        self.bit_store = bytearray(1)
        self.bits = self.bit_store
        self.room = self.capacity = 0
        self.end = self.written = 0
        self.size = self.nulls = self.filled = 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def reserve(self, count: cython.Py_ssize_t) -> cython.int:
        """Make room for `count` bytes of text and one more offset."""
        if self.end + count > self.room:
            with cython.gil:
                self.grow_text(count)
        if self.size + 1 >= self.capacity:
            with cython.gil:
                self.grow()
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def close(self) -> cython.int:
        """End the text of this row; nulls since the last text get their offsets now."""
        if self.written < self.size:
            self.fill_offsets()
        if self.nulls > 0:
            self.bits[self.size >> 3] |= 1 << (self.size & 7)
        self.size += 1
        self.offsets[self.size] = cython.cast(cython.int, self.end)
        self.written = self.size
        self.filled += 1
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def fill_offsets(self) -> cython.int:
        value: cython.int = self.offsets[self.written]
        while self.written < self.size:
            self.written += 1
            self.offsets[self.written] = value
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_ascii(
        self,
        source: cython.const[cython.uchar][::1],
        start: cython.Py_ssize_t,
        stop: cython.Py_ssize_t,
    ) -> cython.int:
        """Push bytes that are known to be plain ASCII without control characters."""
        i: cython.Py_ssize_t
        end: cython.Py_ssize_t
        self.reserve(stop - start)
        end = self.end
        for i in range(start, stop):
            self.data[end] = source[i]
            end += 1
        self.end = end
        return self.close()

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_text(
        self,
        source: cython.const[cython.uchar][::1],
        start: cython.Py_ssize_t,
        stop: cython.Py_ssize_t,
        coder: Coder,
        escaped: cython.bint,
    ) -> cython.int:
        """Push a field, decoded.

        Returns 1 for dropped control characters, 2 for letters that look like another encoding
        than the file's, or both added.
        """
        i: cython.Py_ssize_t = start
        end: cython.Py_ssize_t
        byte: cython.uchar
        self.reserve(stop - start)
        end = self.end
        while i < stop:
            byte = source[i]
            if byte < 32 or byte >= 127 or (byte == 92 and escaped):
                break
            self.data[end] = byte
            end += 1
            i += 1
        self.end = end
        if i == stop:
            return self.close()
        return self.push_rest(source, i, stop, coder, escaped)

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_rest(
        self,
        source: cython.const[cython.uchar][::1],
        start: cython.Py_ssize_t,
        stop: cython.Py_ssize_t,
        coder: Coder,
        escaped: cython.bint,
    ) -> cython.int:
        """Finish a field from its first byte that is not plain ASCII."""
        i: cython.Py_ssize_t = start
        end: cython.Py_ssize_t
        byte: cython.uchar
        met: cython.int = 0
        votes: cython.int = 0
        raw: cython.bint
        self.reserve(3 * (stop - start))
        end = self.end
        raw = coder.passes_through(source, start, stop)
        while i < stop:
            byte = source[i]
            if byte >= 128:
                if raw:
                    self.data[end] = byte
                    end += 1
                else:
                    votes |= coder.votes[byte]
                    end = coder.write(byte, self.data, end)
            elif (byte >= 32 and byte != 127) or byte == 9:
                if byte == 92 and escaped and i + 1 < stop and source[i + 1] == 34:
                    i += 1
                    byte = 34
                self.data[end] = byte
                end += 1
            else:
                met = 1
            i += 1
        self.end = end
        self.close()
        # Letters of another code page and none of its own; in UTF-8, whatever is none.
        if votes == 2 or (coder.unicode and not raw):
            met |= 2
        return met

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_null(self) -> cython.int:
        if self.nulls == 0 and self.size > 0:
            with cython.gil:
                mark_valid(self.bits, self.size)
        self.nulls += 1
        self.size += 1
        return 0

    @cython.cfunc
    @cython.exceptval(-1)
    def grow(self) -> cython.int:
        self.capacity = next_capacity(self.size + 1)
        self.offset_store = widened(self.offset_store, 4 * self.capacity)
        self.offsets = memoryview(self.offset_store).cast("i")
        self.bit_store = widened(self.bit_store, (self.capacity >> 3) + 1)
        self.bits = self.bit_store
        return 0

    @cython.cfunc
    @cython.exceptval(-1)
    def grow_text(self, count: cython.Py_ssize_t) -> cython.int:
        if count > 3 * LONGEST_FIELD:
            raise FieldTooLongError
        self.room = max(1024, 2 * self.room, self.end + count)
        self.store = widened(self.store, self.room)
        self.data = self.store
        return 0

    @cython.cfunc
    @cython.exceptval(-2)
    def common_length(self) -> cython.int:
        """Return the length that all texts of a full chunk have, as account numbers do, or -1."""
        row: cython.Py_ssize_t
        length: cython.int = self.offsets[1]
        if self.size != CHUNK_ROWS or length > 16:
            return -1
        for row in range(self.size):
            if self.offsets[row + 1] - self.offsets[row] != length:
                return -1
        return length

    def take(self) -> Chunk:
        """Return `("text", rows, bits or None, offsets or None, text)` and start anew."""
        rows, bits, text = self.size, None, None
        offsets: bytes | memoryview | None = None
        if self.filled > 0:
            while self.capacity <= self.size:
                self.grow()
            self.fill_offsets()
            length = self.common_length()
            if length >= 0:
                offsets = regular_offsets(length)[: 4 * (rows + 1)]
            else:
                offsets = bytes(memoryview(self.offset_store)[: 4 * (rows + 1)])
            text = bytes(memoryview(self.store)[: self.end])
            bits = bytes(self.bit_store) if self.nulls > 0 else None
        if self.nulls > 0:
            self.bit_store = bytearray(len(self.bit_store))
            self.bits = self.bit_store
        self.end = self.written = 0
        self.size = self.nulls = self.filled = 0
        return ("text", rows, bits, offsets, text)


@cython.final
@cython.cclass
class ObjectsColumn:
    """A growing column of lists of (dimension, object) pairs; a broken list is null."""

    def __init__(self) -> None:
        self.dimensions = Int32Column()
        self.objects = TextColumn()
        self.offset_store = bytearray(8)
        self.offsets = memoryview(self.offset_store).cast("i")
        self.bit_store = bytearray(1)
        self.bits = self.bit_store
        self.capacity = self.written = 0
        self.size = self.nulls = 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def close(self) -> cython.int:
        """End this row's list; empty rows since the last list get their offsets now."""
        if self.size + 1 >= self.capacity:
            with cython.gil:
                self.grow()
        if self.written < self.size:
            self.fill_offsets()
        if self.nulls > 0:
            self.bits[self.size >> 3] |= 1 << (self.size & 7)
        self.size += 1
        self.offsets[self.size] = cython.cast(cython.int, self.dimensions.size)
        self.written = self.size
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def fill_offsets(self) -> cython.int:
        value: cython.int = self.offsets[self.written]
        while self.written < self.size:
            self.written += 1
            self.offsets[self.written] = value
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_empty(self) -> cython.int:
        if self.nulls > 0:
            return self.close()
        self.size += 1
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def push_null(self) -> cython.int:
        with cython.gil:
            while self.capacity <= self.size + 1:
                self.grow()
            if self.nulls == 0:
                mark_valid(self.bits, self.size)
        self.nulls += 1
        self.size += 1
        return 0

    @cython.cfunc
    @cython.exceptval(-1)
    def grow(self) -> cython.int:
        self.capacity = next_capacity(self.size + 1)
        self.offset_store = widened(self.offset_store, 4 * self.capacity)
        self.offsets = memoryview(self.offset_store).cast("i")
        self.bit_store = widened(self.bit_store, (self.capacity >> 3) + 1)
        self.bits = self.bit_store
        return 0

    def take(self) -> Chunk:
        """Return `("objects", rows, bits, offsets, dimension chunk, object chunk)`, start anew."""
        rows, bits, offsets = self.size, None, None
        if self.written > 0 or self.nulls > 0:
            while self.capacity <= self.size:
                self.grow()
            self.fill_offsets()
            offsets = bytes(memoryview(self.offset_store)[: 4 * (rows + 1)])
        if self.nulls > 0:
            bits = bytes(self.bit_store)
            self.bit_store = bytearray(len(self.bit_store))
            self.bits = self.bit_store
        self.size = self.nulls = self.written = 0
        return ("objects", rows, bits, offsets, self.dimensions.take(), self.objects.take())


REGULAR: dict[int, memoryview] = {}


def regular_offsets(length: int) -> memoryview:
    """Return the offsets of a chunk of texts of one length, memory that all such chunks share."""
    if length not in REGULAR:
        offsets = memoryview(bytearray(4 * (CHUNK_ROWS + 1))).cast("i")
        for row in range(CHUNK_ROWS + 1):
            offsets[row] = row * length
        REGULAR[length] = memoryview(offsets.tobytes())
    return REGULAR[length]


@cython.cfunc
def next_capacity(size: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """Return twice the size, a whole chunk from a quarter of one on."""
    if size < 64:
        return 128
    if size < CHUNK_ROWS // 4:
        return 2 * size + 8
    if size < CHUNK_ROWS:
        return CHUNK_ROWS + 8
    return 2 * size + 8


@cython.cfunc
@cython.exceptval(-1)
def mark_valid(bits: cython.uchar[::1], rows: cython.Py_ssize_t) -> cython.int:
    """Set the bits of rows that were pushed while there were no nulls."""
    i: cython.Py_ssize_t
    whole: cython.Py_ssize_t = rows >> 3
    for i in range(whole):
        bits[i] = 255
    if rows & 7:
        bits[whole] |= (1 << (rows & 7)) - 1
    return 0


@cython.cfunc
def widened(store: bytearray, size: cython.Py_ssize_t) -> bytearray:
    """Return a longer copy of a buffer, its new part zero."""
    wider = bytearray(size)
    wider[: len(store)] = store
    return wider
