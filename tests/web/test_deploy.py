"""What is deployed is described, and what is described is there."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped] # no stubs are installed

from siekit.cli.serve import command
from siekit.exceptions import UsageError
from siekit.web.environment import VARIABLES, settings_from

ROOT = Path(__file__).resolve().parent.parent.parent
DEPLOY = ROOT / "deploy"
GUIDE = (ROOT / "docs/guides/server.md").read_text(encoding="utf-8")
NAMES = {one.name for one in VARIABLES}
WHOLE = {
    "SIEKIT_DATABASE_URL": "postgresql://u:p@h/d",
    "SIEKIT_DATA": "/var/lib/siekit",
    "SIEKIT_SECRET": "x" * 40,
    "SIEKIT_URL": "https://books.example.se",
}


OF_THE_COMMAND_LINE = {"SIEKIT_WORKSPACE"}
"""What every command takes as its workspace; a server takes it where it has no database's URL."""


def test_every_variable_that_a_server_reads_is_listed() -> None:
    """And what is listed is read somewhere in the portal or the command that serves it."""
    source = ROOT / "src/siekit"
    texts = [one.read_text("utf-8") for one in sorted(source.glob("cli/serve*.py"))]
    texts += [one.read_text("utf-8") for one in sorted(source.rglob("web/**/*.py"))]
    read = {name for text in texts for name in re.findall(r"\"(SIEKIT_[A-Z_]+)\"", text)}
    assert read - OF_THE_COMMAND_LINE == NAMES


def test_every_variable_is_in_the_guide_and_in_the_files_of_deploy() -> None:
    """And those name only what is read."""
    assert _named(GUIDE) == NAMES
    for name in ("siekit.env", "compose.yaml"):
        assert _named((DEPLOY / name).read_text(encoding="utf-8")) == NAMES, name
    assert _named((DEPLOY / "Dockerfile").read_text(encoding="utf-8")) <= NAMES


def test_compose_hands_every_variable_on() -> None:
    """Those that are needed must be given; others are empty, which is as if they were not there."""
    found = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    given = found["services"]["portal"]["environment"]
    assert set(given) == NAMES
    for name, value in given.items():
        if not value.startswith(("postgresql://", "/")):
            assert re.fullmatch(rf"\$\{{{name}:(-|\?set it in \.env)\}}", value), name
    unsaid = {name: "" for name, value in given.items() if value.endswith(":-}")}
    made = settings_from(WHOLE | unsaid)
    assert made == settings_from(WHOLE)


def test_the_unit_starts_the_server() -> None:
    """With options that the command has, and settings that only root reads."""
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(DEPLOY / "siekit.service", encoding="utf-8")
    words = unit["Service"]["ExecStart"].split()
    assert words[1:3] == ["serve", "--server"]
    assert _options(words) <= {name for one in command.params for name in one.opts}
    assert unit["Service"]["EnvironmentFile"] == "/etc/siekit/siekit.env"


def test_compose_has_the_portal_and_its_database() -> None:
    """Whose needed settings are all given, and whose port is open to this machine only."""
    found = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    portal = found["services"]["portal"]
    needed = {one.name for one in VARIABLES if one.needed}
    assert needed <= set(portal["environment"])
    assert portal["ports"] == ["127.0.0.1:8470:8470"]
    assert set(found["volumes"]) == {"files", "passing", "database"}
    assert "passing:/tmp" in portal["volumes"]  # not in memory, where large uploads would be
    assert "tmpfs" not in portal
    image = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    started = re.search(r"^CMD \[(.*)\]$", image, re.MULTILINE)
    assert started
    words = [word.strip().strip('"') for word in started[1].split(",")]
    assert words[:3] == ["siekit", "serve", "--server"]
    assert _options(words) <= {name for one in command.params for name in one.opts}


def test_a_whole_environment_makes_settings() -> None:
    """With the host that is answered and cookies for https."""
    made = settings_from(WHOLE | {"SIEKIT_HOSTS": "a.example.se, B.example.se"})
    assert made.secure
    assert made.server
    assert made.hosts == {"books.example.se", "a.example.se", "b.example.se"}
    assert WHOLE["SIEKIT_SECRET"] not in repr(made)
    folder = {**WHOLE, "SIEKIT_DATABASE_URL": "/srv/books", "SIEKIT_DATA": ""}
    assert settings_from(folder).folder is None


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"SIEKIT_DATABASE_URL": ""}, "set SIEKIT_DATABASE_URL"),
        ({"SIEKIT_DATA": ""}, "set SIEKIT_DATA"),
        ({"SIEKIT_SECRET": "short"}, "has 5 characters"),
        ({"SIEKIT_URL": ""}, "set SIEKIT_URL"),
        ({"SIEKIT_URL": "books.example.se"}, "give an address such as"),
        ({"SIEKIT_URL": "http://books.example.se"}, "passwords would travel readable"),
        ({"SIEKIT_URL": "https://example.se/books"}, "has a path"),
        ({"SIEKIT_OIDC_ISSUER": "https://x"}, "or none"),
        ({"SIEKIT_SESSION_HOURS": "many"}, "no number above 0"),
        ({"SIEKIT_SESSION_HOURS": "0"}, "no number above 0"),
    ],
)
def test_what_is_missing_or_wrong_is_said(changed: dict[str, str], told: str) -> None:
    """In one paragraph that names the variable, before anything is opened."""
    with pytest.raises(UsageError, match=re.escape(told)):
        settings_from(WHOLE | changed)


def test_all_that_is_missing_is_said_at_once() -> None:
    """So that nobody starts it five times."""
    with pytest.raises(UsageError) as said:
        settings_from({})
    assert str(said.value).count("set SIEKIT_") == 4


def _named(text: str) -> set[str]:
    return set(re.findall(r"SIEKIT_[A-Z_]+", text))


def _options(words: list[str]) -> set[str]:
    return {word for word in words if word.startswith("--")}
