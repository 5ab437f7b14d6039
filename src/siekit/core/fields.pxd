cdef class Fields:
    cdef bytearray store, end_store
    cdef unsigned char[::1] cells
    cdef long long[::1] ends
    cdef readonly Py_ssize_t count, rows
    cdef Py_ssize_t room, end, most_cells
    cdef const unsigned char[::1] table
    cdef bint eight_bit
    cdef const unsigned char[::1] bits, source, absent, marks
    cdef bint has_bits
    cdef Py_ssize_t first
    cdef const int[::1] offsets
    cdef const unsigned char[::1] dim_bits
    cdef bint has_dim_bits
    cdef Py_ssize_t dim_first
    cdef const int[::1] dims
    cdef int last_day
    cdef unsigned char[::1] day_digits
    cdef readonly long long controls, backslashes, unfit, days_out
    cdef public long long gaps
    cdef int start_column(self, bits, Py_ssize_t first, bytes absent) except? -1
    cdef bint is_null(self, Py_ssize_t place) except? -1 nogil
    cdef int close(self) except? -1 nogil
    cdef int reserve(self, Py_ssize_t count) except? -1 nogil
    cdef int grow(self, Py_ssize_t count) except? -1
    cdef int put(self, unsigned char byte) except? -1 nogil
    cdef int put_absent(self) except? -1 nogil
    cdef int nothing(self, Py_ssize_t rows) except? -1 nogil
    cdef int texts(self, Py_ssize_t rows, bint always) except? -1 nogil
    cdef int put_text(self, Py_ssize_t start, Py_ssize_t stop, bint always) except? -1 nogil
    cdef bint can_be_bare(self, Py_ssize_t start, Py_ssize_t stop) except? -1 nogil
    cdef int put_rest(self, Py_ssize_t start, Py_ssize_t stop) except? -1 nogil
    cdef int byte_of(self, Py_ssize_t i, Py_ssize_t stop) except? -1 nogil
    cdef int numbers(self, const long long[::1] halves, Py_ssize_t rows, int least) except? -1 nogil
    cdef int put_number(self, long long value, int least) except? -1 nogil
    cdef int put_digits(self, unsigned long long value, int least) except? -1 nogil
    cdef int put_long_number(self, high, low, int least) except? -1
    cdef int integers(self, const int[::1] values, Py_ssize_t rows, int least) except? -1 nogil
    cdef int put_integer(self, long long value, int least) except? -1 nogil
    cdef int dates(self, const int[::1] days, Py_ssize_t rows) except? -1 nogil
    cdef int set_day(self, int day) except? -1 nogil
    cdef int lists(
        self, const int[::1] offsets, const unsigned char[::1] bits,
        const unsigned char[::1] plain, Py_ssize_t first, Py_ssize_t rows
    ) except? -1 nogil
    cdef int put_pair(self, Py_ssize_t i, bint later) except? -1 nogil
