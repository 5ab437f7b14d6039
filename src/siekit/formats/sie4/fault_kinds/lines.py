"""Faults 200 to 299: lines, braces, and which records stand where."""

from __future__ import annotations

from siekit.core.faults import Fault
from siekit.formats.sie4.fault_kinds.base import ERROR, INFO, WARNING, describe

ENTRIES = (
    describe(
        Fault.LINE_WITHOUT_LABEL,
        WARNING,
        clause="SIE 4B 5.3",
        en="The line does not begin with a label: {value}. It is not used.",
        en_remedy="It may be the rest of a text on the line before, broken by a line break. "
        "Remove the line break from the text in the accounting program and export again.",
        sv="Raden börjar inte med en etikett: {value}. Den används inte.",
        sv_remedy="Den kan vara resten av en text på raden före, delad av en radbrytning. "
        "Ta bort radbrytningen ur texten i bokföringsprogrammet och exportera på nytt.",
        example={"value": 'för mars 2025"'},
    ),
    describe(
        Fault.UNCLOSED_QUOTE,
        WARNING,
        clause="SIE 4B 5.7",
        en="A text has no closing quotation mark: {value}. "
        "The rest of the line is read as the text.",
        en_remedy="Check the record: the text may be cut, and fields after it may be missing. "
        "If the text matters, shorten it in the accounting program and export again.",
        sv="En text saknar avslutande citattecken: {value}. Resten av raden läses som texten.",
        sv_remedy="Kontrollera posten: texten kan vara avkortad, och fält efter den kan saknas. "
        "Om texten är viktig, korta den i bokföringsprogrammet och exportera på nytt.",
        example={"value": '"Hyra kontor och lager, första kvar'},
    ),
    describe(
        Fault.MISSING_OPENING_BRACE,
        WARNING,
        clause="SIE 4B 5.4",
        en="The line {{ is missing after #VER. The rows that follow are read as the voucher's.",
        en_remedy="Compare the voucher with the one in the accounting program; if its rows are "
        "the same there is nothing to do.",
        sv="Raden {{ saknas efter #VER. Raderna som följer läses som verifikationens.",
        sv_remedy="Jämför verifikationen med den i bokföringsprogrammet; är raderna desamma "
        "behöver inget göras.",
    ),
    describe(
        Fault.MISSING_CLOSING_BRACE,
        WARNING,
        clause="SIE 4B 5.4",
        en="The line }} is missing after the rows of a voucher. "
        "The voucher is taken to end before {label}.",
        en_remedy="Compare the voucher with the one in the accounting program: rows may be "
        "missing at its end. If so, export again.",
        sv="Raden }} saknas efter en verifikations rader. Verifikationen antas sluta före {label}.",
        sv_remedy="Jämför verifikationen med den i bokföringsprogrammet: rader kan saknas i dess "
        "slut. Exportera i så fall på nytt.",
        example={"label": "#VER"},
    ),
    describe(
        Fault.BRACE_ON_VOUCHER_LINE,
        WARNING,
        clause="SIE 4B 5.4",
        en="The brace {{ stands on the same line as #VER; it should have a line of its own. "
        "The voucher is read as usual.",
        en_remedy="Nothing to do: the voucher is complete. Other programs may refuse the file.",
        sv="Klammern {{ står på samma rad som #VER; den ska ha en egen rad. "
        "Verifikationen läses som vanligt.",
        sv_remedy="Inget behöver göras: verifikationen är hel. Andra program kan neka filen.",
    ),
    describe(
        Fault.EMPTY_VOUCHER,
        INFO,
        clause="SIE 4B 11 #VER",
        en="Voucher {voucher} has no rows. It is kept, since it holds a number in its series.",
        en_remedy="Nothing to do if the number was cancelled. Otherwise look the voucher up in "
        "the accounting program and export again.",
        sv="Verifikation {voucher} har inga rader. Den behålls, eftersom den upptar ett nummer "
        "i sin serie.",
        sv_remedy="Inget behöver göras om numret är makulerat. Slå annars upp verifikationen i "
        "bokföringsprogrammet och exportera på nytt.",
        example={"voucher": "A 12"},
    ),
    describe(
        Fault.VOUCHER_WITHOUT_BLOCK,
        WARNING,
        clause="SIE 4B 5.4",
        en="Voucher {voucher} is not followed by a block of rows. It is kept without rows.",
        en_remedy="Look the voucher up in the accounting program. If it has rows there, export "
        "again.",
        sv="Verifikation {voucher} följs inte av något block med rader. Den behålls utan rader.",
        sv_remedy="Slå upp verifikationen i bokföringsprogrammet. Har den rader där, exportera "
        "på nytt.",
        example={"voucher": "A 12"},
    ),
    describe(
        Fault.ROW_OUTSIDE_VOUCHER,
        ERROR,
        blocks=True,
        clause="SIE 4B 11 #TRANS",
        en="The row stands outside every voucher: {value}. It is kept and marked, but belongs "
        "to no voucher.",
        en_remedy="A #VER line before the row seems to be missing. Export the file again from "
        "the accounting program.",
        sv="Raden står utanför alla verifikationer: {value}. Den behålls och märks, men hör "
        "inte till någon verifikation.",
        sv_remedy="En #VER-rad före raden tycks saknas. Exportera filen på nytt från "
        "bokföringsprogrammet.",
        example={"value": "#TRANS 1930 {} -500.00"},
    ),
    describe(
        Fault.FLAG_NOT_FIRST,
        WARNING,
        clause="SIE 4B 5.11",
        en="The file should begin with #FLAGGA, but begins with {value}. "
        "The rest looks like a SIE file and is read.",
        en_remedy="Check that nothing is missing at the beginning of the file. Other programs "
        "may refuse it; if so, export again.",
        sv="Filen ska börja med #FLAGGA, men börjar med {value}. "
        "Resten ser ut som en SIE-fil och läses.",
        sv_remedy="Kontrollera att inget saknas i filens början. Andra program kan neka den; "
        "exportera i så fall på nytt.",
        example={"value": "#PROGRAM"},
    ),
    describe(
        Fault.GROUPS_OUT_OF_ORDER,
        INFO,
        clause="SIE 4B 5.11",
        en="Records stand in another order than the standard's; the first is {label} on line "
        "{line}. Records: {count}. They are read all the same.",
        en_remedy="Nothing to do: the order does not change the figures.",
        sv="Poster står i en annan ordning än standardens; den första är {label} på rad "
        "{line}. Antal poster: {count}. De läses ändå.",
        sv_remedy="Inget behöver göras: ordningen ändrar inte siffrorna.",
        example={"label": "#KONTO", "line": "18", "count": "359"},
    ),
    describe(
        Fault.LABEL_NOT_UPPER_CASE,
        WARNING,
        en='The label is written "{value}" and is read as {label}.',
        en_remedy="Nothing to do: the record is used. Other programs may miss it.",
        sv='Etiketten är skriven "{value}" och läses som {label}.',
        sv_remedy="Inget behöver göras: posten används. Andra program kan missa den.",
        example={"value": "#konto", "label": "#KONTO"},
    ),
    describe(
        Fault.UNKNOWN_LABEL,
        INFO,
        clause="SIE 4B 7.1",
        en="{label} is not a label of the standard. Lines: {count}. "
        "They are kept as they stand, but not used.",
        en_remedy="Nothing to do: the program that made the file adds records of its own.",
        sv="{label} är ingen av standardens etiketter. Antal rader: {count}. "
        "De behålls som de står, men används inte.",
        sv_remedy="Inget behöver göras: programmet som skapade filen lägger till egna poster.",
        example={"label": "#MOMSKOD", "count": "4"},
    ),
    describe(
        Fault.RECORD_NOT_FOR_TYPE,
        INFO,
        clause="SIE 4B 6",
        en="{label} does not belong in a file of type {sie_type}. Lines: {count}. "
        "They are read all the same.",
        en_remedy="Nothing to do: the record only adds to what is known.",
        sv="{label} hör inte hemma i en fil av typ {sie_type}. Antal rader: {count}. "
        "De läses ändå.",
        sv_remedy="Inget behöver göras: posten lägger bara till uppgifter.",
        example={"label": "#OMFATTN", "sie_type": "1", "count": "1"},
    ),
    describe(
        Fault.MISSING_RECORD,
        WARNING,
        clause="SIE 4B 5.14",
        en="{missing} is missing; a file of type {sie_type} should have it. "
        "The file is read without it.",
        en_remedy="If the accounting program has the information, include it in the export and "
        "export again.",
        sv="{missing} saknas; en fil av typ {sie_type} ska ha den posten. Filen läses utan den.",
        sv_remedy="Om bokföringsprogrammet har uppgiften, ta med den i exporten och exportera "
        "på nytt.",
        example={"missing": "#OMFATTN", "sie_type": "2"},
    ),
    describe(
        Fault.REPEATED_IDENTIFICATION,
        WARNING,
        en="{label} is given more than once: {other} on line {other_line} and {kept} on line "
        "{kept_line}. The last one is used.",
        en_remedy="Check which one is right. If it is not the last one, correct it in the "
        "accounting program and export again.",
        sv="{label} anges mer än en gång: {other} på rad {other_line} och {kept} på rad "
        "{kept_line}. Den sista används.",
        sv_remedy="Kontrollera vilken som är rätt. Är det inte den sista, rätta i "
        "bokföringsprogrammet och exportera på nytt.",
        example={
            "label": "#FNAMN",
            "other": "Exempel AB",
            "other_line": "6",
            "kept": "Exempel Holding AB",
            "kept_line": "9",
        },
    ),
    describe(
        Fault.REPEATED_RECORD,
        WARNING,
        en="{label} {key} stands again with the same content as on line {kept_line}. "
        "It counts once.",
        en_remedy="Check that the record says what the accounting program does.",
        sv="{label} {key} står igen med samma innehåll som på rad {kept_line}. Den räknas en gång.",
        sv_remedy="Kontrollera att posten anger det som står i bokföringsprogrammet.",
        example={"label": "#UB", "key": "0 1930", "kept_line": "210"},
    ),
    describe(
        Fault.CHART_ONLY,
        INFO,
        en="The file holds a chart of accounts, but no balances and no vouchers. "
        "Accounts: {count}.",
        en_remedy="Nothing to do if only the chart was wanted. Otherwise choose another file "
        "type or another year in the export and export again.",
        sv="Filen innehåller en kontoplan, men inga saldon och inga verifikationer. "
        "Antal konton: {count}.",
        sv_remedy="Inget behöver göras om bara kontoplanen önskades. Välj annars en annan filtyp "
        "eller ett annat år i exporten och exportera på nytt.",
        example={"count": "415"},
    ),
    describe(
        Fault.STRAY_BRACE,
        WARNING,
        clause="SIE 4B 5.4",
        en="A line with only {value} stands where no voucher begins or ends. It is not used.",
        en_remedy="Check the vouchers just before and after it: a #VER line may be missing. "
        "If so, export again.",
        sv="En rad med bara {value} står där ingen verifikation börjar eller slutar. "
        "Den används inte.",
        sv_remedy="Kontrollera verifikationerna närmast före och efter: en #VER-rad kan saknas. "
        "Exportera i så fall på nytt.",
        example={"value": "}"},
    ),
    describe(
        Fault.FIGURES_NOT_FOR_TYPE,
        WARNING,
        clause="SIE 4B 6",
        en="{label} holds figures that do not belong in a file of type {sie_type}. "
        "Lines: {count}. They are read and shown.",
        en_remedy="Decide whether they are to be used. If the type is wrong, choose the right "
        "type in the export and export again.",
        sv="{label} har siffror som inte hör hemma i en fil av typ {sie_type}. "
        "Antal rader: {count}. De läses och visas.",
        sv_remedy="Bestäm om de ska användas. Om typen är fel, välj rätt typ i exporten och "
        "exportera på nytt.",
        example={"label": "#IB", "sie_type": "4I", "count": "38"},
    ),
    describe(
        Fault.FILE_CUT_OFF,
        ERROR,
        blocks=True,
        clause="SIE 4B 5.4, 10.4",
        en="The file is cut off: what {label} on line {line} begins is not closed before the "
        "file ends. What there is has been read.",
        en_remedy="The end of the file is missing. Export or download it again.",
        sv="Filen är avkapad: det som {label} på rad {line} inleder avslutas inte innan filen "
        "tar slut. Det som finns är läst.",
        sv_remedy="Filens slut saknas. Exportera eller hämta den på nytt.",
        example={"label": "#VER", "line": "8812"},
    ),
    describe(
        Fault.CONFLICTING_RECORD,
        ERROR,
        blocks=True,
        en="{label} {key} is given twice with different content: {kept} on line {kept_line} "
        "and {other} on line {other_line}. Which one is right cannot be told from the file.",
        en_remedy="Look the figure up in the accounting program and export again. Until then "
        "line {kept_line} is used.",
        sv="{label} {key} anges två gånger med olika innehåll: {kept} på rad {kept_line} "
        "och {other} på rad {other_line}. Vilken som är rätt framgår inte av filen.",
        sv_remedy="Slå upp uppgiften i bokföringsprogrammet och exportera på nytt. Tills dess "
        "används rad {kept_line}.",
        example={
            "label": "#UB",
            "key": "0 1930",
            "kept": "700.00",
            "kept_line": "210",
            "other": "750.00",
            "other_line": "644",
        },
    ),
)
