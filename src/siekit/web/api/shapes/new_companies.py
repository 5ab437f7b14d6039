"""Companies that nobody has yet and of which files wait, and what became of making them."""

from typing import Annotated, Self

from pydantic import Field

from siekit.web.api.shapes.base import ErrorAnswer, Id, Name, Shape
from siekit.web.api.shapes.integrations import IntegrationShape, Orgnr
from siekit.web.api.shapes.uploads import UploadShape
from siekit.workspace.new_companies import (
    MOST_AT_ONCE,
    LeftUpload,
    MadeCompany,
    NewCompanies,
    NewCompany,
)
from siekit.workspace.orgnr_text import hyphened


class NewCompanyShape(Shape):
    """A company to make, with the files that wait for it."""

    orgnr: str = Field(examples=["555555-5555"])
    name: str = Field(description="That of its newest file; what it would be called.")
    fiscal_years: list[str] = Field(examples=[["2025-01-01/2025-12-31"]])
    upload_ids: list[Id]
    doubt: ErrorAnswer | None = Field(
        description="Why `all_new` leaves it out: the check digit is wrong, or its files have "
        "several names or currencies. It may be named by itself."
    )

    @classmethod
    def of(cls, one: NewCompany) -> Self:
        """The shape of a company to make."""
        return cls(
            orgnr=hyphened(one.orgnr),
            name=one.name,
            fiscal_years=list(one.fiscal_years),
            upload_ids=[upload.id for upload in one.uploads],
            doubt=ErrorAnswer.of(one.doubt) if one.doubt else None,
        )


class LeftShape(Shape):
    """An upload of which no company can be made, and why."""

    upload_id: Id
    file: str
    error: ErrorAnswer

    @classmethod
    def of(cls, one: LeftUpload) -> Self:
        """The shape of an upload that is left."""
        return cls(upload_id=one.upload.id, file=one.upload.file, error=ErrorAnswer.of(one.why))


class NewCompaniesShape(Shape):
    """Companies to make, by name, and what is left for somebody to link by hand."""

    companies: list[NewCompanyShape] = Field(
        description=f"The first {MOST_AT_ONCE}, as many as are made at once."
    )
    companies_total: int
    left: list[LeftShape] = Field(description=f"The first {MOST_AT_ONCE}, by their number.")
    left_total: int
    being_read: int = Field(description="Uploads that are still RECEIVED, so not told of here.")

    @classmethod
    def of(cls, one: NewCompanies) -> Self:
        """The shape of all that waits."""
        return cls(
            companies=[NewCompanyShape.of(company) for company in one.companies[:MOST_AT_ONCE]],
            companies_total=len(one.companies),
            left=[LeftShape.of(left) for left in one.left[:MOST_AT_ONCE]],
            left_total=len(one.left),
            being_read=one.being_read,
        )


class WantedCompany(Shape):
    """A company to make, by the number that its files have."""

    orgnr: Orgnr
    name: Name | None = Field(default=None, description="Null for the name that its files have.")


class CreateCompanies(Shape):
    """Which companies to make: all that are clear, or these."""

    all_new: bool = Field(default=False, description="All that have no `doubt`.")
    companies: Annotated[list[WantedCompany], Field(max_length=MOST_AT_ONCE)] = Field(
        default_factory=list
    )


class MadeCompanyShape(Shape):
    """What became of one company: its integration and the uploads linked to it, or why not."""

    orgnr: str
    integration: IntegrationShape | None
    uploads: list[UploadShape]
    error: ErrorAnswer | None

    @classmethod
    def of(cls, one: MadeCompany) -> Self:
        """The shape of what became of a company."""
        return cls(
            orgnr=hyphened(one.orgnr),
            integration=IntegrationShape.of(one.integration) if one.integration else None,
            uploads=[UploadShape.of(upload) for upload in one.uploads],
            error=ErrorAnswer.of(one.refusal) if one.refusal else None,
        )


class MadeCompanies(Shape):
    """What became of each company, and what waits after it."""

    results: list[MadeCompanyShape]
    waiting: NewCompaniesShape
