from siekit.core.columns cimport DecimalColumn, Int32Column, ObjectsColumn, TextColumn
from siekit.core.records cimport Records

cdef class Vouchers(Records):
    cdef readonly int block
    cdef readonly bint ordered
    cdef readonly long long voucher_count
    cdef int row_no
    cdef long long voucher_line
    cdef Py_ssize_t voucher_start
    cdef Py_ssize_t series_known
    cdef long long[::1] series_start, series_stop, series_last
    cdef bint added
    cdef Py_ssize_t added_row
    cdef long long added_value
    cdef long long added_account, added_account_stop, added_list, added_list_stop
    cdef Int32Column row_twin, alone_voucher
    cdef Int32Column voucher_line_no, voucher_date, voucher_registered
    cdef TextColumn voucher_series, voucher_number, voucher_text, voucher_sign
    cdef Int32Column row_line, row_voucher, row_number, row_kind, row_date
    cdef TextColumn row_account, row_text, row_sign
    cdef ObjectsColumn row_objects
    cdef DecimalColumn row_amount, row_quantity
    cdef bint is_open_brace(self, Py_ssize_t k) except? -1 nogil
    cdef bint is_shifted(self) except? -1 nogil
    cdef int check_group(self) except? -1 nogil
    cdef int open_brace(self) except? -1 nogil
    cdef int close_brace(self) except? -1 nogil
    cdef int voucher_fault(self, int code) except? -1 nogil
    cdef int end_voucher(self) except? -1 nogil
    cdef int push_voucher(self) except? -1 nogil
    cdef int note_number(self, Py_ssize_t series, Py_ssize_t number) except? -1 nogil
    cdef bint same_bytes(
        self, long long first, long long first_stop, long long second, long long second_stop
    ) except? -1 nogil
    cdef int push_row(self, int kind) except? -1 nogil
    cdef int push_place(self, int kind) except? -1 nogil
    cdef int push_row_amount(self, int kind, Py_ssize_t k, bint broken) except? -1 nogil
    cdef int note_added(self, bint plain) except? -1 nogil
    cdef int note_twin(self, bint plain, long long value) except? -1 nogil
    cdef int note_alone(self) except? -1 nogil
    cdef Py_ssize_t push_row_date(self, Py_ssize_t k) except? -1 nogil
    cdef bint date_like(self, Py_ssize_t k) except? -1 nogil
