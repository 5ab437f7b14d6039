"""Read Swedish SIE accounting files into exact Arrow tables.

The names of `__all__` are what programs may rely on. They are imported when they are first
used, so that `import siekit` is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from siekit.anonymity.anonymize import anonymize
    from siekit.anonymity.report import Anonymized
    from siekit.builder.books import Builder
    from siekit.comparison.comparing import compare
    from siekit.comparison.difference import Difference
    from siekit.conversion.convert import convert
    from siekit.conversion.merge import merge
    from siekit.conversion.report import Converted, Merged, Split
    from siekit.conversion.split import split
    from siekit.document import Document
    from siekit.exceptions import (
        ExtraNotInstalledError,
        FileMissingError,
        FileUnreadableError,
        NotAnonymizedError,
        NotConvertibleError,
        NotMergeableError,
        NotSieError,
        NotWritableError,
        SeveralFilesError,
        SiekitError,
        SourceError,
        UnbalancedVoucherError,
        UnreadableAmountError,
        UsageError,
    )
    from siekit.findings import Finding, Severity
    from siekit.formats.reading import read, read_many
    from siekit.formats.writing import write
    from siekit.formats.written import Written
    from siekit.lint.runner import check
    from siekit.sql.connecting import connect
    from siekit.workspace.refusals import Refusal
    from siekit.workspace.workspace import Workspace

__version__ = "0.1.0"

__all__ = [
    "Anonymized",
    "Builder",
    "Converted",
    "Difference",
    "Document",
    "ExtraNotInstalledError",
    "FileMissingError",
    "FileUnreadableError",
    "Finding",
    "Merged",
    "NotAnonymizedError",
    "NotConvertibleError",
    "NotMergeableError",
    "NotSieError",
    "NotWritableError",
    "Refusal",
    "SeveralFilesError",
    "Severity",
    "SiekitError",
    "SourceError",
    "Split",
    "UnbalancedVoucherError",
    "UnreadableAmountError",
    "UsageError",
    "Workspace",
    "Written",
    "__version__",
    "anonymize",
    "check",
    "compare",
    "connect",
    "convert",
    "merge",
    "read",
    "read_many",
    "split",
    "write",
]

_HOMES = {
    "Anonymized": "siekit.anonymity.report",
    "Builder": "siekit.builder.books",
    "Converted": "siekit.conversion.report",
    "Difference": "siekit.comparison.difference",
    "Document": "siekit.document",
    "Finding": "siekit.findings",
    "Merged": "siekit.conversion.report",
    "Refusal": "siekit.workspace",
    "Severity": "siekit.findings",
    "Split": "siekit.conversion.report",
    "Workspace": "siekit.workspace",
    "Written": "siekit.formats.written",
    "anonymize": "siekit.anonymity.anonymize",
    "check": "siekit.lint.runner",
    "compare": "siekit.comparison.comparing",
    "connect": "siekit.sql.connecting",
    "convert": "siekit.conversion.convert",
    "merge": "siekit.conversion.merge",
    "read": "siekit.formats.reading",
    "read_many": "siekit.formats.reading",
    "split": "siekit.conversion.split",
    "write": "siekit.formats.writing",
}


def __getattr__(name: str) -> object:
    """The public name, imported from where it is defined (PEP 562)."""
    if name not in __all__:
        message = f"module 'siekit' has no attribute {name!r}"
        raise AttributeError(message)
    value: object = getattr(import_module(_HOMES.get(name, "siekit.exceptions")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
