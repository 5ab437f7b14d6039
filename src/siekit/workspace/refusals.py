"""Everything that a workspace refuses: a code that never changes, and what to do, in words.

A refusal changes nothing. Programs go by `code` and `status`; people read `text(lang)`. New codes
are a row in `REFUSALS`; the reference page and the API's documentation are made from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from siekit.exceptions import SiekitError
from siekit.workspace.field_words import FIELDS_SV


@dataclass(frozen=True, slots=True)
class RefusalKind:
    """One kind: the status by which the HTTP API answers, and its sentences."""

    status: int
    en: str
    sv: str


REFUSALS: dict[str, RefusalKind] = {
    "already_syncing": RefusalKind(
        409,
        "A sync is already at work. Wait until it is done; it takes in everything active then.",
        "En synkronisering pågår redan. Vänta tills den är klar; den tar med allt som är aktivt "
        "då.",
    ),
    "ambiguous_link": RefusalKind(
        409,
        "{file}: {count} integrations have organisation number {orgnr}. Choose which one it is "
        "for.",
        "{file}: {count} kopplingar har organisationsnummer {orgnr}. Välj vilken filen gäller.",
    ),
    "backup_damaged": RefusalKind(
        422,
        "The backup cannot be used: {problem}. Nothing was restored; take another backup.",
        "Säkerhetskopian går inte att använda: {problem}. Inget har återställts; ta en annan.",
    ),
    "blocked": RefusalKind(
        409,
        "{file} cannot be activated as it is. Checks that failed: {reasons}. Mend it and upload it "
        "again, or give a written reason for activating it all the same.",
        "{file} kan inte aktiveras som den är. Kontroller som inte gick igenom: {reasons}. Rätta "
        "och ladda upp igen, eller ange skriftligt varför den ska aktiveras ändå.",
    ),
    "cannot_make_roles": RefusalKind(
        409,
        "The database does not let siekit make the reading role: {reason}. Ask its administrator "
        "for the right CREATEROLE.",
        "Databasen låter inte siekit skapa läsrollen: {reason}. Be dess administratör om rätten "
        "CREATEROLE.",
    ),
    "catalogue_newer": RefusalKind(
        503,
        "This workspace was made by a newer siekit (revision {found}). Upgrade siekit to open it.",
        "Arbetsytan är gjord av en nyare siekit (revision {found}). Uppgradera siekit för att "
        "öppna den.",
    ),
    "catalogue_unavailable": RefusalKind(
        503,
        "The database cannot be used now: {reason}. Nothing was changed; try again when it is "
        "back.",
        "Databasen kan inte användas nu: {reason}. Inget har ändrats; försök igen när den är "
        "tillbaka.",
    ),
    "choose_integration": RefusalKind(
        422,
        "Choose which integration the file is for, or to make a new one.",
        "Välj vilken koppling filen gäller, eller att skapa en ny.",
    ),
    "company_in_doubt": RefusalKind(
        409,
        "{name}, {orgnr}, is not made with the others: {reasons}. Look at its files, and choose "
        "it by itself if it is right.",
        "{name}, {orgnr}, skapas inte tillsammans med de andra: {reasons}. Granska filerna och "
        "välj företaget för sig om det är rätt.",
    ),
    "entries_not_allowed": RefusalKind(
        409,
        "{file} holds single vouchers (type 4I) and no ledger, so it cannot be activated here. An "
        "administrator can allow such files in the settings.",
        "{file} innehåller enstaka verifikationer (typ 4I) och ingen huvudbok, så den kan inte "
        "aktiveras här. En administratör kan tillåta sådana filer i inställningarna.",
    ),
    "erased": RefusalKind(
        410,
        "{file} was erased on {day}, so it cannot be shown any more, nor the reports that had it. "
        "Choose a newer snapshot.",
        "{file} raderades {day} och kan inte visas längre, inte heller rapporter där den ingick. "
        "Välj en nyare ögonblicksbild.",
    ),
    "file_empty": RefusalKind(
        422,
        "{file} is empty. Export it again and upload the new file.",
        "{file} är tom. Exportera den igen och ladda upp den nya filen.",
    ),
    "file_too_large": RefusalKind(
        413,
        "{file} is larger than {most} bytes, the most that is taken here. An administrator can "
        "raise the limit in the settings.",
        "{file} är större än {most} byte, som är gränsen här. En administratör kan höja gränsen i "
        "inställningarna.",
    ),
    "form_unavailable": RefusalKind(
        503,
        "{kind} files cannot be made here, since a package for them is not installed. Take CSV, or "
        "ask whoever runs the portal to install it: pip install 'siekit[web]'.",
        "{kind}-filer går inte att göra här, eftersom ett paket för dem saknas. Ta CSV, eller be "
        "den som sköter portalen att installera det: pip install 'siekit[web]'.",
    ),
    "forbidden": RefusalKind(
        403,
        "Your role ({role}) does not let you do this. Ask an administrator of the company.",
        "Din roll ({role}) ger inte rätt till detta. Fråga en administratör för företaget.",
    ),
    "form_expired": RefusalKind(
        403,
        "This form was not sent from this page, or the page had been open too long. Nothing was "
        "changed: go back, reload the page and send it again.",
        "Formuläret skickades inte från den här sidan, eller så har sidan varit öppen för länge. "
        "Inget har ändrats: gå tillbaka, ladda om sidan och skicka igen.",
    ),
    "in_reports": RefusalKind(
        409,
        "{file} is in the newest reports, so what it is linked to cannot be changed. Deactivate "
        "it and sync first.",
        "{file} ingår i de senaste rapporterna, så det går inte att ändra vad den är kopplad "
        "till. Inaktivera den och synkronisera först.",
    ),
    "in_use": RefusalKind(
        409,
        "{file} is active or in the newest reports. Deactivate it and sync before you delete it.",
        "{file} är aktiv eller ingår i de senaste rapporterna. Inaktivera den och synkronisera "
        "innan du tar bort den.",
    ),
    "invalid": RefusalKind(
        422,
        "{field}: {problem}",
        "{field}: {problem}",
    ),
    "key_in_use": RefusalKind(
        409,
        "A request with the idempotency key {key} is at work. Wait, and send it again to get its "
        "answer.",
        "En begäran med idempotensnyckeln {key} pågår. Vänta och skicka den igen för att få "
        "svaret.",
    ),
    "key_reused": RefusalKind(
        422,
        "The idempotency key {key} was used for another request. Make a new key for each request.",
        "Idempotensnyckeln {key} har använts för en annan begäran. Gör en ny nyckel för varje "
        "begäran.",
    ),
    "last_admin": RefusalKind(
        409,
        "{name} is the only administrator of {domain}. Make somebody else an administrator first.",
        "{name} är den enda administratören för {domain}. Gör först någon annan till "
        "administratör.",
    ),
    "link_of_another": RefusalKind(
        403,
        "This link is for another account than {name}, to which you are signed in. Sign out, "
        "sign in to the account that was added, and open the link again.",
        "Länken gäller ett annat konto än {name}, som du är inloggad på. Logga ut, logga in på "
        "det konto som lades till och öppna länken igen.",
    ),
    "link_to_accept": RefusalKind(
        409,
        "The one whom this link is for has an account already. Sign in to it, open the link again "
        "and confirm; if you cannot sign in, ask those who run the portal.",
        "Den som länken gäller har redan ett konto. Logga in på det, öppna länken igen och "
        "bekräfta; om du inte kan logga in, fråga dem som sköter portalen.",
    ),
    "link_used": RefusalKind(
        410,
        "This link has been used, or it is too old. Ask for a new one; on your own computer, run "
        "siekit serve again.",
        "Länken är redan använd eller för gammal. Be om en ny; på din egen dator, kör siekit serve "
        "igen.",
    ),
    "media_type": RefusalKind(
        415,
        "Content type {found} is not taken here: send {wanted}.",
        "Innehållstypen {found} tas inte emot här: skicka {wanted}.",
    ),
    "method_not_allowed": RefusalKind(
        405,
        "{method} is not for this address. The reference tells what is.",
        "{method} går inte att använda på den här adressen. Referensen säger vad som går.",
    ),
    "needs_session": RefusalKind(
        403,
        "An API token is of one company and cannot do this. Do it signed in, with the session's "
        "cookie and the header X-CSRF-Token.",
        "En API-nyckel gäller ett företag och kan inte göra detta. Gör det inloggad, med "
        "sessionens kaka och rubriken X-CSRF-Token.",
    ),
    "no_files": RefusalKind(
        422,
        "No file came. Choose one or more files, and send again.",
        "Ingen fil kom fram. Välj en eller flera filer och skicka igen.",
    ),
    "no_orgnr": RefusalKind(
        422,
        "{file} has no organisation number that can be used. Open it and say which company it is "
        "of.",
        "{file} har inget organisationsnummer som går att använda. Öppna den och ange vilket "
        "företag den gäller.",
    ),
    "no_year": RefusalKind(
        422,
        "{file} states no fiscal year (#RAR) and has no voucher with a date, so nobody can tell "
        "which year it is about. Export it again with the fiscal year.",
        "{file} anger inget räkenskapsår (#RAR) och har ingen verifikation med datum, så det går "
        "inte att veta vilket år den gäller. Exportera den igen med räkenskapsåret.",
    ),
    "not_empty": RefusalKind(
        409,
        "There is a workspace in use at {place}. Restore to a place where none is.",
        "Det finns redan en arbetsyta på {place}. Återställ till en plats där ingen finns.",
    ),
    "nothing_to_export": RefusalKind(
        404,
        "There is nothing to put into a file: no active file is about this company and year. "
        "Choose another.",
        "Det finns inget att exportera: ingen aktiv fil gäller det företaget och året. Välj ett "
        "annat företag eller år.",
    ),
    "not_found": RefusalKind(
        404,
        "There is no {what} {id} here. Look at the list for what there is.",
        "Det finns ingen {what} {id} här. Se listan över vad som finns.",
    ),
    "nothing_waits": RefusalKind(
        409,
        "No file waits for a new company with organisation number {orgnr}. It may have been made "
        "meanwhile: look at the list of companies.",
        "Ingen fil väntar på ett nytt företag med organisationsnummer {orgnr}. Det kan ha skapats "
        "under tiden: se listan över företag.",
    ),
    "not_on_postgresql": RefusalKind(
        409,
        "This workspace is kept in SQLite, which has no roles. Take the tables as Parquet or as "
        "current.duckdb instead, or move the workspace to PostgreSQL.",
        "Arbetsytan ligger i SQLite, som saknar roller. Ta ut tabellerna som Parquet eller "
        "current.duckdb i stället, eller flytta arbetsytan till PostgreSQL.",
    ),
    "not_sie": RefusalKind(
        422,
        "{file} is not a SIE file: it is {what}. Export the year as SIE (type 4) from the "
        "accounting program and upload that file.",
        "{file} är ingen SIE-fil utan {what}. Exportera året som SIE (typ 4) från "
        "bokföringsprogrammet och ladda upp den filen.",
    ),
    "not_signed_in": RefusalKind(
        401,
        "You are not signed in. Sign in, or send an API token.",
        "Du är inte inloggad. Logga in, eller skicka en API-nyckel.",
    ),
    "original_damaged": RefusalKind(
        503,
        "The original bytes {sha256} are damaged. Run siekit workspace verify, and restore "
        "them from a backup.",
        "Originalet {sha256} är skadat. Kör siekit workspace verify och återställ det från en "
        "säkerhetskopia.",
    ),
    "original_missing": RefusalKind(
        503,
        "The original bytes {sha256} are not in the store. Run siekit workspace verify, and "
        "restore them from a backup.",
        "Originalet {sha256} finns inte i lagret. Kör siekit workspace verify och återställ det "
        "från en säkerhetskopia.",
    ),
    "other_currency": RefusalKind(
        409,
        "{file} is in {found}, {integration} in {wanted}. Confirm that it is meant so, or link it "
        "to another integration.",
        "{file} är i {found}, {integration} i {wanted}. Bekräfta att det är avsikten, eller koppla "
        "den till en annan.",
    ),
    "orgnr_taken": RefusalKind(
        409,
        "{file}: {integration} has organisation number {orgnr} already. Open the file and say "
        "whether it is of that one.",
        "{file}: {integration} har redan organisationsnummer {orgnr}. Öppna filen och ange om den "
        "gäller den kopplingen.",
    ),
    "other_orgnr": RefusalKind(
        409,
        "{file} is of organisation number {found}, {integration} of {wanted}. Confirm that it is "
        "meant so, or choose another.",
        "{file} har organisationsnummer {found}, {integration} har {wanted}. Bekräfta att det är "
        "avsikten, eller välj en annan.",
    ),
    "overlap": RefusalKind(
        409,
        "Somebody else activated a file of the same days at the same time. Look at the list, and "
        "activate again if you still want to.",
        "Någon annan aktiverade en fil för samma dagar samtidigt. Se listan och aktivera igen om "
        "du fortfarande vill.",
    ),
    "postgres_extra_missing": RefusalKind(
        503,
        "PostgreSQL needs a package that is not installed: pip install 'siekit[postgres]'.",
        "PostgreSQL kräver ett paket som inte är installerat: pip install 'siekit[postgres]'.",
    ),
    "processing_failed": RefusalKind(
        422,
        "{file} could not be worked through, though it was tried several times. Export it again "
        "and upload the new file; if that fails too, report it with the file.",
        "{file} gick inte att arbeta igenom trots flera försök. Exportera den igen och ladda upp "
        "den nya filen; går det inte heller, rapportera felet tillsammans med filen.",
    ),
    "queries_busy": RefusalKind(
        429,
        "{most} queries are at work here, as many as may be at once. Ask again in a few seconds.",
        "Här arbetar redan {most} frågor, så många som får vara i gång samtidigt. Fråga igen om "
        "några sekunder.",
    ),
    "query_refused": RefusalKind(
        422,
        "{reason}",
        "Det här går inte att svara på: {reason}",
    ),
    "request_too_large": RefusalKind(
        413,
        "The request is larger than {most} bytes, the most that is taken here. Send it in parts.",
        "Anropet är större än {most} byte, som är gränsen här. Skicka det i delar.",
    ),
    "same_password": RefusalKind(
        422,
        "That is the present password, which somebody else may know. Choose another one.",
        "Det är det nuvarande lösenordet, som någon annan kan känna till. Välj ett annat.",
    ),
    "several_businesses": RefusalKind(
        409,
        "The files with organisation number {orgnr} are of several businesses (acquisition numbers "
        "{known}). Open each and say which one it is of.",
        "Filerna med organisationsnummer {orgnr} gäller flera verksamheter (förvärvsnummer "
        "{known}). Öppna var och en och ange vilken den gäller.",
    ),
    "sign_in_failed": RefusalKind(
        401,
        "The e-mail address and the password do not belong together. Check both and try again.",
        "E-postadressen och lösenordet hör inte ihop. Kontrollera båda och försök igen.",
    ),
    "sign_in_unavailable": RefusalKind(
        503,
        "The sign-in service does not answer as it should: {reason}. Try again, or sign in with a "
        "password.",
        "Inloggningstjänsten svarar inte som den ska: {reason}. Försök igen, eller logga in med "
        "lösenord.",
    ),
    "stale": RefusalKind(
        409,
        "What you saw has changed meanwhile. Look at what would be replaced now, and confirm "
        "again.",
        "Det du såg har ändrats under tiden. Se vad som skulle ersättas nu och bekräfta igen.",
    ),
    "store_unavailable": RefusalKind(
        507,
        "The files cannot be stored now: {reason}. Nothing was changed; make room or mend the "
        "disk, and try again.",
        "Filerna kan inte sparas nu: {reason}. Inget har ändrats; gör plats eller laga disken och "
        "försök igen.",
    ),
    "sync_failed": RefusalKind(
        500,
        "The sync failed: {reason}. The reports are as they were; mend what is said, and sync "
        "again.",
        "Synkroniseringen misslyckades: {reason}. Rapporterna är som de var; åtgärda felet och "
        "synkronisera igen.",
    ),
    "tables_missing": RefusalKind(
        503,
        "The tables of upload {upload} are not in the store. Run siekit workspace rebuild.",
        "Tabellerna för uppladdning {upload} finns inte i lagret. Kör siekit workspace rebuild.",
    ),
    "too_many_attempts": RefusalKind(
        429,
        "There were too many attempts to sign in. Wait {minutes} minutes and try again.",
        "Det har varit för många försök att logga in. Vänta {minutes} minuter och försök igen.",
    ),
    "too_many_queries": RefusalKind(
        429,
        "You have {most} queries at work already, as many as one may have at once. Ask again when "
        "one of them is done.",
        "Du har redan {most} frågor i gång, så många som en person får ha samtidigt. Fråga igen "
        "när en av dem är klar.",
    ),
    "unknown_database": RefusalKind(
        422,
        "A workspace is kept in SQLite or PostgreSQL, not in {kind}. Give a folder, or an address "
        "that begins with postgresql://.",
        "En arbetsyta ligger i SQLite eller PostgreSQL, inte i {kind}. Ange en mapp eller en "
        "adress som börjar med postgresql://.",
    ),
    "weak_password": RefusalKind(
        422,
        "The password is too easy to guess: {problem}. Choose a longer one, such as four words.",
        "Lösenordet är för lätt att gissa: {problem}. Välj ett längre, till exempel fyra ord.",
    ),
    "wrong_host": RefusalKind(
        421,
        "This portal does not answer at the address {host}. Open it at {url}.",
        "Portalen svarar inte på adressen {host}. Öppna den på {url}.",
    ),
    "wrong_state": RefusalKind(
        409,
        "{file} is {state}, so this cannot be done with it now. {why}",
        "{file} är {state}, så detta går inte att göra med den nu. {why}",
    ),
    "year_stated": RefusalKind(
        409,
        "{file} states its fiscal year itself (#RAR), so it cannot be given another one. Where "
        "that is wrong, export it again.",
        "{file} anger själv sitt räkenskapsår (#RAR), så det går inte att ange ett annat. "
        "Exportera den igen om året är fel.",
    ),
    "zip_damaged": RefusalKind(
        422,
        "{file} is a zip that cannot be unpacked: it is damaged. Make it again, or upload the "
        "files in it.",
        "{file} är en zip som inte går att packa upp: den är skadad. Skapa den igen, eller ladda "
        "upp filerna i den.",
    ),
    "zip_encrypted": RefusalKind(
        422,
        "{file} needs a password. Upload it without one.",
        "{file} är skyddad med lösenord. Ladda upp den utan lösenord.",
    ),
    "zip_in_zip": RefusalKind(
        422,
        "{file} is a zip within a zip. Unpack the outer one and upload what is in it.",
        "{file} är en zip i en zip. Packa upp den yttre och ladda upp det som finns i den.",
    ),
    "zip_method": RefusalKind(
        422,
        "{file} is packed by another method than zips usually are. Make the zip again with the "
        "usual method, Deflate, or upload the files in it.",
        "{file} är packad med en annan metod än zippar brukar vara. Skapa zippen igen med den "
        "vanliga metoden, Deflate, eller ladda upp filerna i den.",
    ),
    "zip_too_large": RefusalKind(
        413,
        "{file} was not unpacked: the files of its zip grow to more than {most} bytes, or more "
        "than SIE files do. Upload them one by one.",
        "{file} packades inte upp: filerna i zippen blir mer än {most} byte, eller växer mer än "
        "SIE-filer gör. Ladda upp dem en och en.",
    ),
    "zip_too_many": RefusalKind(
        422,
        "{file} holds more than {most} files. Divide it into several zips.",
        "{file} innehåller fler än {most} filer. Dela upp den i flera zippar.",
    ),
    "zip_without_sie": RefusalKind(
        422,
        "{file} is a zip without any file in it. Put the SIE files into it and upload it again.",
        "{file} är en zip utan några filer. Lägg SIE-filerna i den och ladda upp den igen.",
    ),
}


class Refusal(SiekitError):  # noqa: N818 - a refusal is an answer, and that is its word
    """The workspace refused; `code` says what, `text(lang)` what to do about it."""

    def __init__(self, code: str, **facts: object) -> None:
        """Take a code of `REFUSALS` and the values for its sentences."""
        self.code = code
        self.facts = {name: str(value) for name, value in facts.items()}
        super().__init__(self.text("en"))

    @property
    def status(self) -> int:
        """The HTTP status that goes with it."""
        return REFUSALS[self.code].status

    def text(self, lang: str) -> str:
        """What happened and what to do, in Swedish or English."""
        kind = REFUSALS[self.code]
        facts = _Facts({**self.facts, **_in(lang, self.facts)})
        return (kind.sv if lang == "sv" else kind.en).format_map(facts)

    def fact(self, name: str, lang: str) -> str | None:
        """One of the values of its sentence, in Swedish or English; None where there is none."""
        return {**self.facts, **_in(lang, self.facts)}.get(name)

    def as_json(self) -> dict[str, Any]:
        """What the catalogue keeps of a refusal: its code and facts."""
        return {"code": self.code, "facts": self.facts}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Refusal:
        """The refusal that the catalogue kept."""
        return cls(kept["code"], **kept["facts"])

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.code, self.facts)


class _Facts(dict[str, str]):
    """Values for a sentence; one that is not known is shown as missing, never as a fault."""

    def __missing__(self, key: str) -> str:
        return "–"


def _in(lang: str, facts: dict[str, str]) -> dict[str, str]:
    """Return the facts that have a Swedish word of their own: `what_sv` stands in for `what`.

    Fields that people know by a word have it from `field_words`.
    """
    if lang != "sv":
        return {}
    own = {name.removesuffix("_sv"): one for name, one in facts.items() if name.endswith("_sv")}
    field = FIELDS_SV.get(facts.get("field", ""))
    return own if field is None else {"field": field, **own}


def _again(code: str, facts: dict[str, str]) -> Refusal:
    return Refusal(code, **facts)
