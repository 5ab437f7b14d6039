"""Whether the core at work is the compiled one.

The answer comes from the very module that reads, so that a half-built install cannot claim
to be compiled.
"""

from __future__ import annotations

from importlib.machinery import EXTENSION_SUFFIXES
from importlib.util import find_spec


def _is_compiled() -> bool:
    """Tell whether the reader would be loaded from an extension module, without loading it."""
    spec = find_spec("siekit.core.reader")
    return bool(spec and spec.origin and spec.origin.endswith(tuple(EXTENSION_SUFFIXES)))


COMPILED: bool = _is_compiled()
