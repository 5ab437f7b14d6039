"""Bytes to columns and back; compiled where there is a C compiler, the same without one."""

from siekit.core.compiled import COMPILED

if not COMPILED:
    from siekit.core.uncompiled import prepare

    prepare()

__all__ = ["COMPILED"]
