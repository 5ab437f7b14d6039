"""Run the core as ordinary Python: what `cython.cimports` names are then the modules themselves.

Cython's own stand-in for `cython.cimports` cannot import modules of a package within a package,
so they are made known under that name here, each before one that needs it.
"""

from __future__ import annotations

import sys
from importlib import import_module

MODULES = ("encoding", "columns", "scanner", "records", "vouchers", "fields")
"""The modules that others take C types from, in the order of who needs whom."""


def prepare() -> None:
    """Make the core's modules importable from `cython.cimports.siekit.core`."""
    for name in MODULES:
        module = import_module(f"siekit.core.{name}")
        sys.modules[f"cython.cimports.siekit.core.{name}"] = module
