"""What decided the type of a file, in Swedish; documents say it in English."""

from __future__ import annotations

import re

_SWEDISH = (
    (r"given by the caller", "angiven av användaren"),
    (r"no (#\w+), which means type (\w+)", r"\1 saknas, vilket betyder typ \2"),
    (r"(#\w+) in the file", r"\1 i filen"),
    (r"a voucher without series", "en verifikation utan serie"),
    (r"a voucher without number", "en verifikation utan nummer"),
    (r"the file name ends in (\S+)", r"filnamnet slutar på \1"),
    (r"nothing of a ledger in the file", "inget av en huvudbok i filen"),
)


def evidence(text: str, lang: str) -> str:
    """The evidence in that language; one that is not known here stays as it is."""
    if lang == "sv":
        for pattern, swedish in _SWEDISH:
            match = re.fullmatch(pattern, text)
            if match:
                return match.expand(swedish)
    return text
