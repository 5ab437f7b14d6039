from siekit.core.columns cimport (
    DecimalColumn, Int32Column, Int64Column, ObjectsColumn, TextColumn
)
from siekit.core.scanner cimport Scanner

cdef class Records(Scanner):
    cdef readonly dict tables, chunks
    cdef Py_ssize_t flushed, label_start, label_stop
    cdef readonly long long rows, header, braces, blank, other, rejected
    cdef unsigned long long[::1] keys
    cdef int[::1] groups
    cdef long long[::1] label_tally, label_line
    cdef int highest_group
    cdef Int32Column head_label, head_line, head_count
    cdef Int64Column head_start, head_stop, span_start, span_stop
    cdef Int32Column span_kind, span_flags
    cdef Int32Column text_label, text_line
    cdef Int64Column text_start
    cdef TextColumn text_account, text_value
    cdef Int32Column object_line, object_label, object_dimension, object_parent
    cdef Int64Column object_start
    cdef TextColumn object_object, object_name
    cdef Int32Column balance_line, balance_label, balance_skipped, balance_year, balance_period
    cdef TextColumn balance_account
    cdef ObjectsColumn balance_objects
    cdef DecimalColumn balance_amount, balance_quantity
    cdef Int32Column other_line, other_extra
    cdef TextColumn other_label, other_raw
    cdef int flush(self, str table) except? -1
    cdef int flush_all(self) except? -1
    cdef int push_header(self) except? -1 nogil
    cdef int push_chart_text(self) except? -1 nogil
    cdef int push_dimension(self) except? -1 nogil
    cdef int push_object(self) except? -1 nogil
    cdef int push_balance(self, bint period, bint objects) except? -1 nogil
    cdef int push_other(self, bint extra) except? -1 nogil
    cdef int set_aside(self, int code, int field) except? -1 nogil
    cdef int push_extras(self, Py_ssize_t width) except? -1 nogil
    cdef int push_last_text(self, TextColumn column, Py_ssize_t k) except? -1 nogil
    cdef int push_account(self, TextColumn column, Py_ssize_t k) except? -1 nogil
    cdef int push_objects(self, ObjectsColumn column, Py_ssize_t k) except? -1 nogil
    cdef long long push_item(
        self, ObjectsColumn column, Py_ssize_t k, long long i, bint dimension
    ) except? -1 nogil
    cdef int push_number(self, DecimalColumn column, Py_ssize_t k, bint amount) except? -1 nogil
    cdef int push_odd_number(self, DecimalColumn column, Py_ssize_t k, bint amount) except? -1
    cdef int push_date(self, Int32Column column, Py_ssize_t k) except? -1 nogil
    cdef int push_odd_date(self, Int32Column column, Py_ssize_t k) except? -1
    cdef int push_year_no(self, Int32Column column, Py_ssize_t k) except? -1 nogil
    cdef int push_period(self, Int32Column column, Py_ssize_t k) except? -1 nogil
    cdef bint is_period(self, Py_ssize_t k) except? -1 nogil
    cdef bint is_integer(self, Py_ssize_t k) except? -1 nogil
    cdef bint span_integer(self, long long start, long long stop) except? -1 nogil
    cdef int push_dimension_number(self, Int32Column column, Py_ssize_t k) except? -1 nogil
