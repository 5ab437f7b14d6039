"""Reports as JSON: an object for one, as `siekit schema report` says, an array for several."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from siekit.reports.render.json_text import as_dict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siekit.reports.model import Report
    from siekit.reports.render.base import Look


class JsonRenderer:
    """JSON for programs; amounts are text, so that none is rounded."""

    name = "json"
    extension = ".json"
    streams = True
    draws = False

    def render(self, reports: Sequence[Report], look: Look) -> bytes:
        """Return the reports as UTF-8 JSON with a line end."""
        made = [as_dict(report, look.lang) for report in reports]
        shape = made[0] if len(made) == 1 else made
        return (json.dumps(shape, ensure_ascii=False, indent=2) + "\n").encode()
