"""Why a check cannot be made of a file, which is neither good nor bad news about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from siekit.document import Document

Why = dict[str, str]

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


def _vouchers(document: Document) -> Why | None:
    return None if document["vouchers"].num_rows else NO_VOUCHERS


def _explained(document: Document) -> Why | None:
    kinds = set(document["balances"]["kind"].unique().to_pylist())
    if not kinds & {"closing", "result"}:
        return NO_BALANCES
    return None if document["vouchers"].num_rows else UNPROVEN


def _sums(document: Document) -> Why | None:
    return None if document["balances"].num_rows else NO_BALANCES


def _months(document: Document) -> Why | None:
    if "actual" in document["period_balances"]["kind"].unique().to_pylist():
        return None
    return {
        "en": "The file has no monthly records (#PSALDO).",
        "sv": "Filen har inga månadsposter (#PSALDO).",
    }


def _previous(document: Document) -> Why | None:
    if -1 in document["balances"]["year_no"].unique().to_pylist():
        return None
    return {
        "en": "The file says nothing of the year before.",
        "sv": "Filen säger inget om året före.",
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
    "vouchers_balance": _vouchers,
    "voucher_dates": _vouchers,
    "balances_explained": _explained,
    "balance_sums": _sums,
    "months": _months,
    "carried_over": _previous,
    "numbers": _numbers,
    "checksum": _checksum,
}
