"""Who does something in a workspace, and what their role lets them do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from siekit.workspace.refusals import Refusal

_IN_SWEDISH = {"viewer": "läsare", "analyst": "analytiker", "admin": "administratör"}


class Role(IntEnum):
    """What a person may do in one domain; a higher role may do all that a lower one may.

    VIEWER reads reports, lists and summaries. ANALYST uploads, links, cancels and marks months.
    ADMIN activates, syncs, deletes and manages people, tokens and settings.
    """

    VIEWER = 1
    ANALYST = 2
    ADMIN = 3

    @property
    def word(self) -> str:
        """The role as the catalogue and the API write it."""
        return self.name.lower()

    @property
    def word_sv(self) -> str:
        """The role in Swedish sentences."""
        return _IN_SWEDISH[self.word]

    @classmethod
    def of(cls, word: str) -> Role:
        """The role of a word; `invalid` for another one."""
        try:
            return cls[word.upper()]
        except KeyError:
            problem = f"{word!r} is no role: give admin, analyst or viewer."
            problem_sv = f"{word!r} är ingen roll: ange admin, analyst eller viewer."
            raise Refusal("invalid", field="role", problem=problem, problem_sv=problem_sv) from None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: `name` stands in lists and in the audit log, `user_id` is theirs if they have one.

    `via` says how they came: portal, api, command, schedule or program.
    """

    name: str
    role: Role
    user_id: int | None = None
    via: str = "program"

    def require(self, role: Role) -> None:
        """Raise `forbidden` unless the actor has the role or a higher one."""
        if self.role < role:
            raise Refusal("forbidden", role=self.role.word, role_sv=self.role.word_sv)


def local_actor(via: str = "program") -> Actor:
    """Return the person at this machine, who may do everything with a workspace of their own."""
    import getpass

    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = "local"
    return Actor(name, Role.ADMIN, via=via)
