"""What a rule must have.

A rule's docstring is its manual page: one sentence, then `## Why it matters`, `## Example` and
`## Instead`, the examples as lines of a SIE file.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from siekit.findings import FindingKind, Severity
from siekit.lint.context import needs_sums

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from siekit.lint.context import Context

ALL_TYPES = frozenset({"1", "2", "3", "4E", "4I"})
LEDGER_TYPES = frozenset({"1", "2", "3", "4E"})
"""The types that carry balances."""

VOUCHER_TYPES = frozenset({"4E", "4I"})


class Rule:
    """One thing that can be wrong with a file, or with several of one company."""

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    blocks_activation: ClassVar[bool] = False
    clause: ClassVar[str] = ""
    sie_types: ClassVar[frozenset[str]] = ALL_TYPES
    targets: ClassVar[frozenset[str]] = frozenset()
    """The receivers whose rule it is; empty: everybody's, always run."""

    several: ClassVar[bool] = False
    """Whether it compares files of one company with each other, so needs more than one."""

    message: ClassVar[Mapping[str, str]]
    remedy: ClassVar[Mapping[str, str]]
    example: ClassVar[Mapping[str, str]] = {}
    """A value for each placeholder of the sentences, for the manual page."""

    @cached_property
    def kind(self) -> FindingKind:
        """The constant part of the rule's findings."""
        return FindingKind(
            code=self.code,
            name=self.name,
            severity=self.severity,
            blocks_activation=self.blocks_activation,
            clause=self.clause,
            message=self.message,
            remedy=self.remedy,
        )

    def needs_sums(self) -> bool:
        """Tell whether it looks at the sums of `facts.sql`; others look while these are made."""
        return False

    def hits(self, context: Context) -> Iterator[Mapping[str, Any]]:
        """Give what is found, a mapping each: document_id, line and values for the sentences.

        `label` and `value` are the place in the line, `number` how many places one finding
        stands for; all else are facts by name. A limited number for each document, and
        `found` the exact one.
        """
        raise NotImplementedError


class SqlRule(Rule):
    """A rule that is one query over the tables and the sums of `facts.sql`."""

    query: ClassVar[str]
    """Gives document_id, line and the rest of what `Rule.hits` says, for any number of files."""

    def needs_sums(self) -> bool:
        """Tell whether its query asks for them."""
        return needs_sums(self.query)

    def hits(self, context: Context) -> Iterator[Mapping[str, Any]]:
        """Give the rows of the query."""
        return context.rows(self.query)
