"""What is wrong in a layout, before it is known in which line of the file."""

from __future__ import annotations


class LayoutFault(Exception):  # noqa: N818 - a fault in a file, which becomes a UsageError
    """The reason, as the end of a sentence."""
