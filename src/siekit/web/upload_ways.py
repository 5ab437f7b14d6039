"""Where the figures of an upload's reports lead: to the pages of its accounts, vouchers, lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from siekit.reports.model import Report


@dataclass(frozen=True, slots=True)
class UploadWays:
    """Addresses within one domain; the document of a report is the id of its upload.

    `companies` tells that a line is of several companies, so that an account leads nowhere.
    """

    domain_id: int
    companies: bool = False

    def account(self, report: Report, account: str) -> str | None:
        """Return the page of an account's rows, in the file of the report's own year."""
        if self.companies or not report.files or not account:
            return None
        return f"{self._upload(report.files[0].document_id)}/accounts/{quote(account, safe='')}"

    def voucher(self, document: int, voucher: int | None) -> str | None:
        """Return the page of a voucher with all its rows."""
        return None if voucher is None else f"{self._upload(document)}/vouchers/{voucher}"

    def line(self, document: int, line: int) -> str | None:
        """Return the page of a line of the file, with those around it."""
        return f"{self._upload(document)}/lines?at={line}#L{line}"

    def _upload(self, document: int) -> str:
        return f"/d/{self.domain_id}/uploads/{document}"
