cdef class Coder:
    cdef readonly str name
    cdef readonly bint unicode, strict
    cdef unsigned char[::1] table
    cdef unsigned char[::1] votes
    cdef bint passes_through(
        self, const unsigned char[::1] source, Py_ssize_t start, Py_ssize_t stop
    ) except? -1 nogil
    cdef bint looks_foreign(
        self, const unsigned char[::1] source, Py_ssize_t start, Py_ssize_t stop, bint raw
    ) except? -1 nogil
    cdef Py_ssize_t write(
        self, unsigned char byte, unsigned char[::1] data, Py_ssize_t end
    ) except? -1 nogil

cdef Py_ssize_t utf8_length(
    const unsigned char[::1] source, Py_ssize_t i, Py_ssize_t stop
) except? -1 nogil
