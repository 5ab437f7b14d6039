"""A small file, and the same with something of its head behind its vouchers."""

from __future__ import annotations

WHOLE = b"""#FLAGGA 0
#PROGRAM "Prov" 1
#FORMAT PC8
#GEN 20260110
#SIETYP 4
#FNR 17
#ORGNR 556999-0017
#FNAMN "Bolaget AB"
#RAR 0 20250101 20251231
#RAR -1 20240101 20241231
#KONTO 1930 "Bank"
#KONTO 5010 "Hyra"
#IB 0 1930 100.00
#UB 0 1930 90.00
#RES 0 5010 10.00
#VER A 1 20250201 "Hyra"
{
#TRANS 1930 {} -10.00
#TRANS 5010 {} 10.00
}
#VER A 2 20250301 "Hyra"
{
#TRANS 1930 {} 0.00
}
"""


def _later(record: bytes) -> bytes:
    return WHOLE + record + b"\n"


ODD = {
    "another number": _later(b"#ORGNR 556999-0025"),
    "another name": _later(b'#FNAMN "Andra AB"'),
    "another company number": _later(b"#FNR 18"),
    "small letters": _later(b"#orgnr 556999-0025"),
    "a control character in the label": _later(b"#OR\x00GNR 556999-0025"),
    "behind a brace": WHOLE.replace(b"}\n#VER A 2", b"} #ORGNR 556999-0025\n#VER A 2"),
    "a year": _later(b"#RAR -2 20230101 20231231"),
    "another date": _later(b"#GEN 20260111"),
    "another type": _later(b"#SIETYP 3"),
    "on the last line": WHOLE + b"#ORGNR 556999-0025",
    "lines that end in CR": _later(b"#ORGNR 556999-0025").replace(b"\n", b"\r"),
    "no year": b"".join(line for line in WHOLE.splitlines(keepends=True) if b"#RAR" not in line),
    "4E or 4I": WHOLE.replace(b"#UB 0", b"#IB -1").replace(b"#RES 0", b"#IB -1"),
    "UTF-16": b"\xff\xfe" + WHOLE.decode().encode("utf-16-le"),
    "vouchers in small letters only": WHOLE.replace(b"#VER", b"#ver"),
}
"""Files that only all of their bytes can tell about."""
