"""What a writer gives back: the bytes, and what had to be changed or left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from siekit.findings import Finding


@dataclass(frozen=True, slots=True)
class Written:
    """One file as bytes, the encoding they are in, and the findings of the writing."""

    data: bytes = field(repr=False)
    encoding: str
    findings: tuple[Finding, ...] = ()
