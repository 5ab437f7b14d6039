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
        return self.named(company, account) or account

    def knows(self, company: collections.abc.Iterable[str]) -> bool:
        """Tell whether anything is said of a company's accounts."""
        return any(self.companies.get(key) for key in company)

    def named(self, company: collections.abc.Iterable[str], account: str) -> str | None:
        """Return what `account` does, None for an account that no entry is about."""
        for key in company:
            entries = self.companies.get(key)
            if entries is None:
                continue
            for length in range(len(account), 0, -1):
                new = entries.get(account[:length])
                if new is not None:
                    return new + account[length:] if len(new) == length else new
        return None


def read_mapping(path: Path) -> Mapping:
    """Return the mapping of a file; `UsageError` says what is wrong in it."""
    return mapping_in(read_toml(path), path)


def mapping_in(content: collections.abc.Mapping[str, object], path: Path | str) -> Mapping:
    """Return the mapping that the content of a file is; `UsageError` says what is wrong in it."""
    companies: dict[str, dict[str, str]] = {}
    for company, entries in content.items():
        if not isinstance(entries, dict):
            message = (
                f"{path}: {company!r} stands outside of a company. Write the organisation number "
                'in brackets first: ["555555-5555"], and below it "3010" = "3041".'
            )
            swedish = (
                f"{path}: {company!r} står utanför ett företag. Skriv först organisationsnumret "
                'inom hakparentes: ["555555-5555"], och under det "3010" = "3041".'
            )
            raise UsageError(message, swedish=swedish)
        for old, new in entries.items():
            if not isinstance(new, str) or not new.isdecimal() or not old.isdecimal():
                message = (
                    f"{path}: under {company}, {old} = {new!r} is no pair of accounts. Write both "
                    'in quotes, as in "3010" = "3041".'
                )
                swedish = (
                    f"{path}: under {company} är {old} = {new!r} inget par av konton. Skriv båda "
                    'inom citattecken, som i "3010" = "3041".'
                )
                raise UsageError(message, swedish=swedish)
        companies[company_key(company)] = entries
    return Mapping(companies)
