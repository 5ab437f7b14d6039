"""The receipt of an upload."""

from datetime import datetime
from typing import Any

from pydantic import Field

from siekit.web.api.shapes.base import Id, Shape, TwoTongues
from siekit.web.api.shapes.money import Money
from siekit.web.api.shapes.uploads import UploadRow
from siekit.workspace.model import Light


class ReceiptRefusal(Shape):
    """Why the file was not used."""

    code: str
    message: TwoTongues


class ReceiptCheck(Shape):
    """One check of the summary, without its findings."""

    key: str
    light: Light
    blocks: bool = Field(description="Whether activation needs a written reason.")
    title: TwoTongues
    text: TwoTongues
    count: int


class NotTaken(Shape):
    """Lines of the file of which nothing was read."""

    lines: int | None = Field(description="How many; null where the file was not read.")
    first: list[int] = Field(description="Which, by their numbers, the first hundred of them.")


class ReceiptFindings(Shape):
    """How many findings there are of each severity."""

    error: int
    warning: int
    info: int


class ReceiptActivation(Shape):
    """One change of whether the upload is active."""

    at: datetime
    actor: str
    action: str = Field(description="activated, deactivated or superseded.")
    reason: str = Field(description="toggle, rollback, or superseded by upload 7.")
    override_reason: str | None = Field(description="Why blocking checks were passed over.")


class ReceiptSpell(Shape):
    """Snapshots one after the other that have the upload."""

    first: Id = Field(description="The first snapshot that has it.")
    first_at: datetime
    until: Id | None = Field(
        description="The first that has it no more; null while the newest does."
    )
    until_at: datetime | None


class ReceiptShape(Shape):
    """All that is known of an upload, as `siekit receipt --format json` gives it."""

    upload: UploadRow
    domain: str
    made_at: datetime
    made_with: str = Field(description="Version of siekit that made the receipt.")
    size: int = Field(description="Bytes.")
    source: str = Field(description="manual (a page), api, command or program.")
    uploaded_by: str
    state_at: datetime
    linked_how: str | None
    other_orgnr_confirmed_by: str | None
    currency_confirmed_by: str | None
    orgnr_raw: str | None
    year_derived: bool
    erased_at: datetime | None
    reader: str | None
    refusal: ReceiptRefusal | None
    contents: dict[str, Any] | None = Field(
        description="What was found in the file: a part of what `siekit show --format json` tells. "
        "Null where it was not read, or was erased."
    )
    not_taken: NotTaken
    result: Money | None = Field(description="The result of the year, that of the summary.")
    assets: Money | None = Field(description="The balance sheet total, that of the summary.")
    checks: list[ReceiptCheck] = Field(description="Those of the summary; none before it.")
    findings: ReceiptFindings | None = Field(
        description="Of reading and of the rules; before it was linked of reading only."
    )
    findings_cut: bool = Field(description="There are so many that kinds of them may be missing.")
    activations: list[ReceiptActivation] = Field(description="The oldest first.")
    snapshots: list[ReceiptSpell] = Field(description="The oldest first.")
