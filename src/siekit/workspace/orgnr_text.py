"""Organisation numbers as people and programs are told them: with their hyphen."""

from __future__ import annotations

from typing import overload

_DIGITS = 10


@overload
def hyphened(orgnr: str) -> str: ...
@overload
def hyphened(orgnr: None) -> None: ...
@overload
def hyphened(orgnr: str | None) -> str | None: ...


def hyphened(orgnr: str | None) -> str | None:
    """Return the ten digits of the catalogue as 556334-3689; what has not ten stays as it is."""
    if orgnr is not None and len(orgnr) == _DIGITS and orgnr.isdecimal():
        return f"{orgnr[:6]}-{orgnr[6:]}"
    return orgnr
