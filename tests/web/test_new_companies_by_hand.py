"""Files of many new companies are sorted by one form, with scripts and without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.workspace.actors import Role
from siekit.workspace.states import State
from tests.books import books
from tests.many_companies import TALL, zip_of_companies

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.browsers import Complaints
    from tests.web.person import Person

ZIP = zip_of_companies("fel.se", books("Fel AB", "556334-3680"))
"""With one whose number is wrong."""


def states(anna: Person) -> dict[str, State]:
    """The state of each file when nobody works on it any more, by the end of its name."""
    found = [anna.settled(one.id) for one in anna.standing.workspace().uploads()]
    return {one.file.removeprefix("alla.zip/"): one.state for one in found}


READY = {
    "tall/2023.se": State.READY,
    "tall/2024.se": State.READY,
    "björken.se": State.READY,
    "fel.se": State.PREVIEWED,
    "utan.se": State.PREVIEWED,
}


def test_a_zip_of_new_companies_is_sorted_by_one_form(anna: Person) -> None:
    """From the result of sending to the companies: one look, one button."""
    anna.upload({"alla.zip": ZIP})
    assert set(states(anna).values()) == {State.PREVIEWED}
    anna.go("")
    anna.press('main a[href$="/uploads/link"]')
    boxes = anna.page.locator("input[name=company]")
    assert {one.get_attribute("value"): one.is_checked() for one in boxes.all()} == {
        "5563343689": True,
        "5563343680": False,
        "5555555555": True,
    }
    assert "555555-5555" in anna.text
    assert "2023-01-01 – 2023-12-31" in anna.text
    assert "kontrollsiffran" in anna.text or "check digit" in anna.text
    anna.press('main form[action$="/uploads/link"] button')
    assert "2" in anna.flashed
    assert "3" in anna.flashed
    assert states(anna) == READY
    names = [one.name for one in anna.standing.workspace().integrations()]
    assert names == ["Björken AB", "Tall AB"]
    assert "utan.se" in anna.text
    anna.page.check("input[name=company]")  # the wrong number is right after all
    anna.press('main form[action$="/uploads/link"] button')
    assert states(anna) == READY | {"fel.se": State.READY}


def test_going_back_ticks_no_company_that_is_in_doubt(anna: Person) -> None:
    """A browser that restores a form puts no tick beside another company than a person did."""
    anna.upload({"alla.zip": ZIP})
    assert set(states(anna).values()) == {State.PREVIEWED}
    anna.go("/uploads/link")
    anna.press('main form[action$="/uploads/link"] button')
    anna.page.go_back(wait_until="load")
    (box,) = anna.page.locator("input[name=company]").all()
    assert (box.get_attribute("value"), box.is_checked()) == ("5563343680", False)


def test_no_script_is_needed_to_sort_them(enter: Callable[..., Person]) -> None:
    """The result of sending leads to the form, whose boxes and button are plain ones."""
    anna = enter("anna@bjorken.example", Role.ANALYST, java_script_enabled=False)
    anna.go("/uploads/new")
    file = {"name": "alla.zip", "mimeType": "application/zip", "buffer": ZIP}
    anna.page.set_input_files("input[type=file]", file)  # type: ignore[arg-type]
    anna.press('form[enctype="multipart/form-data"] button')
    assert set(states(anna).values()) == {State.PREVIEWED}
    anna.press('main a[href$="/uploads/link"]')
    anna.page.uncheck('input[name=company][value="5563343689"]')
    anna.press('main form[action$="/uploads/link"] button')
    assert states(anna) == READY | {"björken.se": State.PREVIEWED}


def test_what_cannot_be_made_is_told_on_the_page(anna: Person, complaints: Complaints) -> None:
    """Nothing ticked, or made by somebody else meanwhile: the page says so, and stays."""
    anna.upload({"tall.se": books("Tall AB", TALL)})
    anna.go("/uploads/link")
    anna.page.uncheck("input[name=company]")
    anna.press('main form[action$="/uploads/link"] button')
    complaints.heard(anna.page, 409)
    assert anna.page.locator("main [role=alert]").is_visible()
    anna.page.check("input[name=company]")
    anna.standing.workspace().create_companies()
    anna.press('main form[action$="/uploads/link"] button')
    assert "555555-5555" in anna.page.locator("main [role=alert]").inner_text()
    complaints.heard(anna.page, 409)
    assert len(anna.standing.workspace().integrations()) == 1
