"""Who sends the forms, and whom they are about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from siekit.exceptions import UsageError
from siekit.tax.identity import tax_number
from siekit.tax.values import checked_text

LONGEST = 250
LONGEST_NUMBER = 15
_POSTAL_CODE = re.compile(r"[0-9]{5}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The sender as INFO.SRU has it; `number` has twelve digits."""

    number: str
    name: str
    postal_code: str
    town: str
    address: str = ""
    department: str = ""
    contact: str = ""
    email: str = ""
    phone: str = ""
    fax: str = ""

    def __post_init__(self) -> None:
        """Refuse what Skatteverket would; `UsageError` says which value and how to mend it."""
        tax_number(self.number)
        code = self.postal_code.replace(" ", "")
        if not _POSTAL_CODE.fullmatch(code):
            message = (
                f"postal_code {self.postal_code!r} has not five digits. Give it under [sender] in "
                "the input file."
            )
            raise UsageError(message)
        object.__setattr__(self, "postal_code", code)
        for name, value, must in (
            ("name", self.name, True),
            ("town", self.town, True),
            ("address", self.address, False),
            ("department", self.department, False),
            ("contact", self.contact, False),
            ("email", self.email, False),
            ("phone", self.phone, False),
            ("fax", self.fax, False),
        ):
            _check(name, value, must=must)


def _check(name: str, value: str, *, must: bool) -> None:
    if must and not value.strip():
        message = f"The sender's {name} is missing. Give it under [sender] in the input file."
        raise UsageError(message)
    longest = LONGEST_NUMBER if name in {"phone", "fax"} else LONGEST
    if len(value) > longest:
        message = f"The sender's {name} has more than {longest} letters, the most that may be sent."
        raise UsageError(message)
    checked_text(value, f"The sender's {name}")
