"""Faults 500 to 599: company, chart of accounts, dimensions and objects."""

from __future__ import annotations

from siekit.core.faults import Fault
from siekit.formats.sie4.fault_kinds.base import INFO, WARNING, describe

ENTRIES = (
    describe(
        Fault.ORGNR_FORM,
        INFO,
        clause="SIE 4B 11 #ORGNR",
        en='#ORGNR is written "{value}". It is read as {orgnr}.',
        en_remedy="Nothing to do: the organisation number is clear.",
        sv='#ORGNR är skrivet "{value}". Det läses som {orgnr}.',
        sv_remedy="Inget behöver göras: organisationsnumret är tydligt.",
        example={"value": "165563343689", "orgnr": "556334-3689"},
    ),
    describe(
        Fault.MISSING_COMPANY_NAME,
        WARNING,
        clause="SIE 4B 11 #FNAMN",
        en="The company name is missing: #FNAMN is empty or not there.",
        en_remedy="Fill in the company's name in the program that made the file and export "
        "again, or go by the organisation number.",
        sv="Företagsnamnet saknas: #FNAMN är tom eller finns inte.",
        sv_remedy="Fyll i företagets namn i programmet som skapade filen och exportera på nytt, "
        "eller gå efter organisationsnumret.",
    ),
    describe(
        Fault.CHART_TYPE_UNCLEAR,
        INFO,
        clause="SIE 4B 11 #KPTYP",
        en="Which chart of accounts the file follows is not clear (#KPTYP: {value}). "
        "The classes of the BAS chart are assumed.",
        en_remedy="Nothing to do if the accounts follow BAS. Otherwise check the types of the "
        "accounts.",
        sv="Det är inte tydligt vilken kontoplan filen följer (#KPTYP: {value}). "
        "BAS-kontoplanens klasser antas gälla.",
        sv_remedy="Inget behöver göras om kontona följer BAS. Kontrollera annars kontonas typer.",
        example={"value": "BAS"},
    ),
    describe(
        Fault.ACCOUNT_TYPE_DISAGREES,
        INFO,
        clause="SIE 4B 11 #KTYP",
        en="#KTYP does not fit how accounts are used, for example account {account}: type "
        "{declared}, but with {used}. Accounts: {count}. The balance records decide.",
        en_remedy="Nothing to do: reports go by the balance records. The types can be corrected "
        "in the accounting program's chart of accounts.",
        sv="#KTYP passar inte hur konton används, till exempel konto {account}: typ {declared}, "
        "men med {used}. Antal konton: {count}. Saldoposterna avgör.",
        sv_remedy="Inget behöver göras: rapporterna går efter saldoposterna. Typerna kan rättas "
        "i bokföringsprogrammets kontoplan.",
        example={"account": "3010", "declared": "T", "used": "#RES", "count": "15"},
    ),
    describe(
        Fault.RESERVED_DIMENSION,
        INFO,
        clause="SIE 4B 8.17",
        en='Dimension {dimension} ("{value}") has a number that the standard reserves; '
        "20 and up are free to use. It is read as usual.",
        en_remedy="Nothing to do here. Other programs may give the number another meaning.",
        sv='Dimension {dimension} ("{value}") har ett nummer som standarden reserverar; '
        "20 och uppåt är fria. Den läses som vanligt.",
        sv_remedy="Inget behöver göras här. Andra program kan ge numret en annan innebörd.",
        example={"dimension": "5", "value": "Bil"},
    ),
    describe(
        Fault.UNDECLARED_OBJECT,
        INFO,
        clause="SIE 4B 11 #OBJEKT",
        en="Objects of dimension {dimension} are used without #OBJEKT, for example "
        "{examples}. Objects: {count}. They are added with an empty name.",
        en_remedy="Nothing to do. For names in reports, include the objects in the export.",
        sv="Objekt i dimension {dimension} används utan #OBJEKT, till exempel "
        "{examples}. Antal objekt: {count}. De läggs till med tomt namn.",
        sv_remedy="Inget behöver göras. För namn i rapporter, ta med objekten i exporten.",
        example={"dimension": "10", "examples": "4711", "count": "107"},
    ),
    describe(
        Fault.UNDECLARED_ACCOUNT_IN_FEED,
        INFO,
        clause="SIE 4B 11 #KONTO",
        en="Account {account} is used without #KONTO, which is allowed in a file of type 4I. "
        "It is added with an empty name.",
        en_remedy="Nothing to do, if the ledger that receives the file has the account.",
        sv="Konto {account} används utan #KONTO, vilket är tillåtet i en fil av typ 4I. "
        "Det läggs till med tomt namn.",
        sv_remedy="Inget behöver göras om bokföringen som tar emot filen har kontot.",
        example={"account": "1930"},
    ),
    describe(
        Fault.ORGNR_CHECK_DIGIT,
        INFO,
        clause="SIE 4B 11 #ORGNR",
        en="The organisation number {value} has a check digit that does not fit. "
        "It is kept as it stands.",
        en_remedy="Compare it with the company's registration. Test companies often have such "
        "numbers; then there is nothing to do.",
        sv="Organisationsnumret {value} har en kontrollsiffra som inte stämmer. "
        "Det behålls som det står.",
        sv_remedy="Jämför det med företagets registrering. Testföretag har ofta sådana nummer; "
        "då behöver inget göras.",
        example={"value": "555555-5555"},
    ),
    describe(
        Fault.UNKNOWN_ACCOUNT_TYPE,
        WARNING,
        clause="SIE 4B 11 #KTYP",
        en='#KTYP says "{value}" for account {account}; the types are T, S, K and I. '
        "The type is taken from the balance records, else from the BAS class.",
        en_remedy="Check where the account stands in the reports. If it is wrong, set its type "
        "in the accounting program and export again.",
        sv='#KTYP anger "{value}" för konto {account}; typerna är T, S, K och I. '
        "Typen tas från saldoposterna, annars från BAS-klassen.",
        sv_remedy="Kontrollera var kontot står i rapporterna. Är det fel, ange dess typ i "
        "bokföringsprogrammet och exportera på nytt.",
        example={"value": "X", "account": "1930"},
    ),
    describe(
        Fault.UNDECLARED_DIMENSION,
        INFO,
        clause="SIE 4B 11 #DIM",
        en="Dimension {dimension} is used without #DIM. It is added with an empty name.",
        en_remedy="Nothing to do. For a name in reports, include the dimension in the export.",
        sv="Dimension {dimension} används utan #DIM. Den läggs till med tomt namn.",
        sv_remedy="Inget behöver göras. För ett namn i rapporter, ta med dimensionen i exporten.",
        example={"dimension": "21"},
    ),
    describe(
        Fault.UNDECLARED_ACCOUNT,
        WARNING,
        clause="SIE 4B 11 #KONTO",
        en="Account {account} is used without #KONTO. It is added with an empty name.",
        en_remedy="Check that the account exists in the accounting program, include all used "
        "accounts in the export and export again.",
        sv="Konto {account} används utan #KONTO. Det läggs till med tomt namn.",
        sv_remedy="Kontrollera att kontot finns i bokföringsprogrammet, ta med alla använda "
        "konton i exporten och exportera på nytt.",
        example={"account": "3740"},
    ),
    describe(
        Fault.ORGNR_LENGTH,
        WARNING,
        clause="SIE 4B 11 #ORGNR",
        en='The organisation number "{value}" does not have 10 digits, or 12 with the century. '
        "It is kept as it stands.",
        en_remedy="Compare it with the company's registration; correct it in the accounting "
        "program if it is Swedish, and export again.",
        sv='Organisationsnumret "{value}" har inte 10 siffror, eller 12 med sekel. '
        "Det behålls som det står.",
        sv_remedy="Jämför det med företagets registrering; rätta det i bokföringsprogrammet om "
        "det är svenskt, och exportera på nytt.",
        example={"value": "55633436"},
    ),
)
