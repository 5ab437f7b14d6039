"""Faults 300 to 399: fields, quotation marks and object lists."""

from __future__ import annotations

from siekit.core.faults import Fault
from siekit.formats.sie4.fault_kinds.base import ERROR, INFO, WARNING, describe

ENTRIES = (
    describe(
        Fault.UNQUOTED_TEXT,
        WARNING,
        clause="SIE 4B 5.7",
        en="The text of {label} has spaces but no quotation marks around it. "
        "It is read as one text: {value}.",
        en_remedy="Check that the text is right; then there is nothing to do.",
        sv="Texten i {label} har mellanslag men inga citattecken omkring sig. "
        "Den läses som en text: {value}.",
        sv_remedy="Kontrollera att texten är rätt; då behöver inget göras.",
        example={"label": "#FNAMN", "value": "Övningsbolaget AB"},
    ),
    describe(
        Fault.STRAY_QUOTE,
        WARNING,
        clause="SIE 4B 5.7",
        en="A quotation mark stands inside a quoted text: {value}. "
        "It is read as a part of the text.",
        en_remedy="Check that the text and the fields after it are right; then there is "
        "nothing to do.",
        sv="Ett citattecken står inne i en text inom citattecken: {value}. "
        "Det läses som en del av texten.",
        sv_remedy="Kontrollera att texten och fälten efter den är rätt; då behöver inget göras.",
        example={"value": '"F"rs,ljning"'},
    ),
    describe(
        Fault.BACKSLASH_BEFORE_CLOSING_QUOTE,
        WARNING,
        clause="SIE 4B 5.7",
        en="A text ends in a backslash before its closing quotation mark: {value}. "
        "The backslash is read as a part of the text.",
        en_remedy="Check that the text is right; then there is nothing to do.",
        sv="En text slutar med ett omvänt snedstreck före sitt avslutande citattecken: {value}. "
        "Snedstrecket läses som en del av texten.",
        sv_remedy="Kontrollera att texten är rätt; då behöver inget göras.",
        example={"value": '"C:\\Bokslut\\"'},
    ),
    describe(
        Fault.MISSING_EMPTY_FIELD,
        WARNING,
        clause="SIE 4B 5.7",
        en='An empty series is written as nothing instead of "", so that the other fields of '
        "#VER stand one place to the left. They are read as number {number} and date {date}.",
        en_remedy="Check that number and date are right; then there is nothing to do.",
        sv='En tom serie är skriven som ingenting i stället för "", så att de andra fälten i '
        "#VER står ett steg åt vänster. De läses som nummer {number} och datum {date}.",
        sv_remedy="Kontrollera att nummer och datum är rätt; då behöver inget göras.",
        example={"number": "1", "date": "2017-01-01"},
    ),
    describe(
        Fault.MISSING_FIELD,
        INFO,
        clause="SIE 4B 5.14",
        en='{label} lacks its field "{field}". Nothing is assumed in its place.',
        en_remedy="Nothing to do, unless the information is needed. Then fill it in in the "
        "accounting program and export again.",
        sv='{label} saknar sitt fält "{field}". Inget antas i stället.',
        sv_remedy="Inget behöver göras om inte uppgiften behövs. Fyll i så fall i den i "
        "bokföringsprogrammet och exportera på nytt.",
        example={"label": "#ORGNR", "field": "org number", "field_sv": "orgnr"},
    ),
    describe(
        Fault.SHORT_ADDRESS,
        INFO,
        clause="SIE 4B 11 #ADRESS",
        en="#ADRESS should have 4 fields and has {given}. They are read from the left: contact, "
        "street, postal address, phone.",
        en_remedy="Nothing to do: only the address is affected. A phone number may stand where "
        "the postal address should.",
        sv="#ADRESS ska ha 4 fält och har {given}. De läses från vänster: kontakt, gatuadress, "
        "postadress, telefon.",
        sv_remedy="Inget behöver göras: bara adressen påverkas. Ett telefonnummer kan stå där "
        "postadressen ska stå.",
        example={"given": "3"},
    ),
    describe(
        Fault.TEXT_IN_DATE_POSITION,
        WARNING,
        clause="SIE 4B 11 #TRANS",
        en='The row has "{value}" where its date should stand. It is read as the row\'s text, '
        "and the row has the voucher's date.",
        en_remedy="Check the row; if the text is right there is nothing to do.",
        sv='Raden har "{value}" där dess datum ska stå. Det läses som radens text, '
        "och raden får verifikationens datum.",
        sv_remedy="Kontrollera raden; är texten rätt behöver inget göras.",
        example={"value": "Kontant"},
    ),
    describe(
        Fault.EXTRA_FIELD,
        INFO,
        clause="SIE 4B 7.3",
        en="{label} has more fields than the standard gives it: {value}. "
        "The extra ones are kept, but not used.",
        en_remedy="Nothing to do: the fields of the standard are read as usual.",
        sv="{label} har fler fält än standarden ger den: {value}. "
        "De överflödiga behålls, men används inte.",
        sv_remedy="Inget behöver göras: standardens fält läses som vanligt.",
        example={"label": "#TAXAR", "value": "ÅRL"},
    ),
    describe(
        Fault.MISSING_OBJECT_LIST,
        INFO,
        clause="SIE 4B 11 #TRANS",
        en="{label} has no object list. It is read as an empty one, {{}}.",
        en_remedy="Nothing to do, unless the figure should stand on a cost centre, project or "
        "other object. Then export again.",
        sv="{label} saknar objektlista. Den läses som en tom, {{}}.",
        sv_remedy="Inget behöver göras om inte siffran ska stå på ett kostnadsställe, projekt "
        "eller annat objekt. Exportera i så fall på nytt.",
        example={"label": "#PBUDGET"},
    ),
    describe(
        Fault.BROKEN_OBJECT_LIST,
        ERROR,
        blocks=True,
        clause="SIE 4B 11 #TRANS",
        en="The object list of {label} cannot be read: {value}. "
        "The row is kept without objects and marked.",
        en_remedy="The list should hold pairs of dimension and object between {{ and }}. "
        "Export the file again from the accounting program.",
        sv="Objektlistan i {label} går inte att läsa: {value}. "
        "Raden behålls utan objekt och märks.",
        sv_remedy="Listan ska ha par av dimension och objekt mellan {{ och }}. "
        "Exportera filen på nytt från bokföringsprogrammet.",
        example={"label": "#TRANS", "value": '{1 "100" 6}'},
    ),
    describe(
        Fault.SWAPPED_PERIOD_AND_ACCOUNT,
        WARNING,
        clause="SIE 4B 11 #PBUDGET",
        en="Period and account have changed places in {label}. They are read as period {period} "
        "and account {account}.",
        en_remedy="Check that account and period are right; then there is nothing to do.",
        sv="Period och konto har bytt plats i {label}. De läses som period {period} "
        "och konto {account}.",
        sv_remedy="Kontrollera att konto och period är rätt; då behöver inget göras.",
        example={"label": "#PBUDGET", "period": "201701", "account": "1119"},
    ),
    describe(
        Fault.QUOTE_IN_BARE_WORD,
        WARNING,
        clause="SIE 4B 5.7",
        en="A quotation mark stands in a word that is not quoted: {value}. "
        "It is read as a part of the word.",
        en_remedy="Check that the text is right; then there is nothing to do.",
        sv="Ett citattecken står i ett ord som inte står inom citattecken: {value}. "
        "Det läses som en del av ordet.",
        sv_remedy="Kontrollera att texten är rätt; då behöver inget göras.",
        example={"value": '19"skärm'},
    ),
    describe(
        Fault.UNREADABLE_DIMENSION,
        ERROR,
        blocks=True,
        clause="SIE 4B 11 #DIM",
        en='{label} has "{value}" as a dimension number, which is not a whole number. '
        "No dimension is assumed in its place.",
        en_remedy="Correct the dimension in the accounting program and export again.",
        sv='{label} har "{value}" som dimensionsnummer, vilket inte är ett heltal. '
        "Ingen dimension antas i stället.",
        sv_remedy="Rätta dimensionen i bokföringsprogrammet och exportera på nytt.",
        example={"label": "#TRANS", "value": "KST"},
    ),
    describe(
        Fault.MISSING_VALUE,
        WARNING,
        clause="SIE 4B 5.14",
        en='{label} lacks its field "{field}", which it must have. Nothing is assumed in its '
        "place.",
        en_remedy="Fill the information in in the accounting program, if it is known, and "
        "export again.",
        sv='{label} saknar sitt fält "{field}", som måste finnas. Inget antas i stället.',
        sv_remedy="Fyll i uppgiften i bokföringsprogrammet, om den är känd, och exportera på nytt.",
        example={"label": "#RAR", "field": "start", "field_sv": "start"},
    ),
)
