from siekit.core.columns cimport Int32Column, Int64Column, TextColumn
from siekit.core.encoding cimport Coder

cdef class Scanner:
    cdef const unsigned char[::1] source
    cdef readonly object data
    cdef readonly Coder coder
    cdef readonly Py_ssize_t size, line_start, end, first_record
    cdef readonly long long line
    cdef readonly Py_ssize_t crlf, lf, cr
    # the fields of the line at hand
    cdef long long[::1] starts, stops
    cdef int[::1] kinds, flags
    cdef readonly Py_ssize_t count
    cdef int label
    cdef bint takes_list
    cdef bint no_closer
    # what a parser gave
    cdef long long value
    cdef int days, last_days
    cdef long long last_date
    # faults
    cdef long long[::1] tally
    cdef readonly Int32Column fault_code, fault_line, fault_label, fault_field
    cdef readonly Int64Column fault_line_start, fault_start, fault_stop
    cdef int split(self, Py_ssize_t i) except? -1 nogil
    cdef Py_ssize_t bare(self, Py_ssize_t i) except? -1 nogil
    cdef Py_ssize_t quoted(self, Py_ssize_t i) except? -1 nogil
    cdef Py_ssize_t unclosed(self, Py_ssize_t start) except? -1 nogil
    cdef Py_ssize_t braced(self, Py_ssize_t i) except? -1 nogil
    cdef bint closes(self, Py_ssize_t i) except? -1 nogil
    cdef bint is_empty(self, Py_ssize_t k) except? -1 nogil
    cdef bint is_digits(self, Py_ssize_t k) except? -1 nogil
    cdef bint is_decimal(self, Py_ssize_t k, int most) except? -1 nogil
    cdef bint is_date(self, Py_ssize_t k) except? -1 nogil
    cdef int fault(self, int code, int field) except? -1 nogil
    cdef int fault_at(
        self, int code, int field, long long start, long long stop
    ) except? -1 nogil
    cdef int tell_quotes(self, Py_ssize_t k, int flags) except? -1 nogil
    cdef int tell_characters(
        self, int met, Py_ssize_t k, long long start, long long stop
    ) except? -1 nogil
    cdef int push_field(self, TextColumn column, Py_ssize_t k) except? -1 nogil
    cdef int push_span(
        self, TextColumn column, Py_ssize_t k, long long start, long long stop, int flags
    ) except? -1 nogil
