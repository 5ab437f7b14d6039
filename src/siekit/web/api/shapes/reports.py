"""Reports as data, and what they may be asked for."""

from typing import Any, Self

from pydantic import Field

from siekit.reports.model import Report
from siekit.reports.render.json_text import as_dict
from siekit.web.api.shapes.base import Id, Shape, TwoTongues
from siekit.web.api.shapes.group_rules import SnapshotRulesShape
from siekit.web.api.shapes.money import Money, as_money
from siekit.web.api.shapes.uploads import CheckShape, UploadShape
from siekit.workspace.reading import SnapshotReports
from siekit.workspace.summary import Summary


class Cause(Shape):
    """One reason for a difference, and how much of it that explains."""

    code: str
    text: str
    amount: Money | None


class Difference(Shape):
    """By how much what should be equal is not, for each column; empty where nothing has to be."""

    values: list[Money | None]
    causes: list[Cause]


class LineShape(Shape):
    """One line; a value for each period, null where it is not known."""

    key: str
    label: str
    level: int
    kind: str = Field(description="line, subtotal or total.")
    accounts: list[str]
    values: list[Money | None]


class UnmappedShape(Shape):
    """An account that no line takes; it is in no sum."""

    account: str
    name: str
    values: list[Money | None]


class ReportShape(Shape):
    """One report, as `siekit report --format json` gives it."""

    report: str
    company: str | None
    orgnr: str | None
    fiscal_year: str | None
    source: str = Field(description="What figures were made of: balances, rows or periods.")
    unit: str = Field(description="The currency.")
    periods: list[str]
    lines: list[LineShape]
    unmapped: list[UnmappedShape]
    difference: Difference

    @classmethod
    def of(cls, report: Report, lang: str) -> Self:
        """The shape of a report in a language."""
        return cls.model_validate(as_dict(report, lang))


class LeftOut(Shape):
    """An upload of which the report cannot be made."""

    upload_id: Id
    file: str
    reason: str


class EliminatedShape(Shape):
    """A rule that took something away between companies."""

    rule: str
    left: Money | None = Field(description="Zero where it cancels.")
    took: bool = Field(description="Whether any company had an amount on its accounts.")


class Reports(Shape):
    """Reports over one snapshot: one for each company and year that was asked for."""

    snapshot_id: Id | None = Field(description="Null before the first sync.")
    reports: list[ReportShape]
    made_of: list[Id] = Field(description="The uploads that were asked for.")
    left_out: list[LeftOut]
    rules: SnapshotRulesShape | None = Field(
        description="With `companies`: the mappings and eliminations that were used."
    )
    eliminated: list[EliminatedShape] = Field(
        description="With `companies`: what each rule left, in order."
    )

    @classmethod
    def of(cls, found: SnapshotReports, lang: str) -> Self:
        """The shape of reports in a language."""
        return cls(
            snapshot_id=found.snapshot.id if found.snapshot else None,
            reports=[ReportShape.of(one, lang) for one in found.reports],
            made_of=[one.id for one in found.made_of],
            rules=SnapshotRulesShape.of(found.rules) if found.rules is not None else None,
            eliminated=[
                EliminatedShape(rule=one.rule, left=as_money(one.left), took=one.took)
                for report in found.reports
                for one in report.eliminated
            ],
            left_out=[
                LeftOut(upload_id=one.id, file=one.file, reason=reason[lang])
                for one, reason in found.left_out
            ],
        )


class ReportName(Shape):
    """One report that can be asked for."""

    name: str
    title: TwoTongues


class ReportNames(Shape):
    """All reports."""

    items: list[ReportName]


class SummaryShape(Shape):
    """What people look at before they activate: both statements, and the checks."""

    upload: UploadShape
    income_statement: ReportShape
    balance_sheet: ReportShape
    checks: list[CheckShape]
    source: str = Field(description="What figures were made of: balances, rows or periods.")
    previous: str | None = Field(
        description="Where the year before is from: file, upload (the active one of that year), "
        "or null where none is shown."
    )
    previous_upload_id: Id | None
    notes: list[TwoTongues]

    @classmethod
    def of(cls, summary: Summary, lang: str) -> Self:
        """The shape of a summary in a language."""
        before = summary.previous_upload
        return cls(
            upload=UploadShape.of(summary.upload),
            income_statement=ReportShape.of(summary.income_statement, lang),
            balance_sheet=ReportShape.of(summary.balance_sheet, lang),
            checks=[CheckShape.model_validate(dict(one)) for one in summary.checks],
            source=summary.source,
            previous=summary.previous,
            previous_upload_id=before.id if before else None,
            notes=[TwoTongues(en=one.en, sv=one.sv) for one in summary.notes],
        )


class Comparison(Shape):
    """What differs between an active file (a) and the upload (b)."""

    active_id: Id
    differences: dict[str, Any] = Field(
        description="As `siekit diff --format json` gives them; its schema is `siekit schema diff`."
    )


class Comparisons(Shape):
    """What differs from each active file that activating would replace; none where it does not."""

    upload_id: Id
    items: list[Comparison]
