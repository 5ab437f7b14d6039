"""What a person should know of tax forms that were filled in from accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.charts.sru_tables import EDITION, form_fields
from siekit.locale.figures import money
from siekit.reports.model import Words
from siekit.tax.families import INK2
from siekit.tax.form_names import period_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siekit.reports.sru_making import Made
    from siekit.tax.placing import Entry

NAMED = 10
"""Accounts that are named in a note; of more, the first ones."""


def notes_of(made: Made) -> tuple[Words, ...]:
    """Return the notes, those that ask for something first."""
    return (*_accounts(made), *_forms(made))


def _accounts(made: Made) -> Iterator[Words]:
    placed = made.placed
    form = made.declaration.family.accounts
    for entries, en, sv in (
        (
            placed.foreign,
            f"These accounts have SRU codes that {form} has no field for, and are in none: ",
            f"Dessa konton har SRU-koder som {form} saknar fält för och är inte med: ",
        ),
        (
            placed.old,
            "These accounts have SRU codes of earlier forms, which are not interpreted: ",
            "Dessa konton har SRU-koder från äldre blanketter, som inte tolkas: ",
        ),
        (
            placed.otherwise,
            "The file's own SRU codes (#SRU) count; by the table of BAS these would be elsewhere: ",
            "Filens egna SRU-koder (#SRU) gäller; enligt BAS-tabellen hör dessa någon annanstans: ",
        ),
        (
            placed.by_table,
            "These accounts have no usable SRU code in the file and were placed by BAS number: ",
            "Dessa konton saknar användbar SRU-kod i filen och är placerade efter BAS-nummer: ",
        ),
    ):
        if entries:
            named = _named(entries)
            yield Words(en + named, sv + named)
    if placed.unbooked:
        code = made.declaration.family.unbooked[placed.unbooked < 0]
        yield Words(
            f"The result of the year is not booked to equity: {money(placed.unbooked, 'en')} was "
            f"added to field {code}.",
            f"Årets resultat är inte bokat mot eget kapital: {money(placed.unbooked, 'sv')} har "
            f"lagts till i fält {code}.",
        )


def _forms(made: Made) -> Iterator[Words]:
    declaration = made.declaration
    covered, end = made.figures.covered_to, made.figures.end
    if covered and end and covered < end:
        yield Words(
            f"The file's balances reach only to {covered} (#OMFATTN): the year is not whole.",
            f"Filens saldon når bara till {covered} (#OMFATTN): året är inte helt.",
        )
    fields = form_fields(declaration.family.adjustments)
    for code in declaration.prefilled:
        one = fields[code]
        yield Words(
            f"Field {code} ({one.name}) was filled in by account numbers only: check it.",
            f"Fält {code} ({one.name}) är ifyllt enbart efter kontonummer: kontrollera det.",
        )
    for form, code in declaration.replaced:
        yield Words(
            f"{form} field {code} was worked out otherwise; the input file's value counts.",
            f"{form} fält {code} räknades ut till annat; värdet i indatafilen gäller.",
        )
    own = declaration.block(declaration.family.adjustments).values
    if not own.keys() & set(declaration.family.outcome):
        yield Words(
            "Surplus or deficit is worked out when the adjustments are told: "
            "`siekit sru FILE --input extra.toml`.",
            "Överskott eller underskott räknas ut när justeringarna anges: "
            "`siekit sru FIL --input extra.toml`.",
        )
    if end is not None and period_of(end) != EDITION:
        period = period_of(end)
        yield Words(
            f"The fields are those of the forms for {EDITION}; this year's are {period}. Forms "
            "change in small ways: compare them with Skatteverket's.",
            f"Fälten är de i blanketterna för {EDITION}; årets är {period}. Blanketter ändras i "
            "detaljer: jämför med Skatteverkets.",
        )
    if declaration.family is not INK2:
        yield Words(
            "For these forms there is no table of BAS accounts: only accounts with SRU codes are "
            "placed.",
            "För dessa blanketter finns ingen tabell över BAS-konton: bara konton med SRU-kod är "
            "placerade.",
        )


def _named(entries: Sequence[Entry]) -> str:
    more = " …" if len(entries) > NAMED else ""
    listed = (f"{one.account} ({' '.join(one.codes) or '–'})" for one in entries[:NAMED])
    return f"{', '.join(listed)}{more} ({len(entries)})."
