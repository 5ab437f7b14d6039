"""`siekit import`: files into a workspace."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

import click

from siekit.cli.at_work import LinkedAlong, became
from siekit.cli.command import ExampleCommand
from siekit.cli.failures import EXIT_CODE
from siekit.cli.inputs import STDIN
from siekit.cli.options import files_argument, lang_option
from siekit.cli.progress import ProgressBar
from siekit.cli.terminal import complain, standard_input
from siekit.cli.workplace import workspace_options
from siekit.cli.workspace_text import (
    JSON,
    choices,
    form_option,
    print_json,
    print_uploads,
    say,
)
from siekit.exceptions import SourceError, UsageError
from siekit.locale.workspace import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from siekit.cli.workplace import Workplace
    from siekit.workspace.intake import Told
    from siekit.workspace.model import Upload
    from siekit.workspace.receiving import Received
    from siekit.workspace.workspace import Workspace

EXAMPLES = (
    "siekit import examples/fjallbacken-2023-24.se",
    "siekit import examples/exempel.zip --format json",
)


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@files_argument
@form_option
@workspace_options
@lang_option
@click.pass_context
def command(
    ctx: click.Context, files: Sequence[str], *, at: Workplace, form: str, lang: str
) -> None:
    """Import files into a workspace, which is made where there is none.

    The bytes are kept as they are. A file is linked to the company that has its organisation
    number; where there is none yet it is made. When that is not clear the file waits, and what
    can be chosen is told. Nothing is in a report before `siekit activate` and `siekit sync`.

    A file that cannot be read as SIE stops none of the others: why is told on the standard error,
    and it is kept with the reason, so that `siekit list --state REJECTED` shows it. The exit code
    is 0 when a file was taken in, or was there already, and 2 when none was.
    """
    if not files:
        message = "Name at least one FILE: siekit import FILE, or - for the standard input."
        raise UsageError(message)
    became_of = _Imported(lang)
    sources = list(_sources(files))
    with (
        at.open(make=True) as workspace,
        ProgressBar(len(sources), shown=form != JSON) as progress,
    ):
        others = LinkedAlong(workspace)
        for found in _imported(workspace, sources, progress):
            became_of.add(workspace, found)
        became_of.sentences += became(others.since(beside=became_of.uploads), lang)
    became_of.tell(form)
    if not became_of.taken:
        ctx.exit(EXIT_CODE)


class _Imported:
    """What became of the files of a command."""

    def __init__(self, lang: str) -> None:
        """Begin with none, to tell of them in a language."""
        self.uploads: dict[int, Upload] = {}
        self.sentences: list[str] = []
        self.taken = self.refused = 0
        self._lang = lang

    def add(self, workspace: Workspace, found: Received | SourceError) -> None:
        """Count a file; why it was refused is said at once."""
        upload = None if isinstance(found, SourceError) else found.upload
        if isinstance(found, SourceError):
            complain(str(found))
            self.refused += 1
        elif upload is None or upload.refusal:
            complain(_why(found, upload, self._lang))
            self.refused += 1
        else:
            self.taken += 1
            self.sentences += _notes(workspace, found, upload, self._lang)
        if upload is not None:
            self.uploads[upload.id] = upload

    def tell(self, form: str) -> None:
        """Print the uploads, and what is to be said of them."""
        uploads = list(self.uploads.values())
        if form == JSON:
            print_json([one.as_row() for one in uploads])
            return
        if uploads:
            print_uploads(uploads, self._lang)
        if self.refused and self.taken:
            facts = {"taken": self.taken, "refused": self.refused}
            number = self.taken + self.refused
            self.sentences.append(phrase("some_refused", self._lang, number=number, **facts))
        for sentence in self.sentences:
            say(sentence)


def _sources(names: Sequence[str]) -> Iterator[str | SourceError]:
    """Each file that the names stand for, or why there is none."""
    from siekit.formats.source import paths_of

    for name in names:
        if name == STDIN:
            yield name
            continue
        try:
            paths = paths_of(name)
        except SourceError as error:
            yield error
        else:
            yield from [name] if paths is None else map(str, paths)


def _imported(
    workspace: Workspace, sources: Iterable[str | SourceError], progress: ProgressBar
) -> Iterator[Received | SourceError]:
    """What became of each file, one after the other."""
    for source in sources:
        if isinstance(source, SourceError):
            yield source
        else:
            name = PurePath(source).name
            progress.begin(name)
            yield from _added(workspace, source, partial(_say_which, progress, name))
        progress.done()


def _say_which(progress: ProgressBar, name: str, file: str, number: int, of: int) -> None:
    """Say which file of a zip is at work."""
    if of > 1:
        progress.begin(f"{name}: {file}, {number}/{of}")


def _added(workspace: Workspace, name: str, told: Told) -> Iterator[Received | SourceError]:
    from pathlib import Path

    from siekit.exceptions import FileUnreadableError

    if name == STDIN:
        yield from workspace.add(standard_input(), name, create=True, via="command", told=told)
        return
    path = Path(name)
    try:
        with path.open("rb") as file:
            yield from workspace.add(file, path.name, create=True, via="command", told=told)
    except OSError as error:
        yield FileUnreadableError(_cannot(path, error))


def _cannot(path: Path, error: OSError) -> str:
    return f"{path} cannot be read: {error.strerror or error}. Nothing of it was imported."


def _why(found: Received, upload: Upload | None, lang: str) -> str:
    """Why a file was refused."""
    from siekit.workspace.refusals import Refusal

    if found.refusal is not None:
        return found.refusal.text(lang)
    return Refusal.from_json(dict(upload.refusal or {})).text(lang) if upload else found.file


def _notes(workspace: Workspace, found: Received, upload: Upload, lang: str) -> Iterator[str]:
    if found.upload is not None and found.upload.seen_before:
        yield phrase("seen_before", lang, file=found.file, id=upload.id)
    if upload.state == "PREVIEWED":
        yield choices(workspace, upload, lang)
