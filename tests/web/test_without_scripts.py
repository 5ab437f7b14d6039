"""The main path needs no JavaScript: from the file to the figure in a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.workspace.actors import Role
from siekit.workspace.states import State
from tests.books import books

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.person import Person


def test_a_file_comes_into_the_reports_without_scripts(enter: Callable[..., Person]) -> None:
    """Each step is a page or a form of its own."""
    anna = enter("anna@bjorken.example", Role.ADMIN, java_script_enabled=False)
    page = anna.page
    anna.go("/uploads/new")
    page.set_input_files(
        "input[type=file]",
        {"name": "bok.se", "mimeType": "text/plain", "buffer": books(sales=1111)},
    )
    anna.press('form[enctype="multipart/form-data"] button')
    (upload,) = anna.standing.workspace().uploads()
    anna.settled(upload.id)
    anna.press(f'main a[href$="/uploads/{upload.id}"]')
    anna.link(upload, "new", name="Björken")
    assert anna.settled(upload.id).state is State.READY
    anna.go(f"/uploads/{upload.id}/summary")
    assert "13 332" in anna.text
    anna.press('.toggle a[href$="/activate"]')
    anna.press('main form[action$="/activate"] button')
    assert anna.state(upload) is State.ACTIVE
    assert anna.sync() == "done"
    assert "13 332" in anna.income_statement()
