"""What the README says is special about each file: at least one fact of each is tested."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from tests.corpus.listed import EXPECTED, LISTED, document, every_file
from tests.formats.wild import as_expected

FACTS: dict[str, dict[str, Any]] = EXPECTED["file"]
KNOWN = {"findings", "header", "counts", "rows", "most_objects", "comment_lines"}
KNOWN |= {"padded_names", "zero_balances", "backslashes"}


def test_every_file_has_facts() -> None:
    """A file without a fact would only be read, not looked at."""
    assert FACTS.keys() == LISTED.keys()
    assert {key for facts in FACTS.values() for key in facts} <= KNOWN


@every_file
def test_the_findings_that_make_it_special(name: str) -> None:
    """The oddity that a file is kept for is found, and what is allowed is not."""
    found = document(name).finding_counts
    wanted = FACTS[name].get("findings", {})
    assert {code: found.get(code, 0) for code in wanted} == wanted


@every_file
def test_no_error_is_found_but_where_there_is_one(name: str) -> None:
    """The corpus is real: hardly any of its files has an error, which only a few are kept for."""
    errors = {one.code for one in document(name).findings if one.severity == "error"}
    assert errors == set(EXPECTED["errors"].get(name, []))


@every_file
def test_header_and_counts(name: str) -> None:
    """Values of the header, and numbers of records."""
    header = document(name)["header"].to_pylist()[0]
    for column, value in FACTS[name].get("header", {}).items():
        assert _is(header[column], value), f"{column}: {header[column]!r}, not {value!r}"
    counts = asdict(document(name).counts)
    wanted = FACTS[name].get("counts", {})
    assert {key: counts[key] for key in wanted} == wanted


@every_file
def test_rows(name: str) -> None:
    """So many rows of a table have these values."""
    for table, patterns in FACTS[name].get("rows", {}).items():
        rows = document(name)[table].to_pylist()
        for pattern in patterns:
            values = {key: value for key, value in pattern.items() if key != "n"}
            fitting = [row for row in rows if all(_is(row[k], v) for k, v in values.items())]
            assert len(fitting) == pattern["n"], f"{table}: {pattern}"


@every_file
def test_the_longest_object_list(name: str) -> None:
    """Object lists with several pairs keep them all."""
    if "most_objects" in FACTS[name]:
        doc = document(name)
        lists = [row["objects"] for row in doc["transactions"].to_pylist()]
        lists += [row["objects"] for row in doc["period_balances"].to_pylist()]
        longest = max((len(objects) for objects in lists), default=0)
        assert longest == FACTS[name]["most_objects"]


@every_file
def test_texts_kept_as_they_stand(name: str) -> None:
    """Backslashes, padding and repeated comments are not lost."""
    doc, facts = document(name), FACTS[name]
    if "backslashes" in facts:
        assert (doc.header.company.company_id or "").count("\\") == facts["backslashes"]
    if "comment_lines" in facts:
        assert len((doc.header.comment or "").splitlines()) == facts["comment_lines"]
    if "padded_names" in facts:
        assert any(account.name.endswith("  ") for account in doc.accounts)
        assert (doc.header.company.address.street or "").endswith("   ")


@every_file
def test_zero_balances_are_kept(name: str) -> None:
    """Zero balances that a program writes are rows like others."""
    if "zero_balances" in FACTS[name]:
        amounts = [balance.amount for balance in document(name).balances]
        assert amounts.count(Decimal(0)) > 1


def _is(value: object, expected: object) -> bool:
    """Whether a value is the expected one; … is anything but null or an empty text."""
    if expected == "…":
        return value not in {None, ""}
    if expected == "≠0":
        return value not in {None, Decimal(0)}
    return as_expected(value, expected)
