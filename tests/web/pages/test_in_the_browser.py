"""What scripts add to the pages: files dropped, each with its result; the dialog and its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from siekit.workspace.states import State
from tests.books import books

if TYPE_CHECKING:
    from playwright.sync_api import Route

    from tests.servers.browsers import Complaints
    from tests.web.person import Person

DROP = """([name, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name));
  const form = document.querySelector("form[data-sending]");
  for (const kind of ["dragenter", "dragover", "drop"]) {
    const options = { dataTransfer: data, bubbles: true, cancelable: true };
    form.dispatchEvent(new DragEvent(kind, options));
  }
}"""


def test_dropped_files_are_sent_and_told_of_one_by_one(anna: Person) -> None:
    """The list says what became of each, goes on until they are read, and leads to them."""
    anna.go("/uploads/new")
    expect(anna.page.locator(".drop-hint")).to_be_visible()  # the script is there
    for name, data in (("bok.se", books()), ("bild.png", b"\x89PNG\r\n")):
        anna.page.evaluate(DROP, [name, list(data)])
    rows = anna.page.locator(".results-list li")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("Ange vilket företag den gäller")
    expect(rows.nth(1)).to_contain_text("bild.png är ingen SIE-fil")
    expect(rows.locator("progress")).to_have_count(0)
    anna.press(rows.nth(0).locator("a"))
    expect(anna.page.locator("h1")).to_contain_text("Björken & Söner AB")


def test_who_was_signed_out_meanwhile_is_led_to_sign_in(
    anna: Person, complaints: Complaints
) -> None:
    """The file was not sent, the page says so in a person's words and leads back to itself."""
    anna.go("/uploads/new")
    expect(anna.page.locator(".drop-hint")).to_be_visible()  # the script is there
    anna.page.context.clear_cookies()
    anna.page.evaluate(DROP, ["bok.se", list(books())])
    row = anna.page.locator(".results-list li")
    expect(row).to_contain_text("Du har loggats ut, så filen skickades inte.")
    address = row.locator("a").get_attribute("href") or ""
    assert address.startswith("/sign-in?next=%2Fd%2F")
    assert address.endswith("%2Fuploads%2Fnew")
    assert all("401" in one for one in complaints.clear())


def test_a_page_that_waits_takes_back_no_link_that_was_pressed(anna: Person) -> None:
    """The file is read while the next page is still on its way: the next page comes."""
    on_their_way: list[Route] = []

    def asked(route: Route) -> None:
        route.fulfill(json=[{"state": "ready" if on_their_way else "received"}])

    def kept(route: Route) -> None:
        on_their_way.append(route)

    anna.standing.worker.stop()
    (received,) = anna.standing.workspace().receive(books(), "bok.se")
    assert received.upload
    anna.page.route("**/uploads/states?*", asked)
    anna.page.route("**/uploads/new", kept)
    anna.go(f"/uploads/{received.upload.id}")
    expect(anna.page.locator("[data-wait]")).to_be_visible()
    with anna.page.expect_request("**/uploads/new"):
        anna.page.evaluate("setTimeout(() => location.assign('new'))")
    for _ in range(2):  # a reload after the first answer would have come before the second
        with anna.page.expect_response("**/uploads/states?*"):
            pass
    on_their_way[0].continue_()
    anna.page.wait_for_url("**/uploads/new")
    expect(anna.page.locator(".drop-hint")).to_be_visible()


def test_escape_closes_the_dialog_and_nothing_is_done(anna: Person) -> None:
    """The focus goes back to the button that opened it."""
    upload = anna.upload_one(books())
    anna.link(upload, "new", name="Björken")
    assert anna.settled(upload.id).state is State.READY
    dialog = anna.ask_to_activate(upload)
    expect(dialog).to_have_accessible_name("Aktivera filen")
    anna.page.keyboard.press("Escape")
    expect(anna.page.locator("dialog[open]")).to_have_count(0)
    expect(anna.page.locator(".toggle a.button")).to_be_focused()
    assert anna.state(upload) is State.READY


def test_a_line_of_a_statement_opens_to_its_accounts(anna: Person) -> None:
    """By a click or a key; the account then leads to its rows."""
    upload = anna.upload_one(books())
    anna.link(upload, "new", name="Björken")
    anna.settled(upload.id)
    anna.go(f"/uploads/{upload.id}/summary")
    account = anna.page.locator("#income tr.beneath a").first
    expect(account).not_to_be_visible()
    anna.page.locator("#income summary", has_text="Nettoomsättning").focus()
    anna.page.keyboard.press("Enter")
    expect(account).to_be_visible()
    anna.press(account)
    expect(anna.page.locator("main h2")).to_contain_text("3001 Försäljning inom Sverige")
