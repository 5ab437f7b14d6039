"""What the API tells before a file is activated, and afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.books import books, entries

if TYPE_CHECKING:
    from tests.web.api.calling import Caller


def test_the_summary_has_the_checks_as_they_are_now(admin_api: Caller) -> None:
    """Files that came together: activating one makes a check of the other yellow."""
    before = admin_api.ready("2024.se")
    after = admin_api.ready("2025.se", first="2025-01-01", last="2025-12-31")

    def light() -> str:
        checks = admin_api.get(f"/uploads/{after}/summary")["checks"]
        assert checks == admin_api.get(f"/uploads/{after}/checks")["items"]
        return str(next(one["light"] for one in checks if one["key"] == "follows_active"))

    assert light() == "grey"
    admin_api.post(f"/uploads/{before}/activate")
    assert light() == "yellow"


def test_accounts_are_compared_with_the_file_before(admin_api: Caller) -> None:
    """Those that differ before it is done and with the answer; all of them where asked for."""
    first = admin_api.active("2024.se")
    assert admin_api.get(f"/uploads/{first}/accounts") == {"upload_id": first, "chart": None}
    other = books(sales=7).replace(b"Aktiekapital", b"Kapital")
    upload = admin_api.ready("other.se", other)
    seen = admin_api.get(f"/uploads/{upload}/activate")["chart"]
    renamed = {
        "account": "2081",
        "fate": "renamed",
        "light": "yellow",
        "before": "Aktiekapital",
        "after": "Kapital",
        "only_letters": False,
    }
    assert seen["accounts"] == [renamed]
    assert (seen["since_id"], seen["counts"]["same"]) == (first, 2)
    assert seen["text"]["sv"] == "Jämfört med 2024.se: 1 konto med annat namn."
    every = admin_api.get(f"/uploads/{upload}/accounts")["chart"]
    assert [one["fate"] for one in every["accounts"]] == ["renamed", "same", "same"]
    assert admin_api.post(f"/uploads/{upload}/activate")["chart"] == seen


def test_what_is_less_and_what_was_reconciled_is_told(admin_api: Caller) -> None:
    """Before it is done and with the answer, which has the upload as it is afterwards."""
    first = admin_api.active("2024.se")
    company = admin_api.get(f"/uploads/{first}")["integration_id"]
    found = admin_api.call("PUT", f"/integrations/{company}/reconciled-months/2024-02")
    assert found.status_code == 200, found.text
    less = admin_api.ready("less.se", books(until="2024-05-31", sales=1100))
    seen = admin_api.get(f"/uploads/{less}/activate")
    (month,) = seen["months_changed"]
    assert month["month"] == "2024-02"
    assert month["accounts"] == [
        {"account": "1930", "before": "1000.00", "after": "1100.00"},
        {"account": "3001", "before": "-1000.00", "after": "-1100.00"},
    ]
    told = [
        (one["kind"], one["upload_id"], one["before"], one["after"]) for one in seen["covers_less"]
    ]
    assert told == [
        ("ends_earlier", first, "2024-12-31", "2024-05-31"),
        ("fewer_vouchers", first, "12", "5"),
    ]
    assert (
        seen["covers_less"][1]["text"]["sv"] == "Den har 5 verifikationer, den aktiva 2024.se 12."
    )
    done = admin_api.post(f"/uploads/{less}/activate", {"token": seen["token"]})
    assert done["upload"] == admin_api.get(f"/uploads/{less}")
    assert (done["upload"]["state"], done["upload"]["active"]) == ("ACTIVE", True)
    assert done["months_changed"] == seen["months_changed"]
    assert done["token"] != seen["token"]
    back = admin_api.post(f"/uploads/{first}/rollback")
    assert back["upload"] == admin_api.get(f"/uploads/{first}")


def test_what_waits_is_what_can_be_activated(admin_api: Caller) -> None:
    """Neither an active file nor single vouchers, until the domain lets them in."""
    ledger = admin_api.active("2024.se")
    newer = admin_api.ready("ny.se", generated="2025-02-01")
    single = admin_api.ready("dag.si", entries())

    def waiting() -> list[int]:
        return [one["id"] for one in admin_api.get("/uploads", waiting=True)["items"]]

    assert waiting() == [newer]
    refused = admin_api.call("POST", f"/uploads/{single}/activate")
    assert refused.json()["code"] == "entries_not_allowed"
    assert admin_api.call("PATCH", "/domain", json={"entries_allowed": True}).status_code == 200
    assert waiting() == [single, newer]
    assert ledger not in waiting()


def test_a_file_that_was_refused_says_why_it_has_no_summary(admin_api: Caller) -> None:
    """With the same code as of any file in a state that does not allow it."""
    (result,) = admin_api.send(("rapport.pdf", b"%PDF-1.4"))
    number = result["upload"]["id"]
    found = admin_api.call("GET", f"/uploads/{number}/summary")
    assert found.status_code == 409
    assert found.json()["code"] == "wrong_state"
    assert "rapport.pdf is not a SIE file" in found.json()["message"]["en"]
