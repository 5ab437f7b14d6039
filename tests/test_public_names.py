"""`siekit.__all__` is the promise: every name is there, and loading them is lazy."""

from __future__ import annotations

import subprocess
import sys

import pytest

import siekit
from siekit import exceptions


def test_every_public_name_is_there() -> None:
    """Also as an attribute of the right kind, and in dir()."""
    assert sorted(siekit.__all__) == siekit.__all__ == dir(siekit)
    for name in siekit.__all__:
        assert getattr(siekit, name) is not None
    assert siekit.read.__module__ == "siekit.formats.reading"


def test_every_exception_is_public() -> None:
    """What can be raised can be caught."""
    raised = {
        name
        for name, value in vars(exceptions).items()
        if isinstance(value, type) and issubclass(value, exceptions.SiekitError)
    }
    assert raised <= set(siekit.__all__)
    drawn = {word for word in (exceptions.__doc__ or "").split() if word.endswith("Error")}
    assert raised == drawn


def test_an_unknown_name_is_an_attribute_error() -> None:
    """As in any module."""
    with pytest.raises(AttributeError, match="module 'siekit' has no attribute 'reed'"):
        siekit.reed  # noqa: B018  # type: ignore[attr-defined]


def test_importing_siekit_imports_nothing_else() -> None:
    """Names are imported when they are first used."""
    code = "import sys, siekit; print([name for name in sys.modules if name.startswith('siekit.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
