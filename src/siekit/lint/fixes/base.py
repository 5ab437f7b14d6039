"""What a fix must have.

A fix answers for some codes of findings. It says which bytes of the file are to be written
otherwise; whether that changes anything else is found out by reading the file again, so a fix
need not prove that it is safe, only propose nothing that nobody would want.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from siekit.findings import Finding
    from siekit.lint.fixes.file_text import FileText


class Edit(NamedTuple):
    """Bytes that come in the place of others, from `start` up to `stop` of the data."""

    start: int
    stop: int
    new: bytes


class Fix:
    """One way to mend faults."""

    codes: ClassVar[tuple[str, ...]]
    into_pc8: ClassVar[bool] = False
    """Whether the whole file is written in code page 437 too."""

    needs_edits: ClassVar[bool] = True
    """Whether there is nothing to be done without edits."""

    def edits(self, text: FileText, finding: Finding) -> Iterable[Edit]:
        """What is to be written otherwise; nothing when this fault cannot be mended."""
        raise NotImplementedError

    def everywhere(self, text: FileText, code: str) -> Iterable[Edit]:
        """The edits for all faults of a code, where more were found than are kept in detail.

        Nothing from a fix that cannot tell them without their findings.
        """
        del text, code
        return ()
