"""The FILE arguments: files, folders, patterns, zips and `-` become documents."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from siekit.ahead import in_order
from siekit.cli.progress import ProgressBar
from siekit.cli.terminal import complain, standard_input
from siekit.exceptions import SourceError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    import pyarrow as pa

    from siekit.document import Document
    from siekit.engine.choosing import FileFacts

STDIN = "-"

Found = TypeVar("Found")
"""What a file is read as."""


class Inputs:
    """The files that a command was given; one that fails does not stop the others."""

    def __init__(
        self,
        names: Sequence[str],
        *,
        command: str,
        sie_type: str | None = None,
        strict: bool = False,
    ) -> None:
        """Take the arguments as they were typed; `UsageError` when there is none."""
        if not names:
            message = f"Name at least one FILE: siekit {command} FILE, or - for the standard input."
            raise UsageError(message)
        self.failed = False
        self._sie_type = sie_type
        self._strict = strict
        self._places = [place for name in names for place in self._places_of(name)]

    @property
    def paths(self) -> list[Path]:
        """The files on disk that are read, zips included."""
        return [Path(place) for place in self._places if place != STDIN]

    def documents(self) -> Iterator[Document]:
        """The documents one after the other; what fails is told on stderr."""
        with ProgressBar(len(self._places)) as progress:
            for place in self._places:
                progress.begin(Path(place).name)
                yield from self._sound(self._read(place))
                progress.done()

    def all_documents(self) -> list[Document]:
        """All documents at once, read two at a time; what fails is told on stderr."""
        return self._together(self._read)

    def all_asked(
        self, names: Collection[str], wanted: Callable[[FileFacts], bool] | None
    ) -> list[Mapping[str, pa.Table] | FileFacts]:
        """Some tables of the files that are wanted, as `read_asked` has it; what fails is told."""
        from siekit.formats.reading import read_asked

        return self._together(
            lambda place: read_asked(
                _source(place), names=names, wanted=wanted, sie_type=self._sie_type
            )
        )

    def _together(self, read: Callable[[str], Iterable[Found | SourceError]]) -> list[Found]:
        made: list[Found] = []
        with ProgressBar(len(self._places)) as progress:
            results = in_order(lambda place: list(read(place)), self._places)
            for place, found in zip(self._places, results, strict=True):
                progress.begin(Path(place).name)
                made += self._sound(found)
                progress.done()
        return made

    def _sound(self, found: Iterable[Found | SourceError]) -> Iterator[Found]:
        """The documents of what was found in a place; the rest is told."""
        for one in found:
            if isinstance(one, SourceError):
                self._fail(one)
            else:
                yield one

    def _places_of(self, name: str) -> list[str]:
        """What an argument stands for; nothing, when it stands for nothing."""
        from siekit.formats.source import paths_of

        if name == STDIN:
            return [STDIN]
        try:
            paths = paths_of(name)
        except SourceError as error:
            self._fail(error)
            return []
        return [name] if paths is None else list(map(str, paths))

    def _read(self, place: str) -> Iterator[Document | SourceError]:
        """The documents of one place, several when it is a zip; or why there are none."""
        from siekit.formats.reading import read_each

        return read_each(_source(place), sie_type=self._sie_type, strict=self._strict)

    def _fail(self, error: SourceError) -> None:
        """Say what failed, and remember it."""
        complain(str(error))
        self.failed = True


def _source(place: str) -> str | _StandardInput:
    return _StandardInput(standard_input()) if place == STDIN else place


class _StandardInput(BytesIO):
    """The bytes of the standard input, under the name that it has on the command line."""

    name = STDIN
