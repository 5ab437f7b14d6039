"""The log of a server: one JSON object a line, without anything about persons or companies.

Addresses, names, file names and query strings are in none of them. Of an exception its type and
places are told; its words, which may quote a file, only when somebody asks for them.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

FIELDS = ("method", "route", "status", "milliseconds", "number")
"""What `extra` may add to a line."""

_QUIET = ("alembic", "uvicorn.access", "httpx2", "httpcore2", "multipart", "python_multipart")


class JsonLines(logging.Formatter):
    """Write a record as a line of JSON."""

    def __init__(self, *, details: bool = False) -> None:
        """Write the words of exceptions too when `details` are asked for."""
        super().__init__()
        self._details = details

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        moment = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, object] = {
            "at": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "process": record.process,
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            kind, error, trace = record.exc_info
            line["exception"] = kind.__name__
            line["trace"] = _places(trace)
            if self._details:
                line["words"] = str(error)
        return json.dumps(line, ensure_ascii=False)


def log_as_json(*, details: bool = False) -> None:
    """Write the log of this process as lines of JSON on stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines(details=details))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers = []
        logger.propagate = True
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _places(trace: TracebackType | None) -> list[str]:
    """Return where an exception came through: file, line and function."""
    frames = traceback.extract_tb(trace)
    return [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames]
