"""The key of a voucher: the same when a file is exported again, and never large."""

from __future__ import annotations

import siekit

HEAD = '#FLAGGA 0\n#RAR 0 20250101 20251231\n#FNAMN "{}"\n'
VOUCHER = '#VER "A/B" {} 20250131\n{{\n}}\n'


def keys(company: str, vouchers: int) -> list[str]:
    """Return the keys of a file with empty vouchers."""
    text = HEAD.format(company) + "".join(VOUCHER.format(k + 1) for k in range(vouchers))
    document = siekit.read(text.encode("cp437"))
    return [str(key) for key in document["vouchers"]["voucher_key"].to_pylist()]


def test_a_slash_inside_a_part_does_not_divide_it() -> None:
    """A key has five parts, whatever stands in company and series."""
    assert keys("Bil/Båt", 1) == ["Bil%2FBåt/2025-01-01/A%2FB/1/1"]


def test_a_huge_company_name_does_not_fill_memory() -> None:
    """A name of a megabyte in each of many keys would be more than any machine holds."""
    found = keys("x" * 1_000_000, 40_000)
    assert found[-1] == f"{'x' * 100}/2025-01-01/A%2FB/40000/1"
    assert len(set(found)) == 40_000
