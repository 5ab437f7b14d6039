from siekit.core.columns cimport Int64Column
from siekit.core.vouchers cimport Vouchers

cdef class Reader(Vouchers):
    cdef Int64Column checkpoints
    cdef int scan(self) except? -1 nogil
    cdef Py_ssize_t read_line(self, Py_ssize_t i) except? -1 nogil
    cdef Py_ssize_t read_brace(self, Py_ssize_t i) except? -1 nogil
    cdef Py_ssize_t reject(self, Py_ssize_t i) except? -1 nogil
    cdef Py_ssize_t line_end(self, Py_ssize_t i) except? -1 nogil
    cdef Py_ssize_t next_line(self, Py_ssize_t i) except? -1 nogil
    cdef Py_ssize_t skip_control(self, Py_ssize_t i) except? -1 nogil
    cdef int finish(self) except? -1 nogil
    cdef Py_ssize_t read_label(self, Py_ssize_t i) except? -1 nogil
    cdef bint is_trans(self, Py_ssize_t i) except? -1 nogil
    cdef int find_label(self, unsigned long long key) except? -1000 nogil
    cdef int read_record(self, Py_ssize_t i) except? -1 nogil
    cdef int read_other(self) except? -1 nogil
