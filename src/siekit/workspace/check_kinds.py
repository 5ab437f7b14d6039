"""The checks of a summary: which findings each rests on, and what it says when all is well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class CheckKind:
    """A check: its titles, the sentence for green, the one before the first finding, its codes.

    In the sentences stand the facts of `summary_checks.facts_of`, and `{count}`: how many findings.
    `counted_words` says which half of `1 remark|{count} remarks` is used.
    """

    key: str
    title: Mapping[str, str]
    good: Mapping[str, str]
    bad: Mapping[str, str]
    codes: frozenset[str]


def _kind(
    key: str,
    codes: str,
    *,
    title: Mapping[str, str],
    good: Mapping[str, str],
    bad: Mapping[str, str],
) -> CheckKind:
    return CheckKind(key, title, good, bad, frozenset(codes.split()))


def _said(en: str, sv: str) -> Mapping[str, str]:
    return {"en": en, "sv": sv}


CHECKS: tuple[CheckKind, ...] = (
    _kind(
        "readable",
        "R213 R232 R316 R326 R338 R407 R410 R415 R420 R422 R424 R425 R426 R428 R430 R431 R708 R709",
        title=_said("Everything could be read", "Allt gick att läsa"),
        good=_said("Every value of the file could be read.", "Alla värden i filen är lästa."),
        bad=_said(
            "1 record could not be read in full, so sums that need it cannot be told.|"
            "{count} records could not be read in full, so sums that need them cannot be told.",
            "1 post gick inte att läsa helt, så summor som bygger på den går inte att ange.|"
            "{count} poster gick inte att läsa helt, så summor som bygger på dem går inte att "
            "ange.",
        ),
    ),
    _kind(
        "whole",
        "R230",
        title=_said("The file is whole", "Filen är hel"),
        good=_said("The file ends where it should.", "Filen slutar där den ska."),
        bad=_said("The end of the file is missing.", "Slutet av filen saknas."),
    ),
    _kind(
        "vouchers_balance",
        "V401 R604",
        title=_said("Vouchers add up to zero", "Verifikationerna balanserar"),
        good=_said(
            "The only voucher adds up to zero: {debit} in debit and in credit.|"
            "All {vouchers} vouchers add up to zero: {debit} in debit and in credit.",
            "Den enda verifikationen balanserar: {debit} i debet och i kredit.|"
            "Alla {vouchers} verifikationer balanserar: {debit} i debet och i kredit.",
        ),
        bad=_said(
            "1 voucher of {vouchers} does not add up to zero.|"
            "{count} vouchers of {vouchers} do not add up to zero.",
            "1 verifikation av {vouchers} balanserar inte.|"
            "{count} verifikationer av {vouchers} balanserar inte.",
        ),
    ),
    _kind(
        "balances_explained",
        "B301 B302",
        title=_said("Balances follow from the vouchers", "Saldona stämmer med verifikationerna"),
        good=_said(
            "On the only account with balances, the opening balance and the rows make the closing "
            "balance or the result.|"
            "On all {balance_accounts} accounts with balances, the opening balance and the rows "
            "make the closing balance or the result.",
            "På det enda kontot med saldon ger ingående balans och rader den utgående balansen "
            "eller resultatet.|"
            "På alla {balance_accounts} konton med saldon ger ingående balans och rader den "
            "utgående balansen eller resultatet.",
        ),
        bad=_said(
            "On 1 account the opening balance and the rows do not make the closing balance or the "
            "result.|"
            "On {count} accounts the opening balance and the rows do not make the closing balance "
            "or the result.",
            "På 1 konto ger ingående balans och rader inte den utgående balansen eller "
            "resultatet.|"
            "På {count} konton ger ingående balans och rader inte den utgående balansen eller "
            "resultatet.",
        ),
    ),
    _kind(
        "months",
        "B303 B304 B313 R418 R419 R705 S105 S106 S110",
        title=_said("Months agree with the year", "Månaderna stämmer med året"),
        good=_said(
            "The only monthly record agrees with the year.|"
            "The {period_balances} monthly records agree with the year.",
            "Den enda månadsposten stämmer med året.|"
            "De {period_balances} månadsposterna stämmer med året.",
        ),
        bad=_said(
            "1 remark on records of months (#PSALDO, #PBUDGET).|"
            "{count} remarks on records of months (#PSALDO, #PBUDGET).",
            "1 anmärkning om månadsposter (#PSALDO, #PBUDGET).|"
            "{count} anmärkningar om månadsposter (#PSALDO, #PBUDGET).",
        ),
    ),
    _kind(
        "balance_sums",
        "B306 B307 S101 S102 S108",
        title=_said("Balances add up to zero", "Balanserna går jämnt upp"),
        good=_said(
            "The opening balances add up to zero, and so do the closing ones with the result.",
            "De ingående balanserna summerar till noll, liksom de utgående med resultatet.",
        ),
        bad=_said(
            "Balances do not add up to zero, or some are missing.",
            "Balanserna går inte jämnt upp, eller så saknas några.",
        ),
    ),
    _kind(
        "carried_over",
        "B305 S107",
        title=_said("Opens as last year closed", "Årets början är förra årets slut"),
        good=_said(
            "Every account opens with what it closed with the year before, as this file says.",
            "Varje konto börjar på det som det slutade på året före, enligt filen själv.",
        ),
        bad=_said(
            "1 account opens with another amount than it closed with the year before, as this "
            "file says.|"
            "{count} accounts open with another amount than they closed with the year before, "
            "as this file says.",
            "1 konto börjar på ett annat belopp än det slutade på året före, enligt filen själv.|"
            "{count} konton börjar på ett annat belopp än de slutade på året före, enligt filen "
            "själv.",
        ),
    ),
    _kind(
        "voucher_dates",
        "V405 V406 V411 R453 R443 R609 D506 D508",
        title=_said("Dates lie in the year", "Datumen ligger i året"),
        good=_said(
            "The only voucher is dated {first_voucher}, within the year.|"
            "All {vouchers} vouchers are dated {first_voucher} – {last_voucher}, within the year.",
            "Den enda verifikationen är daterad {first_voucher}, inom året.|"
            "Alla {vouchers} verifikationer är daterade {first_voucher} – {last_voucher}, inom "
            "året.",
        ),
        bad=_said(
            "1 remark on the dates of vouchers and rows.|"
            "{count} remarks on the dates of vouchers and rows.",
            "1 anmärkning om datum på verifikationer och rader.|"
            "{count} anmärkningar om datum på verifikationer och rader.",
        ),
    ),
    _kind(
        "numbers",
        "V402 V403 V404 R606",
        title=_said("Numbers follow on each other", "Numren följer på varandra"),
        good=_said(
            "No number is missing or used twice in the only series.|"
            "No number is missing or used twice in {series} series.",
            "Inget nummer saknas eller används två gånger i den enda serien.|"
            "Inget nummer saknas eller används två gånger i {series} serier.",
        ),
        bad=_said(
            "Numbers are missing, used twice or out of order: 1 remark.|"
            "Numbers are missing, used twice or out of order: {count} remarks.",
            "Nummer saknas, används två gånger eller står i fel ordning: 1 anmärkning.|"
            "Nummer saknas, används två gånger eller står i fel ordning: {count} anmärkningar.",
        ),
    ),
    _kind(
        "accounts",
        "R411 R503 R504 R507 R514 R517 B314 D509",
        title=_said("Accounts are declared", "Kontona är angivna"),
        good=_said(
            "The only account is declared.|All accounts in use are declared: {accounts} accounts.",
            "Det enda kontot är angivet.|Alla konton som används är angivna: {accounts} konton.",
        ),
        bad=_said(
            "1 remark on accounts that are not declared or whose type does not fit.|"
            "{count} remarks on accounts that are not declared or whose type does not fit.",
            "1 anmärkning om konton som inte är angivna eller vars typ inte passar.|"
            "{count} anmärkningar om konton som inte är angivna eller vars typ inte passar.",
        ),
    ),
    _kind(
        "company",
        "R501 R502 R511 R521",
        title=_said("It is the right company", "Det är rätt företag"),
        good=_said(
            "Organisation number {orgnr} is valid and that of {integration}.",
            "Organisationsnummer {orgnr} är giltigt och samma som för {integration}.",
        ),
        bad=_said(
            "Organisation number {orgnr} calls for a look.",
            "Organisationsnummer {orgnr} bör kontrolleras.",
        ),
    ),
    _kind(
        "currency",
        "D503",
        title=_said("It is the right currency", "Det är rätt valuta"),
        good=_said(
            "The currency is {currency}, that of {integration}.",
            "Valutan är {currency}, samma som för {integration}.",
        ),
        bad=_said(
            "The currency, {currency}, calls for a look.",
            "Valutan, {currency}, bör kontrolleras.",
        ),
    ),
    _kind(
        "encoding",
        "R101 R102 R104 R105 R107 R109 R110 R111 R112 R114 R115",
        title=_said("Letters are right", "Bokstäverna är rätt"),
        good=_said("The letters were read as {encoding}.", "Bokstäverna är lästa som {encoding}."),
        bad=_said(
            "1 remark on the letters, which were read as {encoding}.|"
            "{count} remarks on the letters, which were read as {encoding}.",
            "1 anmärkning om bokstäverna, som är lästa som {encoding}.|"
            "{count} anmärkningar om bokstäverna, som är lästa som {encoding}.",
        ),
    ),
    _kind(
        "checksum",
        "R710 R712 R713 K601",
        title=_said("The checksum is right", "Kontrollsumman stämmer"),
        good=_said(
            "Nothing was changed since the file was written: its checksum is {checksum}.",
            "Inget har ändrats sedan filen skrevs: dess kontrollsumma är {checksum}.",
        ),
        bad=_said(
            "The checksum does not prove the file to be unchanged.",
            "Kontrollsumman visar inte att filen är oförändrad.",
        ),
    ),
    _kind(
        "period",
        "B312 R224 R416 R718 R728 S109 D507",
        title=_said("It is about the whole year", "Den gäller hela året"),
        good=_said(
            "The figures are about the whole year, {year}.",
            "Siffrorna gäller hela året, {year}.",
        ),
        bad=_said(
            "The figures may not be about the whole year, {year}.",
            "Siffrorna gäller kanske inte hela året, {year}.",
        ),
    ),
    _kind(
        "form",
        "",
        title=_said("The form of the file", "Filens form"),
        good=_said(
            "The file is written as the standard asks.", "Filen är skriven enligt standarden."
        ),
        bad=_said(
            "1 remark on how the file is written. It changes no figure.|"
            "{count} remarks on how the file is written. They change no figure.",
            "1 anmärkning om hur filen är skriven. Den ändrar inga siffror.|"
            "{count} anmärkningar om hur filen är skriven. De ändrar inga siffror.",
        ),
    ),
)
"""In the order in which they are shown; `form` has all findings that no other check has."""

KEY_OF_CODE: Mapping[str, str] = {code: one.key for one in CHECKS for code in one.codes}
"""The check of each code; a code that is not here belongs to `form`."""

KEY_OF_MISSING: Mapping[str, str] = {
    "#RAR 0": "period",
    "#IB": "balance_sums",
    "#UB": "balance_sums",
    "#RES": "balance_sums",
}
"""The check of a record that is missing (R220), where that is more than a matter of form."""

TO_LOOK_AT = frozenset({"R511"})
"""Remarks of the reader that a check is yellow for: they say that its green would not be true."""

TOLD_FIRST = frozenset({"V404"})
"""What a check names first among equals: that a number is taken is why it does not rise."""
