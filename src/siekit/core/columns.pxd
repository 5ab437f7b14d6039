from siekit.core.encoding cimport Coder

cdef class Int32Column:
    cdef bytearray store, bit_store
    cdef int[::1] data
    cdef unsigned char[::1] bits
    cdef readonly Py_ssize_t capacity, size, nulls, filled
    cdef int push(self, int value) except? -1 nogil
    cdef int push_null(self) except? -1 nogil
    cdef int replace(self, Py_ssize_t row, int value) except? -1 nogil
    cdef int grow(self) except? -1

cdef class Int64Column:
    cdef bytearray store
    cdef long long[::1] data
    cdef readonly Py_ssize_t capacity, size
    cdef int push(self, long long value) except? -1 nogil
    cdef int grow(self) except? -1

cdef class DecimalColumn:
    cdef bytearray store, bit_store
    cdef long long[::1] data
    cdef unsigned char[::1] bits
    cdef readonly Py_ssize_t capacity, size, nulls, filled
    cdef int push(self, long long value) except? -1 nogil
    cdef int push_halves(self, long long low, long long high) except? -1 nogil
    cdef int push_object(self, value) except? -1
    cdef int push_null(self) except? -1 nogil
    cdef int grow(self) except? -1

cdef class TextColumn:
    cdef bytearray store, offset_store, bit_store
    cdef unsigned char[::1] data
    cdef int[::1] offsets
    cdef unsigned char[::1] bits
    cdef readonly Py_ssize_t room, end, capacity, written, size, nulls, filled
    cdef int reserve(self, Py_ssize_t count) except? -1 nogil
    cdef int close(self) except? -1 nogil
    cdef int fill_offsets(self) except? -1 nogil
    cdef int push_ascii(
        self, const unsigned char[::1] source, Py_ssize_t start, Py_ssize_t stop
    ) except? -1 nogil
    cdef int push_text(
        self, const unsigned char[::1] source, Py_ssize_t start, Py_ssize_t stop,
        Coder coder, bint escaped
    ) except? -1 nogil
    cdef int push_rest(
        self, const unsigned char[::1] source, Py_ssize_t start, Py_ssize_t stop,
        Coder coder, bint escaped
    ) except? -1 nogil
    cdef int push_null(self) except? -1 nogil
    cdef int grow(self) except? -1
    cdef int common_length(self) except? -2
    cdef int grow_text(self, Py_ssize_t count) except? -1

cdef class ObjectsColumn:
    cdef bytearray offset_store, bit_store
    cdef readonly Int32Column dimensions
    cdef readonly TextColumn objects
    cdef int[::1] offsets
    cdef unsigned char[::1] bits
    cdef readonly Py_ssize_t capacity, written, size, nulls
    cdef int close(self) except? -1 nogil
    cdef int fill_offsets(self) except? -1 nogil
    cdef int push_empty(self) except? -1 nogil
    cdef int push_null(self) except? -1 nogil
    cdef int grow(self) except? -1
