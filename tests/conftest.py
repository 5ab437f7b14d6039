"""Fixtures for all tests. What they stand on is imported when one is used."""

from __future__ import annotations

pytest_plugins = [
    "tests.servers.browsers",
    "tests.servers.databases",
    "tests.servers.serving",
    "tests.web.standing",
    "tests.web.visiting",
    "tests.web.issuer",
    "tests.web.api.calling",
]
