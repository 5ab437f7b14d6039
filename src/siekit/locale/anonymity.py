"""The words of `siekit anonymize`, in English and in Swedish."""

from __future__ import annotations

_REPLACED = {
    "company": ("company names", "företagsnamn"),
    "company_id": ("programs' own numbers of the company", "programmens egna företagsnummer"),
    "organisation_number": ("organisation numbers", "organisationsnummer"),
    "address": ("parts of addresses", "delar av adresser"),
    "comment": ("comments", "kommentarer"),
    "signature": ("signatures", "signaturer"),
    "voucher_text": ("voucher texts", "verifikationstexter"),
    "row_text": ("row texts", "radtexter"),
    "account_name": ("account names", "kontonamn"),
    "unit": ("units", "enheter"),
    "dimension_name": ("dimension names", "dimensionsnamn"),
    "object_name": ("object names", "objektnamn"),
    "object_code": ("object codes", "objektnummer"),
    "account_code": ("accounts with letters", "konton med bokstäver"),
    "series": ("voucher series", "verifikationsserier"),
    "voucher_number": ("voucher numbers", "verifikationsnummer"),
    "label": ("labels outside the standard", "etiketter utanför standarden"),
    "other": ("other texts", "övriga texter"),
}

_KEPT = {
    "program": ("program: it is nobody's", "program: det är ingens"),
    "account_name": (
        "account names that every chart has",
        "kontonamn som alla kontoplaner har",
    ),
    "dimension_name": ("usual dimension names", "vanliga dimensionsnamn"),
    "unit": ("usual units", "vanliga enheter"),
    "account": ("accounts: the chart", "konton: kontoplanen"),
    "amount": ("amounts: the books", "belopp: bokföringen"),
    "date": ("dates: the books", "datum: bokföringen"),
    "voucher": ("vouchers with series and number", "verifikationer med serie och nummer"),
}

_CHECKSUM = {
    "none": ("", ""),
    "renewed": (
        "#KSUMMA was right, and has been made anew.",
        "#KSUMMA var rätt, och har räknats om.",
    ),
    "kept": (
        "#KSUMMA was not right or could not be checked, and stays as it was.",
        "#KSUMMA var inte rätt eller gick inte att kontrollera, och står kvar.",
    ),
}

_PHRASES = {
    "written": ("{path} is now {output}", "{path} är nu {output}"),
    "replaced": ("Replaced", "Ersatt"),
    "kept": ("Kept", "Kvar"),
    "scaled": ("Amounts are multiplied by {scale}.", "Beloppen är multiplicerade med {scale}."),
    "care": (
        "Amounts, dates and accounts still tell something to those who know the books.",
        "Belopp, datum och konton säger fortfarande något till den som kan bokföringen.",
    ),
    "nothing": ("nothing", "inget"),
}


def phrase(key: str, lang: str, **values: object) -> str:
    """The phrase of that key, its placeholders filled in."""
    return _of(_PHRASES, key, lang).format(**values)


def replaced(kind: str, lang: str) -> str:
    """What is replaced, by its kind."""
    return _of(_REPLACED, kind, lang)


def kept(kind: str, lang: str) -> str:
    """What is kept, by its kind, and why."""
    return _of(_KEPT, kind, lang)


def checksum(state: str, lang: str) -> str:
    """What became of the checksum; nothing when there is none."""
    return _of(_CHECKSUM, state, lang)


def _of(words: dict[str, tuple[str, str]], key: str, lang: str) -> str:
    english, swedish = words[key]
    return swedish if lang == "sv" else english
