"""What activating does: what it replaces and how the totals change."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, Self

from pydantic import Field

from siekit.web.api.shapes.base import Id, Reason, Shape, TwoTongues
from siekit.web.api.shapes.money import Money, as_money
from siekit.web.api.shapes.uploads import CheckShape, UploadShape
from siekit.workspace.account_changes import ChartChanges, Fate
from siekit.workspace.history import HistoryEntry
from siekit.workspace.model import Replacement
from siekit.workspace.told_facts import month_text

MOST_ACCOUNTS = 200


class Change(Shape):
    """A total as it is and as it would be; null where there is none or nobody can tell."""

    before: Money | None
    after: Money | None

    @classmethod
    def of(cls, both: tuple[Decimal | None, Decimal | None]) -> Self:
        """The change of a total."""
        return cls(before=as_money(both[0]), after=as_money(both[1]))


class Totals(Shape):
    """The change in totals, in the currency of the file."""

    result: Change
    assets: Change


class AccountChange(Shape):
    """What moved on an account in a month: when it was reconciled, and as it would be."""

    account: str
    before: Money | None
    after: Money | None


class MonthChange(Shape):
    """A reconciled month that would not be what it was when it was marked."""

    month: str = Field(pattern=r"^[0-9]{4}-[0-9]{2}$", examples=["2024-01"])
    marked_by: str
    accounts: list[AccountChange] | None = Field(
        description="The accounts that differ; null where it cannot be told, since the tables of "
        "a file are missing."
    )

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> Self:
        """The shape of what a `Replacement` tells of a month."""
        return cls.model_validate(
            {
                "month": month_text(facts["month"]),
                "marked_by": facts["marked_by"],
                "accounts": facts["accounts"],
            }
        )


class AccountFateShape(Shape):
    """One account of the upload and of the file before it."""

    account: str
    fate: Fate = Field(
        description="`vanished` though it has a balance or rows in the file before, else "
        "`vanished_unused`; `unnamed` where one of the files has it without a name."
    )
    light: Literal["red", "yellow", "green", "grey"]
    before: str | None = Field(description="Its name in the file before; null where it is not.")
    after: str | None = Field(description="Its name in the upload; null where it is not.")
    only_letters: bool = Field(description="The names differ only in letters outside ASCII.")


class ChartShape(Shape):
    """What became of the accounts since the active file that an upload follows.

    That is the one it would replace, the last of several, else the newest of an earlier year.
    """

    since_id: Id = Field(description="The active upload that it is compared with.")
    since_file: str
    counts: dict[Fate, int] = Field(description="How many accounts met each fate.")
    only_letters: int = Field(
        description="How many names differ only in letters outside ASCII, as after a wrong "
        "character set."
    )
    chart_types: list[str] | None = Field(
        description="#KPTYP of the file before and of the upload, where they are not the same.",
        examples=[["EUBAS97", "BAS2024"]],
    )
    text: TwoTongues
    accounts: list[AccountFateShape] = Field(
        description="Those that are not the same, the worst first; the answers about an "
        "activation have the first 200, `compareAccounts` has all and those that are the same."
    )

    @classmethod
    def of(cls, one: ChartChanges, most: int | None = MOST_ACCOUNTS) -> Self:
        """The shape of the accounts that differ."""
        return cls.model_validate(one.as_json(most))


class AccountsBeside(Shape):
    """Every account of an upload and of the active file that it follows."""

    upload_id: Id
    chart: ChartShape | None = Field(description="Null without a file before it to compare with.")

    @classmethod
    def of(cls, upload_id: int, one: ChartChanges | None) -> Self:
        """The shape of them all."""
        if one is None:
            return cls(upload_id=upload_id, chart=None)
        told = {**one.as_json(0), "accounts": [account.as_json() for account in one.accounts]}
        return cls(upload_id=upload_id, chart=ChartShape.model_validate(told))


class ShortfallShape(Shape):
    """One thing in which the upload is older than an active one, or covers less."""

    kind: Literal["older", "ends_earlier", "fewer_vouchers", "other_program"]
    upload_id: Id = Field(description="The active one.")
    file: str = Field(description="The name of the active one.")
    before: str = Field(description="What the active one has: a day, a number or a program.")
    after: str = Field(description="What the upload has; empty for none.")
    text: TwoTongues


class ReplacementShape(Shape):
    """What activating an upload does: to be confirmed by its `token`, or just done."""

    upload: UploadShape
    replaced: list[Id] = Field(description="The active uploads that it takes the place of.")
    months_lost: list[str] = Field(
        description="Months that no active file is about any more.", examples=[["2024-01"]]
    )
    months_changed: list[MonthChange] = Field(
        description="Reconciled months that are no longer what they were."
    )
    covers_less: list[ShortfallShape] = Field(
        description="In what it is older or covers less than what it replaces."
    )
    chart: ChartShape | None = Field(
        description="Accounts with other names, new and gone; null without a file before it."
    )
    blocking: list[CheckShape] = Field(description="Checks that need a written reason.")
    diff: Totals
    token: str = Field(description="Says what was seen; a stale one is refused.")

    @classmethod
    def of(cls, one: Replacement) -> Self:
        """The shape of a replacement."""
        return cls(
            upload=UploadShape.of(one.upload),
            replaced=[upload.id for upload in one.replaced],
            months_lost=[month_text(month) for month in one.months_lost],
            months_changed=[MonthChange.of(facts) for facts in one.months_changed],
            covers_less=[ShortfallShape.model_validate(less.as_json()) for less in one.covers_less],
            chart=ChartShape.of(one.chart) if one.chart else None,
            blocking=[CheckShape.model_validate(dict(check)) for check in one.blocking],
            diff=Totals(result=Change.of(one.result), assets=Change.of(one.assets)),
            token=one.token,
        )


class Activate(Shape):
    """How to activate; without `token` whatever is active now is replaced."""

    token: str | None = Field(
        default=None,
        max_length=200,
        pattern="^[!-~]*$",
        description="The token of the preview of it.",
    )
    override_reason: Reason | None = Field(
        default=None, description="Why, although checks say that it should not be."
    )


class ActivationShape(Shape):
    """One change of what is active. `undo` says which verb takes it back as things are now."""

    id: Id
    at: datetime
    actor: str
    action: str = Field(description="activated or deactivated.")
    reason: str
    override_reason: str | None
    upload_id: Id
    file: str
    replaced: list[Id] = Field(description="The uploads that it took the place of, as of now.")
    undo: Literal["deactivate", "rollback", "activate"] | None = Field(
        description="`rollback` is of each of `replaced`, the others of `upload_id`."
    )

    @classmethod
    def of(cls, one: HistoryEntry) -> Self:
        """The shape of an entry of the history."""
        own = ("id", "at", "actor", "action", "reason", "override_reason", "undo")
        return cls.model_validate(
            {name: getattr(one, name) for name in own}
            | {
                "upload_id": one.upload.id,
                "file": one.upload.file,
                "replaced": [upload.id for upload in one.replaced],
            }
        )
