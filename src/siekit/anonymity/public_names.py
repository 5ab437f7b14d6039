"""Names that belong to nobody, and so may stay: accounts, dimensions, units, codes, labels.

A name stays only when it equals one of these, capitals and space aside. When it is not certain
that a name is public it is replaced.
"""

from __future__ import annotations

import re

_GROUPS = """
Immateriella anläggningstillgångar; Byggnader och mark; Maskiner och inventarier; Finansiella
anläggningstillgångar; Lager, produkter i arbete och pågående arbeten; Kundfordringar; Övriga
kortfristiga fordringar; Förutbetalda kostnader och upplupna intäkter; Kortfristiga placeringar;
Kassa och bank; Eget kapital; Obeskattade reserver; Avsättningar; Långfristiga skulder;
Kortfristiga skulder till kreditinstitut, kunder och leverantörer; Skatteskulder; Moms och
punktskatter; Personalens skatter, avgifter och löneavdrag; Övriga kortfristiga skulder; Upplupna
kostnader och förutbetalda intäkter; Huvudintäkter; Fakturerade kostnader; Rörelsens sidointäkter;
Intäktskorrigeringar; Aktiverat arbete för egen räkning; Övriga rörelseintäkter; Inköp av varor och
material; Legoarbeten, underentreprenader; Reduktion av inköpspriser; Förändring av lager,
produkter i arbete och pågående arbeten; Lokalkostnader; Fastighetskostnader; Hyra av
anläggningstillgångar; Energikostnader; Förbrukningsinventarier och förbrukningsmaterial;
Reparation och underhåll; Kostnader för transportmedel; Frakter och transporter; Resekostnader;
Reklam och PR; Övriga försäljningskostnader; Kontorsmateriel och trycksaker; Tele och post;
Företagsförsäkringar och övriga riskkostnader; Förvaltningskostnader; Övriga externa tjänster;
Inhyrd personal; Övriga externa kostnader; Löner till kollektivanställda; Löner till tjänstemän och
företagsledare; Kostnadsersättningar och förmåner; Pensionskostnader; Sociala och andra avgifter
enligt lag och avtal; Övriga personalkostnader; Nedskrivningar och återföring av nedskrivningar;
Avskrivningar enligt plan; Övriga rörelsekostnader; Resultat från andelar i koncernföretag;
Resultat från andelar i intresseföretag; Övriga ränteintäkter och liknande resultatposter;
Räntekostnader och liknande resultatposter; Bokslutsdispositioner; Skatter och årets resultat;
Nettoomsättning; Råvaror och förnödenheter; Handelsvaror; Personalkostnader; Rörelseresultat;
Resultat efter finansiella poster; Resultat före skatt; Skatt på årets resultat; Övriga skatter;
Årets resultat; Erhållna koncernbidrag; Lämnade koncernbidrag; Förändring av periodiseringsfonder;
Förändring av överavskrivningar; Övriga bokslutsdispositioner; Goodwill; Hyresrätter och liknande
rättigheter; Maskiner och andra tekniska anläggningar; Inventarier, verktyg och installationer;
Förbättringsutgifter på annans fastighet; Övriga materiella anläggningstillgångar; Andelar i
koncernföretag; Fordringar hos koncernföretag; Andra långfristiga värdepappersinnehav; Uppskjuten
skattefordran; Andra långfristiga fordringar; Varor under tillverkning; Färdiga varor och
handelsvaror; Pågående arbete för annans räkning; Förskott till leverantörer; Övriga
lagertillgångar; Övriga fordringar; Övriga kortfristiga placeringar; Redovisningsmedel;
Aktiekapital; Ej registrerat aktiekapital; Medlemsinsatser; Förlagsinsatser; Bunden överkursfond;
Uppskrivningsfond; Reservfond; Fond för yttre underhåll; Fond för utvecklingsutgifter; Fri
överkursfond; Fond för verkligt värde; Balanserat resultat; Periodiseringsfonder; Ackumulerade
överavskrivningar; Övriga obeskattade reserver; Uppskjuten skatteskuld; Övriga avsättningar;
Obligationslån; Checkräkningskredit; Övriga skulder till kreditinstitut; Skulder till
koncernföretag; Övriga skulder; Förskott från kunder; Leverantörsskulder; Växelskulder
"""

_ACCOUNTS = """
Kassa; Bank; Bankkonto; Checkkonto; Checkräkningskonto; Företagskonto; Plusgiro; Bankgiro;
Postgiro; Sparkonto; Skattekonto; Skattekontot; Valutakonto; Valutakonton; Övriga bankkonton;
Programvaror; Patent; Licenser; Hyresrätt; Balanserade utgifter; Byggnader; Mark; Markanläggningar;
Tomter; Maskiner; Inventarier; Inventarier och verktyg; Installationer; Datorer; Verktyg; Bilar;
Personbilar; Lastbilar; Bilar och andra transportmedel; Konst; Ackumulerade avskrivningar;
Ackumulerade avskrivningar på inventarier; Ackumulerade avskrivningar på inventarier och verktyg;
Ackumulerade avskrivningar på byggnader; Ackumulerade avskrivningar på datorer; Aktier; Aktier och
andelar; Egna aktier; Depositioner; Lämnade depositioner; Lager; Varulager; Lager av råvaror; Lager
av handelsvaror; Lager av färdiga varor; Lager av halvfabrikat; Produkter i arbete; Pågående
arbeten; Pågående arbete; Osäkra kundfordringar; Övriga kundfordringar; Fordringar hos anställda;
Förskott; Övriga förskott; Reseförskott; Momsfordran; Skattefordringar; Andra kortfristiga
fordringar; Avräkning för skatter och avgifter; Avräkning för skatter och avgifter (skattekonto);
Fordringar för kontokort och kuponger; Förutbetalda kostnader; Förutbetalda hyror; Förutbetalda
hyreskostnader; Förutbetalda leasingavgifter; Förutbetalda försäkringspremier; Förutbetalda
räntekostnader; Upplupna intäkter; Upplupna hyresintäkter; Upplupna ränteintäkter; Övriga
förutbetalda kostnader; Värdepapper; Balanserad vinst eller förlust; Balanserad vinst/förlust;
Vinst eller förlust från föregående år; Vinst/förlust föregående år; Redovisat resultat;
Överkursfond; Eget uttag; Egna uttag; Egen insättning; Egna insättningar; Årets kapitaltillskott;
Periodiseringsfond; Avsättning till periodiseringsfond; Återföring från periodiseringsfond;
Banklån; Låneskulder; Lån; Lån från aktieägare; Byggnadskreditiv; Långfristiga fordringar; Övriga
långfristiga skulder; Kortfristiga låneskulder; Presentkort; Skulder till anställda; Utgående moms;
Utgående moms, 25 %; Utgående moms, 12 %; Utgående moms, 6 %; Utgående moms 25 %; Utgående moms
25%; Utgående moms 12 %; Utgående moms 12%; Utgående moms 6 %; Utgående moms 6%; Utgående moms,
oreducerad; Utgående moms, reducerad 1; Utgående moms, reducerad 2; Utgående moms på försäljning
inom Sverige, 25 %; Utgående moms på försäljning inom Sverige, 12 %; Utgående moms på försäljning
inom Sverige, 6 %; Utgående moms omvänd skattskyldighet, 25 %; Ingående moms; Debiterad ingående
moms; Beräknad ingående moms på förvärv från utlandet; Ingående moms omvänd skattskyldighet;
Redovisningskonto för moms; Momsredovisning; Moms; Särskilda punktskatter; Personalskatt;
Personalens källskatt; Lagstadgade sociala avgifter; Avräkning lagstadgade sociala avgifter;
Avräkning av lagstadgade sociala avgifter; Arbetsgivaravgifter; Avräkning särskild löneskatt;
Utmätning i lön; Semestermedel; Lönsparande; Övriga löneavdrag; Upplupna löner; Upplupna
semesterlöner; Upplupna sociala avgifter; Upplupna lagstadgade sociala avgifter; Upplupna
lagstadgade sociala och andra avgifter; Upplupna räntekostnader; Upplupna kostnader; Förutbetalda
intäkter; Förutbetalda hyresintäkter; Övriga upplupna kostnader; OBS-konto; Observationskonto;
Interimskonto; Avräkningskonto; Försäljning; Försäljning varor; Försäljning tjänster; Försäljning
av varor; Försäljning av tjänster; Försäljning varor 25 %; Försäljning varor 25%; Försäljning
tjänster 25 %; Försäljning tjänster 25%; Försäljning inom Sverige; Försäljning inom Sverige, 25 %
moms; Försäljning varor inom Sverige, 25 % moms; Försäljning varor inom Sverige, 12 % moms;
Försäljning varor inom Sverige, 6 % moms; Försäljning tjänster inom Sverige, 25 % moms; Försäljning
tjänster inom Sverige, 12 % moms; Försäljning tjänster inom Sverige, 6 % moms; Försäljning momsfri;
Försäljning utanför EU; Försäljning inom EU; Fakturerade frakter; Faktureringsavgifter; Fakturerade
resekostnader; Öres- och kronutjämning; Öresutjämning; Öresavrundning; Lämnade rabatter;
Kassarabatter; Provisionsintäkter; Hyresintäkter; Hyres- och arrendeintäkter; Ränteintäkter;
Royalty; Medlemsavgifter; Medlemsintäkter; Årsavgifter; Gåvor; Erhållna bidrag; Erhållna statliga
bidrag; Erhållna kommunala bidrag; Erhållna EU-bidrag; Övriga erhållna bidrag; Övriga intäkter;
Övriga sidointäkter; Valutakursvinster; Försäkringsersättningar; Inköp; Varuinköp; Inköp varor;
Inköp av varor; Inköp av handelsvaror; Inköp handelsvaror; Inköp material; Inköp material och
varor; Inköp av råvaror; Inköp varor inom Sverige; Inköp av varor från EU; Inköp av tjänster;
Legoarbeten; Legoarbeten och underentreprenader; Underentreprenader; Erhållna kassarabatter;
Erhållna rabatter; Erhållna bonus; Frakter; Emballage; Förändring av lager; Lagerförändring;
Förändring av lager av råvaror; Förändring av lager av handelsvaror; Förändring av lager av färdiga
varor; Förändring av produkter i arbete; Lokalhyra; Lokalhyror; Hyra; Hyra lokal; El; El för
belysning; El för drift; Värme; Vatten; Vatten och avlopp; Belysning; Städning; Städning och
renhållning; Lokaltillbehör; Reparation och underhåll av lokaler; Övriga lokalkostnader;
Fastighetsskatt; Fastighetsskatt/fastighetsavgift; Hyra inventarier; Hyra av inventarier; Hyra av
inventarier och verktyg; Hyra av maskiner; Leasing; Leasing av personbilar; Leasingavgifter;
Förbrukningsinventarier; Förbrukningsmaterial; Förbrukningsemballage; Arbetskläder; Arbetskläder
och skyddsmaterial; Programvara; Reparation och underhåll av inventarier; Reparation och underhåll
av personbilar; Personbilskostnader; Bilkostnader; Drivmedel; Drivmedel för personbilar; Försäkring
och skatt för personbilar; Trängselskatt; Trängselskatt, avdragsgill; Övriga personbilskostnader;
Biljetter; Resor; Hyrbilskostnader; Kost och logi; Kost och logi i Sverige; Övriga resekostnader;
Annonsering; Annonser; Reklam; Marknadsföring; Reklamtrycksaker; Reklamtrycksaker och direktreklam;
Utställningar och mässor; Sponsring; Representation; Representation, avdragsgill; Representation,
ej avdragsgill; Representation, gränsbelopp; Försäljningsprovisioner; Kontokortsavgifter;
Kontorsmateriel; Kontorsmaterial; Trycksaker; Telefon; Telekommunikation; Fast telefoni;
Mobiltelefon; Mobiltelefoni; Datakommunikation; Internet; Postbefordran; Porto; Post; Fax;
Försäkringar; Företagsförsäkringar; Självrisk; Självrisker; Kundförluster; Befarade kundförluster;
Konstaterade kundförluster; Förluster på kundfordringar; Konstaterade förluster på kundfordringar;
Garantikostnader; Bevakning; Bevakning och larm; Kostnader för bevakning och larm; Styrelsearvoden;
Revision; Revisionsarvoden; Ersättningar till revisor; Redovisning; Redovisningstjänster;
Bokföring; IT-tjänster; Konsultarvoden; Konsulter; Advokatkostnader; Advokat- och
rättegångskostnader; Bankkostnader; Bankavgifter; Föreningsavgifter; Föreningsavgifter,
avdragsgilla; Föreningsavgifter, ej avdragsgilla; Tidningar; Tidningar, tidskrifter och
facklitteratur; Övriga kostnader; Övriga externa kostnader, avdragsgilla; Övriga externa kostnader,
ej avdragsgilla; Lämnade bidrag och gåvor; Lämnade bidrag; Löner; Löner till tjänstemän; Lön
tjänstemän; Lön kollektivanställda; Löner till företagsledare; Löner till arbetare; Löner,
kollektivanställda; Semesterlöner; Semesterlöner till tjänstemän; Sjuklöner; Förändring av
semesterlöneskuld; Kontanta extraersättningar; Traktamenten; Skattefria traktamenten; Skattefria
traktamenten, Sverige; Skattefria traktamenten, utlandet; Skattepliktiga traktamenten, Sverige;
Skattepliktiga traktamenten, utlandet; Bilersättningar; Skattefria bilersättningar;
Bilersättningar, skattefria; Skattepliktiga bilersättningar; Bilersättningar, skattepliktiga;
Kostnader för förmåner till anställda; Pensionsförsäkringspremier; Särskild löneskatt; Särskild
löneskatt för pensionskostnader; Övriga pensionskostnader; Sociala avgifter;
Arbetsmarknadsförsäkringar; Premier för arbetsmarknadsförsäkringar; Gruppförsäkringspremier;
Fackföreningsavgifter; Utbildning; Sjuk- och hälsovård; Friskvård; Personalrepresentation;
Personalrepresentation, avdragsgill; Personalrepresentation, ej avdragsgill; Avskrivningar;
Avskrivningar inventarier; Avskrivningar på inventarier; Avskrivningar på inventarier och verktyg;
Avskrivningar på byggnader; Avskrivningar på datorer; Avskrivningar på maskiner och inventarier;
Valutakursförluster; Utdelning; Utdelningar; Räntekostnader; Dröjsmålsräntor; Räntekostnader till
kreditinstitut; Räntekostnader för långfristiga skulder; Räntekostnader för skatter och avgifter;
Räntekostnader för leverantörsskulder; Ränteintäkter från bank; Ränteintäkter från kundfordringar;
Skattefria ränteintäkter; Övriga finansiella intäkter; Övriga finansiella kostnader; Övriga
skuldrelaterade poster; Koncernbidrag; Extraordinära intäkter; Extraordinära kostnader; Skatt;
Inkomstskatt; Årets skattekostnad; Skatt på årets beskattningsbara resultat; Resultat; Övriga
ersättningar och intäkter
"""

_ENGLISH = """
Cash; Bank; Cash and bank; Cash and bank balances; Petty cash; Bank account; Accounts receivable;
Trade receivables; Accounts payable; Trade payables; Share capital; Equity; Retained earnings;
Profit for the year; Result for the year; Profit/loss for the year; Inventory; Inventories;
Goodwill; Buildings; Land; Land and buildings; Buildings and land; Equipment; Machinery and
equipment; Plant and machinery; Computers; Vehicles; Patents; Licences; Software; Input VAT; Output
VAT; VAT; VAT settlement; Tax account; Tax liabilities; Sales; Net sales; Revenue; Other operating
income; Other operating expenses; Purchases; Rent; Rental income; Electricity; Insurance; Salaries;
Wages; Payroll tax; Social security; Pension costs; Training; Travel; Telephone; Postage; Office
supplies; Advertising; Bank charges; Bank fees; Interest income; Interest expense; Depreciation;
Rounding; Accrued expenses; Prepaid expenses; Accrued expenses and deferred income; Prepaid
expenses and accrued income; Intangible fixed assets; Financial fixed assets; Short-term
investments; Untaxed reserves; Provisions; Long-term liabilities; Other receivables; Other
liabilities; Other external services; Other external expenses; Repair and maintenance; Overdraft
facility; Income tax; Tax for the year
"""

_DIMENSIONS = """
Kostnadsställe; Kostnadsställen; Kst; Resultatenhet; Resultatenheter; Kostnadsställe/resultatenhet;
Kostnadsställe / resultatenhet; Kostnadsbärare; Projekt; Anställd; Anställda; Anställningsnummer;
Medarbetare; Personal; Kund; Kunder; Leverantör; Leverantörer; Faktura; Fakturor; Avdelning;
Avdelningar; Underavdelning; Artikel; Artiklar; Objekt; Motpart; Fordon; Fastighet; Cost centre;
Cost center; Profit centre; Profit center; Cost bearer; Cost unit; Project; Projects; Employee;
Employees; Customer; Customers; Supplier; Suppliers; Invoice; Invoices; Department; Article
"""

_UNITS = """
st; styck; stycken; kg; kilo; g; gram; hg; ton; l; lit; liter; dl; cl; ml; m; meter; mil; km; cm;
mm; m2; m3; kvm; kbm; tim; timme; timmar; h; hrs; min; minuter; dag; dagar; dgr; v; vecka; veckor;
mån; månad; månader; år; par; pkt; paket; förp; frp; kart; kartong; krt; ask; rulle; rle; säck;
sats; set; kr; sek; tkr; kwh; mwh; pers; pers.; antal; %; pcs; piece; pieces; hour; hours; day;
days
"""

_SERIES = """
lev; lön; löner; kund; kassa; bank; fakt; faktura; verifikat; manuell; import; bokslut; moms; utl;
levf; kundf; periodisering; anläggning; lager; autogiro
"""

_COMPANY_TYPES = """
AB; E; HB; KB; EK; KHF; BRF; BF; SF; I; S; FL; BAB; MB; SB; BFL; FAB; OFB; SE; SCE; TSF; X; EF
"""


def _listed(text: str) -> frozenset[str]:
    """The names of a list, ready to be compared."""
    return frozenset(folded(name) for name in text.split(";") if name.strip())


def folded(name: str) -> str:
    """A name without capitals and needless space."""
    return " ".join(name.casefold().split())


ACCOUNT_NAMES = _listed(f"{_GROUPS};{_ACCOUNTS};{_ENGLISH}")
"""Names of account groups, statement lines and everyday accounts of a BAS chart."""

DIMENSION_NAMES = _listed(_DIMENSIONS)
"""What the standard's own dimensions are called, and what programs call theirs."""

UNIT_NAMES = _listed(_UNITS)
"""Units of quantities."""

SERIES_NAMES = _listed(_SERIES)
"""Voucher series that are more than three letters or that programs name."""

FOREIGN_LABELS = frozenset({"#MOMSKOD", "#MVAL", "#MOMS", "#KURS", "#BANK", "#ANM"})
"""Labels outside the standard that programs are known to write."""

COMPANY_TYPES = _listed(_COMPANY_TYPES)
"""Legal forms of #FTYP (SIE 4B 11 #FTYP)."""

CHART_TYPE = re.compile(r"(?:EU)?BAS ?\d{0,4}|NE ?\d{4}|K[123]", re.IGNORECASE | re.ASCII)
"""Types of chart (#KPTYP)."""

CHARACTER_SET = re.compile(
    r"(?:pc|ibm|ibmpc|pcg|ansi|ascii|cp|utf|latin|iso|windows|win|mac|macroman)?[-_ ]?[\d_-]{0,6}",
    re.IGNORECASE | re.ASCII,
)
"""Names of character sets (#FORMAT)."""
