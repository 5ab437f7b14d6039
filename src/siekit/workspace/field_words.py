"""Swedish words for what a refusal calls a field: what pages and people give.

A name that only programs give, such as a parameter of the API, stays as they write it.
"""

from __future__ import annotations

FIELDS_SV: dict[str, str] = {
    "accounts": "konton",
    "again": "nytt lösenord igen",
    "before": "före",
    "body": "anropets innehåll",
    "by": "kolumner",
    "companies": "företag",
    "currency": "valuta",
    "current": "nuvarande lösenord",
    "days": "dagar",
    "dimension": "dimension",
    "domain": "företagsdomän",
    "email": "e-postadress",
    "field": "fält",
    "files": "filer",
    "folder": "mapp",
    "from": "från",
    "kind": "slag",
    "lang": "språk",
    "largest_file": "största fil",
    "month": "månad",
    "name": "namn",
    "new": "nytt lösenord",
    "orgnr": "organisationsnummer",
    "reason": "orsak",
    "rejected_kept_days": "dagar som avvisade filer sparas",
    "report": "rapport",
    "role": "roll",
    "show": "urval",
    "sync_at": "tid för synkronisering",
    "text": "text",
    "to": "till",
    "unit": "enhet",
    "user": "användare",
    "year": "år",
}
