"""Why a check cannot be made of a file, which is neither good nor bad news about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.compute as pc

from siekit.lint.head_lines import text_bytes
from siekit.workspace.head_facts import own_year

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from siekit.document import Document

Why = dict[str, str]

LOOKED_AT = 1000
"""Bytes at the end of a file that tell whether its last line is whole."""

NO_VOUCHERS: Why = {
    "en": "The file has no vouchers.",
    "sv": "Filen har inga verifikationer.",
}
NO_BALANCES: Why = {
    "en": "The file has no opening and closing balances.",
    "sv": "Filen har inga ingående och utgående balanser.",
}


def why_not(key: str, document: Document) -> Mapping[str, str] | None:
    """Return in both languages why the check of a key cannot be made; None when it can.

    A `light` with it says that it matters all the same.
    """
    reason = _REASONS.get(key)
    return reason(document) if reason else None


UNPROVEN: Why = {
    "en": "The file has balances but no vouchers, so nobody can tell whether they agree. "
    "Export it as type 4 with vouchers to have that checked.",
    "sv": "Filen har saldon men inga verifikationer, så det går inte att se om de stämmer. "
    "Exportera som typ 4 med verifikationer för att få det kontrollerat.",
    "light": "yellow",
}


MAYBE_CUT: Why = {
    "en": "The last line has no line end. Some programs write files so; otherwise the file was cut "
    "off there, and its last line or more is missing.",
    "sv": "Den sista raden saknar radslut. Vissa program skriver filer så; annars är filen "
    "avklippt där, och den sista raden eller mer saknas.",
    "light": "yellow",
}


def _whole(document: Document) -> Why | None:
    """A file that ends within a line may lack what came after, unless it ends a voucher."""
    data = text_bytes(document)
    last = data[-LOOKED_AT:].rstrip(b" \t\x1a")[-1:] if data else b"\n"
    return None if last in {b"\r", b"\n", b"}"} else MAYBE_CUT


def _vouchers(document: Document) -> Why | None:
    return None if document["vouchers"].num_rows else NO_VOUCHERS


def _explained(document: Document) -> Why | None:
    kinds = set(document["balances"]["kind"].unique().to_pylist())
    if not kinds & {"closing", "result"}:
        return NO_BALANCES
    return None if document["vouchers"].num_rows else UNPROVEN


def _sums(document: Document) -> Why | None:
    return None if _kinds(document, 0) else NO_BALANCES


def _kinds(document: Document, year_no: int) -> set[str]:
    """Return which kinds of balances a file has of a year."""
    balances = document["balances"]
    rows = balances.filter(pc.equal(balances["year_no"], year_no))
    return set(rows["kind"].unique().to_pylist())


def _months(document: Document) -> Why | None:
    if "actual" in document["period_balances"]["kind"].unique().to_pylist():
        return None
    return {
        "en": "The file has no monthly records (#PSALDO).",
        "sv": "Filen har inga månadsposter (#PSALDO).",
    }


def _previous(document: Document) -> Why | None:
    if "closing" not in _kinds(document, -1):
        return {
            "en": "The file does not say how the year before closed.",
            "sv": "Filen säger inte hur året före slutade.",
        }
    if "opening" in _kinds(document, 0):
        return None
    return {
        "en": "The file does not say how its year opens (#IB).",
        "sv": "Filen säger inte hur dess år börjar (#IB).",
    }


def _accounts(document: Document) -> Why | None:
    if document.header.sie_type != "4I" or pc.all(document["accounts"]["declared"]).as_py():
        return None
    return {
        "en": "A file of single vouchers (4I) need not declare its accounts.",
        "sv": "En fil med enstaka verifikationer (4I) behöver inte ange sina konton.",
    }


def _period(document: Document) -> Why | None:
    if not own_year(document)[2]:
        return None
    return {
        "en": "The file does not say which year it is about (#RAR), so its vouchers tell it.",
        "sv": "Filen anger inte vilket år den gäller (#RAR), så verifikationerna avgör det.",
    }


def _numbers(document: Document) -> Why | None:
    if document.header.sie_type == "4I":
        return {
            "en": "A file of single vouchers (4I) need not number them.",
            "sv": "En fil med enstaka verifikationer (4I) behöver inte numrera dem.",
        }
    return _vouchers(document)


def _checksum(document: Document) -> Why | None:
    if document.header.checksum_declared is not None:
        return None
    return {
        "en": "The file has no checksum (#KSUMMA), as is usual.",
        "sv": "Filen har ingen kontrollsumma (#KSUMMA), vilket är vanligt.",
    }


_REASONS: Mapping[str, Callable[[Document], Why | None]] = {
    "whole": _whole,
    "vouchers_balance": _vouchers,
    "voucher_dates": _vouchers,
    "balances_explained": _explained,
    "balance_sums": _sums,
    "months": _months,
    "carried_over": _previous,
    "accounts": _accounts,
    "period": _period,
    "numbers": _numbers,
    "checksum": _checksum,
}
