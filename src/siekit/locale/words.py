"""The words of the terminal and of tables, in English and in Swedish."""

from __future__ import annotations

_WORDS: dict[str, tuple[str, str]] = {
    "accounts": ("Accounts", "Konton"),
    "added": ("Rows added later", "Tillagda rader"),
    "all_balanced": (
        "Debit equals credit in every file.",
        "Debet är lika med kredit i alla filer.",
    ),
    "all_findings": (
        "--findings lists all of them, with remedies.",
        "--findings visar alla, med åtgärder.",
    ),
    "balances": ("Balances", "Saldon"),
    "baseline_written": (
        "{path} now holds what is known. Findings: {n}.",
        "{path} innehåller nu det som är känt. Anmärkningar: {n}.",
    ),
    "blank": ("blank", "tomma"),
    "blocks": ("Blocks activation: {names}.", "Hindrar aktivering: {names}."),
    "braces": ("braces", "klamrar"),
    "by": ("{date} by {name}", "{date} av {name}"),
    "chart_type": ("Chart of accounts", "Kontoplan"),
    "clean_files": ("Files in which nothing was found: {n}.", "Filer utan anmärkningar: {n}."),
    "company": ("Company", "Företag"),
    "covered_to": ("Covered up to", "Omfattar t.o.m."),
    "credit": ("Credit", "Kredit"),
    "currency": ("Currency", "Valuta"),
    "currency_assumed": ("{currency} (not stated)", "{currency} (anges inte)"),
    "debit": ("Debit", "Debet"),
    "differ": (
        "{file}: debit and credit differ by {amount}.",
        "{file}: debet och kredit skiljer sig med {amount}.",
    ),
    "difference": ("Difference", "Differens"),
    "dimensions": ("Dimensions", "Dimensioner"),
    "encoding": ("Encoding", "Teckenkodning"),
    "encoding_declared": (
        "{found}; the file declares {declared}",
        "{found}; filen anger {declared}",
    ),
    "encoding_undeclared": ("{found}; the file declares none", "{found}; filen anger ingen"),
    "error": ("error", "fel"),
    "errors": ("errors", "fel"),
    "errors_short": ("Err.", "Fel"),
    "explain_it": (
        "siekit explain {code} tells more about it.",
        "siekit explain {code} berättar mer om det.",
    ),
    "file": ("File", "Fil"),
    "files": ("{n} files", "{n} filer"),
    "findings": ("Findings", "Anmärkningar"),
    "first": ("First", "Första"),
    "fiscal_years": ("Fiscal years", "Räkenskapsår"),
    "folder": ("In {folder}", "I {folder}"),
    "generated": ("Generated", "Skapad"),
    "gone": (
        "Findings of the baseline that are gone: {n}; --write-baseline takes them off it.",
        "Anmärkningar i baslinjen som är borta: {n}; --write-baseline stryker dem.",
    ),
    "header": ("header", "huvud"),
    "help": ("help", "åtgärd"),
    "info": ("note", "upplysning"),
    "infos": ("notes", "upplysningar"),
    "known": (
        "Known findings of the baseline, not shown: {n}.",
        "Kända anmärkningar i baslinjen, visas inte: {n}.",
    ),
    "last": ("Last", "Sista"),
    "left_changes": (
        (
            "{file}: not mended, since the file would then say something else, or have "
            "another fault: {codes}."
        ),
        (
            "{file}: inte rättat, eftersom filen då skulle säga något annat eller få ett "
            "annat fel: {codes}."
        ),
    ),
    "left_later": (
        "{file}: not mended yet; run --fix once more: {codes}.",
        "{file}: inte rättat än; kör --fix en gång till: {codes}.",
    ),
    "left_letters": (
        "{file}: not written in PC8, which lacks some of its letters: {codes}.",
        "{file}: inte skriven i PC8, som saknar några av dess tecken: {codes}.",
    ),
    "left_no_way": (
        "{file}: not mended, since there is no safe way: {codes}.",
        "{file}: inte rättat, eftersom det inte finns något säkert sätt: {codes}.",
    ),
    "left_out": ("… and {n} more like these.", "… och {n} till av samma slag."),
    "left_out_all": ("… and {n} more like these; --all", "… och {n} till av samma slag; --all"),
    "line": ("line {n}", "rad {n}"),
    "lines": ("Lines", "Filens rader"),
    "may_mend": (
        "siekit check --fix may mend {n} of these; --diff shows how, and writes nothing.",
        "siekit check --fix kan rätta {n} av dessa; --diff visar hur, utan att skriva.",
    ),
    "mended": ("{file}: mended {codes}.", "{file}: rättat: {codes}."),
    "more_files_differ": (
        "… and {n} more files where they differ.",
        "… och {n} filer till där de skiljer sig.",
    ),
    "more_like_it": ("(and {n} more)", "(och {n} till)"),
    "more_series": ("… {n} more series", "… {n} serier till"),
    "no_name": ("(no company name)", "(inget företagsnamn)"),
    "no_orgnr": ("(no organisation number)", "(inget organisationsnummer)"),
    "none": ("none", "inga"),
    "not_relied_on": (
        (
            "{file}: not touched, since its end or its #KSUMMA is wrong, and a change would "
            "hide that. Could be mended: {codes}."
        ),
        (
            "{file}: inte rörd, eftersom dess slut eller dess #KSUMMA är fel, och en ändring "
            "skulle dölja det. Kunde rättas: {codes}."
        ),
    ),
    "nothing_found": ("nothing found", "inga anmärkningar"),
    "nothing_new": ("nothing new", "inget nytt"),
    "nothing_to_mend": ("{file}: nothing to mend", "{file}: inget att rätta"),
    "now_in": (
        "It is written in {after} instead of {before}.",
        "Den är skriven i {after} i stället för {before}.",
    ),
    "objects": ("Objects", "Objekt"),
    "other": ("other", "övriga"),
    "other_records": ("Other records", "Övriga poster"),
    "period_balances": ("Period balances", "Periodsaldon"),
    "program": ("Program", "Program"),
    "records": ("Records", "Poster"),
    "rejected": ("rejected", "avvisade"),
    "removed": ("Rows removed", "Borttagna rader"),
    "rows": ("rows", "poster"),
    "rows_short": ("Rows", "Trans."),
    "sealed": ("#KSUMMA fits the content.", "#KSUMMA stämmer med innehållet."),
    "series": ("Series", "Serie"),
    "several_currencies": (
        "The files are in several currencies ({names}), so their amounts are not added up.",
        "Filerna har flera valutor ({names}), så deras belopp summeras inte.",
    ),
    "sru_codes": ("SRU codes", "SRU-koder"),
    "total": ("total", "summa"),
    "totals": ("Control totals", "Kontrollsummor"),
    "transactions": ("Transactions", "Transaktioner"),
    "type": ("Type", "Typ"),
    "voucher_dates": ("Voucher dates", "Verifikationsdatum"),
    "vouchers": ("Vouchers", "Verifikationer"),
    "vouchers_short": ("Vouchers", "Ver."),
    "warning": ("warning", "varning"),
    "warnings": ("warnings", "varningar"),
    "warnings_short": ("Warn.", "Varn."),
    "whole_file": ("whole file", "hela filen"),
    "would_mend": (
        "{file}: would be mended: {codes}. Nothing was written.",
        "{file}: skulle rättas: {codes}. Inget har skrivits.",
    ),
    "year": ("Year", "År"),
}


def word(key: str, lang: str, **values: object) -> str:
    """The word or phrase of that key, its placeholders filled in."""
    english, swedish = _WORDS[key]
    return (swedish if lang == "sv" else english).format(**values)
