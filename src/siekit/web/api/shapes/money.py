"""Money as the API writes it: exact, as text, with at least two decimals."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

Money = Annotated[
    str,
    Field(
        pattern=r"^-?[0-9]+(\.[0-9]+)?$",
        description="Exact, as text: `1250.00`.",
        examples=["-1250.50"],
    ),
]


def as_money(value: Decimal | None) -> Money | None:
    """Return an amount as text, None where there is none."""
    if value is None:
        return None
    exact = value.normalize() if value else Decimal(0)
    places = -int(exact.as_tuple().exponent)
    return f"{exact:.{max(places, 2)}f}"
