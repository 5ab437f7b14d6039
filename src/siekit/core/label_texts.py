"""What each label of SIE 4B and 4C means, in English and Swedish, in our own words.

Keyed by label, in the order of `core/labels.py`, which hands the words out; a test sees that both
hold the same labels and that no language says what the other does not. The file is long because
it is prose, and the two languages stand together so that a change meets both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class LabelText:
    """The words of one label: a sentence that says what it is, and what a user must know."""

    en: str
    sv: str
    notes_en: str
    notes_sv: str


TEXTS: Mapping[str, LabelText] = {
    "#FLAGGA": LabelText(
        en="Tells whether the file has been read into a ledger: 0 = not yet, 1 = read.",
        sv="Visar om filen har lästs in i en bokföring: 0 = ännu inte, 1 = inläst.",
        notes_en="It is the first record of the file, and the program that makes the file "
        "writes 0. A program that adds the vouchers to a ledger changes the 0 to 1 in place, "
        "and must ask or refuse when it already finds 1. The flag lies outside the "
        "checksum, so changing it leaves #KSUMMA valid.",
        notes_sv="Posten står först i filen, och programmet som skapar filen skriver 0. Ett "
        "program som läser in verifikationerna i en bokföring ändrar 0 till 1 på samma plats "
        "i filen, och måste fråga eller avbryta om där redan står 1. Flaggan ingår inte i "
        "kontrollsumman, så #KSUMMA gäller även sedan den har ändrats.",
    ),
    "#PROGRAM": LabelText(
        en="The program that wrote the file, and its version.",
        sv="Programmet som skapade filen, och dess version.",
        notes_en="Knowing the program helps to understand oddities in a file. A name with spaces "
        "must be quoted. Some programs leave out the version, which is accepted with a "
        "warning.",
        notes_sv="Den som vet vilket program det är förstår lättare egenheter i en fil. Ett namn "
        "med mellanslag måste stå inom citattecken. Vissa program utelämnar versionen, "
        "vilket godtas med en varning.",
    ),
    "#FORMAT": LabelText(
        en="The character set that the file says it is written in.",
        sv="Teckenuppsättningen som filen uppger att den är skriven i.",
        notes_en="The only value of the standard is PC8, which means code page 437. Many programs "
        "write PC8 and use UTF-8 or ISO-8859-1 all the same. siekit therefore decodes by the "
        "bytes, keeps what was declared and reports a difference.",
        notes_sv="Standardens enda värde är PC8, det vill säga teckentabell 437. Många program "
        "skriver PC8 men använder ändå UTF-8 eller ISO-8859-1. siekit avkodar därför efter "
        "filens byte, bevarar det uppgivna värdet och redovisar en skillnad.",
    ),
    "#GEN": LabelText(
        en="When the file was made, and by whom.",
        sv="När filen skapades, och av vem.",
        notes_en="The date is compulsory. The signature may be a name, initials, a user id or "
        "the name of a process. Among several files of one company and year the date shows "
        "which is the newest.",
        notes_sv="Datumet är obligatoriskt. Signaturen kan vara ett namn, initialer, ett "
        "användar-id eller namnet på en process. Bland flera filer för samma företag och år "
        "visar datumet vilken som är nyast.",
    ),
    "#SIETYP": LabelText(
        en="The type of the file: 1 year-end balances, 2 period balances, 3 object "
        "balances, 4 transactions.",
        sv="Filens typ: 1 årssaldon, 2 periodsaldon, 3 objektsaldon, 4 transaktioner.",
        notes_en="A file without the record is of type 1. Type 4 is used both out of a ledger "
        "(4E) and into a ledger (4I), and nothing in the record tells them apart. siekit "
        "judges by the content of the file, else by its name, and says what decided. The digit "
        "stands alone; 4E or 4I in its place is accepted with a warning.",
        notes_sv="En fil utan posten är av typ 1. Typ 4 används både för export ur en bokföring "
        "(4E) och för import till en bokföring (4I), och inget i posten skiljer dem åt. "
        "siekit går efter filens innehåll, annars dess namn, och anger vad som avgjorde. Siffran "
        "står ensam; 4E eller 4I i dess ställe godtas med en varning.",
    ),
    "#PROSA": LabelText(
        en="A free comment to whoever opens the file.",
        sv="En fri kommentar till den som öppnar filen.",
        notes_en="It has one field, which must be quoted as soon as it holds a space. Some "
        "programs repeat the record; siekit then joins the texts.",
        notes_sv="Posten har ett enda fält, som måste stå inom citattecken så snart det "
        "innehåller ett mellanslag. Vissa program upprepar posten; siekit fogar då ihop "
        "texterna.",
    ),
    "#FTYP": LabelText(
        en="The legal form of the company.",
        sv="Företagets juridiska form.",
        notes_en="The codes are those of Bolagsverket, the Swedish companies registration office: "
        "AB limited company, E sole trader, HB trading partnership, KB limited partnership, "
        "EK economic association, KHF co-operative tenancy association, BRF tenant-owner "
        "association, BF housing association, SF farming co-operative, I non-profit "
        "association that runs a business, S foundation that runs a business, FL branch of a "
        "foreign company, BAB banking company, MB members' bank, SB savings bank, BFL branch "
        "of a foreign bank, FAB insurance company, OFB mutual insurance company, SE European "
        "company, SCE European co-operative, TSF registered religious community, X anything "
        "else, also foreign forms. The record was added in 4B.",
        notes_sv="Koderna är Bolagsverkets: "
        "AB aktiebolag, E enskild näringsidkare, HB handelsbolag, KB kommanditbolag, EK "
        "ekonomisk förening, KHF kooperativ hyresrättsförening, BRF bostadsrättsförening, BF "
        "bostadsförening, SF sambruksförening, I ideell förening som bedriver näring, S "
        "stiftelse som bedriver näring, FL filial till utländskt bolag, BAB bankaktiebolag, "
        "MB medlemsbank, SB sparbank, BFL filial till utländsk bank, FAB "
        "försäkringsaktiebolag, OFB ömsesidigt försäkringsbolag, SE europabolag, SCE "
        "europakooperativ, TSF registrerat trossamfund, X annat, även utländska former. "
        "Posten tillkom i 4B.",
    ),
    "#FNR": LabelText(
        en="The ledger program's own code for the company.",
        sv="Bokföringsprogrammets egen kod för företaget.",
        notes_en="It lets a program that sends vouchers back, such as a year-end tool, reach the "
        "right company. The value is free text: numbers, short names and Windows paths "
        "occur, and siekit keeps their backslashes as they stand.",
        notes_sv="Den gör att ett program som skickar tillbaka verifikationer, till exempel ett "
        "bokslutsprogram, når rätt företag. Värdet är fri text: nummer, kortnamn och "
        "Windows-sökvägar förekommer, och siekit bevarar deras omvända snedstreck oförändrade.",
    ),
    "#ORGNR": LabelText(
        en="The organisation number of the company.",
        sv="Företagets organisationsnummer.",
        notes_en="The number is written with a hyphen after the sixth digit. For a sole trader it "
        "is the owner's personal identity number, sometimes with the century in front. siekit "
        "accepts it without hyphen and with century, shows it in one form and keeps the raw "
        "text. The second and third fields told several firms of one person apart until tax "
        "year 1995; today the second may hold a serial number for that.",
        notes_sv="Numret skrivs med bindestreck efter den sjätte siffran. För en enskild "
        "näringsidkare är det ägarens personnummer, ibland med sekelsiffror först. siekit "
        "godtar det utan bindestreck och med sekelsiffror, visar det i en enhetlig form och "
        "bevarar originaltexten. Det andra och det tredje fältet skilde en persons flera "
        "firmor åt fram till taxeringsåret 1995; i dag kan det andra fältet innehålla ett "
        "löpnummer för detta.",
    ),
    "#BKOD": LabelText(
        en="The industry of the company, given as an SNI code.",
        sv="Företagets bransch, angiven som SNI-kod.",
        notes_en="SNI is the Swedish standard industrial classification. The record must not "
        "stand in a 4I file.",
        notes_sv="SNI är Svensk näringsgrensindelning. Posten får inte stå i en 4I-fil.",
    ),
    "#ADRESS": LabelText(
        en="Contact person, street address, postal address and telephone of the company.",
        sv="Företagets kontaktperson, utdelningsadress, postadress och telefon.",
        notes_en='All four fields are compulsory when the record is written; use "" for one '
        "that is missing. Files with fewer fields are read from the left, without guessing "
        "which one was left out.",
        notes_sv='Alla fyra fälten är obligatoriska när posten skrivs; ange "" för det som '
        "saknas. Filer med färre fält läses från vänster, utan gissning om vilket som "
        "utelämnats.",
    ),
    "#FNAMN": LabelText(
        en="The full legal name of the company.",
        sv="Företagets fullständiga juridiska namn.",
        notes_en="The record is compulsory in every file. A name with spaces must be quoted; "
        "without quotes siekit joins the words and warns.",
        notes_sv="Posten är obligatorisk i varje fil. Ett namn med mellanslag måste stå inom "
        "citattecken; utan citattecken fogar siekit ihop orden och varnar.",
    ),
    "#RAR": LabelText(
        en="A fiscal year: its year number, its first day and its last day.",
        sv="Ett räkenskapsår: dess årsnummer, första dag och sista dag.",
        notes_en="Year number 0 is the current year of the file, -1 the year before, and so on "
        "backwards. There is one record for each year that the file has figures for. The "
        "chart of accounts is that of year 0, to which figures of older years are restated. "
        "Years should meet without gap or overlap; a year may be shorter than twelve months, "
        "or up to eighteen, and need not begin in January.",
        notes_sv="Årsnummer 0 är filens innevarande räkenskapsår, -1 året före, och så vidare "
        "bakåt. Det finns en post för varje år som filen har belopp för. Kontoplanen är den "
        "för år 0, som äldre års belopp är anpassade till. Åren bör följa på varandra utan "
        "glapp eller överlappning; ett år kan vara kortare än tolv månader, eller upp till "
        "arton, och behöver inte börja i januari.",
    ),
    "#TAXAR": LabelText(
        en="The assessment year whose tax forms the codes in #SRU belong to.",
        sv="Taxeringsåret vars blanketter koderna i #SRU hör till.",
        notes_en="SRU codes change every assessment year, so check the year before you use them. "
        "Older programs write a second field, which 4B removed; siekit keeps it as an extra "
        "field.",
        notes_sv="SRU-koderna ändras varje taxeringsår, så kontrollera året innan du använder "
        "dem. Äldre program skriver ett andra fält, som togs bort i 4B; siekit bevarar det "
        "som ett extra fält.",
    ),
    "#OMFATTN": LabelText(
        en="The balances of the file cover the time up to and including this date.",
        sv="Filens saldon omfattar tiden till och med detta datum.",
        notes_en="The date lies inside year 0, normally at the end of the last closed period. It "
        "is required when period balances are exported. #UB and #RES then agree with opening "
        "balances and vouchers only if the file holds just the vouchers up to that date.",
        notes_sv="Datumet ligger inom år 0, normalt i slutet av den senast avslutade perioden. "
        "Det krävs när periodsaldon exporteras. #UB och #RES stämmer då med ingående "
        "balanser och verifikationer bara om filen enbart innehåller verifikationerna till "
        "och med det datumet.",
    ),
    "#KPTYP": LabelText(
        en="The standard chart of accounts that the ledger follows.",
        sv="Standardkontoplanen som bokföringen följer.",
        notes_en="The values are BAS95, BAS96, EUBAS97 and NE2007 (BAS 2007 for sole traders). A "
        "value that begins with BAS2, such as BAS2025, is handled as EUBAS97, which almost "
        "every modern file says. By the standard a missing record means BAS95, but modern "
        "files that lack it follow newer charts.",
        notes_sv="Värdena är BAS95, BAS96, EUBAS97 och NE2007 (BAS 2007 för enskilda "
        "näringsidkare). Ett värde som börjar med BAS2, till exempel BAS2025, behandlas som "
        "EUBAS97, vilket nästan alla moderna filer anger. Enligt standarden betyder en "
        "utelämnad post BAS95, men moderna filer som saknar den följer nyare kontoplaner.",
    ),
    "#VALUTA": LabelText(
        en="The currency of the ledger.",
        sv="Bokföringens redovisningsvaluta.",
        notes_en="The value is an ISO 4217 code and applies to all amounts of the file. Without "
        "the record the currency is SEK. The format carries no amounts in other currencies. "
        "The record was added in 4B.",
        notes_sv="Värdet är en kod enligt ISO 4217 och gäller alla belopp i filen. Utan posten är "
        "valutan SEK. Formatet för inte över belopp i andra valutor. Posten tillkom i 4B.",
    ),
    "#KONTO": LabelText(
        en="An account: its number and its name.",
        sv="Ett konto: dess nummer och benämning.",
        notes_en="All accounts that are used are declared, except in 4I, where they are assumed "
        "to exist in the receiving ledger. The receiver creates a declared account that it "
        "does not know, and should say when the name differs from its own. The number is "
        "digits but is kept as text, since leading zeros matter.",
        notes_sv="Alla konton som används deklareras, utom i 4I, där de förutsätts finnas i den "
        "mottagande bokföringen. Mottagaren lägger upp ett deklarerat konto som den inte "
        "känner till, och bör tala om när benämningen skiljer sig från dess egen. Numret "
        "består av siffror men bevaras som text, eftersom inledande nollor har betydelse.",
    ),
    "#KTYP": LabelText(
        en="The type of an account: T asset, S liability or equity, K cost, I income.",
        sv="Ett kontos typ: T tillgång, S skuld eller eget kapital, K kostnad, I intäkt.",
        notes_en="The record stands after the #KONTO of its account. Without it the account has "
        "the type of its BAS class: 1 asset, 2 equity and liability, 3 income, 4-7 cost, 8 "
        "financial items of both kinds; 0 and 9 have none. Some programs write wrong types, "
        "so do not let the type outweigh the kind of balance record, #UB or #RES.",
        notes_sv="Posten står efter kontots #KONTO. Utan den har kontot den typ som dess "
        "BAS-klass ger: 1 tillgång, 2 eget kapital och skuld, 3 intäkt, 4-7 kostnad, 8 "
        "finansiella poster av båda slagen; 0 och 9 har ingen. Vissa program skriver fel "
        "typer, så låt inte typen väga tyngre än saldopostens slag, #UB eller #RES.",
    ),
    "#ENHET": LabelText(
        en="The unit in which the quantities of an account are counted.",
        sv="Enheten som ett kontos kvantiteter räknas i.",
        notes_en="The record stands after the #KONTO of its account. Quantities may be given for "
        "accounts without a unit too.",
        notes_sv="Posten står efter kontots #KONTO. Kvantiteter får anges även för konton utan "
        "enhet.",
    ),
    "#SRU": LabelText(
        en="The line of the tax form that the balance of an account goes to.",
        sv="Raden på deklarationsblanketten som ett kontos saldo förs till.",
        notes_en="An account may have several records, when its balance goes to several lines or "
        "forms. Where the form has two codes depending on the sign, the file gives either "
        "one and the receiver moves the amount. The codes belong to the assessment year in "
        "#TAXAR.",
        notes_sv="Ett konto kan ha flera poster, när dess saldo förs till flera rader eller "
        "blanketter. Där blanketten har två koder beroende på tecknet anger filen endera "
        "och mottagaren flyttar beloppet. Koderna hör till taxeringsåret i #TAXAR.",
    ),
    "#DIM": LabelText(
        en="A dimension: a way to divide the figures, such as cost centre or project.",
        sv="En dimension: en indelning av beloppen, till exempel kostnadsställe eller projekt.",
        notes_en="The standard numbers are 1 cost centre or result unit, 2 cost bearer (below 1), "
        "6 project, 7 employee, 8 customer, 9 supplier and 10 invoice; 3-5 and 11-19 are "
        "reserved, 20 and up are free. The standard dimensions need no declaration, but may "
        "be declared to change their names. Describe a dimension before it is used.",
        notes_sv="Standardnumren är 1 kostnadsställe eller resultatenhet, 2 kostnadsbärare "
        "(under 1), 6 projekt, 7 anställd, 8 kund, 9 leverantör och 10 faktura; 3-5 och 11-19 "
        "är reserverade, 20 och uppåt är fria. Standarddimensionerna behöver inte "
        "deklareras, men får deklareras för att ändra namn. Beskriv en dimension innan den "
        "används.",
    ),
    "#UNDERDIM": LabelText(
        en="A sub-dimension: a dimension below another, such as sub-departments of departments.",
        sv="En underdimension: en dimension under en annan, till exempel underavdelningar "
        "till avdelningar.",
        notes_en="Objects and balances of the upper and the lower dimension are exported "
        "separately. The code of a lower object is the upper object's code followed by its "
        "own: department 01 and its sub-department 02 give the object 0102. In the rows of "
        "4I it is the other way: the lower object has only its own code, and the upper object "
        "stands in the same list.",
        notes_sv="Objekt och saldon för den övre och den undre dimensionen exporteras var för "
        "sig. Ett underobjekts kod är det övre objektets kod följd av den egna: avdelning 01 "
        "och dess underavdelning 02 ger objektet 0102. På raderna i 4I är det tvärtom: "
        "underobjektet har bara sin egen kod, och det övre objektet står i samma lista.",
    ),
    "#OBJEKT": LabelText(
        en="An object in a dimension, such as one cost centre or one project.",
        sv="Ett objekt i en dimension, till exempel ett kostnadsställe eller ett projekt.",
        notes_en="The object number is text: quote it, and keep its leading zeros. Objects that "
        "are used without being declared occur, above all in 4I; siekit keeps them with an "
        "empty name.",
        notes_sv="Objektnumret är text: sätt det inom citattecken, och behåll inledande nollor. "
        "Objekt som används utan att vara deklarerade förekommer, framför allt i 4I; siekit "
        "behåller dem med tomt namn.",
    ),
    "#IB": LabelText(
        en="The opening balance of a balance sheet account.",
        sv="Ingående balans för ett balanskonto.",
        notes_en="Debit is positive and credit negative, so liabilities and equity are normally "
        "negative. Zero balances may be left out, and a new company has no opening balances. "
        "Otherwise #IB for year 0 or #UB for year -1 must be in the file; both are "
        "recommended. The opening balances add up to zero only when "
        "the results of earlier years have been moved to equity.",
        notes_sv="Debet är positivt och kredit negativt, så skulder och eget kapital är normalt "
        "negativa. Nollsaldon får utelämnas, och ett nystartat företag har inga ingående "
        "balanser. Annars måste #IB för år 0 eller #UB för år -1 finnas i filen; båda "
        "rekommenderas. Summan av de ingående balanserna är noll bara när "
        "tidigare års resultat har förts om till eget kapital.",
    ),
    "#UB": LabelText(
        en="The closing balance of a balance sheet account.",
        sv="Utgående balans för ett balanskonto.",
        notes_en="Debit is positive and credit negative. Closing balances of year 0 must be in "
        "the file, though zero balances may be left out. The opening balance of an account "
        "and the year's #TRANS rows should make its closing balance, which should be the "
        "opening balance of the next year. With #OMFATTN it is the balance on that date.",
        notes_sv="Debet är positivt och kredit negativt. Utgående balanser för år 0 måste finnas "
        "i filen, men nollsaldon får utelämnas. Ett kontos ingående balans och årets "
        "#TRANS-rader bör tillsammans ge dess utgående balans, som bör vara nästa års "
        "ingående balans. Med #OMFATTN är det balansen per det datumet.",
    ),
    "#OIB": LabelText(
        en="The opening balance of an object on a balance sheet account.",
        sv="Ingående balans för ett objekt på ett balanskonto.",
        notes_en="The list names the object with one pair of dimension and object; several pairs "
        "occur and are read. The objects of one dimension explain all or part of #IB. Never "
        "add figures of different dimensions: they are the same money divided in two ways.",
        notes_sv="Listan anger objektet med ett par av dimension och objekt; flera par förekommer "
        "och läses. Objekten i en dimension förklarar hela eller en del av #IB. Summera "
        "aldrig belopp från olika dimensioner: det är samma pengar indelade på två sätt.",
    ),
    "#OUB": LabelText(
        en="The closing balance of an object on a balance sheet account.",
        sv="Utgående balans för ett objekt på ett balanskonto.",
        notes_en="The list names the object with one pair of dimension and object; several pairs "
        "occur and are read. The objects of one dimension explain all or part of #UB. Never "
        "add figures of different dimensions: they are the same money divided in two ways. "
        "Several programs also write it for result accounts, where it is the object's share "
        "of #RES.",
        notes_sv="Listan anger objektet med ett par av dimension och objekt; flera par förekommer "
        "och läses. Objekten i en dimension förklarar hela eller en del av #UB. Summera "
        "aldrig belopp från olika dimensioner: det är samma pengar indelade på två sätt. "
        "Flera program skriver posten även för resultatkonton, där den är objektets andel av "
        "#RES.",
    ),
    "#RES": LabelText(
        en="The balance of a result account, that is of income or cost.",
        sv="Saldo för ett resultatkonto, det vill säga för en intäkt eller en kostnad.",
        notes_en="Debit is positive and credit negative, so income is normally negative and "
        "costs positive. It is the amount of the year, or up to #OMFATTN when that is given. "
        "The year's #TRANS rows on the account should add up to it.",
        notes_sv="Debet är positivt och kredit negativt, så intäkter är normalt negativa och "
        "kostnader positiva. Det är årets belopp, eller beloppet till och med #OMFATTN när "
        "det anges. Årets #TRANS-rader på kontot bör summera till det.",
    ),
    "#PSALDO": LabelText(
        en="The change of an account, or of an object on it, during one month.",
        sv="Förändringen på ett konto, eller på ett objekt på kontot, under en månad.",
        notes_en="It is the change during the calendar month, not a running balance. In type 2 "
        "the list is always empty, {}. In type 3 there is a row with {} for the whole "
        "account and rows per object, which are included in the first and not to be added to "
        "it. Some programs write only parts that do not overlap; siekit finds that out and "
        "says so. The period decides which year the row belongs to.",
        notes_sv="Det är förändringen under kalendermånaden, inte ett löpande saldo. I typ 2 är "
        "listan alltid tom, {}. I typ 3 finns en rad med {} för hela kontot och rader per "
        "objekt, som ingår i den första och inte ska läggas till den. Vissa program skriver "
        "bara delar som inte överlappar; siekit upptäcker det och talar om det. Perioden "
        "avgör vilket år raden hör till.",
    ),
    "#PBUDGET": LabelText(
        en="The budgeted change of an account, or of an object on it, during one month.",
        sv="Den budgeterade förändringen på ett konto, eller på ett objekt på kontot, "
        "under en månad.",
        notes_en="It is built like #PSALDO: the amount of the month, with {} for the whole "
        "account and rows per object in type 3. Debit is positive and credit negative, so "
        "budgeted income is negative. A ledger without a budget has no such record.",
        notes_sv="Den är uppbyggd som #PSALDO: månadens belopp, med {} för hela kontot och rader "
        "per objekt i typ 3. Debet är positivt och kredit negativt, så budgeterade intäkter "
        "är negativa. En bokföring utan budget har ingen sådan post.",
    ),
    "#VER": LabelText(
        en="A voucher: series, number, date and text, followed by its rows.",
        sv="En verifikation: serie, nummer, datum och text, följd av dess rader.",
        notes_en="The rows stand after it, between a line with { alone and a line with } alone. "
        "The series is letters, a number or a word such as LEV1, and the numbers rise within "
        'a series. In 4I series and number may be "", and the receiver gives them. The '
        "registration date says when the voucher was entered, the signature who made it or "
        "last changed it. A voucher without rows is kept, since it holds a number in its "
        "series.",
        notes_sv="Raderna står efter den, mellan en rad med bara { och en rad med bara }. Serien "
        "är bokstäver, ett nummer eller ett ord som LEV1, och numren stiger inom en serie. I "
        '4I får serie och nummer vara "", och mottagaren tilldelar dem. '
        "Registreringsdatumet anger när verifikationen registrerades, signaturen vem som "
        "gjorde den eller senast ändrade den. En verifikation utan rader behålls, eftersom "
        "den upptar ett nummer i sin serie.",
    ),
    "#TRANS": LabelText(
        en="A row of a voucher: an amount on an account.",
        sv="En transaktionsrad i en verifikation: ett belopp på ett konto.",
        notes_en="The amounts of a voucher's #TRANS rows add up to exactly 0.00; debit is "
        "positive, credit negative. The list names the objects of the row in pairs of "
        "dimension and object, {} when there are none. A row without a date has the date of "
        "the voucher. Only #TRANS counts in sums; #RTRANS and #BTRANS are history.",
        notes_sv="Beloppen på en verifikations #TRANS-rader summerar till exakt 0.00; debet är "
        "positivt, kredit negativt. Listan anger radens objekt i par av dimension och "
        "objekt, {} när det inte finns några. En rad utan datum har verifikationens datum. "
        "Bara #TRANS räknas i summor; #RTRANS och #BTRANS är historik.",
    ),
    "#RTRANS": LabelText(
        en="A row that was added after the voucher had been registered.",
        sv="En transaktionsrad som lades till efter att verifikationen hade registrerats.",
        notes_en="It must be followed at once by a #TRANS with the same content, so that programs "
        "that skip #RTRANS still read the voucher rightly. The amount counts once, by the "
        "#TRANS. In many files the two differ in date and signature; siekit pairs them by "
        "account, objects and amount. The record was added in 4B.",
        notes_sv="Den måste genast följas av en #TRANS med samma innehåll, så att program som "
        "hoppar över #RTRANS ändå läser verifikationen rätt. Beloppet räknas en gång, genom "
        "#TRANS. I många filer skiljer sig de två åt i datum och signatur; siekit parar ihop "
        "dem efter konto, objekt och belopp. Posten tillkom i 4B.",
    ),
    "#BTRANS": LabelText(
        en="A row that was removed after the voucher had been registered.",
        sv="En transaktionsrad som ströks efter att verifikationen hade registrerats.",
        notes_en="It is no longer in the books and never counts in sums; programs without support "
        "skip it. siekit keeps it as history, with the date and the signature that the file "
        "gives. A row that was added and later removed is written as a #BTRANS only. The "
        "record was added in 4B.",
        notes_sv="Den ingår inte längre i bokföringen och räknas aldrig i summor; program utan "
        "stöd hoppar över den. siekit behåller den som historik, med det datum och den "
        "signatur som filen anger. En rad som lagts till och senare strukits skrivs bara som "
        "en #BTRANS. Posten tillkom i 4B.",
    ),
    "#KSUMMA": LabelText(
        en="A checksum that shows whether the file has been changed or cut off.",
        sv="En kontrollsumma som visar om filen har ändrats eller kapats.",
        notes_en="The record stands twice: without a value right after #FLAGGA, and with the "
        "value last in the file. The value is the CRC-32 of labels and field contents in code "
        "page 437, written as an unsigned whole number. A file that has the first and not "
        "the last is cut off. Files without a checksum are always acceptable.",
        notes_sv="Posten står två gånger: utan värde direkt efter #FLAGGA, och med värdet sist i "
        "filen. Värdet är CRC-32 av etiketter och fältinnehåll i teckentabell 437, skrivet "
        "som ett heltal utan förtecken. En fil som har den första men inte den sista är "
        "kapad. Filer utan kontrollsumma är alltid godtagbara.",
    ),
}
