"""Checks of an upload against what else the workspace has: its integration, the active files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from siekit.locale.figures import MISSING, count
from siekit.workspace.counted_words import counted
from siekit.workspace.linking import differs
from siekit.workspace.lookup import find_uploads
from siekit.workspace.model import Check, Light, Shortfall
from siekit.workspace.openings import openings_that_differ
from siekit.workspace.orgnr_text import hyphened
from siekit.workspace.states import State
from siekit.workspace.tables import uploads

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

    from siekit.workspace.installation import Installation
    from siekit.workspace.model import Integration, Upload

MOST = 10

NEWEST_TITLE = {
    "en": "Newer and fuller than the active file",
    "sv": "Nyare och fullständigare än den aktiva filen",
}
FOLLOWS_TITLE = {
    "en": "Opens as the active file of the year before closes",
    "sv": "Börjar där förra årets aktiva fil slutar",
}


def company_check(check: Check, upload: Upload, integration: Integration) -> Check:
    """Return the check of the company with what its integration adds to it."""
    facts = {
        "found": hyphened(upload.orgnr) or upload.orgnr_raw or MISSING,
        "wanted": hyphened(integration.orgnr) or MISSING,
        "name": integration.name,
        "by": upload.other_orgnr_confirmed_by or "",
    }
    if differs(upload.orgnr, integration.orgnr):
        confirmed = upload.other_orgnr_confirmed_by is not None
        return _another(check, _OTHER_ORGNR, facts, confirmed=confirmed)
    if upload.orgnr_raw is None:
        text = _filled(_NO_ORGNR, facts)
        return replace(check, light=Light.YELLOW, text=text)
    if integration.orgnr is None and check.light is Light.GREEN:
        return replace(check, text=_filled(_NONE_TO_COMPARE, facts))
    return check


def currency_check(check: Check, upload: Upload, integration: Integration) -> Check:
    """Return the check of the currency with what its integration adds to it."""
    facts = {
        "found": upload.currency or MISSING,
        "wanted": integration.currency,
        "name": integration.name,
        "by": upload.currency_confirmed_by or "",
    }
    if differs(upload.currency, integration.currency):
        confirmed = upload.currency_confirmed_by is not None
        return _another(check, _OTHER_CURRENCY, facts, confirmed=confirmed)
    declared = ((upload.preview or {}).get("currency") or {}).get("declared")
    if check.light is Light.GREEN and not declared:
        return replace(check, text=_filled(_USUAL_CURRENCY, facts))
    return check


def other_checks(
    installation: Installation, upload: Upload, tables: Mapping[str, pa.Table]
) -> list[Check]:
    """Return the checks against the active files of the same integration, as they are now."""
    active = _active_about(installation, upload)
    same = [one for one in active if upload.overlaps(one)]
    return [_newest(upload, same), _follows(installation, upload, active, tables)]


def _active_about(installation: Installation, upload: Upload) -> list[Upload]:
    """Return the active ledgers of the days of an upload's year, or of the day before them."""
    first, last = upload.first_day, upload.last_day
    if first is None or last is None:
        return []
    with installation.catalogue.read() as connection:
        return find_uploads(
            connection,
            upload.domain_id,
            uploads.c.integration_id == upload.integration_id,
            uploads.c.state == State.ACTIVE.value,
            uploads.c.role == "ledger",
            uploads.c.id != upload.id,
            uploads.c.first_day <= last,
            uploads.c.last_day >= (first if first == date.min else first - timedelta(days=1)),
        )


def shortfalls(upload: Upload, other: Upload) -> list[Shortfall]:
    """Return in what a file is older than an active one, or covers less."""
    found: list[Shortfall] = []

    def tell(kind: str, own: str, theirs: str, text: Mapping[str, str]) -> None:
        found.append(
            Shortfall(
                kind=kind, upload_id=other.id, file=other.file, before=theirs, after=own, text=text
            )
        )

    made, made_then = upload.generated_date, other.generated_date
    if made and made_then and made < made_then:
        tell("older", str(made), str(made_then), _beside(_OLDER, made, made_then, other))
    own, theirs = _extent(upload), _extent(other)
    last, last_then = own["last"], theirs["last"]
    if own["vouchers"] and last_then and (last or "") < last_then:
        sentences = _ENDS_EARLIER if last else _NO_VOUCHER
        tell("ends_earlier", last or "", last_then, _beside(sentences, last, last_then, other))
    if own["vouchers"] < theirs["vouchers"]:
        fewer = {lang: _fewer(own["vouchers"], theirs["vouchers"], other, lang) for lang in _FEWER}
        tell("fewer_vouchers", str(own["vouchers"]), str(theirs["vouchers"]), fewer)
    program, program_then = own["program"], theirs["program"]
    if program and program_then and program != program_then:
        text = _beside(_PROGRAM, program, program_then, other)
        tell("other_program", program, program_then, text)
    return found


def _beside(
    sentences: Mapping[str, str], own: object, theirs: object, other: Upload
) -> dict[str, str]:
    return _filled(sentences, {"own": str(own), "other": str(theirs), "file": other.file})


def _fewer(own: int, theirs: int, other: Upload, lang: str) -> str:
    values = {"own": count(own, lang), "other": count(theirs, lang), "file": other.file}
    return counted(_FEWER[lang], values)


def _newest(upload: Upload, same: list[Upload]) -> Check:
    remarks = [one for other in same for one in shortfalls(upload, other)]
    if not same or upload.role != "ledger":
        light, text = Light.GREY, _NO_ACTIVE
    elif remarks:
        light = Light.YELLOW
        text = {lang: " ".join(one.text[lang] for one in remarks) for lang in ("en", "sv")}
    else:
        names = ", ".join(one.file for one in same)
        light, text = Light.GREEN, _filled(_IS_NEWEST, {"file": names})
    return Check(
        key="newest",
        light=light,
        blocks=False,
        title=NEWEST_TITLE,
        text=text,
        count=len(remarks),
    )


def _extent(upload: Upload) -> dict[str, Any]:
    preview = upload.preview or {}
    return {
        "last": (preview.get("voucher_dates") or {}).get("last"),
        "vouchers": (preview.get("counts") or {}).get("vouchers") or 0,
        "program": (preview.get("program") or {}).get("name"),
    }


def _follows(
    installation: Installation,
    upload: Upload,
    active: list[Upload],
    tables: Mapping[str, pa.Table],
) -> Check:
    """Check the opening balances against the active file whose year ends the day before."""
    before = [one for one in active if _ends_before(one, upload)]
    found: list[dict[str, Any]] | None = None
    if before and upload.role == "ledger":
        found = openings_that_differ(installation.tables, before[0], tables)
    if found is None:
        light, text = Light.GREY, _NOT_COMPARABLE
    elif found:
        light = Light.YELLOW
        text = {
            lang: counted(sentence, {"count": count(len(found), lang), "file": before[0].file})
            + f" {found[0]['message'][lang]}"
            for lang, sentence in _OPENS_OTHERWISE.items()
        }
    else:
        light, text = Light.GREEN, _filled(_OPENS_SO, {"file": before[0].file})
    return Check(
        key="follows_active",
        light=light,
        blocks=False,
        title=FOLLOWS_TITLE,
        text=text,
        findings=tuple((found or [])[:MOST]),
        count=len(found or []),
    )


def _ends_before(other: Upload, upload: Upload) -> bool:
    if other.last_day is None or upload.first_day is None:
        return False
    return upload.first_day - other.last_day == timedelta(days=1)


def _another(
    check: Check, sentences: Mapping[str, str], facts: Mapping[str, str], *, confirmed: bool
) -> Check:
    """Return a check that is red, or yellow when somebody has confirmed what is odd."""
    text = _filled(sentences, facts)
    if confirmed:
        added = _filled(_CONFIRMED, facts)
        text = {lang: f"{text[lang]} {added[lang]}" for lang in text}
    light = Light.YELLOW if confirmed else Light.RED
    return replace(check, light=light, blocks=check.blocks or not confirmed, text=text)


def _filled(sentences: Mapping[str, str], facts: Mapping[str, str]) -> dict[str, str]:
    return {lang: sentence.format(**facts) for lang, sentence in sentences.items()}


_OTHER_ORGNR = {
    "en": "The file is of organisation number {found}, {name} of {wanted}.",
    "sv": "Filen har organisationsnummer {found}, {name} har {wanted}.",
}
_OTHER_CURRENCY = {
    "en": "The file is in {found}, {name} in {wanted}.",
    "sv": "Filen är i {found}, {name} i {wanted}.",
}
_CONFIRMED = {"en": "{by} confirmed it.", "sv": "{by} har bekräftat det."}
_NO_ORGNR = {
    "en": "The file has no organisation number, so nothing but a person says that it is of {name}.",
    "sv": "Filen har inget organisationsnummer, så bara en person intygar att den gäller {name}.",
}
_NONE_TO_COMPARE = {
    "en": "Organisation number {found} is valid; {name} has none to compare it with.",
    "sv": "Organisationsnummer {found} är giltigt; {name} har inget att jämföra med.",
}
_USUAL_CURRENCY = {
    "en": "The file names no currency, so it is {found}, the standard value, as for {name}.",
    "sv": "Filen anger ingen valuta, så den är {found}, standardvärdet, som för {name}.",
}
_NO_ACTIVE = {
    "en": "No other file of this year is active.",
    "sv": "Ingen annan fil för året är aktiv.",
}
_IS_NEWEST = {
    "en": "It is not older than {file} and covers as much.",
    "sv": "Den är inte äldre än {file} och omfattar lika mycket.",
}
_OLDER = {
    "en": "It was made {own}, before the active {file} ({other}).",
    "sv": "Den gjordes {own}, före den aktiva {file} ({other}).",
}
_ENDS_EARLIER = {
    "en": "Its last voucher is of {own}, that of the active {file} of {other}.",
    "sv": "Dess sista verifikation är från {own}, den aktiva {file} har en från {other}.",
}
_NO_VOUCHER = {
    "en": "It has no voucher with a date, the last one of the active {file} is of {other}.",
    "sv": "Den har ingen verifikation med datum, den sista i den aktiva {file} är från {other}.",
}
_FEWER = {
    "en": "It has 1 voucher, the active {file} {other}.|"
    "It has {own} vouchers, the active {file} {other}.",
    "sv": "Den har 1 verifikation, den aktiva {file} {other}.|"
    "Den har {own} verifikationer, den aktiva {file} {other}.",
}
_PROGRAM = {
    "en": "It was made by {own}, the active {file} by {other}.",
    "sv": "Den är gjord av {own}, den aktiva {file} av {other}.",
}
_NOT_COMPARABLE = {
    "en": "No active file ends the day before this year with closing balances.",
    "sv": "Ingen aktiv fil slutar dagen före året med utgående balanser.",
}
_OPENS_SO = {
    "en": "Every account opens with what it closes with in {file}.",
    "sv": "Varje konto börjar på det som det slutar på i {file}.",
}
_OPENS_OTHERWISE = {
    "en": "1 account opens with another amount than it closes with in the active {file}.|"
    "{count} accounts open with another amount than they close with in the active {file}.",
    "sv": "1 konto börjar på ett annat belopp än det slutar på i den aktiva {file}.|"
    "{count} konton börjar på ett annat belopp än de slutar på i den aktiva {file}.",
}
