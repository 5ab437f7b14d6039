"""What a run of the rules is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from siekit.findings import Severity


@dataclass(frozen=True, slots=True)
class Settings:
    """Which rules run, and how they judge; codes may be shortened (`B` is all of them).

    `targets` are receiving programs whose limits are checked too. `severities` gives codes
    another severity. `cost_centre_accounts` are account ranges (`4000-7999`) whose rows must
    have an object of dimension 1.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    strict: bool = False
    severities: Mapping[str, Severity] = field(default_factory=dict)
    cost_centre_accounts: tuple[str, ...] = ()

    def wants(self, code: str, name: str) -> bool:
        """Tell whether findings of a code are asked for; the longer match decides."""
        chosen = max((len(one) for one in self.select if _fits(one, code, name)), default=-1)
        left = max((len(one) for one in self.ignore if _fits(one, code, name)), default=-1)
        if left >= 0 and left >= chosen:
            return False
        return chosen >= 0 or not self.select

    def severity(self, code: str, usual: Severity) -> Severity:
        """The severity that findings of a code get."""
        given = self.severities.get(code, usual)
        return given.when_strict() if self.strict else given


def _fits(pattern: str, code: str, name: str) -> bool:
    return code.startswith(pattern.upper()) or name == pattern.lower() or pattern.upper() == "ALL"
