"""Faults 100 to 199: character sets and characters."""

from __future__ import annotations

from siekit.core.faults import Fault
from siekit.formats.sie4.fault_kinds.base import INFO, WARNING, describe

ENTRIES = (
    describe(
        Fault.ENCODING_NOT_AS_DECLARED,
        INFO,
        clause="SIE 4B 5.8",
        en="#FORMAT says {declared}, but the letters are written in {found}. "
        "The file is read as {found}.",
        en_remedy="Nothing to do: names come out right. If some look wrong, export the file "
        "again with the character set PC8.",
        sv="#FORMAT anger {declared}, men bokstäverna är skrivna i {found}. "
        "Filen läses som {found}.",
        sv_remedy="Inget behöver göras: namnen blir rätt. Om några ser fel ut, exportera filen "
        "på nytt med teckenuppsättningen PC8.",
        example={"declared": "PC8", "found": "UTF-8"},
    ),
    describe(
        Fault.BYTE_ORDER_MARK,
        INFO,
        clause="SIE 4B 5.8",
        en="The file begins with a byte order mark, which the format does not have. "
        "The mark is left out and the file is read as UTF-8.",
        en_remedy="Nothing to do: the content is not affected.",
        sv="Filen börjar med en byteordningsmarkering (BOM), som formatet inte har. "
        "Markeringen utelämnas och filen läses som UTF-8.",
        sv_remedy="Inget behöver göras: innehållet påverkas inte.",
    ),
    describe(
        Fault.UTF_16,
        INFO,
        clause="SIE 4B 5.8",
        en="The file is written in UTF-16, not in the format's own character set PC8. "
        "It is read as UTF-16.",
        en_remedy="Nothing to do here. Other programs may refuse the file; for them, export it "
        "again with the character set PC8.",
        sv="Filen är skriven i UTF-16, inte i formatets egen teckenuppsättning PC8. "
        "Den läses som UTF-16.",
        sv_remedy="Inget behöver göras här. Andra program kan neka filen; exportera den på nytt "
        "med teckenuppsättningen PC8 för dem.",
    ),
    describe(
        Fault.MAC_ROMAN,
        WARNING,
        clause="SIE 4B 5.8",
        en="The Swedish letters seem to be written in Mac Roman, the character set of old "
        "Macintosh programs. The file is read as Mac Roman.",
        en_remedy="Look at a few names with å, ä and ö. If they look wrong, export the file "
        "again with the character set PC8.",
        sv="De svenska bokstäverna tycks vara skrivna i Mac Roman, äldre Macintosh-programs "
        "teckenuppsättning. Filen läses som Mac Roman.",
        sv_remedy="Titta på några namn med å, ä och ö. Om de ser fel ut, exportera filen på nytt "
        "med teckenuppsättningen PC8.",
    ),
    describe(
        Fault.SECOND_ENCODING,
        INFO,
        clause="SIE 4B 5.8",
        en="A field of {label} seems to be written in {second}, while the file is read as "
        "{found}: {value}. It is kept as it stands; it may be meant as {reading}.",
        en_remedy="Nothing to do, unless the text matters. Then change it in the program that "
        "made the file and export again.",
        sv="Ett fält i {label} tycks vara skrivet i {second}, medan filen läses som {found}: "
        "{value}. Det behålls som det står; det kan vara menat som {reading}.",
        sv_remedy="Inget behöver göras om inte texten är viktig. Ändra den i så fall i programmet "
        "som skapade filen och exportera på nytt.",
        example={
            "label": "#FNR",
            "second": "ISO-8859-1",
            "found": "CP437",
            "value": "C:\\Bokf÷ring",
            "reading": "C:\\Bokföring",
        },
    ),
    describe(
        Fault.DESTROYED_LETTERS,
        WARNING,
        clause="SIE 4B 5.8",
        en="Letters had already been lost when the file came here: it holds the replacement "
        "character U+FFFD in their place. Places: {count}. They are kept as they are.",
        en_remedy="The letters cannot be recovered from this file. Export it again from the "
        "accounting program and use it without opening and saving it in between.",
        sv="Bokstäver hade redan gått förlorade när filen kom hit: den har ersättningstecknet "
        "U+FFFD i deras ställe. Antal ställen: {count}. De behålls som de är.",
        sv_remedy="Bokstäverna kan inte återskapas ur filen. Exportera den på nytt från "
        "bokföringsprogrammet och använd den utan att öppna och spara den däremellan.",
        example={"count": "12"},
    ),
    describe(
        Fault.MANGLED_LETTERS,
        WARNING,
        clause="SIE 4B 5.8",
        en="Swedish letters seem to have become other characters in an earlier conversion, "
        "for example {examples}. Places: {count}. The texts are kept as they stand.",
        en_remedy="Amounts are not affected. For right names, export the file again from the "
        "accounting program and use it without opening and saving it in between.",
        sv="Svenska bokstäver tycks ha blivit andra tecken i en tidigare omvandling, "
        "till exempel {examples}. Antal ställen: {count}. Texterna behålls som de står.",
        sv_remedy="Beloppen påverkas inte. För rätt namn, exportera filen på nytt från "
        "bokföringsprogrammet och använd den utan att öppna och spara den däremellan.",
        example={"examples": "F”retag, tj„nster", "count": "46"},
    ),
    describe(
        Fault.UNKNOWN_FORMAT,
        INFO,
        clause="SIE 4B 5.8",
        en='#FORMAT says "{value}"; the standard has only PC8. The file is read as {found}.',
        en_remedy="Nothing to do: the character set is told from the letters themselves.",
        sv='#FORMAT anger "{value}"; standarden har bara PC8. Filen läses som {found}.',
        sv_remedy="Inget behöver göras: teckenuppsättningen avgörs av bokstäverna själva.",
        example={"value": "UTF8", "found": "UTF-8"},
    ),
    describe(
        Fault.MISSING_FORMAT,
        WARNING,
        clause="SIE 4B 5.8",
        en="#FORMAT is missing, so the file does not say which character set it is written in. "
        "It is read as {found}.",
        en_remedy="Look at a few names with å, ä and ö. If they are right there is nothing to "
        "do; some other programs refuse a file without #FORMAT.",
        sv="#FORMAT saknas, så filen säger inte vilken teckenuppsättning den är skriven i. "
        "Den läses som {found}.",
        sv_remedy="Titta på några namn med å, ä och ö. Är de rätt behöver inget göras; en del "
        "andra program nekar en fil utan #FORMAT.",
        example={"found": "CP437"},
    ),
    describe(
        Fault.CONTROL_CHARACTER,
        WARNING,
        clause="SIE 4B 5.7",
        en="The line holds a control character, which no text may hold: {value}. "
        "The character is left out.",
        en_remedy="Look at the text in the accounting program; it may have been pasted from "
        "elsewhere. Write it anew there and export again.",
        sv="Raden innehåller ett styrtecken, som ingen text får innehålla: {value}. "
        "Tecknet utelämnas.",
        sv_remedy="Titta på texten i bokföringsprogrammet; den kan vara inklistrad från annat "
        "håll. Skriv den på nytt där och exportera igen.",
        example={"value": "Hyra\\x00 mars"},
    ),
    describe(
        Fault.NO_BREAK_SPACE_IN_NUMBER,
        WARNING,
        clause="SIE 4B 5.9",
        en='The number "{value}" holds a no-break space. It is read as {reading}.',
        en_remedy="Check that the number read is the one in the accounting program.",
        sv='Talet "{value}" innehåller ett hårt mellanslag. Det läses som {reading}.',
        sv_remedy="Kontrollera att det lästa talet är det som står i bokföringsprogrammet.",
        example={"value": "1\\xa0234.50", "reading": "1234.50"},
    ),
)
