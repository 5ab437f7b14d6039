# cython: language_level=3, boundscheck=True, wraparound=False, initializedcheck=False
"""One pass over a file of types 1 to 4: lines, braces, labels, and the record of each.

`read` gives a `Reader` whose `chunks` hold the columns of every table and whose counters say
what each physical line was: row, header, brace, blank, other or rejected, one of them exactly.
"""

import cython
from cython.cimports.siekit.core.columns import Int64Column
from cython.cimports.siekit.core.encoding import Coder
from cython.cimports.siekit.core.vouchers import Vouchers

from siekit.core.columns import CHUNK_TEXT
from siekit.core.faults import Fault
from siekit.core.labels import LABELS
from siekit.core.records import CODES

NORMAL = cython.declare(cython.int, 0)
ADDED = cython.declare(cython.int, 1)
REMOVED = cython.declare(cython.int, 2)
CHECKPOINT = 1024
"""Every so many lines the place of a line is kept, so that any line is found quickly."""

LINES_MASK = cython.declare(cython.longlong, CHECKPOINT - 1)
MOST_LINES = cython.declare(cython.longlong, 2**31 - 16)
SPAN_LIMIT = cython.declare(cython.Py_ssize_t, CHUNK_TEXT)
LABEL_COUNT = cython.declare(cython.int, len(LABELS))
OUTSIDE = cython.declare(cython.int, 0)
ANNOUNCED = cython.declare(cython.int, 1)
INSIDE = cython.declare(cython.int, 2)
KEY_TRANS = cython.declare(cython.ulonglong, int.from_bytes(b"TRANS", "big"))
KEY_VER = cython.declare(cython.ulonglong, int.from_bytes(b"VER", "big"))
TRANS = cython.declare(cython.int, CODES["#TRANS"])
RTRANS = cython.declare(cython.int, CODES["#RTRANS"])
BTRANS = cython.declare(cython.int, CODES["#BTRANS"])
VER = cython.declare(cython.int, CODES["#VER"])
KONTO = cython.declare(cython.int, CODES["#KONTO"])
KTYP = cython.declare(cython.int, CODES["#KTYP"])
ENHET = cython.declare(cython.int, CODES["#ENHET"])
SRU = cython.declare(cython.int, CODES["#SRU"])
DIM = cython.declare(cython.int, CODES["#DIM"])
UNDERDIM = cython.declare(cython.int, CODES["#UNDERDIM"])
OBJEKT = cython.declare(cython.int, CODES["#OBJEKT"])
IB = cython.declare(cython.int, CODES["#IB"])
UB = cython.declare(cython.int, CODES["#UB"])
RES = cython.declare(cython.int, CODES["#RES"])
OIB = cython.declare(cython.int, CODES["#OIB"])
OUB = cython.declare(cython.int, CODES["#OUB"])
PSALDO = cython.declare(cython.int, CODES["#PSALDO"])
PBUDGET = cython.declare(cython.int, CODES["#PBUDGET"])
RAR = cython.declare(cython.int, CODES["#RAR"])
CONTROL_CHARACTER = cython.declare(cython.int, Fault.CONTROL_CHARACTER)
LINE_WITHOUT_LABEL = cython.declare(cython.int, Fault.LINE_WITHOUT_LABEL)
VOUCHER_WITHOUT_BLOCK = cython.declare(cython.int, Fault.VOUCHER_WITHOUT_BLOCK)
LABEL_NOT_UPPER_CASE = cython.declare(cython.int, Fault.LABEL_NOT_UPPER_CASE)
STRAY_BRACE = cython.declare(cython.int, Fault.STRAY_BRACE)
FILE_CUT_OFF = cython.declare(cython.int, Fault.FILE_CUT_OFF)


class TooManyLinesError(Exception):
    """The file has more lines than a line number can say."""


@cython.final
@cython.cclass
class Reader(Vouchers):
    """Reads the bytes of one file into the columns of all tables."""

    def __init__(self, data: bytes, coder: Coder) -> None:
        Vouchers.__init__(self, data, coder)
        self.checkpoints = Int64Column()

    def run(self) -> None:
        """Read the whole file, without the GIL but for rare odd values and full chunks."""
        with cython.nogil:
            self.scan()
        self.flush_all()

    def places(self) -> bytes:
        """Return where the lines 1, CHECKPOINT + 1, … begin, as 64-bit integers."""
        places: bytes = self.checkpoints.take()[3]
        return places

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def scan(self) -> cython.int:
        i: cython.Py_ssize_t = 0
        while i < self.size:
            self.line += 1
            if self.line > MOST_LINES:
                with cython.gil:
                    raise TooManyLinesError
            if (self.line & LINES_MASK) == 1:
                self.checkpoints.push(i)
            self.line_start = i
            self.label = -1
            self.end = i
            i = self.next_line(self.read_line(i))
            if i - self.flushed > SPAN_LIMIT:
                with cython.gil:
                    self.flush_all()
        return self.finish()

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def next_line(self, i: cython.Py_ssize_t) -> cython.Py_ssize_t:
        """Return where the next line begins, `i` being the end of this one."""
        if i >= self.size:
            return i
        if self.source[i] == 10:
            self.lf += 1
            return i + 1
        if i + 1 < self.size and self.source[i + 1] == 10:
            self.crlf += 1
            return i + 2
        self.cr += 1
        return i + 1

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def line_end(self, i: cython.Py_ssize_t) -> cython.Py_ssize_t:
        """Return the end of the line from `i` on."""
        while i < self.size and self.source[i] != 10 and self.source[i] != 13:
            i += 1
        self.end = i
        return i

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def read_line(self, i: cython.Py_ssize_t) -> cython.Py_ssize_t:
        """Read the line that begins at `i` and return its end."""
        byte: cython.uchar
        while i < self.size:
            byte = self.source[i]
            if byte == 35:
                if self.first_record < 0:
                    self.first_record = self.line_start
                self.read_record(i + 1)
                return self.end
            if byte == 32 or byte == 9:
                i += 1
            elif byte == 10 or byte == 13:
                break
            elif byte == 123 or byte == 125:
                return self.read_brace(i)
            elif byte < 32 or byte == 127:
                i = self.skip_control(i)
            else:
                return self.reject(i)
        self.end = i
        self.blank += 1
        return i

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def skip_control(self, i: cython.Py_ssize_t) -> cython.Py_ssize_t:
        """Step over a control character; 1A is the old mark of the end and is silent there."""
        last: cython.Py_ssize_t = i
        if self.source[i] == 26:
            while last < self.size and (self.source[last] <= 32 or self.source[last] == 127):
                if self.source[last] == 10 or self.source[last] == 13:
                    break
                last += 1
            if last >= self.size - 2:
                return last
        self.fault_at(CONTROL_CHARACTER, -1, i, i + 1)
        return i + 1

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def reject(self, i: cython.Py_ssize_t) -> cython.Py_ssize_t:
        """Leave out a line that is neither record nor brace, with its fault."""
        self.line_end(i)
        self.fault_at(LINE_WITHOUT_LABEL, -1, i, self.end)
        self.rejected += 1
        return self.end

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def read_brace(self, i: cython.Py_ssize_t) -> cython.Py_ssize_t:
        """Read a line of braces; a record that stands on it is read all the same."""
        start: cython.Py_ssize_t = i
        byte: cython.uchar
        while i < self.size:
            byte = self.source[i]
            if byte == 123:
                self.open_brace()
            elif byte == 125:
                self.close_brace()
            elif byte == 10 or byte == 13:
                break
            elif byte == 35:
                self.fault_at(STRAY_BRACE, -1, start, i)
                self.read_record(i + 1)
                return self.end
            elif byte > 32 and byte != 127:
                return self.reject(i)
            i += 1
        self.end = i
        self.braces += 1
        return i

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def finish(self) -> cython.int:
        """Say what is still open where the file ends."""
        self.note_alone()
        if self.block == INSIDE:
            self.voucher_fault(FILE_CUT_OFF)
        elif self.block == ANNOUNCED:
            self.voucher_fault(VOUCHER_WITHOUT_BLOCK)
        return 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def read_record(self, i: cython.Py_ssize_t) -> cython.int:
        """Read the record whose label follows the # before `i`."""
        if self.is_trans(i):
            self.label = TRANS
            self.label_start = i - 1
            self.label_stop = i + 5
            i += 5
        else:
            i = self.read_label(i)
        if self.label >= 0:
            if self.label_tally[self.label] == 0:
                self.label_line[self.label] = self.line
            self.label_tally[self.label] += 1
        if self.label == TRANS or self.label == RTRANS or self.label == BTRANS:
            self.takes_list = True
            self.split(i)
            return self.push_row(
                NORMAL if self.label == TRANS else ADDED if self.label == RTRANS else REMOVED
            )
        self.takes_list = (
            self.label == PSALDO or self.label == PBUDGET or self.label == OIB or self.label == OUB
        )
        self.split(i)
        if self.label == VER:
            return self.push_voucher()
        if self.label < 0:
            if self.label_stop == self.label_start + 1:
                self.rejected += 1
                return self.fault(LINE_WITHOUT_LABEL, -1)
            self.other += 1
            return self.push_other(False)
        if self.block != OUTSIDE:
            self.end_voucher()
        self.check_group()
        return self.read_other()

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def is_trans(self, i: cython.Py_ssize_t) -> cython.bint:
        """Tell whether the label at `i` is TRANS, as most labels of a large file are."""
        return (
            i + 5 < self.size
            and self.source[i] == 84
            and self.source[i + 1] == 82
            and self.source[i + 2] == 65
            and self.source[i + 3] == 78
            and self.source[i + 4] == 83
            and self.source[i + 5] == 32
        )

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def read_label(self, i: cython.Py_ssize_t) -> cython.Py_ssize_t:
        """Read a label into `label`, its number or -1, and return where it ends."""
        key: cython.ulonglong = 0
        length: cython.int = 0
        lower: cython.bint = False
        byte: cython.uchar
        self.label_start = i - 1
        while i < self.size:
            byte = self.source[i]
            if ends_label(byte):
                break
            if byte < 32 or byte == 127:
                self.fault_at(CONTROL_CHARACTER, -1, i, i + 1)
                i += 1
                continue
            if byte >= 97 and byte <= 122:
                lower = True
                byte -= 32
            # Shifted past eight letters the key would forget the first: such a label is unknown.
            if length < 8:
                key = key << 8 | byte
            length += 1
            i += 1
        self.label_stop = i
        self.label = -1
        if length <= 8:
            if key == KEY_TRANS:
                self.label = TRANS
            elif key == KEY_VER:
                self.label = VER
            else:
                self.label = self.find_label(key)
        if lower and self.label >= 0:
            self.fault_at(LABEL_NOT_UPPER_CASE, -1, self.label_start, i)
        return i

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1000)
    def find_label(self, key: cython.ulonglong) -> cython.int:
        code: cython.int
        for code in range(LABEL_COUNT):
            if self.keys[code] == key:
                return code
        return -1

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def read_other(self) -> cython.int:
        """Read a record that is neither a voucher nor a row of one."""
        label: cython.int = self.label
        if label == PSALDO or label == PBUDGET:
            return self.push_balance(True, True)
        if label == IB or label == UB or label == RES:
            return self.push_balance(False, False)
        if label == OIB or label == OUB:
            return self.push_balance(False, True)
        if label == KONTO or label == KTYP or label == ENHET or label == SRU:
            return self.push_chart_text()
        if label == OBJEKT:
            return self.push_object()
        if label == DIM or label == UNDERDIM:
            return self.push_dimension()
        if label == RAR:
            self.rows += 1
        else:
            self.header += 1
        return self.push_header()


@cython.cfunc
@cython.inline
@cython.nogil
@cython.exceptval(-1)
def ends_label(byte: cython.uchar) -> cython.bint:
    """Tell whether a label ends before a byte: a space, a line end, a quote or a brace."""
    if byte == 32 or byte == 9 or byte == 10 or byte == 13:
        return True
    return byte == 34 or byte == 123 or byte == 125


def read(data: bytes, coder: Coder) -> Reader:
    """Return a `Reader` that has read all of `data`, bytes in the encoding of `coder`."""
    reader = Reader(data, coder)
    reader.run()
    return reader
