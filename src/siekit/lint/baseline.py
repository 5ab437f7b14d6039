"""A baseline: findings that are known, so that only new ones are told.

A finding is known again by its code, its label and its values, not by its line: what is put in
or taken out above it changes nothing. Equal findings of one file are told apart by counting.
The file names those it was made of, as they are reached from its own folder.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siekit.exceptions import UsageError
from siekit.replace_file import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from siekit.findings import Finding
    from siekit.lint.report import FileReport

VERSION = 1

DIGITS = 16
"""Hexadecimal digits of a fingerprint: enough for any number of findings in a file."""

_PLACES = ("line", "lines")
"""How names of facts end that tell of a place in the file."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one file: fingerprints by code, and how many more were only counted."""

    fingerprints: Mapping[str, frozenset[str]]
    more: Mapping[str, int]

    def gone(self, code: str, met: int, report: FileReport) -> int:
        """How many findings of a code are not there any more."""
        missing = len(self.fingerprints[code]) - met
        if code not in self.more and code not in report.left_out:
            return missing
        # Beyond the details a finding may only have moved to those that are counted.
        before = len(self.fingerprints[code]) + self.more.get(code, 0)
        return min(missing, max(0, before - report.finding_counts.get(code, 0)))


@dataclass(frozen=True, slots=True)
class Baseline:
    """The known findings of files by their paths from the folder of the baseline."""

    folder: Path
    files: Mapping[str, Known]

    def without_known(self, report: FileReport) -> FileReport:
        """A report with what is new; what is known, and what is gone, by its number."""
        known = self.files.get(name_of(report.path, self.folder))
        if known is None:
            return report
        met: Counter[str] = Counter()
        fresh: dict[int, str] = {}
        last: dict[str, int] = {}
        for place, mark in enumerate(fingerprints(report.findings)):
            code = report.findings[place].code
            last[code] = place
            if mark in known.fingerprints.get(code, ()):
                met[code] += 1
            else:
                fresh[place] = code
        counts = {
            code: number - met[code] - min(report.left_out.get(code, 0), known.more.get(code, 0))
            for code, number in report.finding_counts.items()
        }
        # Where new ones are among those that were only counted, one stands for all of them.
        told = set(fresh.values())
        for code, number in counts.items():
            if number > 0 and code not in told:
                fresh[last[code]] = code
        return replace(
            report,
            findings=[report.findings[place] for place in sorted(fresh)],
            finding_counts={code: number for code, number in counts.items() if number > 0},
            known=sum(report.finding_counts.values()) - sum(counts.values()),
            gone=sum(known.gone(code, met[code], report) for code in known.fingerprints),
        )


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """What each finding of one file is known again by, in the order given."""
    seen: Counter[str] = Counter()
    made = []
    for finding in findings:
        facts = sorted((name, text) for name, text in finding.facts if not name.endswith(_PLACES))
        said = json.dumps([finding.code, finding.label, finding.value, facts])
        seen[said] += 1
        whole = f"{said} {seen[said]}".encode("utf-8", "surrogatepass")
        made.append(hashlib.sha256(whole).hexdigest()[:DIGITS])
    return made


def name_of(path: str, folder: Path) -> str:
    """A file as a baseline in a folder names it; names that are no paths stay as they are."""
    if path.startswith("-"):
        return path
    absolute = os.path.abspath(path)  # noqa: PTH100 - resolve() would follow links
    try:
        return Path(os.path.relpath(absolute, folder.absolute())).as_posix()
    except ValueError:  # another drive
        return Path(absolute).as_posix()


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file; `UsageError` when there is none, or it is something else."""
    content = _content(path)
    try:
        files = {
            name: Known(
                {code: frozenset(map(str, found)) for code, found in known["findings"].items()},
                {code: int(number) for code, number in known["more"].items()},
            )
            for name, known in content["files"].items()
        }
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise UsageError(_no_baseline(path)) from error
    return Baseline(path.parent, files)


def write_baseline(path: Path, reports: Sequence[FileReport]) -> int:
    """Write what was found as known, and return how many findings that is.

    Files that the baseline names and that were not checked now stay in it.
    """
    files = dict(_content(path)["files"]) if path.exists() else {}
    number = 0
    for report in reports:
        found: dict[str, list[str]] = {}
        for finding, fingerprint in zip(
            report.findings, fingerprints(report.findings), strict=True
        ):
            found.setdefault(finding.code, []).append(fingerprint)
        number += sum(report.finding_counts.values())
        files[name_of(report.path, path.parent)] = {
            "findings": {code: found[code] for code in sorted(found)},
            "more": dict(sorted(report.left_out.items())),
        }
    content = {"siekit_baseline": VERSION, "files": dict(sorted(files.items()))}
    replace_file(path, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
    return number


def _content(path: Path) -> dict[str, Any]:
    """What a file says, when it is a baseline."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        message = (
            f"{path}: there is no such baseline. Make it: siekit check FILE --write-baseline {path}"
        )
        raise UsageError(message) from error
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror or error}."
        raise UsageError(message) from error
    except UnicodeDecodeError as error:
        raise UsageError(_no_baseline(path)) from error
    try:
        content: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(_no_baseline(path)) from error
    sound = isinstance(content, dict) and isinstance(content.get("files"), dict)
    if not sound or content.get("siekit_baseline") != VERSION:
        raise UsageError(_no_baseline(path))
    return dict(content)


def _no_baseline(path: Path) -> str:
    return (
        f"{path} is not a baseline that this siekit reads. Name another file, or make it anew with "
        "--write-baseline."
    )
