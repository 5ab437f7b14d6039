"""Findings as JSON: one array over all files, an object for each finding."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siekit.lint.report import FileReport


def as_json(reports: Sequence[FileReport], lang: str) -> str:
    """The array, in the shape of `siekit schema check`."""
    found = [
        finding.as_dict(report.path, lang) for report in reports for finding in report.findings
    ]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
