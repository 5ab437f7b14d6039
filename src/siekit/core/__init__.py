"""Bytes to columns and back; compiled where there is a C compiler, the same without one."""

from siekit.core.compiled import COMPILED

__all__ = ["COMPILED"]
