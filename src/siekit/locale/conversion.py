"""The sentences of convert, merge and split, in English and in Swedish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.locale.figures import count as shown_count

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOTES: dict[str, tuple[str, str]] = {
    # derived
    "opening-from-closing": (
        "{count} {label} from the closing balances of the year before",
        "{count} {label} ur föregående års utgående balanser",
    ),
    "opening-at-start": (
        "{count} {label} with which {day} begins",
        "{count} {label} som {day} börjar med",
    ),
    "closing-derived": (
        "{count} {label} from opening balances and {source}",
        "{count} {label} ur ingående balanser och {source_sv}",
    ),
    "result-derived": ("{count} {label} from {source}", "{count} {label} ur {source_sv}"),
    "months-derived": (
        "{count} {label} from the vouchers' rows",
        "{count} {label} ur verifikationernas rader",
    ),
    "object-months-derived": (
        "{count} {label} of objects from the vouchers' rows",
        "{count} {label} för objekt ur verifikationernas rader",
    ),
    "whole-months-derived": (
        "{count} {label} of whole accounts from the rows with and without objects",
        "{count} {label} för hela konton ur raderna med och utan objekt",
    ),
    "covered-to-derived": (
        "{label} {day}, the last day of the last month with figures",
        "{label} {day}, sista dagen i den sista månaden med belopp",
    ),
    "covered-to-cut": (
        "{label} {day}, the last day of the period asked for",
        "{label} {day}, sista dagen i den begärda perioden",
    ),
    # left out
    "vouchers-not-for-type": (
        "{count} vouchers, which type {sie_type} does not have",
        "{count} verifikationer, som typ {sie_type} inte har",
    ),
    "records-not-for-type": (
        "{count} {label}, which type {sie_type} does not have",
        "{count} {label}, som typ {sie_type} inte har",
    ),
    "object-rows-not-for-type": (
        "{count} {label} of objects, which type {sie_type} does not have",
        "{count} {label} för objekt, som typ {sie_type} inte har",
    ),
    "vouchers-of-other-years": (
        "{count} vouchers of other years",
        "{count} verifikationer från andra år",
    ),
    "vouchers-of-other-months": (
        "{count} vouchers of other months",
        "{count} verifikationer från andra månader",
    ),
    "vouchers-of-other-series": (
        "{count} vouchers of other series",
        "{count} verifikationer i andra serier",
    ),
    "figures-of-later-years": (
        "{count} {label} of years after the one asked for",
        "{count} {label} från år efter det begärda",
    ),
    "object-balances-of-year": (
        "{count} {label} of the whole year",
        "{count} {label} för hela året",
    ),
    "figures-after-cut": (
        "{count} {label} that reach beyond {day}",
        "{count} {label} som sträcker sig längre än {day}",
    ),
    "unused-accounts": ("{count} accounts without figures", "{count} konton utan belopp"),
    "figures-without-amount": (
        "{count} {label} without a readable amount, which count in no sum",
        "{count} {label} utan läsbart belopp, som inte räknas i någon summa",
    ),
    "object-closing-unknown": (
        (
            "{label} of {count} accounts with objects, for example {account}: the file has no #OIB "
            "for them"
        ),
        (
            "{label} för {count} konton med objekt, till exempel {account}: filen har ingen #OIB "
            "för dem"
        ),
    ),
    # differs
    "closing-differs": (
        (
            "{label} of {count} accounts, for example {account}: the file says {own}, opening "
            "balance and {source} come to {derived}"
        ),
        (
            "{label} för {count} konton, till exempel {account}: filen säger {own}, ingående "
            "balans och {source_sv} blir {derived}"
        ),
    ),
    "result-differs": (
        (
            "{label} of {count} accounts, for example {account}: the file says {own}, {source} "
            "come to {derived}"
        ),
        (
            "{label} för {count} konton, till exempel {account}: filen säger {own}, {source_sv} "
            "blir {derived}"
        ),
    ),
    "months-differ": (
        (
            "{label} of {count} accounts and months, for example {account} in {period}: the file "
            "says {own}, the vouchers' rows come to {derived}"
        ),
        (
            "{label} för {count} konton och månader, till exempel {account} i {period}: filen "
            "säger {own}, verifikationernas rader blir {derived}"
        ),
    ),
    # changed
    "accounts-named": (
        (
            "{count} accounts that were used and not declared have #KONTO with their number as "
            "name, for example {account}"
        ),
        (
            "{count} konton som användes utan att vara deklarerade har fått #KONTO med sitt nummer "
            "som namn, till exempel {account}"
        ),
    ),
    "objects-named": (
        "{count} objects that were used and not declared have #OBJEKT with their number as name",
        (
            "{count} objekt som användes utan att vara deklarerade har fått #OBJEKT med sitt "
            "nummer som namn"
        ),
    ),
    "dimensions-named": (
        "{count} dimensions that were used and not declared have #DIM with their number as name",
        (
            "{count} dimensioner som användes utan att vara deklarerade har fått #DIM med sitt "
            "nummer som namn"
        ),
    ),
    "year-moved": (
        "{span} is now the file's current year",
        "{span} är nu filens innevarande år",
    ),
    "same-file": (
        "{count} files that are the same as another one are left out",
        "{count} filer som är lika en annan är utelämnade",
    ),
    "voucher-in-several": (
        "{count} vouchers that stand alike in several files are taken once, for example {voucher}",
        "{count} verifikationer som står lika i flera filer tas med en gång, t.ex. {voucher}",
    ),
    "voucher-of-last-file": (
        "{count} vouchers differ between files, for example {voucher}: the last file's are taken",
        (
            "{count} verifikationer skiljer sig mellan filerna, till exempel {voucher}: den sista "
            "filens tas med"
        ),
    ),
    "voucher-kept-twice": (
        (
            "{count} vouchers differ between files, for example {voucher}: all of them are kept "
            "under the same number"
        ),
        (
            "{count} verifikationer skiljer sig mellan filerna, till exempel {voucher}: alla "
            "behålls under samma nummer"
        ),
    ),
    "names-differ": (
        (
            "{count} {label} have other names in different files, for example {account}: the last "
            "file's, {taken}, is taken"
        ),
        (
            "{count} {label} har olika namn i filerna, till exempel {account}: den sista filens, "
            "{taken}, används"
        ),
    ),
    "last-file-differs": (
        (
            "{label} of {count} accounts is not what the last file says, for example {account}: it "
            "says {own}, opening balance and all vouchers come to {derived}, which is taken"
        ),
        (
            "{label} för {count} konton är inte vad den sista filen säger, till exempel {account}: "
            "den säger {own}, ingående balans och alla verifikationer blir {derived}, som används"
        ),
    ),
    "years-joined": (
        "{count} part years, {spans}, are one year, {span}",
        "{count} delår, {spans}, är ett år, {span}",
    ),
    "header-differs": (
        "{label} differs between files: {value} of the last file is taken",
        "{label} skiljer sig mellan filerna: {value} i den sista filen används",
    ),
    "vouchers-in-order": (
        "{count} vouchers stand in another order than in the files, by date and number",
        "{count} verifikationer står i annan ordning än i filerna, efter datum och nummer",
    ),
}

KINDS = ("derived", "left_out", "differs", "changed")
"""What notes are about, in the order in which they are told."""

_HEADS: dict[str, tuple[str, str]] = {
    "derived": ("Derived", "Härlett"),
    "left_out": ("Left out", "Utelämnat"),
    "differs": ("Differs, and stays as the file says", "Skiljer sig, och står kvar som i filen"),
    "changed": ("Changed", "Ändrat"),
}

_PHRASES: dict[str, tuple[str, str]] = {
    "written": (
        "{output} is written as type {sie_type}.",
        "{output} är skriven som typ {sie_type}.",
    ),
    "writing": ("Written otherwise", "Skrivet på annat sätt"),
    "errors": (
        "siekit check finds {count} errors in it, so look at it before you use it.",
        "siekit check hittar {count} fel i den, så granska den innan du använder den.",
    ),
    "merged": (
        "{files} files are {output}, type {sie_type}: {vouchers} vouchers.",
        "{files} filer är {output}, typ {sie_type}: {vouchers} verifikationer.",
    ),
    "split": (
        "{path} is split into {parts} files with {vouchers} vouchers, all that it has: {names}.",
        "{path} är delad i {parts} filer med {vouchers} verifikationer, alla som den har: {names}.",
    ),
}


def note_text(name: str, lang: str, count: int, label: str | None, facts: Mapping[str, str]) -> str:
    """The sentence of a note, its values filled in."""
    values = {**facts, "count": shown_count(count, lang), "label": label or ""}
    return _of(_NOTES, name, lang).format(**values)


def head(kind: str, lang: str) -> str:
    """What a group of notes is about."""
    return _of(_HEADS, kind, lang)


def phrase(key: str, lang: str, **values: object) -> str:
    """A phrase of the commands, its values filled in."""
    return _of(_PHRASES, key, lang).format(**values)


def _of(words: Mapping[str, tuple[str, str]], key: str, lang: str) -> str:
    english, swedish = words[key]
    return swedish if lang == "sv" else english
