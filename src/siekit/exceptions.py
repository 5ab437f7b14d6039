"""Every exception that siekit raises on purpose.

    SiekitError
    ├── SourceError                 what surrounds the file
    │   ├── FileMissingError        there is no such file
    │   ├── FileUnreadableError     a folder, no permission, a broken disk
    │   ├── NotSieError             something else than SIE, and what it is instead
    │   └── SeveralFilesError       a zip with several files where one was asked for
    ├── ExtraNotInstalledError      a package that this needs is not installed
    ├── NotAnonymizedError          a copy that would not prove anonymous, or not the same books
    ├── NotConvertibleError         figures that the type asked for needs and the file lacks
    ├── NotMergeableError           files that contradict each other
    ├── NotWritableError            a document that cannot be a file of the type asked for
    ├── UnbalancedVoucherError      a voucher whose debit and credit differ
    ├── UnreadableAmountError       a sum that would need an amount that cannot be read
    └── UsageError                  the library or the command was asked for what is not there

The text of each is one plain paragraph for the user: which file, what about it, what to do.
What is odd *inside* a SIE file is never an exception but a `siekit.findings.Finding`.
"""

from __future__ import annotations


class SiekitError(Exception):
    """Base of all exceptions that siekit raises on purpose.

    `swedish` is the paragraph in Swedish, None where it is written in English only.
    """

    def __init__(self, *texts: object, swedish: str | None = None) -> None:
        """Take the paragraph in English, and in Swedish where it stands on pages."""
        super().__init__(*texts)
        self.swedish = swedish


class SourceError(SiekitError):
    """The file could not be had, or it is no SIE file."""


class FileMissingError(SourceError):
    """There is no file of that name."""


class FileUnreadableError(SourceError):
    """The file is there but cannot be read."""


class NotSieError(SourceError):
    """The file is something else than SIE; the text says what."""


class SeveralFilesError(SourceError):
    """A zip holds several files where exactly one was asked for."""


class ExtraNotInstalledError(SiekitError):
    """A package that this needs is not installed; the text says how to install it."""


class NotAnonymizedError(SiekitError):
    """A copy of a file would not prove anonymous, or not the same books; the text says why."""


class NotConvertibleError(SiekitError):
    """A document cannot become a file of that type; the text says what is lacking."""


class NotMergeableError(SiekitError):
    """Several files cannot become one; the text names what they contradict each other in."""


class NotWritableError(SiekitError):
    """The document cannot be written as that type; the text says why and what to do."""


class UnbalancedVoucherError(SiekitError):
    """A voucher's debit and credit differ; the text names it and both sums."""


class UnreadableAmountError(SiekitError):
    """A sum would need an amount that cannot be read; the text names its line."""


class UsageError(SiekitError):
    """The library or the command was asked for something that is not there."""
