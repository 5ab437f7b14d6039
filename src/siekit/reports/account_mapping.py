"""Accounts of one company as accounts of another: a small TOML file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError
from siekit.reports.settings_file import company_key, read_toml

if TYPE_CHECKING:
    import collections.abc
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Mapping:
    """For each company, by number or name, what its accounts are called in the common report."""

    companies: collections.abc.Mapping[str, collections.abc.Mapping[str, str]]

    def account(self, company: collections.abc.Iterable[str], account: str) -> str:
        """Return the account of the report for an account of a company.

        The longest entry that the account begins with counts. Where both of its sides have as
        many digits the first digits are exchanged: "30" = "31" makes 3010 to 3110. Else the
        account becomes the one named: "30" = "3041" makes 3010 to 3041.
        """
        for key in company:
            entries = self.companies.get(key)
            if entries is None:
                continue
            for length in range(len(account), 0, -1):
                new = entries.get(account[:length])
                if new is not None:
                    return new + account[length:] if len(new) == length else new
        return account


def read_mapping(path: Path) -> Mapping:
    """Return the mapping of a file; `UsageError` says what is wrong in it."""
    content = read_toml(path)
    companies: dict[str, dict[str, str]] = {}
    for company, entries in content.items():
        if not isinstance(entries, dict):
            message = (
                f"{path}: {company!r} stands outside of a company. Write the organisation number "
                'in brackets first: ["555555-5555"], and below it "3010" = "3041".'
            )
            raise UsageError(message)
        for old, new in entries.items():
            if not isinstance(new, str) or not new.isdecimal() or not old.isdecimal():
                message = (
                    f"{path}: under {company}, {old} = {new!r} is no pair of accounts. Write both "
                    'in quotes, as in "3010" = "3041".'
                )
                raise UsageError(message)
        companies[company_key(company)] = entries
    return Mapping(companies)
