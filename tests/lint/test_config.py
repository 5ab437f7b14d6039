"""The configuration: where it is found, what it may say, how it is told what is wrong in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from siekit.exceptions import UsageError
from siekit.findings import Severity
from siekit.lint.config import Config, find, load

if TYPE_CHECKING:
    from pathlib import Path

FULL = """\
[check]
select = ["R", "V401", "unknown-label"]
ignore = ["R216"]
strict = true
target = ["fortnox"]
baseline = "known.json"
cost-centre-accounts = ["4000-7999", "3010"]
severity = { R4 = "info", R404 = "error", unbalanced-voucher = "warning" }
per-file-ignores = { "old/*.se" = ["R5", "stray-quote"], "kassa.si" = ["ALL"] }
"""


def configured(folder: Path, text: str, name: str = "siekit.toml") -> Config:
    """The configuration of such a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_everything_that_may_be_said(tmp_path: Path) -> None:
    """Each key once."""
    config = configured(tmp_path, FULL)
    assert config.select == ("R", "V401", "unknown-label")
    assert config.ignore == ("R216",)
    assert config.strict
    assert config.targets == ("fortnox",)
    assert config.baseline == tmp_path / "known.json"
    assert config.cost_centre_accounts == ("4000-7999", "3010")
    assert config.severities["R413"] is Severity.INFO
    assert config.severities["R404"] is Severity.ERROR
    assert config.severities["V401"] is Severity.WARNING
    assert "R301" not in config.severities


def test_files_whose_codes_are_left_out(tmp_path: Path) -> None:
    """By the path from the folder of the configuration, or by the name alone."""
    config = configured(tmp_path, FULL)
    assert {"R501", "R304"} <= config.ignored_in(str(tmp_path / "old" / "a.se"))
    assert "R404" not in config.ignored_in(str(tmp_path / "old" / "a.se"))
    assert config.ignored_in(str(tmp_path / "new" / "a.se")) == frozenset()
    assert "V401" in config.ignored_in("anywhere/kassa.si")
    assert config.ignored_in("-") == frozenset()


def test_the_nearest_configuration_is_found(tmp_path: Path) -> None:
    """In the folder or above it; a pyproject.toml only when it speaks of siekit."""
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "siekit.toml").write_text("[check]\n")
    (tmp_path / "a" / "pyproject.toml").write_text('[project]\nname = "x"\n')
    assert find(inner) == tmp_path / "siekit.toml"
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.siekit.check]\nstrict = true\n")
    found = find(inner)
    assert found == tmp_path / "a" / "pyproject.toml"
    assert load(found).strict
    (inner / "siekit.toml").write_text("")
    assert find(inner) == inner / "siekit.toml"
    assert load(inner / "siekit.toml") == Config(folder=inner)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("selct = []", "select"),
        ('ignore = ["R40x"]', "R40"),
        ('ignore = ["unknown-lable"]', "unknown-label"),
        ("ignore = 'R404'", "list"),
        ("ignore = [404]", "list"),
        ('strict = "yes"', "true or false"),
        ('target = ["fortnocks"]', "fortnox"),
        ("baseline = 1", "name of a file"),
        ('cost-centre-accounts = ["many"]', "4000-7999"),
        ('severity = { R404 = "warn" }', "warning"),
        ('severity = { R999 = "info" }', "R9"),
        ("severity = []", "table"),
        ("per-file-ignores = 1", "table"),
        ('per-file-ignores = { "*.se" = ["X1"] }', "X1"),
        ("strict = ", "line 3"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(tmp_path: Path, line: str, said: str) -> None:
    """One sentence; what was meant, where that can be guessed."""
    with pytest.raises(UsageError) as told:
        configured(tmp_path, f"# our rules\n[check]\n{line}\n")
    message = str(told.value)
    assert "siekit.toml" in message
    assert "line 3" in message
    assert said in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("text", "said"),
    [("[chek]\n", "check"), ("check = 1\n", "table"), ("strict = true\n", "strict")],
)
def test_an_unknown_table_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """A setting in the wrong place would be passed over silently."""
    with pytest.raises(UsageError, match=said):
        configured(tmp_path, text)


def test_files_that_are_no_toml_are_refused(tmp_path: Path) -> None:
    """Also other encodings, and tables as deep as a thousand brackets."""
    path = tmp_path / "siekit.toml"
    for content in (b"\xff\xfe\x00", b"a = " + b"[" * 100_000, b"= 1"):
        path.write_bytes(content)
        with pytest.raises(UsageError, match=r"siekit\.toml"):
            load(path)
