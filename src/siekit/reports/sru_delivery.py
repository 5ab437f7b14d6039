"""The two files that are sent: made of the forms of a year and what the input file tells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from siekit.about import version
from siekit.exceptions import UsageError
from siekit.reports.sru_making import make_forms
from siekit.tax.families import NE
from siekit.tax.form_names import period_of
from siekit.tax.identity import is_legal, tax_number
from siekit.tax.sender import Sender
from siekit.tax.sru_files import Taxpayer, forms, info

if TYPE_CHECKING:
    import duckdb

    from siekit.reports.sru_input import SruInput
    from siekit.reports.sru_making import Made


@dataclass(frozen=True, slots=True)
class Delivery:
    """Both files as bytes, with the forms they hold and their year and period."""

    made: Made
    period: str
    info: bytes
    forms: bytes


def deliver(
    connection: duckdb.DuckDBPyConnection,
    document_id: int,
    *,
    told: SruInput,
    form: str | None = None,
    source: str = "auto",
    now: datetime | None = None,
) -> Delivery:
    """Return both files of a file's year 0.

    Raises `UsageError` where the number, the postal code or the town is missing, a value is not
    what its field takes, or an account could not be placed.
    """
    made = make_forms(
        connection,
        document_id,
        source=source,
        form=form,
        answers=told.answers,
        codes=told.codes,
    )
    _refuse_unplaced(made)
    head = connection.execute(
        "select coalesce(orgnr_raw, orgnr), company from _header where document_id = ?",
        [document_id],
    ).fetchone()
    raw, company = head or (None, None)
    number = _taxpayer_number(told, raw, made)
    name = told.taxpayer.get("name") or company or ""
    sender = _sender(told, number, name)
    produced = told.produced or now or datetime.now().astimezone()
    program = f"siekit {version()}"
    end = made.figures.end
    period = told.period or (period_of(end) if end else "")
    return Delivery(
        made=made,
        period=period,
        info=info(sender, produced=produced, program=program),
        forms=forms(
            made.declaration.blocks,
            Taxpayer(number, name),
            period=period,
            produced=produced,
            program=program,
        ),
    )


def _taxpayer_number(told: SruInput, raw: str | None, made: Made) -> str:
    given = told.taxpayer.get("orgnr") or raw
    if not given:
        message = (
            f"{made.figures.file} has no organisation number (#ORGNR), without which no form can "
            'be sent. Give it in the input file: [taxpayer] orgnr = "NNNNNN-NNNN".'
        )
        raise UsageError(message)
    number = tax_number(given)
    family = made.declaration.family
    if family is not NE and not is_legal(number):
        message = f"{family.name} is for legal persons: {given} is a personal number."
        raise UsageError(message)
    return number


def _sender(told: SruInput, number: str, name: str) -> Sender:
    given = dict(told.sender)
    own = given.pop("orgnr", None)
    missing = [one for one in ("postal_code", "town") if not given.get(one)]
    if missing:
        message = (
            f"INFO.SRU needs the sender's {' and '.join(missing)}, which no SIE file has apart. "
            'Give an input file with --input: [sender] postal_code = "12345", town = "…".'
        )
        raise UsageError(message)
    made = Sender(
        number=tax_number(own, what="The sender's number") if own else number,
        name=given.pop("name", "") or name,
        postal_code=given.pop("postal_code"),
        town=given.pop("town"),
    )
    return replace(made, **given)


def _refuse_unplaced(made: Made) -> None:
    """Raise `UsageError` where a form would lack an account without a word."""
    unplaced = made.placed.unplaced
    if unplaced:
        named = ", ".join(one.account for one in unplaced[:10])
        message = (
            f"{made.figures.file}: {len(unplaced)} accounts with amounts are in no field of "
            f"{made.declaration.family.accounts}: {named}. Give them codes in the "
            f'input file: [accounts] {unplaced[0].account} = "…"; `siekit report sru` shows what '
            "they come to."
        )
        raise UsageError(message)
