"""Uploads on which work goes on: a command that meets one does it, or says who does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.locale.workspace import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from siekit.workspace.model import Upload
    from siekit.workspace.states import State
    from siekit.workspace.workspace import Workspace


def brought_on(workspace: Workspace, upload_id: int) -> Upload:
    """An upload after what waits to be done with it is done."""
    from siekit.workspace.intake import AT_WORK

    upload = workspace.upload(upload_id)
    return workspace.bring_on(upload_id)[0] if upload.state in AT_WORK else upload


def who_does_it(uploads: Iterable[Upload], lang: str) -> Iterator[str]:
    """A sentence about the uploads that wait to be read, where there are any."""
    from siekit.workspace.intake import AT_WORK

    number = sum(one.state in AT_WORK for one in uploads)
    if number:
        yield phrase("at_work", lang, number=number)


def became(uploads: Iterable[Upload], lang: str) -> Iterator[str]:
    """A sentence about each upload that was brought on: where it stands now."""
    for one in uploads:
        if one.integration is None:
            yield phrase("brought_on", lang, file=one.file, id=one.id, state=one.state.value)
        else:
            yield linked(one, lang)


def linked(upload: Upload, lang: str) -> str:
    """What an upload is linked to, and where it stands."""
    facts = {"integration": upload.integration, "state": upload.state.value}
    return phrase("linked", lang, file=upload.file, **facts)


class LinkedAlong:
    """The uploads that wait for a choice, and which of them were linked since."""

    def __init__(self, workspace: Workspace) -> None:
        """Look which wait now."""
        self._workspace = workspace
        self._waiting = {one.id for one in workspace.uploads(states=_previewed())}

    def since(self, *, beside: Iterable[int]) -> list[Upload]:
        """Those that are linked now, the oldest first, without those that are told of anyway."""
        still = {one.id for one in self._workspace.uploads(states=_previewed())}
        gone = self._waiting - still - set(beside)
        found = [self._workspace.upload(number) for number in sorted(gone)]
        return [one for one in found if one.integration_id is not None]


def _previewed() -> tuple[State, ...]:
    from siekit.workspace.states import State

    return (State.PREVIEWED,)
