"""The sentences of the commands over a workspace, in English and in Swedish."""

from __future__ import annotations

_PHRASES: dict[str, tuple[str, str]] = {
    "account_appeared": ("new", "nytt"),
    "account_renamed": ("other name", "annat namn"),
    "account_unnamed": ("name in one file only", "namn i bara en fil"),
    "account_vanished": ("gone, in use before", "borta, användes"),
    "account_vanished_unused": ("gone, unused", "borta, oanvänt"),
    "accounts": ("accounts", "konton"),
    "active": ("Active", "Aktiv"),
    "activated": (
        "{file} is active. It is in the reports from the next sync on.",
        "{file} är aktiv. Den är med i rapporterna från nästa synkronisering.",
    ),
    "amount_before": ("Now", "Nu"),
    "amount_after": ("Then", "Sedan"),
    "ask": ("Activate {file}?", "Aktivera {file}?"),
    "assets": ("Assets", "Tillgångar"),
    "at_work": (
        (
            "{number} {number:file waits|files wait} to be read. The portal does that while it "
            "runs; siekit sync does it now."
        ),
        (
            "{number} {number:fil|filer} väntar på att läsas. Portalen gör det medan den är i "
            "gång; siekit sync gör det nu."
        ),
    ),
    "brought_on": (
        "{file} (upload {id}) waited to be read: {state}.",
        "{file} (uppladdning {id}) väntade på att läsas: {state}.",
    ),
    "backed_up": (
        (
            "{folder} holds the catalogue ({rows} {rows:row|rows}) and {originals} "
            "{originals:original|originals}."
        ),
        "{folder} innehåller katalogen ({rows} {rows:rad|rader}) och {originals} original.",
    ),
    "blocking": ("Needs a written reason: {text}", "Kräver en skriftlig motivering: {text}"),
    "choose": (
        "{file} (upload {id}) waits for a choice: {choices}, or siekit link {id} --new NAME.",
        "{file} (uppladdning {id}) väntar på ett val: {choices} eller siekit link {id} --new NAMN.",
    ),
    "choose_new": (
        "{file} (upload {id}) waits for a choice: siekit link {id} --new NAME.",
        "{file} (uppladdning {id}) väntar på ett val: siekit link {id} --new NAMN.",
    ),
    "company": ("company", "företag"),
    "covers_less": (
        "It may be older or less complete than what it replaces. {text}",
        "Den kan vara äldre eller mindre fullständig än det som ersätts. {text}",
    ),
    "month_changed": (
        "The reconciled month {month}, marked by {by}, changes: {accounts}.",
        "Den avstämda månaden {month}, markerad av {by}, ändras: {accounts}.",
    ),
    "month_unknown": (
        (
            "Whether the reconciled month {month}, marked by {by}, changes cannot be told: the "
            "tables of a file are missing. Run siekit workspace rebuild first."
        ),
        (
            "Om den avstämda månaden {month}, markerad av {by}, ändras går inte att säga: "
            "tabellerna för en fil saknas. Kör siekit workspace rebuild först."
        ),
    ),
    "more_accounts": (
        "{number} more {number:account|accounts}",
        "{number} {number:konto|konton} till",
    ),
    "deactivated": (
        "{file} is not active any more. It leaves the reports at the next sync.",
        "{file} är inte längre aktiv. Den lämnar rapporterna vid nästa synkronisering.",
    ),
    "domain": ("Domain", "Domän"),
    "file": ("file", "fil"),
    "id": ("id", "id"),
    "in_reports": ("in reports", "i rapporter"),
    "integration": ("integration", "koppling"),
    "link_again": (
        "siekit link {id} --to INTEGRATION links it to another one.",
        "siekit link {id} --to KOPPLING kopplar den till en annan.",
    ),
    "link_kept": (
        "It keeps it while it is active or in the reports.",
        "Den behåller den medan den är aktiv eller med i rapporterna.",
    ),
    "linked": (
        "{file} is linked to {integration}: {state}.",
        "{file} är kopplad till {integration}: {state}.",
    ),
    "made_companies": (
        (
            "{companies} {companies:company is|companies are} made, {files} "
            "{files:file is|files are} linked."
        ),
        (
            "{companies} företag {companies:är skapat|är skapade}, {files} "
            "{files:fil är kopplad|filer är kopplade}."
        ),
    ),
    "months_lost": (
        "No active file would be about {number:this month|these months} any more: {months}.",
        "Ingen aktiv fil skulle längre gälla {number:denna månad|dessa månader}: {months}.",
    ),
    "no": ("-", "-"),
    "none_replaced": ("It replaces nothing.", "Den ersätter inget."),
    "not_asked": (
        "{file} would replace {files}. Nothing was changed: {again} does it.",
        "{file} skulle ersätta {files}. Inget har ändrats: {again} gör det.",
    ),
    "no_uploads": (
        "Nothing has been imported yet: siekit import FILE.",
        "Inget är importerat än: siekit import FIL.",
    ),
    "snapshot_written": (
        "{path} holds snapshot {snapshot}.",
        "{path} innehåller ögonblicksbild {snapshot}.",
    ),
    "nothing_done": ("Nothing was changed.", "Inget har ändrats."),
    "of_uploads": (
        "({number:Upload|Uploads} {ids}.)",
        "({number:Uppladdning|Uppladdningar} {ids}.)",
    ),
    "reader_made": (
        "Programs read this domain as {role} with the password {password} . It is not shown again.",
        "Program läser domänen som {role} med lösenordet {password} . Det visas inte igen.",
    ),
    "reader_removed": (
        "The role is removed; nobody can read with it any more.",
        "Rollen är borttagen; ingen kan läsa med den längre.",
    ),
    "rebuilt": (
        (
            "The tables of {number} {number:upload|uploads} were made anew from "
            "{number:its original|their originals}."
        ),
        (
            "Tabellerna för {number} {number:uppladdning|uppladdningar} gjordes om ur "
            "{number:originalet|originalen}."
        ),
    ),
    "refused": ("{file} was refused: {text}", "{file} avvisades: {text}"),
    "replaces": ("It replaces {files}.", "Den ersätter {files}."),
    "repaired": ("Mended: {text}", "Lagat: {text}"),
    "restored": (
        (
            "The workspace in {place} is equal to the backup: {rows} {rows:row|rows}, "
            "{originals} {originals:original|originals}."
        ),
        (
            "Arbetsytan i {place} är lika med säkerhetskopian: {rows} {rows:rad|rader}, "
            "{originals} original."
        ),
    ),
    "result": ("Result", "Resultat"),
    "seen_before": (
        "{file} is uploaded already: it is upload {id}.",
        "{file} är redan uppladdad: den är uppladdning {id}.",
    ),
    "some_refused": (
        (
            "{taken} of {number} {number:file|files} {taken:was|were} taken in. {refused} "
            "{refused:was|were} not; the errors say why."
        ),
        (
            "{taken} av {number} {number:fil|filer} togs emot. {refused} togs inte emot; orsakerna "
            "står i felutskriften."
        ),
    ),
    "sound": (
        (
            "The workspace is sound: {uploads} {uploads:upload|uploads}, {originals} "
            "{originals:original|originals}, {tables} with tables."
        ),
        (
            "Arbetsytan är hel: {uploads} {uploads:uppladdning|uppladdningar}, {originals} "
            "original, {tables} med tabeller."
        ),
    ),
    "state": ("state", "tillstånd"),
    "summary_of": ("{file}, {company}, {year}", "{file}, {company}, {year}"),
    "synced": (
        "The reports read snapshot {snapshot}: {number} {number:file|files}.",
        "Rapporterna läser ögonblicksbild {snapshot}: {number} {number:fil|filer}.",
    ),
    "unsound": (
        "The workspace is not sound: {number} {number:fault|faults}.",
        "Arbetsytan har {number} fel.",
    ),
    "year": ("fiscal year", "räkenskapsår"),
    "yes": ("yes", "ja"),
    "green": ("green", "grön"),
    "yellow": ("yellow", "gul"),
    "red": ("red", "röd"),
    "grey": ("grey", "grå"),
    "user_added": (
        "{email} has an account: {role} in {domain}.",
        "{email} har ett konto: {role} i {domain}.",
    ),
    "user_link": (
        "They sign in once, within {minutes} {minutes:minute|minutes}, at {link} .",
        "Logga in en gång, inom {minutes} {minutes:minut|minuter}, på {link} .",
    ),
    "user_link_somewhere": (
        "They sign in once, within {minutes} {minutes:minute|minutes}, at {link} of the portal.",
        "Logga in en gång, inom {minutes} {minutes:minut|minuter}, på portalens {link} .",
    ),
    "user_changed": ("{email}: {what}.", "{email}: {what}."),
    "user_disabled": ("shut out", "utestängd"),
    "user_enabled": ("let in again", "insläppt igen"),
    "user_password": (
        "has a new password, and is signed out everywhere",
        "har nytt lösenord och är utloggad överallt",
    ),
    "user_role": ("{role} in {domain}", "{role} i {domain}"),
    "user_gone": ("in {domain} no more", "inte längre med i {domain}"),
    "info_place": (
        "The workspace is in {place}, its files in {folder}.",
        "Arbetsytan finns i {place}, filerna i {folder}.",
    ),
    "info_database": (
        "Database: {dialect}, revision {revision}.",
        "Databas: {dialect}, revision {revision}.",
    ),
    "info_domain": (
        "{name}: {uploads} {uploads:upload|uploads}, {active} active, snapshot {snapshot}.",
        (
            "{name}: {uploads} {uploads:uppladdning|uppladdningar}, {active} "
            "{active:aktiv|aktiva}, ögonblicksbild {snapshot}."
        ),
    ),
    "not_equal": (
        "The workspace differs from the backup in: {tables}.",
        "Arbetsytan skiljer sig från säkerhetskopian i: {tables}.",
    ),
    "equal": ("It is equal to the backup.", "Den är lika med säkerhetskopian."),
}


class _Number(int):
    """A number that chooses a word: `{number} {number:file|files}` is `1 file` or `3 files`."""

    def __format__(self, spec: str) -> str:
        one, bar, several = spec.partition("|")
        if not bar:
            return super().__format__(spec)
        return one if self == 1 else several


def phrase(key: str, lang: str, **values: object) -> str:
    """A phrase of the commands, its values filled in."""
    english, swedish = _PHRASES[key]
    filled = {
        name: _Number(value) if isinstance(value, int) else value for name, value in values.items()
    }
    return (swedish if lang == "sv" else english).format(**filled)
