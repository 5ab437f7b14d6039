"""Mending a file: proposals are made, tried, and kept only when the file says what it said."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from siekit.exceptions import SiekitError
from siekit.formats.reading import read
from siekit.lint.baseline import fingerprints
from siekit.lint.fixes.checksum import Seal, seal_of, sealed
from siekit.lint.fixes.file_text import FileText
from siekit.lint.fixes.pc8 import in_pc8
from siekit.lint.fixes.registry import BY_CODE
from siekit.lint.fixes.sameness import same_content
from siekit.lint.registry import RULES
from siekit.lint.runner import check_many
from siekit.lint.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from siekit.document import Document
    from siekit.findings import Finding
    from siekit.lint.fixes.base import Edit

ROUNDS = 50
"""A fault may hide others, and at most 1,000 of a code are known at a time."""

MOST_READ = 1 << 30
"""Bytes that are read to try fixes, over which no further ones are tried."""

FEWEST_TRIALS = 8

MANY = 100
"""Edits that are sorted in together; fewer are put in one by one."""


class Reason(StrEnum):
    """Why a fault was not mended."""

    NO_WAY = "no_way"
    CHANGES = "changes"
    LETTERS = "letters"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What came of mending one file; `data` are its bytes as they would be."""

    before: Document
    after: Document
    data: bytes
    done: Mapping[str, int]
    left: Mapping[tuple[str, Reason], int]
    seal: Seal

    @property
    def changed(self) -> bool:
        """Whether anything was mended."""
        return self.data != self.before.source


class Proposal(NamedTuple):
    """How one finding may be mended, or all of a code."""

    code: str
    mark: str
    edits: tuple[Edit, ...]
    into_pc8: bool
    number: int = 1


@dataclass(slots=True)
class _State:
    """A file as it is now, what is found in it, and its bytes."""

    document: Document
    findings: Sequence[Finding]
    counts: Mapping[str, int]
    text: FileText = field(init=False)

    def __post_init__(self) -> None:
        self.text = FileText(self.document.source or b"")


def mend(
    document: Document,
    settings: Settings,
    *,
    wanted: Callable[[Finding], bool],
    sie_type: str | None = None,
) -> Mended:
    """Mend what can be mended without changing what the file says.

    `wanted` says which findings are to be mended; `sie_type` is what the caller of the reading
    said the type is. A file whose checksum was right gets the new one; one whose checksum
    cannot be relied on is left as it is, so that the change is not hidden.
    """
    return _Mending(document, settings, wanted, sie_type).run()


def mendable(document: Document, findings: Sequence[Finding]) -> int:
    """How many findings have a proposal; whether it is kept is not known before it is tried."""
    if document.source is None or seal_of(document) is Seal.BROKEN:
        return 0
    if not any(finding.code in BY_CODE for finding in findings):
        return 0
    text = FileText(document.source)
    return sum(1 for _ in _proposals(text, findings))


def _proposals(text: FileText, findings: Sequence[Finding]) -> Iterator[Proposal]:
    """What can be proposed for each finding."""
    for finding, mark in zip(findings, fingerprints(findings), strict=True):
        fix = BY_CODE.get(finding.code)
        if fix is not None:
            edits = tuple(fix.edits(text, finding))
            if edits or not fix.needs_edits:
                yield Proposal(finding.code, mark, edits, fix.into_pc8)


class _Mending:
    """One file on its way."""

    def __init__(
        self,
        document: Document,
        settings: Settings,
        wanted: Callable[[Finding], bool],
        sie_type: str | None,
    ) -> None:
        self._settings = Settings(
            targets=settings.targets, cost_centre_accounts=settings.cost_centre_accounts
        )
        self._wanted = wanted
        self._sie_type = sie_type
        self._rules = [rule for rule in RULES if not rule.several]
        self._before = self._state = self._checked(document)
        self._seal = seal_of(document)
        self._done: Counter[str] = Counter()
        self._dropped: dict[str, Reason] = {}
        self._usual = Reason.NO_WAY
        size = max(1, len(document.source or b""))
        self._trials = max(FEWEST_TRIALS, MOST_READ // size)

    def run(self) -> Mended:
        """Mend round after round, as long as there is something new to mend."""
        # Bytes that could not be put back as they were are not taken apart.
        text, source = self._state.text, self._before.document.source
        if self._seal is not Seal.BROKEN and text.lines.source_with(text.data) == source:
            for _ in range(ROUNDS):
                proposals = self._new_proposals()
                if not proposals or not self._settle(proposals):
                    break
            else:
                self._usual = Reason.LATER
        return Mended(
            before=self._before.document,
            after=self._state.document,
            data=self._state.document.source or b"",
            done=dict(sorted(self._done.items())),
            left=self._left(),
            seal=self._seal,
        )

    def _checked(self, document: Document) -> _State:
        (found,) = check_many([document], settings=self._settings, rules=self._rules)
        return _State(document, found.findings, found.finding_counts)

    def _new_proposals(self) -> list[Proposal]:
        """Proposals that were not dropped before, and that do not touch each other."""
        findings = [one for one in self._state.findings if self._wanted(one)]
        taken = _Spans()
        proposals = (*self._whole(findings), *_proposals(self._state.text, findings))
        return [one for one in proposals if one.mark not in self._dropped and taken.take(one.edits)]

    def _whole(self, findings: Sequence[Finding]) -> Iterator[Proposal]:
        """One proposal for all faults of a code, where they are too many to be known singly."""
        kept = Counter(one.code for one in findings)
        for code, number in kept.items():
            mark = f"all {code}"
            more = self._state.counts[code] - number
            if code in BY_CODE and more > 0 and mark not in self._dropped:
                edits = tuple(BY_CODE[code].everywhere(self._state.text, code))
                if edits:
                    yield Proposal(code, mark, edits, into_pc8=False, number=len(edits))

    def _settle(self, proposals: list[Proposal]) -> bool:
        """Keep as many proposals as may be kept; tell whether any was."""
        kept: list[Proposal] = []
        best: _State | None = None
        groups = [proposals]
        while groups:
            group = groups.pop(0)
            state = self._tried([*kept, *group])
            if state is not None:
                kept, best = [*kept, *group], state
            elif len(group) == 1:
                self._drop(group[0])
            else:
                groups = [*_parts(group), *groups]
        if best is not None:
            for one in kept:
                self._done[one.code] += one.number
            self._state = best
        return best is not None

    def _tried(self, proposals: list[Proposal]) -> _State | None:
        """The file with these changes, when it says the same and has no new fault."""
        if self._trials <= 0:
            return None
        self._trials -= 1
        source = self._written(proposals)
        if source is None:
            return None
        document = self._read(source)
        if document is None or not same_content(self._state.document, document):
            return None
        if self._seal is Seal.RIGHT:
            document = self._read(sealed(document) or b"")
            if document is None or seal_of(document) is not Seal.RIGHT:
                return None
        state = self._checked(document)
        more = any(
            number > self._state.counts.get(code, 0) for code, number in state.counts.items()
        )
        return None if more else state

    def _written(self, proposals: list[Proposal]) -> bytes | None:
        """The bytes of the file with these changes."""
        text = self._state.text
        data = edited(text.data, [edit for one in proposals for edit in one.edits])
        if any(one.into_pc8 for one in proposals):
            return in_pc8(data, text.lines)
        return text.lines.source_with(data)

    def _read(self, source: bytes) -> Document | None:
        try:
            return read(source, name=self._before.document.header.file, sie_type=self._sie_type)
        except SiekitError:
            return None

    def _drop(self, one: Proposal) -> None:
        """Leave a proposal out from now on, and remember why."""
        reason = Reason.CHANGES
        if self._trials <= 0:
            reason = Reason.LATER
        elif one.into_pc8 and in_pc8(self._state.text.data, self._state.text.lines) is None:
            reason = Reason.LETTERS
        self._dropped[one.mark] = reason

    def _left(self) -> dict[tuple[str, Reason], int]:
        """The faults that have a fix and are still there, by code and reason."""
        left: Counter[tuple[str, Reason]] = Counter()
        findings = [one for one in self._state.findings if self._wanted(one)]
        for finding, mark in zip(findings, fingerprints(findings), strict=True):
            if finding.code in BY_CODE:
                left[finding.code, self._dropped.get(mark, self._usual)] += 1
        return dict(sorted(left.items()))


def edited(data: bytes, edits: Sequence[Edit]) -> bytes:
    """Data with some of its bytes written otherwise."""
    parts: list[bytes] = []
    at = 0
    for edit in sorted(set(edits)):
        parts += (data[at : edit.start], edit.new)
        at = edit.stop
    return b"".join((*parts, data[at:]))


class _Spans:
    """Spans of a file that do not touch each other, in order."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._stops: list[int] = []

    def take(self, edits: Sequence[Edit]) -> bool:
        """Take the spans of some edits, unless one of them touches a span that is taken."""
        if not all(self._is_free(edit) for edit in edits):
            return False
        if len(edits) > MANY:
            spans = sorted((*zip(self._starts, self._stops, strict=True), *(e[:2] for e in edits)))
            self._starts, self._stops = [one for one, _ in spans], [stop for _, stop in spans]
            return True
        for edit in edits:
            at = bisect_left(self._starts, edit.start)
            self._starts.insert(at, edit.start)
            self._stops.insert(at, edit.stop)
        return True

    def _is_free(self, edit: Edit) -> bool:
        at = bisect_left(self._starts, edit.start)
        before = at == 0 or self._stops[at - 1] < edit.start
        return before and (at == len(self._starts) or edit.stop < self._starts[at])


def _parts(group: list[Proposal]) -> list[list[Proposal]]:
    """A group by codes; of one code, its halves."""
    codes = {one.code for one in group}
    if len(codes) > 1:
        return [[one for one in group if one.code == code] for code in sorted(codes)]
    half = len(group) // 2
    return [group[:half], group[half:]]
