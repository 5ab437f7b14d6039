"""Every page answers for those who may see it, in both languages, whatever the files say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siekit.web.routes.reports import SHELF
from siekit.workspace.actors import Role

if TYPE_CHECKING:
    from tests.web.pages.standing_books import Shelf

OF_UPLOAD = (
    "",
    "/summary",
    "/summary?unit=ore",
    "/receipt",
    "/summary?unit=tkr",
    "/findings",
    "/findings?severity=error",
    "/compare",
    "/lines",
    "/lines?at=20",
    "/accounts/1930",
    "/accounts/1930?month=202403",
    "/vouchers/1",
)
PARSED = ("last", "this", "newer", "wrong", "entries", "hostile")
LISTS = (
    "",
    "/sources",
    "/uploads",
    *(f"/uploads?show={one}" for one in ("waiting", "active", "refused", "gone")),
    "/notices",
    "/guide",
    "/history",
    "/syncs",
    "/reports",
)


def _paths(shelf: Shelf) -> list[str]:
    paths = [*LISTS]
    for key, upload in shelf.uploads.items():
        ends = OF_UPLOAD if key in PARSED else ("", "/lines", "/receipt")
        if upload.state.value not in {"READY", "ACTIVE", "SUPERSEDED"}:
            ends = ("", "/lines", "/receipt")
        paths += [f"/uploads/{upload.id}{end}" for end in ends]
    for one in shelf.workspace.integrations():
        paths += [f"/integrations/{one.id}", f"/integrations/{one.id}/months"]
    return paths


def test_a_viewer_sees_every_page_in_both_languages(shelf: Shelf) -> None:
    """And none of them says None, or lets a template's own words through."""
    for path in _paths(shelf):
        for lang in ("sv", "en"):
            joint = "&" if "?" in path else "?"
            page = shelf.page(f"{path}{joint}lang={lang}", Role.VIEWER)
            shown = re.sub(r"<[^>]*>", " ", page)
            assert f'<html lang="{lang}"' in page
            odd = re.search(r"(?s).{,60}(\bNone\b|\{\{|\}\}|Undefined)", shown)
            assert odd is None, f"{path}: {odd}"


def test_every_report_has_a_page_and_files(shelf: Shelf) -> None:
    """Each report of the shelf is shown, and given as XLSX, PDF and CSV."""
    for name in (one.name for one in SHELF):
        asked = "accounts=1930&dimension=1" if name == "object-report" else "accounts=1930"
        page = shelf.page(f"/reports/{name}?{asked}", Role.VIEWER)
        assert 'class="report' in page, name
        for form, mark in (("xlsx", b"PK"), ("pdf", b"%PDF"), ("csv", b"")):
            path = f"{shelf.base}/reports/{name}/export.{form}?{asked}"
            answer = shelf.visitor(Role.VIEWER).get(path)
            assert answer.status_code == 200, answer.text
            assert answer.content.startswith(mark)
            assert answer.headers["content-disposition"].startswith('attachment; filename="')


def test_a_report_that_cannot_be_made_says_why_on_its_page(shelf: Shelf) -> None:
    """The filters stay, so that another choice is near."""
    page = shelf.page("/reports/income-statement?dimension=1")
    assert "this.se" in page
    assert 'name="dimension"' in page


def test_an_empty_domain_teaches_what_to_do(bare: Shelf) -> None:
    """Each list that is empty says what comes there, and leads to its part of the guide."""
    guide = bare.page("/guide", Role.VIEWER)
    for path in (
        *(one for one in LISTS if one != "/guide"),
        "/uploads/link",
        "/reports/income-statement",
        "/sources/new",
        "/uploads/new",
    ):
        page = bare.page(path)
        assert 'class="empty"' in page or path in {"/sources/new", "/uploads/new"}, path
        parts = re.findall(rf'href="{bare.base}/guide#([a-z]+)"', page)
        assert len(parts) == page.count('class="empty"'), path
        assert all(f'<h2 id="{part}">' in guide for part in parts), path
        assert (f"{bare.base}/guide#" in page) == ('class="empty"' in page), path


def test_a_viewer_is_shown_no_button_that_is_refused(shelf: Shelf) -> None:
    """Pages for viewers have no form but those of the frame."""
    for path in _paths(shelf):
        page = shelf.page(path, Role.VIEWER)
        main = page[page.index("<main") :]
        assert 'method="post"' not in main, path
        assert "/uploads/new" not in main, path
    for path in (
        "/uploads/new",
        "/uploads/link",
        "/sources/new",
        f"/uploads/{shelf.uploads['newer'].id}/activate",
    ):
        assert shelf.visitor(Role.VIEWER).get(f"{shelf.base}{path}").status_code == 403


def test_hostile_names_are_only_text(shelf: Shelf) -> None:
    """A company and a file with markup in their names are shown as they are called."""
    for path in [*_paths(shelf), f"/uploads/{shelf.uploads['hostile'].id}/activate"]:
        page = shelf.page(path)
        assert "<script>alert" not in page, path
        assert ' style="' not in page[page.index("<main") :], path
    assert "&lt;script&gt;alert" in shelf.page("/uploads")


def test_pages_of_what_is_not_there_are_not_found(shelf: Shelf) -> None:
    """Whatever part of the address is wrong."""
    this = shelf.uploads["this"].id
    for path in (
        "/uploads/999",
        "/uploads/999/summary",
        f"/uploads/{this}/vouchers/999",
        f"/uploads/{this}/checks/no-such",
        f"/uploads/{this}/lines?at=999999",
        f"/uploads/{this}/summary/export.exe",
        "/reports/no-such",
        "/reports/income-statement/export.exe",
        "/syncs/999",
        "/integrations/999",
        "/integrations/999/months",
    ):
        assert shelf.visitor().get(f"{shelf.base}{path}").status_code == 404, path


def test_what_an_address_asks_wrongly_is_told(shelf: Shelf) -> None:
    """A unit, month, day or division that there is none of is no fault of the portal."""
    this = shelf.uploads["this"].id
    for path in (
        f"/uploads/{this}/summary?unit=euro",
        f"/uploads/{this}/accounts/1930?month=202413",
        "/reports/general-ledger?from=igår",
        "/reports/income-statement?by=week",
        "/reports/object-report?dimension=x",
        "/uploads?show=some",
    ):
        assert shelf.visitor().get(f"{shelf.base}{path}").status_code == 422, path
