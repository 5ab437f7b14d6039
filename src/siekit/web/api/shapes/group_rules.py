"""Account mappings and eliminations: by what reports of several companies go."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from siekit.web.api.shapes.base import LINE, Id, Shape
from siekit.web.api.shapes.money import Money, as_money
from siekit.workspace.eliminations import LONGEST, MOST_NAMED, MOST_RULES, Eliminations, KeptRule
from siekit.workspace.mapping import MOST_DIGITS, MOST_ENTRIES, AccountMapping
from siekit.workspace.snapshot_rules import SnapshotRules
from siekit.workspace.unmapped import UnmappedAccount

Account = Annotated[
    str, StringConstraints(pattern=rf"^[0-9]{{1,{MOST_DIGITS}}}$"), Field(examples=["3010"])
]
Named = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST, pattern=LINE)]


class MappedAccountShape(Shape):
    """One entry: what an account, or all that begin so, is called in the group."""

    account: str
    group_account: str
    by: str
    at: datetime


class AccountMappingShape(Shape):
    """The mapping of an integration as it was left last."""

    integration_id: Id
    version: int = Field(description="Counts those that came into snapshots; 0 for none ever.")
    waits: bool = Field(description="Whether it takes effect at the next sync only.")
    by: str | None
    at: datetime | None
    entries: list[MappedAccountShape]

    @classmethod
    def of(cls, one: AccountMapping) -> Self:
        """The shape of a mapping."""
        own = ("integration_id", "version", "waits", "by", "at")
        entries = [
            MappedAccountShape(
                account=each.account, group_account=each.group_account, by=each.by, at=each.at
            )
            for each in one.entries
        ]
        return cls(entries=entries, **{name: getattr(one, name) for name in own})


class NewMapping(Shape):
    """All entries of a mapping, in place of those that there are."""

    accounts: dict[Account, Account] = Field(
        max_length=MOST_ENTRIES,
        description="The account of the group for an account, or for the first digits of several. "
        "The longest entry counts; where both sides have as many digits, the first digits are "
        "exchanged.",
        examples=[{"2010": "2081", "30": "31"}],
    )


class MappingChange(Shape):
    """Entries to add or change; null takes one out, what is not named stays."""

    accounts: dict[Account, Account | None] = Field(
        max_length=MOST_ENTRIES, examples=[{"3010": "3041", "30": None}]
    )


class UnmappedAccountShape(Shape):
    """An account with an amount in an active file that the mapping does not name."""

    account: str
    name: str
    amount: Money | None = Field(description="Debit positive: closing balance, or year's result.")
    upload_id: Id
    fiscal_year: str | None

    @classmethod
    def of(cls, one: UnmappedAccount) -> Self:
        """The shape of an account."""
        return cls(
            account=one.account,
            name=one.name,
            amount=as_money(one.amount),
            upload_id=one.upload_id,
            fiscal_year=one.fiscal_year,
        )


class UnmappedAccounts(Shape):
    """The accounts that a mapping does not name, each by its newest active file."""

    items: list[UnmappedAccountShape]


class RuleShape(Shape):
    """One rule; what two rules name is taken away by the first."""

    name: Named = Field(examples=["Internal sales"])
    companies: list[Named] = Field(
        min_length=1,
        max_length=MOST_NAMED,
        description="Organisation numbers, or names as they stand in the files.",
        examples=[["556334-3689", "555555-5555"]],
    )
    accounts: list[Named] = Field(
        min_length=1,
        max_length=MOST_NAMED,
        description="Accounts of the group, after the mapping.",
        examples=[["1660-1669", "2860-2869"]],
    )

    @classmethod
    def of(cls, one: KeptRule) -> Self:
        """The shape of a rule."""
        return cls(name=one.name, companies=list(one.companies), accounts=list(one.accounts))

    def kept(self) -> KeptRule:
        """The rule."""
        return KeptRule(self.name, tuple(self.companies), tuple(self.accounts))


class NewEliminations(Shape):
    """All rules in their order, in place of those that there are."""

    rules: list[RuleShape] = Field(max_length=MOST_RULES)


class EliminationsShape(Shape):
    """The rules as they were left last."""

    version: int = Field(description="Counts those that came into snapshots; 0 for none ever.")
    waits: bool = Field(description="Whether they take effect at the next sync only.")
    by: str | None
    at: datetime | None
    rules: list[RuleShape]

    @classmethod
    def of(cls, one: Eliminations) -> Self:
        """The shape of the rules."""
        own = ("version", "waits", "by", "at")
        rules = [RuleShape.of(each) for each in one.rules]
        return cls(rules=rules, **{name: getattr(one, name) for name in own})


class MappingUsedShape(Shape):
    """The version of a mapping that a snapshot has."""

    integration_id: Id
    integration: str
    version: int
    by: str
    at: datetime
    accounts: dict[str, str]


class SnapshotRulesShape(Shape):
    """By what a snapshot's reports of several companies go."""

    mappings: list[MappingUsedShape]
    eliminations: list[RuleShape]
    version: int = Field(description="Of the eliminations; 0 for none ever.")
    by: str | None
    at: datetime | None

    @classmethod
    def of(cls, one: SnapshotRules) -> Self:
        """The shape of what a snapshot has."""
        return cls(
            mappings=[
                MappingUsedShape(
                    **{name: getattr(each, name) for name in MappingUsedShape.model_fields}
                )
                for each in one.mappings
            ],
            eliminations=[RuleShape.of(each) for each in one.eliminations],
            version=one.version,
            by=one.by,
            at=one.at,
        )
