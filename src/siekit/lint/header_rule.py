"""A rule about what a file says about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from siekit.lint.base import SqlRule
from siekit.lint.head_lines import placed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from siekit.lint.context import Context


class HeaderRule(SqlRule):
    """A query over header facts, whose findings stand at the record that says them.

    The query gives no line: the record of `label` is looked for in the bytes when there is
    something to say. Nothing is said of a file for which reading has told one of `told_by`.
    """

    label: ClassVar[str]
    told_by: ClassVar[frozenset[str]] = frozenset()

    def hits(self, context: Context) -> Iterator[Mapping[str, Any]]:
        """Give the rows of the query, each with its line."""
        told = {
            one.document_id for one in context.documents if self.told_by & set(one.finding_counts)
        }
        rows = (
            row
            for row in context.rows(self.query)
            if row["document_id"] not in told and self.is_odd(row)
        )
        return placed(rows, context, self.label)

    def is_odd(self, row: Mapping[str, Any]) -> bool:
        """Tell whether a row of the query is a fault, where SQL does not say it all."""
        return bool(row)
