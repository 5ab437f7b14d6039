"""Uploads: rows of the list, one with all its facts, results of sending files."""

from datetime import date, datetime
from typing import Any, Self

from pydantic import Field

from siekit.web.api.shapes.base import ErrorAnswer, Id, Shape, TwoTongues
from siekit.web.api.shapes.integrations import IntegrationShape
from siekit.workspace.model import Badge, Light, Upload
from siekit.workspace.orgnr_text import hyphened
from siekit.workspace.states import State


class UploadRow(Shape):
    """A row of the list: the same as `siekit list --format json` gives."""

    id: Id
    state: State
    file: str = Field(description="The name as it was sent; only ever shown.")
    sha256: str
    company: str | None
    orgnr: str | None = Field(
        description="NNNNNN-NNNN, null where the file has none that can be used.",
        examples=["555555-5555"],
    )
    fiscal_year: str | None = Field(examples=["2025-01-01/2025-12-31"])
    integration: str | None = Field(description="Name of the integration that it is linked to.")
    active: bool = Field(description="Whether it is to be in the reports.")
    in_reports: bool = Field(description="Whether it is in the newest snapshot.")
    uploaded_at: datetime

    @classmethod
    def of(cls, upload: Upload) -> Self:
        """The row of an upload."""
        return cls.model_validate(upload.as_row())


class UploadShape(UploadRow):
    """One upload with everything that is known of it."""

    size: int = Field(description="Bytes.")
    badge: Badge
    version: int = Field(description="Changes with every change of the upload.")
    role: str = Field(description="ledger, or entries for single vouchers (type 4I).")
    integration_id: Id | None
    linked_how: str | None = Field(description="auto, picked or created.")
    other_orgnr_confirmed_by: str | None
    currency_confirmed_by: str | None
    source: str
    uploaded_by: str
    state_at: datetime
    orgnr_raw: str | None
    acquisition_no: str | None
    sie_type: str | None
    currency: str | None
    generated_date: date | None
    year_derived: bool = Field(description="The year is that of the vouchers, not of a #RAR.")
    refusal: ErrorAnswer | None = Field(description="Why it is REJECTED or FAILED.")
    superseded_by: Id | None
    erased_at: datetime | None = Field(description="When its bytes were erased.")
    reader: str | None = Field(description="Version of siekit that read it.")
    seen_before: bool = Field(description="The domain had these bytes already; this is that one.")

    @classmethod
    def of(cls, upload: Upload) -> Self:
        """All of an upload."""
        own = {name: getattr(upload, name) for name in cls.model_fields if hasattr(upload, name)}
        told = {"orgnr": hyphened(upload.orgnr), "refusal": ErrorAnswer.kept(upload.refusal)}
        return cls.model_validate(own | told)


class SentUpload(UploadShape):
    """An upload as the answer to sending it tells of it: with what is in it and whose it may be."""

    preview: dict[str, Any] | None = Field(
        description="What `siekit show --format json` tells; null until the file was read."
    )
    suggested_integrations: list[IntegrationShape] = Field(
        description="Those to choose from, where it is PREVIEWED and waits for a choice."
    )


class Sent(Shape):
    """What became of one file: an upload, or why it was not taken."""

    file: str
    upload: SentUpload | None
    error: ErrorAnswer | None
    suggested_integrations: list[IntegrationShape] = Field(
        description="The same as those of the `upload`, none where there is no upload."
    )


class SentFiles(Shape):
    """What became of each file of a request, in order; a zip counts as the files in it."""

    results: list[Sent]


class AllRefused(ErrorAnswer):
    """No file of the request was taken; the first one's reason stands on top."""

    results: list[Sent] = Field(default_factory=list)


class Preview(Shape):
    """What stands in the file, before anything is done with it."""

    upload: UploadShape
    facts: dict[str, Any] | None = Field(
        description="What `siekit show --format json` tells; null until the file was read."
    )
    contents: dict[str, Any] | None = Field(
        description="A tree of what is in the file: `classes` of accounts with the figures of its "
        "own year, `dimensions` with objects, `series`, `records` by label, `unknown` ones. Long "
        "lists are cut: `left_out` says by how many, `next_line` where in the file they go on."
    )
    suggested_integrations: list[IntegrationShape]


class NewIntegrationName(Shape):
    """The integration to make."""

    name: str = Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$")


class Link(Shape):
    """Which integration an upload is for: one of its id, or a new one."""

    integration_id: Id | None = None
    new: NewIntegrationName | None = None
    confirm_orgnr: bool = Field(
        default=False, description="It is meant so that the numbers differ."
    )
    confirm_currency: bool = Field(
        default=False, description="It is meant so that currencies differ."
    )
    take_orgnr: bool = Field(
        default=False,
        description="Let the integration, which has no number, have that of the file.",
    )


class Year(Shape):
    """The fiscal year that a file is about."""

    first_day: date = Field(examples=["2025-01-01"])
    last_day: date = Field(examples=["2025-12-31"])


class CheckShape(Shape):
    """One check of the summary, with the findings that it rests on."""

    key: str
    light: Light
    blocks: bool = Field(description="Whether activation needs a written reason.")
    title: TwoTongues
    text: TwoTongues
    count: int
    findings: list[dict[str, Any]]


class Checks(Shape):
    """The checks of an upload."""

    items: list[CheckShape]


class Findings(Shape):
    """What is odd about a file, in the order of its lines."""

    items: list[dict[str, Any]] = Field(
        description="Each as `siekit check --format json` gives it."
    )
    total: int
    next: str | None = Field(description="Address of the part that follows.")


class WhyErased(Shape):
    """Why bytes are erased for good; it stands in the audit log."""

    reason: str = Field(
        min_length=1, max_length=2000, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
    )


class LineOfFile(Shape):
    """One line of a file, decoded as the reader did."""

    number: int
    text: str
    cut: bool = Field(description="There is more of it.")


class LinesOfFile(Shape):
    """Some lines of a file."""

    lines: list[LineOfFile]
    count: int = Field(description="How many lines the file has.")
    encoding: str
