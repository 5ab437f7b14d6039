"""Integrations: the sources of books of a domain, usually one for each company."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from siekit.web.api.shapes.base import Id, Name, Shape
from siekit.workspace.matrix import Matrix
from siekit.workspace.model import Badge, Integration
from siekit.workspace.orgnr_text import hyphened

Orgnr = Annotated[
    str,
    StringConstraints(
        max_length=20, pattern=r"^[0-9]{6}-?[0-9]{4}$|^(16|18|19|20)[0-9]{6}-?[0-9]{4}$"
    ),
    Field(description="With or without dash and century.", examples=["555555-5555"]),
]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$"), Field(examples=["SEK"])]


class IntegrationShape(Shape):
    """One integration. `version` changes when what is active in it changes."""

    id: Id
    kind: str = Field(description="sie.")
    name: str
    orgnr: str | None = Field(examples=["555555-5555"])
    acquisition_no: str | None = Field(description="Tells companies of one person apart.")
    currency: str
    version: int
    created_at: datetime

    @classmethod
    def of(cls, one: Integration) -> Self:
        """The shape of an integration."""
        own = {name: getattr(one, name) for name in cls.model_fields}
        return cls.model_validate(own | {"orgnr": hyphened(one.orgnr)})


class Integrations(Shape):
    """All integrations of the domain by name."""

    items: list[IntegrationShape]


class NewIntegration(Shape):
    """An integration to make."""

    name: Name
    orgnr: Orgnr | None = None
    acquisition_no: str | None = Field(default=None, pattern="^[0-9]{1,10}$")
    currency: Currency = "SEK"


class IntegrationChange(Shape):
    """What to change of an integration; what is not given stays."""

    name: Name | None = None
    orgnr: Orgnr | None = None
    currency: Currency | None = None


class CellShape(Shape):
    """One fiscal year of a company: the upload that stands for it, and how many others there are.

    `drafts` are other uploads of the year that wait to be activated; `uploads` are all of it.
    """

    fiscal_year: str
    badge: Badge
    upload_id: Id
    drafts: int
    uploads: int


class CompanyShape(Shape):
    """An integration with its fiscal years, in order."""

    integration: IntegrationShape
    fiscal_years: list[CellShape]


class MatrixShape(Shape):
    """Companies by name; `years` are those in which fiscal years end, the newest first."""

    years: list[int]
    companies: list[CompanyShape]

    @classmethod
    def of(cls, one: Matrix) -> Self:
        """The shape of the matrix."""
        return cls(
            years=list(one.years),
            companies=[
                CompanyShape(
                    integration=IntegrationShape.of(company.integration),
                    fiscal_years=[
                        CellShape.model_validate(
                            {name: getattr(cell, name) for name in CellShape.model_fields}
                        )
                        for year in sorted(company.cells)
                        for cell in company.cells[year]
                    ],
                )
                for company in one.companies
            ],
        )
