"""Notices, and months that somebody has marked as reconciled."""

from datetime import datetime
from typing import Any, Self

from pydantic import Field

from siekit.web.api.shapes.base import ErrorAnswer, Id, Shape
from siekit.web.api.shapes.money import Money
from siekit.workspace.model import Notice
from siekit.workspace.reconciling import ReconciledMonth
from siekit.workspace.told_facts import month_text, told_facts


class NoticeShape(Shape):
    """One thing that somebody should look at."""

    id: Id
    integration_id: Id | None
    upload_id: Id | None
    kind: str = Field(
        description="accounts_changed, month_changed, covers_less; upload_failed for a file that "
        "did not come by a page and cannot be used, sync_failed; …"
    )
    facts: dict[str, Any] = Field(
        description="What it is about; a `month` is as 2025-03, a `refusal` as in an error."
    )
    at: datetime
    seen_at: datetime | None
    seen_by: str | None = Field(description="Who said that it was seen.")

    @classmethod
    def of(cls, notice: Notice) -> Self:
        """The shape of a notice."""
        own = {name: getattr(notice, name) for name in cls.model_fields}
        facts = told_facts(notice.facts)
        if refusal := ErrorAnswer.kept(facts.get("refusal")):
            facts["refusal"] = refusal.model_dump(mode="json")
        return cls.model_validate(own | {"facts": facts})


class UpTo(Shape):
    """The newest of the notices that somebody has looked at."""

    up_to: Id


class Seen(Shape):
    """How many notices nobody had seen before."""

    seen: int


class ReconciledMonthShape(Shape):
    """A month whose figures somebody has found right; a file that changes it raises a notice."""

    integration_id: Id
    month: str = Field(pattern=r"^[0-9]{4}-[0-9]{2}$")
    upload_id: Id
    figures: dict[str, Money | None] = Field(description="The month's amount by account.")
    actor: str
    at: datetime

    @classmethod
    def of(cls, one: ReconciledMonth) -> Self:
        """The shape of a month."""
        own = {name: getattr(one, name) for name in cls.model_fields}
        return cls.model_validate(
            own
            | {
                "month": month_text(one.month),
                "figures": dict(one.figures),
            }
        )


class ReconciledMonths(Shape):
    """The months of an integration that are marked."""

    items: list[ReconciledMonthShape]
