"""A person at the portal: does with the mouse and the keyboard what people do there.

Forms are found by where they are sent to, so that a better word on a button breaks no test.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.sync_api import Error, expect

from siekit.workspace.states import State
from tests.servers.browsers import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import FilePayload, Locator, Page

    from siekit.workspace.model import Upload
    from tests.web.standing import Standing

_AT_WORK = frozenset({State.RECEIVED, State.LINKED})
_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009"), " ")


@dataclass
class Person:
    """Somebody who is signed in, and the page in front of them."""

    standing: Standing
    page: Page

    def go(self, path: str) -> None:
        """Open a page of the domain, such as `/uploads/7/summary`."""
        address = f"{self.standing.start}{path}"
        for last in (False, False, False, True):
            try:
                self.page.goto(address)
            except Error as error:
                # A page that waits loads itself anew when that is done, and what was under way
                # at that moment may come before what is asked for now.
                if last or "interrupted by another navigation" not in str(error):
                    raise
            else:
                return

    def press(self, target: str | Locator) -> None:
        """Click what leads to another page, and wait until that has come."""
        found = self.page.locator(target) if isinstance(target, str) else target
        with self.page.expect_navigation():
            found.click()

    @property
    def text(self) -> str:
        """What the page says, with all spaces as plain ones."""
        return self.page.inner_text("main").translate(_SPACES)

    @property
    def flashed(self) -> str:
        """What the page says of what was just done."""
        return self.page.inner_text(".flashes")

    def upload(self, files: Mapping[str, bytes]) -> list[Upload]:
        """Choose files and send them; the uploads they became, in the order of the result list."""
        self.go("/uploads/new")
        # Files that are chosen before the page's script has come wait for the button.
        expect(self.page.locator(".drop-hint")).to_be_visible()
        chosen: list[FilePayload] = [
            {"name": name, "mimeType": "application/octet-stream", "buffer": data}
            for name, data in files.items()
        ]
        self.page.set_input_files("input[type=file]", chosen)  # they are sent at once
        results = self.page.locator(".results")
        expect(results.locator(".results-done")).to_be_visible()
        links = results.locator('.results-list a[href*="/uploads/"]')
        found = [re.search(r"/uploads/(\d+)", str(a.get_attribute("href"))) for a in links.all()]
        return [self.settled(int(one[1])) for one in found if one]

    def upload_one(self, data: bytes, name: str = "bokföring.se") -> Upload:
        """Send one file."""
        (found,) = self.upload({name: data})
        return found

    def settled(self, upload_id: int) -> Upload:
        """The upload when nobody works on it any more."""
        until = time.monotonic() + PATIENCE
        while True:
            found = self.standing.workspace().upload(upload_id)
            if found.state not in _AT_WORK:
                return found
            assert time.monotonic() < until, found
            time.sleep(0.05)

    def link(
        self, upload: Upload, to: str, *, name: str | None = None, confirm: bool = False
    ) -> None:
        """Choose what a file is for: the id of an integration, or `new` and its name."""
        if not re.search(rf"/uploads/{upload.id}(/link)?([?#]|$)", self.page.url):
            self.go(f"/uploads/{upload.id}")
        form = self.page.locator('form[action$="/link"]')
        form.locator(f'input[name=integration][value="{to}"]').check()
        if name is not None:
            form.locator("input[name=name]").fill(name)
        if confirm:
            form.locator("input[name=confirm_orgnr]").check()
        self.press(form.locator("button"))

    def ask_to_activate(self, upload: Upload) -> Locator:
        """Press Activate on the summary; the dialog that says what it would do."""
        self.go(f"/uploads/{upload.id}/summary")
        self.page.click('.toggle a[href$="/activate"]')
        dialog = self.page.locator("dialog[open]")
        expect(dialog.locator('form[action$="/activate"]')).to_be_visible()
        return dialog

    def activate(self, upload: Upload, *, reason: str | None = None) -> str:
        """Activate through the dialog; what the dialog said."""
        dialog = self.ask_to_activate(upload)
        said = dialog.inner_text().translate(_SPACES)
        if reason is not None:
            dialog.locator("textarea[name=override_reason]").fill(reason)
        self.press(dialog.locator('form[action$="/activate"] button'))
        assert self.state(upload) is State.ACTIVE, self.text
        return said

    def deactivate(self, upload: Upload) -> None:
        """Switch a file off on its page."""
        self.go(f"/uploads/{upload.id}/summary")
        self.press('form[action$="/deactivate"] button')
        assert self.state(upload) is State.READY, self.text

    def sync(self) -> str:
        """Start a sync and wait on its page; its status at the end."""
        self.go("/syncs")
        self.press('form[action$="/syncs"] button')
        until = time.monotonic() + PATIENCE
        while (run := self.standing.workspace().syncs(most=1)[0]).status in {"queued", "running"}:
            assert time.monotonic() < until, run
            time.sleep(0.05)
        self.go(f"/syncs/{run.id}")
        return run.status

    def income_statement(self) -> str:
        """What the reports' page of the income statement says."""
        self.go("/reports/income-statement")
        return self.text

    def state(self, upload: Upload) -> State:
        """The state of an upload now."""
        return self.standing.workspace().upload(upload.id).state
