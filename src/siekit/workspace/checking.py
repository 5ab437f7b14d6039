"""The rules over one document, in a thread of their own while other work is done on it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Self

from siekit.lint.runner import check_many

if TYPE_CHECKING:
    from concurrent.futures import Future
    from types import TracebackType

    from siekit.document import Document
    from siekit.lint.runner import Checked


class Checking:
    """At most one document being checked; leaving it waits until nothing is at work."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._beside = ThreadPoolExecutor(1)
        self._begun: tuple[Document, Future[list[Checked]]] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._beside.shutdown()

    def begin(self, document: Document) -> Future[list[Checked]]:
        """Begin to check a document, unless that was begun before."""
        if self._begun is None or self._begun[0] is not document:
            self._begun = (document, self._beside.submit(check_many, [document]))
        return self._begun[1]

    def checked(self, document: Document) -> Checked:
        """Return what was found in a document, as soon as it is known."""
        (found,) = self.begin(document).result()
        return found
