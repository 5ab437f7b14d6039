"""The forms in which reports can be taken away here: those whose packages are installed."""

from __future__ import annotations

from importlib.util import find_spec

from siekit.workspace.refusals import Refusal

NEEDS = {"xlsx": "xlsxwriter", "pdf": "typst"}
"""The packages that forms stand on; the others need none."""

FORMS = ("xlsx", "pdf", "csv")


def offered() -> tuple[str, ...]:
    """Return the forms that pages have a button for."""
    return tuple(form for form in FORMS if _is_there(form))


def check_offered(form: str) -> None:
    """Refuse a form as `form_unavailable` whose package is not installed."""
    if not _is_there(form):
        raise Refusal("form_unavailable", kind=form.upper())


def _is_there(form: str) -> bool:
    return form not in NEEDS or find_spec(NEEDS[form]) is not None
