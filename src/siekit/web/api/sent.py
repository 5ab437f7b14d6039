"""What became of the files of a request, each by itself."""

import hashlib
from collections.abc import Sequence

from siekit.web.api.incoming import Incoming
from siekit.web.api.shapes.base import ErrorAnswer
from siekit.web.api.shapes.integrations import IntegrationShape
from siekit.web.api.shapes.uploads import (
    AllRefused,
    Sent,
    SentFiles,
    SentUpload,
    UploadShape,
)
from siekit.workspace.head_facts import without_contents
from siekit.workspace.model import Upload
from siekit.workspace.receiving import Received
from siekit.workspace.refusals import Refusal
from siekit.workspace.states import State
from siekit.workspace.workspace import Workspace

PIECE = 2**20
AT_WORK = frozenset({State.RECEIVED, State.LINKED})
"""The states that an upload leaves by itself."""


def sent_files(
    workspace: Workspace, files: Sequence[Incoming]
) -> tuple[int, SentFiles | AllRefused]:
    """Take files in, and say what became of each; 201 when one of them is new.

    When none was taken, the answer is the refusal of the first, with the results.
    """
    results: list[Sent] = []
    for one in files:
        received = workspace.receive(one.file, one.name, via="api")
        results += [_sent(workspace, each) for each in received]
    return _answer(results)


def seen_again(workspace: Workspace, results: Sequence[Sent]) -> list[Sent]:
    """Return results as they are now."""
    return [_again(workspace, one) for one in results]


class Going:
    """The uploads of results on which work goes on; each is looked at until it is done."""

    def __init__(self, workspace: Workspace, results: Sequence[Sent]) -> None:
        """Take the results of a request."""
        self._workspace = workspace
        self._left = [one.upload.id for one in reversed(results) if one.upload]

    def is_over(self) -> bool:
        """Whether nothing goes on any more."""
        while self._left:
            if self._workspace.upload(self._left[-1]).state in AT_WORK:
                return False
            self._left.pop()
        return True


def sums(files: Sequence[Incoming]) -> str:
    """Return what tells files from others: the name and sha256 of each."""
    told = []
    for one in files:
        digest = hashlib.sha256()
        while piece := one.file.read(PIECE):
            digest.update(piece)
        told.append(f"{digest.hexdigest()} {one.name}")
        one.file.seek(0)
    return "\n".join(told)


def suggested(workspace: Workspace, upload: Upload) -> list[IntegrationShape]:
    """Return the integrations to choose from, where a choice is waited for."""
    if upload.state is not State.PREVIEWED:
        return []
    return [IntegrationShape.of(one) for one in workspace.suggestions(upload.id)]


def _again(workspace: Workspace, one: Sent) -> Sent:
    if one.upload is None:
        return one
    upload = workspace.upload(one.upload.id)
    found = suggested(workspace, upload)
    shape = _shape(upload, found).model_copy(update={"seen_before": one.upload.seen_before})
    return Sent(file=one.file, upload=shape, error=one.error, suggested_integrations=found)


def _sent(workspace: Workspace, one: Received) -> Sent:
    if one.refusal is not None:
        error: ErrorAnswer | None = ErrorAnswer.of(one.refusal)
    else:
        error = ErrorAnswer.kept(one.upload.refusal if one.upload else None)
    found = suggested(workspace, one.upload) if one.upload else []
    return Sent(
        file=one.file,
        upload=_shape(one.upload, found) if one.upload else None,
        error=error,
        suggested_integrations=found,
    )


def _shape(upload: Upload, found: list[IntegrationShape]) -> SentUpload:
    own = UploadShape.of(upload).model_dump()
    preview = without_contents(upload.preview)
    more = {"preview": preview, "suggested_integrations": [one.model_dump() for one in found]}
    return SentUpload.model_validate(own | more)


def _answer(results: list[Sent]) -> tuple[int, SentFiles | AllRefused]:
    taken = [one.upload for one in results if one.upload and not one.error]
    if taken:
        return 200 if all(one.seen_before for one in taken) else 201, SentFiles(results=results)
    first = results[0].error if results else None
    if first is None:  # never, a zip without files of books is refused itself
        raise Refusal(
            "invalid",
            field="files",
            problem="there is no file of books in it.",
            problem_sv="där finns ingen fil med bokföring.",
        )
    return first.status, AllRefused(**first.model_dump(), results=results)
