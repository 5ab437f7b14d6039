"""The parts that all shapes are made of: ids, texts, errors, pages of lists."""

from collections.abc import Mapping
from typing import Annotated, Any, Generic, Self, TypeVar

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from siekit.workspace.refusals import REFUSALS, Refusal

LARGEST_ID = 2**31 - 1
"""The largest id that both databases can hold."""

Id = Annotated[int, Field(ge=1, le=LARGEST_ID, description="Number of it, in this domain only.")]
PathId = Annotated[int, Path(ge=1, le=LARGEST_ID)]

# PostgreSQL holds no NUL; half a surrogate pair is refused by pydantic itself.
LINE = r"^[^\x00-\x1f\x7f-\x9f]*$"
TEXT = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"


class Shape(BaseModel):
    """Base of all shapes: keys in the order in which they stand, nothing unknown taken."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TwoTongues(Shape):
    """A text in both languages."""

    en: str
    sv: str


class ErrorAnswer(Shape):
    """Why nothing was done. Programs go by `code`, which never changes; people read `message`."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "code": "not_found",
                "message": {
                    "en": "There is no upload 7 here. Look at the list for what there is.",
                    "sv": "Det finns ingen uppladdning 7 här. Se listan över vad som finns.",
                },
                "status": 404,
                "line": None,
                "record": None,
                "facts": {"what": "upload", "id": "7"},
            }
        },
    )

    code: str = Field(description="Stable name of the refusal; the reference lists them.")
    message: TwoTongues
    status: int = Field(description="The status of the answer, or what it would be alone.")
    line: int | None = Field(description="Line of the file, where one is to blame.")
    record: str | None = Field(description="The record on that line.")
    facts: dict[str, str] = Field(description="The values that the message was made of.")

    @classmethod
    def of(cls, refusal: Refusal) -> Self:
        """The answer for a refusal."""
        facts = {name: one for name, one in refusal.facts.items() if not name.endswith("_sv")}
        line = facts.pop("line", "")
        return cls(
            code=refusal.code,
            message=TwoTongues(en=refusal.text("en"), sv=refusal.text("sv")),
            status=refusal.status,
            line=int(line) if line.isdecimal() else None,
            record=facts.pop("record", None),
            facts=facts,
        )

    @classmethod
    def kept(cls, kept: Mapping[str, Any] | None) -> Self | None:
        """The answer for a refusal that the catalogue kept, None where there is none."""
        if kept is None:
            return None
        return cls.of(Refusal(kept["code"], **kept.get("facts", {})))


Item = TypeVar("Item")


class Paged(Shape, Generic[Item]):
    """A part of a list, the newest first."""

    items: list[Item]
    next: str | None = Field(
        description="Address of the part that follows, null at the end of the list."
    )


Name = Annotated[
    str, StringConstraints(min_length=1, max_length=200, pattern=LINE, strip_whitespace=True)
]
Reason = Annotated[
    str, StringConstraints(min_length=1, max_length=2000, pattern=TEXT, strip_whitespace=True)
]


def codes_of(status: int) -> list[str]:
    """Return the codes of the refusals that are answered with a status."""
    return [code for code, kind in REFUSALS.items() if kind.status == status]
