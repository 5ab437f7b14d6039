"""Where the figures of a page lead: to an account's rows, from them to a voucher, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from siekit.reports.render.markup import fragment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siekit.reports.model import Report

GENERAL_LEDGER, JOURNAL = "general-ledger", "journal"


class Ways(Protocol):
    """The addresses that figures lead to; None where there is none."""

    def account(self, report: Report, account: str) -> str | None:
        """Return the address of an account's rows; the one of the report's own year."""

    def voucher(self, document: int, voucher: int | None) -> str | None:
        """Return the address of a voucher with all its rows."""

    def line(self, document: int, line: int) -> str | None:
        """Return the address of a line of the file."""


class Links:
    """The places of a page that others lead to, by document."""

    def __init__(self, reports: Sequence[Report]) -> None:
        """Find the accounts and vouchers that have a place in one of the reports."""
        self._accounts: dict[tuple[int, str], str] = {}
        self._vouchers: dict[tuple[int, int], str] = {}
        for report in reports:
            for document in _document(report):
                self._find(report, document)

    def account(self, report: Report, account: str) -> str | None:
        """Return the place of an account's rows; the one of the report's own year."""
        for document in _document(report):
            return _on_page(self._accounts.get((document, account)))
        return None

    def voucher(self, document: int, voucher: int | None) -> str | None:
        """Return the place of a voucher with all its rows."""
        return None if voucher is None else _on_page(self._vouchers.get((document, voucher)))

    def line(self, document: int, line: int) -> str | None:  # noqa: ARG002
        """Return nothing: a page does not hold the file."""
        return None

    def _find(self, report: Report, document: int) -> None:
        if report.name == GENERAL_LEDGER:
            for section in report.sections:
                self._accounts[document, section.key] = account_place(document, section.key)
        elif report.name == JOURNAL:
            for line in report.lines():
                if line.place is not None and line.place.voucher_id is not None:
                    voucher = line.place.voucher_id
                    self._vouchers[document, voucher] = voucher_place(document, voucher)


def account_place(document: int, account: str) -> str:
    """Return the name of an account's place on a page."""
    return fragment(f"d{document}", "account", account)


def voucher_place(document: int, voucher: int) -> str:
    """Return the name of a voucher's place on a page."""
    return f"d{document}-voucher-{voucher}"


def _on_page(place: str | None) -> str | None:
    return None if place is None else f"#{place}"


def _document(report: Report) -> Iterator[int]:
    if report.files:
        yield report.files[0].document_id
