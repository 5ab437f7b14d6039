"""Mappings and eliminations as files: those that the command line takes, and CSV of two columns."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError
from siekit.reports.account_mapping import mapping_in
from siekit.reports.eliminations import rules_in
from siekit.reports.settings_file import MOST_BYTES, company_key, parse_toml
from siekit.workspace.eliminations import KeptRule
from siekit.workspace.foreign_words import in_swedish
from siekit.workspace.orgnr_text import hyphened
from siekit.workspace.refusals import Refusal
from siekit.workspace.shown_text import shown_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from siekit.workspace.mapping import AccountMapping
    from siekit.workspace.model import Integration

HEAD = ("account", "group_account")
COLUMNS = len(HEAD)
FEW = 5
_TOML = re.compile(r"^\s*\[", re.MULTILINE)


def read_mapping_file(data: bytes, name: str, company: Iterable[str]) -> dict[str, str]:
    """Return the entries of a company in a file: CSV, or TOML as the command line takes it.

    `company` are the organisation number and the names by which a TOML file may call it. Raises
    `invalid` for what is no such file, is too large, names an account twice or not this company.
    """
    shown = shown_text(name, 80) or "–"
    text = _text(data, shown)
    if name.lower().endswith(".toml") or _TOML.search(text):
        return _of_toml(text, shown, company)
    return dict(_of_csv(text, shown))


def read_eliminations_file(data: bytes, name: str) -> tuple[KeptRule, ...]:
    """Return the rules of a TOML file as the command line takes it; `invalid` for another."""
    shown = shown_text(name, 80) or "–"
    text = _text(data, shown)
    try:
        content = parse_toml(text, shown)
        rules_in(content, shown)
    except UsageError as error:
        raise _refusal("file", str(error), in_swedish(error)) from None
    return tuple(
        KeptRule(one["name"], tuple(one["companies"]), tuple(one["accounts"]))
        for one in content["elimination"]
    )


def mapping_as_csv(mapping: AccountMapping) -> bytes:
    """Return a mapping as CSV; it holds digits only, so nothing in it is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows((one.account, one.group_account) for one in mapping.entries)
    return out.getvalue().encode()


def mappings_as_toml(found: Sequence[tuple[Integration, AccountMapping]]) -> bytes:
    """Return the mappings of all companies as the file that `siekit report --mapping` takes.

    A company is called by its number; where it has none, or another one has the same, by name.
    """
    numbers = Counter(one.orgnr for one, _ in found)
    lines = []
    for integration, mapping in found:
        alone = integration.orgnr is not None and numbers[integration.orgnr] == 1
        called = hyphened(integration.orgnr) if alone else integration.name
        lines += [f"[{_quoted(called or integration.name)}]"]
        lines += [
            f"{_quoted(one.account)} = {_quoted(one.group_account)}" for one in mapping.entries
        ]
        lines.append("")
    return "\n".join(lines).encode()


def eliminations_as_toml(rules: Iterable[KeptRule]) -> bytes:
    """Return rules as the file that `siekit report --eliminations` takes."""
    lines = []
    for one in rules:
        lines += [
            "[[elimination]]",
            f"name = {_quoted(one.name)}",
            f"companies = [{', '.join(map(_quoted, one.companies))}]",
            f"accounts = [{', '.join(map(_quoted, one.accounts))}]",
            "",
        ]
    return "\n".join(lines).encode()


def _of_toml(text: str, name: str, company: Iterable[str]) -> dict[str, str]:
    try:
        companies = mapping_in(parse_toml(text, name), name).companies
    except UsageError as error:
        raise _refusal("file", str(error), in_swedish(error)) from None
    for key in map(company_key, company):
        if key in companies:
            return dict(companies[key])
    there = ", ".join(shown_text(one, 60) for one in list(companies)[:FEW]) or "–"
    raise _refusal(
        "file",
        f"{name} has nothing of this company. It is about: {there}.",
        f"{name} har inget om det här företaget. Den gäller: {there}.",
    )


def _of_csv(text: str, name: str) -> Iterator[tuple[str, str]]:
    head = text.partition("\n")[0]
    delimiter = next((one for one in (";", "\t", ",") if one in head), ";")
    seen: set[str] = set()
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise _refusal(
            "file", f"{name} is no CSV: {error}.", f"{name} är ingen CSV: {error}."
        ) from None
    for number, row in enumerate(rows, 1):
        cells = [one.strip() for one in row]
        while cells and not cells[-1]:
            cells.pop()
        if not cells or (number == 1 and not any(one.isdecimal() for one in cells)):
            continue  # an empty line, or what the columns are called
        if len(cells) != COLUMNS:
            raise _refusal(
                "file",
                f"{name}, line {number} does not have two columns: the account, and that of the "
                "group.",
                f"{name}, rad {number} har inte två kolumner: kontot och koncernens konto.",
            )
        if cells[0] in seen:
            raise _refusal(
                "file",
                f"{name}, line {number}: account {shown_text(cells[0], 40)} stands there twice.",
                f"{name}, rad {number}: konto {shown_text(cells[0], 40)} finns två gånger.",
            )
        seen.add(cells[0])
        yield cells[0], cells[1]


def _text(data: bytes, name: str) -> str:
    if len(data) > MOST_BYTES:
        raise _refusal(
            "file",
            f"{name} is larger than {MOST_BYTES:,} bytes.",
            f"{name} är större än {MOST_BYTES} byte.",
        )
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise _refusal(
            "file",
            f"{name} is not UTF-8. Save it as UTF-8.",
            f"{name} är inte UTF-8. Spara den som UTF-8.",
        ) from None


def _quoted(text: str) -> str:
    """Return a text as TOML has it, which JSON has but for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _refusal(field: str, problem: str, problem_sv: str) -> Refusal:
    return Refusal("invalid", field=field, problem=problem, field_sv="fil", problem_sv=problem_sv)
