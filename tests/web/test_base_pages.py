"""The frame of every page, in a real browser: signing in, keys, menus, widths, barriers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from siekit.workspace.actors import Role, local_actor
from siekit.workspace.own_account import set_password
from tests.servers.browsers import barriers
from tests.web.visiting import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.servers.browsers import Complaints
    from tests.web.standing import Standing

ANNA = "anna@bjorken.example"
LONG = "Redovisning-och-revision-i-Västra-Götaland-" * 3
PATHS = ("/admin/people", "/admin/tokens", "/admin/settings", "/admin/log")


def test_somebody_signs_in_and_out(standing: Standing, page: Page, complaints: Complaints) -> None:
    """A wrong password is told on the page; the way back is kept; nothing breaks the policy."""
    set_password(standing.installation, standing.person(ANNA, Role.ADMIN), PASSWORD, local_actor())
    page.goto(f"{standing.start}/admin/log?kind=user")
    page.get_by_label("E-postadress").fill(ANNA)
    page.get_by_label("Lösenord").fill("fel lösenord")
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("alert")).to_contain_text("hör inte ihop")
    complaints.heard(page, 401)
    assert barriers(page) == []
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    expect(page).to_have_url(f"{standing.start}/admin/log?kind=user")
    page.get_by_role("button", name="In English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Audit log")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_the_keyboard_reaches_everything(standing: Standing, page: Page) -> None:
    """The first stop skips to the content; / goes to the search; Esc closes the menu."""
    standing.person(ANNA, Role.ADMIN)
    other = standing.installation.create_domain("Granen", local_actor())
    standing.person(ANNA, Role.VIEWER, domain=other)
    standing.sign_in(page, ANNA)
    page.goto(f"{standing.start}/admin/log")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.locator("header summary").click()
    expect(page.get_by_role("link", name="Granen")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Granen")).to_be_hidden()
    expect(page.locator("header summary")).to_be_focused()


def test_nothing_shuts_people_out(
    standing: Standing, new_page: Callable[..., Page], complaints: Complaints
) -> None:
    """In light and dark, wide and on a phone, with long names; no page scrolls aside."""
    standing.person(ANNA, Role.ADMIN)
    workspace = standing.workspace()
    workspace.add_member(f"{LONG[:100]}@bjorken.example", Role.VIEWER, name=LONG)
    workspace.change_settings(name=LONG)
    for scheme, width in (("light", 1280), ("dark", 390), ("light", 390), ("dark", 1280)):
        page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
        standing.sign_in(page, ANNA)
        urls = [standing.start + path for path in PATHS]
        for url in [*urls, f"{standing.url}/account", f"{standing.start}/nothing"]:
            page.goto(url)
            assert barriers(page) == [], url
            over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert over <= 0, (url, width)
        complaints.heard(page, 404)


def test_it_works_without_scripts(standing: Standing, new_page: Callable[..., Page]) -> None:
    """People are added and settings changed by forms alone."""
    standing.person(ANNA, Role.ADMIN)
    page = new_page(java_script_enabled=False)
    standing.sign_in(page, ANNA)
    page.goto(f"{standing.start}/admin/people")
    page.get_by_label("E-postadress").fill("bo@bjorken.example")
    page.get_by_role("button", name="Lägg till").click()
    expect(page.locator("code.secret")).to_contain_text("/link/")
    page.get_by_role("link", name="Jag har kopierat den").click()
    expect(page.get_by_role("row", name="bo@bjorken.example")).to_be_visible()
    page.get_by_role("link", name="Inställningar").click()
    page.get_by_label("Synkronisera varje dag").fill("05:30")
    page.get_by_role("button", name="Spara inställningar").click()
    expect(page.get_by_role("status")).to_contain_text("Inställningarna är sparade")
