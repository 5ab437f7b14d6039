"""The words of a receipt."""

from __future__ import annotations

from siekit.reports.model import Words

WORDS: dict[str, Words] = {
    "title": Words("Receipt of an uploaded file", "Kvittens för uppladdad fil"),
    "part_file": Words("The file", "Filen"),
    "part_refused": Words("Why it was not used", "Varför den inte användes"),
    "part_says": Words("What the file says", "Det här säger filen"),
    "part_read": Words("What was read", "Vad som lästes"),
    "part_series": Words("Voucher series", "Verifikationsserier"),
    "part_sums": Words("Sums", "Summor"),
    "part_checks": Words("Checks", "Kontroller"),
    "part_findings": Words("Findings", "Anmärkningar"),
    "part_changes": Words("Activations", "Aktiveringar"),
    "part_snapshots": Words("In the reports", "I rapporterna"),
    "file": Words("File name", "Filnamn"),
    "size": Words("Size", "Storlek"),
    "bytes": Words("{number} bytes", "{number} byte"),
    "received": Words("Received", "Mottagen"),
    "by": Words("Sent by", "Skickad av"),
    "how": Words("How it came", "Så kom den in"),
    "source_manual": Words("uploaded on a page of the portal", "uppladdad på en sida i portalen"),
    "source_api": Words("sent by a program through the API", "skickad av ett program via API:et"),
    "source_command": Words("siekit import (command line)", "siekit import (kommandoraden)"),
    "source_program": Words("added by a Python program", "tillagd av ett Python-program"),
    "number": Words("Number of the upload", "Uppladdningens nummer"),
    "state": Words("State", "Tillstånd"),
    "since": Words("{state} since {at}", "{state} sedan {at}"),
    "in_reports": Words("in the reports", "med i rapporterna"),
    "not_in_reports": Words("not in the reports", "inte med i rapporterna"),
    "erased": Words("Bytes erased", "Innehållet raderat"),
    "reason": Words("Reason", "Skäl"),
    "code": Words("Code", "Kod"),
    "company": Words("Company", "Företag"),
    "orgnr": Words("Organisation number", "Organisationsnummer"),
    "year": Words("Fiscal year", "Räkenskapsår"),
    "derived": Words(
        " (derived from the dates of the vouchers)", " (härlett ur verifikationernas datum)"
    ),
    "sie_type": Words("SIE type", "SIE-typ"),
    "currency": Words("Currency", "Valuta"),
    "standard": Words(
        " (standard value; the file states none)", " (standardvärde; filen anger ingen)"
    ),
    "program": Words("Source system", "Källsystem"),
    "generated": Words("Exported", "Exporterad"),
    "encoding": Words("Encoding", "Teckenkodning"),
    "stated": Words("; the file says {stated}", "; filen anger {stated}"),
    "linked": Words("Linked to", "Kopplad till"),
    "linked_auto": Words("by the organisation number", "efter organisationsnumret"),
    "linked_picked": Words("by choice", "genom val"),
    "linked_created": Words("made for it", "skapad för den"),
    "other_orgnr_confirmed_by": Words(
        "Other organisation number confirmed by", "Annat organisationsnummer bekräftat av"
    ),
    "currency_confirmed_by": Words("Other currency confirmed by", "Annan valuta bekräftad av"),
    "lines": Words("Lines in the file", "Rader i filen"),
    "lines_not_taken": Words("Lines of which nothing was read", "Rader som inte togs in"),
    "which_lines": Words("{number}: lines {lines}", "{number}: rad {lines}"),
    "other_records": Words("Records kept but not used", "Poster som sparats men inte används"),
    "accounts": Words("Accounts", "Konton"),
    "vouchers": Words("Vouchers", "Verifikationer"),
    "rows": Words("Rows", "Transaktionsrader"),
    "added": Words("Rows added later (#RTRANS)", "Tillagda rader (#RTRANS)"),
    "removed": Words("Rows struck out (#BTRANS)", "Strukna rader (#BTRANS)"),
    "dates": Words("First and last voucher date", "Första och sista verifikationsdatum"),
    "covered_to": Words("Balances cover up to", "Saldon omfattar t.o.m."),
    "no_series": Words("without series", "utan serie"),
    "voucher": Words("{number} voucher", "{number} verifikation"),
    "several_vouchers": Words("{number} vouchers", "{number} verifikationer"),
    "more_series": Words("Series not shown here", "Serier som inte visas här"),
    "debit": Words("Debit in all", "Debet totalt"),
    "credit": Words("Credit in all", "Kredit totalt"),
    "result": Words("Result of the year", "Årets resultat"),
    "assets": Words("Balance sheet total (assets)", "Balansomslutning (tillgångar)"),
    "light_green": Words("In order", "I ordning"),
    "light_yellow": Words("Look at it", "Se efter"),
    "light_red": Words("Wrong", "Fel"),
    "light_grey": Words("Cannot be told", "Går inte att avgöra"),
    "severity_error": Words("Errors", "Fel"),
    "severity_warning": Words("Warnings", "Varningar"),
    "severity_info": Words("Notes", "Upplysningar"),
    "at_least": Words("at least ", "minst "),
    "action_activated": Words("Activated by {by}.", "Aktiverad av {by}."),
    "action_deactivated": Words("Deactivated by {by}.", "Inaktiverad av {by}."),
    "action_superseded": Words("Replaced by {by}.", "Ersatt av {by}."),
    "override": Words(
        "Blocking checks were passed over: {reason}", "Spärrande kontroller förbigicks: {reason}"
    ),
    "superseded_by": Words(
        "Upload {number} took its place.", "Uppladdning {number} tog dess plats."
    ),
    "by_rollback": Words("It was taken back into use.", "Den återtogs."),
    "snapshot": Words("From snapshot {number}", "Från ögonblicksbild {number}"),
    "in_since": Words("in the reports since {at}", "med i rapporterna sedan {at}"),
    "in_until": Words(
        "in the reports from {at} until {until} (snapshot {number})",
        "med i rapporterna från {at} till {until} (ögonblicksbild {number})",
    ),
    "how_to_check": Words(
        "The file that this receipt is of has the SHA-256 {sha256}. “sha256sum FILE” (on Windows "
        "“certutil -hashfile FILE SHA256”) prints it; a file that gives another one is not this "
        "file.",
        "Filen som kvittensen gäller har SHA-256 {sha256}. ”sha256sum FIL” (i Windows ”certutil "
        "-hashfile FIL SHA256”) skriver ut den; en fil som ger en annan är inte den här filen.",
    ),
    "made": Words(
        "Receipt made {at} by siekit {version} for {domain}. The state, the checks and the "
        "activations are those of that moment.",
        "Kvittensen skapades {at} av siekit {version} för {domain}. Tillstånd, kontroller och "
        "aktiveringar är de som gällde då.",
    ),
}
"""By their keys; a value in braces is filled in."""
