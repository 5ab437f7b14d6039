"""The project keeps its own promises: what is built, and what the docs name."""

from __future__ import annotations

import ast
import importlib.metadata
import os
import re
import runpy
import sys
from pathlib import Path

import pytest

import siekit
from siekit.cli.main import COMMANDS
from siekit.core import COMPILED
from siekit.core.labels import LABELS
from siekit.formats.sie4.fault_kinds import ENTRIES
from siekit.schema import TABLES

ROOT = Path(__file__).resolve().parent.parent
CORE = ROOT / "src" / "siekit" / "core"
PACKAGE = Path(siekit.__file__).parent

sys.path.insert(0, str(ROOT / "docs" / "_ext"))

from generated import PAGES  # noqa: E402, the docs are no package


def test_the_built_package_is_tested() -> None:
    """In the source tree an old extension would win over an edited module."""
    assert not PACKAGE.is_relative_to(ROOT / "src")


def test_the_core_is_compiled_unless_said_otherwise() -> None:
    """SIEKIT_PURE=1 declares the run whose core is plain Python."""
    assert COMPILED is not bool(os.environ.get("SIEKIT_PURE"))


def test_the_package_has_every_file_of_the_source() -> None:
    """A schema or a marker that is not packed is missed by users only."""
    wanted = {
        path.relative_to(ROOT / "src" / "siekit")
        for path in (ROOT / "src" / "siekit").rglob("*")
        if path.is_file() and path.suffix not in {".c", ".pxd", ".pyc", ".so"}
    }
    assert sorted(path for path in wanted if not (PACKAGE / path).exists()) == []


def test_setup_names_every_module_with_cython_code() -> None:
    """A module that is not named there would run uncompiled beside compiled ones."""
    sources = {path.stem: path.read_text(encoding="utf-8") for path in CORE.glob("*.py")}
    using = {name for name, source in sources.items() if "\nimport cython\n" in source}
    tree = ast.parse((ROOT / "setup.py").read_text(encoding="utf-8"))
    named = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "COMPILED"
    )
    assert using == set(named)


@pytest.mark.parametrize("path", sorted(CORE.glob("*.p*")), ids=lambda path: path.name)
def test_no_function_of_the_core_hides_errors(path: Path) -> None:
    """An error in a noexcept function is only printed, and rows are lost."""
    hidden = r"noexcept|\bcheck\s*=\s*False|boundscheck\s*[=(]\s*False"
    assert re.findall(hidden, path.read_text(encoding="utf-8")) == []


def test_version_is_the_same_everywhere() -> None:
    """The package's metadata is made from the one that stands in the code."""
    assert importlib.metadata.version("siekit") == siekit.__version__
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\n## [{siekit.__version__}]" in changelog


@pytest.mark.parametrize("command", COMMANDS)
def test_docs_name_every_command(command: str) -> None:
    """The page of commands is made from click's help."""
    assert f"## `siekit {command}`" in PAGES["commands"]()


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_docs_name_every_table(table: str) -> None:
    """The page of tables is made from the schema."""
    assert f"## `{table}`" in PAGES["tables"]()


def test_docs_name_every_label() -> None:
    """The page of labels is made from the label table."""
    page = PAGES["labels"]()
    assert [label.name for label in LABELS if f"`{label.name}`" not in page] == []


def test_docs_name_every_finding() -> None:
    """The page of findings is made from their kinds."""
    page = PAGES["findings"]()
    kinds = [entry.kind for entry in ENTRIES]
    assert [kind.code for kind in kinds if kind.code not in page or kind.name not in page] == []


def test_pages_name_findings_that_exist() -> None:
    """A guide that names a finding by a wrong name sends people nowhere."""
    names = {entry.kind.name for entry in ENTRIES}
    guide = (ROOT / "docs" / "guides" / "encodings.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`([a-z]+(?:-[a-z]+)+)` \(", guide)) <= names


def test_contributing_names_every_command_of_the_makefile() -> None:
    """One list of commands is the Makefile; the page explains it."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = next(line for line in makefile.splitlines() if line.startswith(".PHONY")).split()[1:]
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [target for target in targets if f"| `make {target}` |" not in page] == []


def test_a_mutant_of_the_same_number_is_the_same() -> None:
    """A failure of the fuzzer is made again from its number alone."""
    mutate = runpy.run_path(str(ROOT / "fuzz" / "mutate.py"))
    seeds = [b"#FLAGGA 0\r\n#VER A 1 20250101\r\n{\r\n#TRANS 1910 {} 1.00\r\n}\r\n", b""]
    for number in range(200):
        first, second = (mutate["mutant"](seeds, seed=1, number=number) for _ in range(2))
        assert first == second
