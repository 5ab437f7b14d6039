"""What companies have with each other, taken away when they are summed: a small TOML file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from siekit.exceptions import UsageError
from siekit.reports.layout_fault import LayoutFault
from siekit.reports.layout_ranges import parse_ranges
from siekit.reports.settings_file import company_key, read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from siekit.reports.layout import Range

KEYS = frozenset({"name", "companies", "accounts"})


@dataclass(frozen=True, slots=True)
class Elimination:
    """One rule: the accounts that are taken away, of the companies that it names."""

    name: str
    companies: tuple[str, ...]
    ranges: tuple[Range, ...]

    def takes(self, company: tuple[str, ...], account: str) -> bool:
        """Tell whether the rule takes an account of a company away."""
        return any(one in self.companies for one in company) and any(
            one.takes(account) for one in self.ranges
        )


def read_eliminations(path: Path) -> tuple[Elimination, ...]:
    """Return the rules of a file; `UsageError` says what is wrong in it."""
    return rules_in(read_toml(path), path)


def rules_in(content: Mapping[str, Any], path: Path | str) -> tuple[Elimination, ...]:
    """Return the rules that the content of a file is; `UsageError` says what is wrong in it."""
    rules = content.get("elimination")
    if not isinstance(rules, list) or not rules or set(content) != {"elimination"}:
        message = (
            f"{path}: write each rule under [[elimination]] with name, companies and accounts; "
            "nothing else stands in the file."
        )
        swedish = (
            f"{path}: skriv varje regel under [[elimination]] med name, companies och accounts; "
            "inget annat får stå i filen."
        )
        raise UsageError(message, swedish=swedish)
    return tuple(_rule(path, number, rule) for number, rule in enumerate(rules, 1))


def _rule(path: Path | str, number: int, rule: Any) -> Elimination:  # noqa: ANN401 - what TOML holds
    where, here_sv = f"{path}, rule {number}", f"{path}, regel {number}"
    if not isinstance(rule, dict) or set(rule) != KEYS:
        message = f"{where}: a rule has exactly name, companies and accounts."
        swedish = f"{here_sv}: en regel har precis name, companies och accounts."
        raise UsageError(message, swedish=swedish)
    companies, accounts = rule["companies"], rule["accounts"]
    if not _texts(companies) or not _texts(accounts) or not isinstance(rule["name"], str):
        message = (
            f"{where}: name is a text, companies and accounts are lists of texts, as in "
            'accounts = ["1660-1669", "2860-2869"].'
        )
        swedish = (
            f"{here_sv}: name är en text, companies och accounts är listor av texter, som i "
            'accounts = ["1660-1669", "2860-2869"].'
        )
        raise UsageError(message, swedish=swedish)
    try:
        ranges = parse_ranges(accounts, sign=1)
    except LayoutFault as fault:
        message = f"{where}: {fault}."
        swedish = f"{here_sv}: kontona går inte att läsa ({fault})."
        raise UsageError(message, swedish=swedish) from None
    return Elimination(
        name=rule["name"],
        companies=tuple(company_key(one) for one in companies),
        ranges=ranges,
    )


def _texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)
