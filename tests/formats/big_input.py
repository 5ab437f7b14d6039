"""Read one huge file in a process of its own and say what came of it and how much memory it took.

Run by test_big_inputs.py: `python big_input.py KIND SIZE`. Prints a JSON object.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import siekit

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = b'#FLAGGA 0\n#PROGRAM "Prov" 1\n#FORMAT PC8\n#GEN 20250101\n#SIETYP 4\n'
VOUCHER = b'#VER A 1 20250115 "Stor"\n'
ROW = b'#TRANS 1930 {} 0.01 "" "Rad"\n'


def one_text(size: int) -> bytes:
    """One record whose text is the rest of the file."""
    return HEAD + b'#PROSA "' + b"x" * size + b'"\n'


def one_line_without_label(size: int) -> bytes:
    """One line that is no record."""
    return HEAD + b"x" * size


def one_line_of_quotes(size: int) -> bytes:
    """One record with a quote at every other byte, none of which closes a field."""
    return HEAD + b"#KONTO 1930 " + b'"x' * (size // 2)


def one_line_of_open_quotes(size: int) -> bytes:
    """One row with many quoted fields that nothing closes."""
    return HEAD + VOUCHER + b"{\n#TRANS 1930 {} 1.00 " + b' "x' * (size // 3) + b"\n}\n"


def one_line_of_fields(size: int) -> bytes:
    """One record with very many fields."""
    return HEAD + b"#IB 0 1930" + b" 1" * (size // 2) + b"\n"


def one_line_of_braces(size: int) -> bytes:
    """One row that is nothing but opening braces."""
    return HEAD + VOUCHER + b"{\n#TRANS 1930 " + b"{" * size + b"\n}\n"


def one_object_list(size: int) -> bytes:
    """One row with a very long object list."""
    return HEAD + VOUCHER + b"{\n#TRANS 1930 {" + b"1 N " * (size // 4) + b"} 1.00\n}\n"


def one_amount(size: int) -> bytes:
    """One row whose amount has very many digits."""
    return HEAD + VOUCHER + b"{\n#TRANS 1930 {} " + b"1" * size + b"\n}\n"


def lines_of_braces(size: int) -> bytes:
    """A million lines and more, each of them a brace."""
    return HEAD + b"{\n" * (size // 2)


def one_line_of_million_braces(size: int) -> bytes:
    """A line of braces without any label."""
    return HEAD + b"{" * size + b"\n"


def empty_lines(size: int) -> bytes:
    """Nothing but empty lines."""
    return HEAD + b"\n" * size


def one_voucher(size: int) -> bytes:
    """One voucher with very many rows."""
    return HEAD + VOUCHER + b"{\n" + ROW * (size // len(ROW)) + b"}\n"


def unknown_labels(size: int) -> bytes:
    """Records with unknown labels, all of them different."""
    return HEAD + b"".join(b"#X%d 1\n" % number for number in range(size // 10))


def many_series(size: int) -> bytes:
    """Vouchers each of a series of its own."""
    count = size // 40
    return HEAD + b"".join(b"#VER S%d 1 20250115\n{\n}\n" % number for number in range(count))


def added_rows(size: int) -> bytes:
    """One voucher of added rows without twins, all alike."""
    return HEAD + VOUCHER + b"{\n" + b"#RTRANS 1930 {} 1.00\n" * (size // 21) + b"}\n"


def added_rows_before_rows(size: int) -> bytes:
    """One voucher of added rows, then as many rows that are their twins."""
    count = size // 41
    return HEAD + VOUCHER + b"{\n" + b"#RTRANS 1930 {} 1.00\n" * count + ROW * count + b"}\n"


def odd_rows(size: int) -> bytes:
    """Rows whose amounts and dates take the slow way."""
    row = b'#TRANS 1930 {} 1,50 250115 "Rad"\n'
    return HEAD + VOUCHER + b"{\n" + row * (size // len(row)) + b"}\n"


def vouchers_without_blocks(size: int) -> bytes:
    """Vouchers with one number, none of which has a block."""
    return HEAD + VOUCHER * (size // len(VOUCHER))


def repeated_names(size: int) -> bytes:
    """The company's name again and again, each time another."""
    return HEAD + b"".join(b"#FNAMN B%d\n" % number for number in range(size // 15))


def many_comments(size: int) -> bytes:
    """Very many comments, which are joined."""
    return HEAD + b"#PROSA x\n" * (size // 9)


def many_company_ids(size: int) -> bytes:
    """Very many company ids with a letter of another encoding."""
    return HEAD + b'#FNR "\xf6"\n' * (size // 9)


def many_years(size: int) -> bytes:
    """Very many fiscal years, all of them the current one."""
    return HEAD + b"#RAR 0 20250101 20251231\n" * (size // 25)


def repeated_accounts(size: int) -> bytes:
    """One account again and again."""
    return HEAD + b"#KONTO 1930 Bank\n#KTYP 1930 T\n" * (size // 31)


def repeated_balances(size: int) -> bytes:
    """One balance again and again, each time another amount."""
    return HEAD + b"".join(b"#IB 0 1930 %d\n" % number for number in range(size // 18))


def undeclared_accounts(size: int) -> bytes:
    """Balances of accounts that are not declared, all of them different."""
    return HEAD + b"".join(b"#UB 0 %d 1\n" % number for number in range(size // 15))


def undeclared_objects(size: int) -> bytes:
    """Rows with objects that are not declared, all of them different."""
    rows = b"".join(b"#TRANS 1930 {%d X} 1.00\n" % number for number in range(size // 29))
    return HEAD + VOUCHER + b"{\n" + rows + b"}\n"


def many_checksums(size: int) -> bytes:
    """Very many #KSUMMA records."""
    return HEAD + b"#KSUMMA\n#KSUMMA 1\n" * (size // 18)


def _named(*makers: Callable[[int], bytes]) -> dict[str, Callable[[int], bytes]]:
    """The makers by name."""
    return {make.__name__: make for make in makers}


SHAPES = _named(
    one_text,
    one_line_without_label,
    one_line_of_quotes,
    one_line_of_open_quotes,
    one_line_of_fields,
    one_line_of_braces,
    one_object_list,
    lines_of_braces,
    one_line_of_million_braces,
    empty_lines,
    one_voucher,
)
"""Files of unusual shapes."""

RECORDS = _named(
    one_amount,
    unknown_labels,
    many_series,
    added_rows,
    added_rows_before_rows,
    odd_rows,
    vouchers_without_blocks,
    repeated_names,
    many_comments,
    many_company_ids,
    many_years,
    repeated_accounts,
    repeated_balances,
    undeclared_accounts,
    undeclared_objects,
    many_checksums,
)
"""Files with far more of one odd thing than any real file has; each is looked at in Python."""


def peak() -> int:
    """The most memory that this process has had, in bytes.

    VmHWM is what ru_maxrss says, but for a child ru_maxrss begins with what its parent held.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="ascii", errors="replace").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main(kind: str, size: int) -> dict[str, Any]:
    """Read the file, and return what came of it."""
    siekit.read(one_voucher(10_000))
    before = peak()
    data = {**SHAPES, **RECORDS}[kind](size)
    document = siekit.read(data, name="stor.se")
    totals = None
    if document["transactions"]["amount"].null_count == 0:
        totals = str(document.totals.debit)
    return {
        "size": len(data),
        "memory": peak() - before,
        "adds_up": document.lines.adds_up,
        "lines": document.lines.total,
        "blank": document.lines.blank,
        "braces": document.lines.braces,
        "vouchers": document.counts.vouchers,
        "transactions": document.counts.transactions,
        "details": len(document.findings),
        "findings": dict(document.finding_counts),
        "debit": totals,
    }


if __name__ == "__main__":
    json.dump(main(sys.argv[1], int(sys.argv[2])), sys.stdout)
