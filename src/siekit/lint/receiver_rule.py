"""A rule about what some receiving programs do not take."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, ClassVar

from siekit.lint.base import SqlRule
from siekit.lint.head_lines import placed
from siekit.lint.receivers import limits_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from siekit.lint.context import Context


class ReceiverRule(SqlRule):
    """A query that is asked once for each value of a limit, with the titles that share it.

    `$limit` in the query is the value; `receiver` in the sentences are the titles. The findings
    stand at the record of `head_label` where that is said and the query gives no line.
    """

    limit: ClassVar[str]
    head_label: ClassVar[str] = ""

    def hits(self, context: Context) -> Iterator[Mapping[str, Any]]:
        """Give what the chosen receivers do not take."""
        before: Counter[int] = Counter()
        for value, titles in limits_of(self.limit, context.settings.targets):
            numbers: Counter[int] = Counter()
            for hit in self.hits_of(context, value):
                document = hit["document_id"]
                numbers[document] = hit.get("found", 1)
                yield {**hit, "receiver": titles, "found": before[document] + numbers[document]}
            before += numbers

    def hits_of(self, context: Context, value: object) -> Iterator[Mapping[str, Any]]:
        """Give what receivers with one value of the limit do not take."""
        parameters = {"limit": value} if "$limit" in self.query else None
        rows = context.rows(self.query, parameters)
        return placed(rows, context, self.head_label) if self.head_label else rows
