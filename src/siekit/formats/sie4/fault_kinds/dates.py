"""Faults 400 to 499, second half: dates, periods, year numbers, type and flag."""

from __future__ import annotations

from siekit.core.faults import Fault
from siekit.formats.sie4.fault_kinds.base import ERROR, INFO, WARNING, describe

ENTRIES = (
    describe(
        Fault.DATE_WITH_HYPHENS,
        WARNING,
        clause="SIE 4B 5.10",
        en='The date "{value}" is written with hyphens; the format has eight digits. '
        "It is read as {reading}.",
        en_remedy="Nothing to do: the date is clear. Other programs may refuse it.",
        sv='Datumet "{value}" är skrivet med bindestreck; formatet har åtta siffror. '
        "Det läses som {reading}.",
        sv_remedy="Inget behöver göras: datumet är tydligt. Andra program kan neka det.",
        example={"value": "2018-05-01", "reading": "2018-05-01"},
    ),
    describe(
        Fault.ZERO_DATE,
        INFO,
        clause="SIE 4B 5.10",
        en='The date is written "{value}", only zeros. It is read as no date.',
        en_remedy="Nothing to do: some programs write an empty date like this.",
        sv='Datumet är skrivet "{value}", bara nollor. Det läses som inget datum.',
        sv_remedy="Inget behöver göras: en del program skriver ett tomt datum så.",
        example={"value": "00000000"},
    ),
    describe(
        Fault.IMPOSSIBLE_DATE,
        ERROR,
        blocks=True,
        clause="SIE 4B 5.10",
        en='The field "{field}" of {label} holds {value}, a date that does not exist. '
        "It is left empty and the record is marked.",
        en_remedy="Correct the date in the accounting program and export the file again.",
        sv='Fältet "{field}" i {label} har {value}, ett datum som inte finns. '
        "Det lämnas tomt och posten märks.",
        sv_remedy="Rätta datumet i bokföringsprogrammet och exportera filen på nytt.",
        example={
            "field": "date",
            "field_sv": "verdatum",
            "label": "#VER",
            "value": "20250230",
        },
    ),
    describe(
        Fault.COVERED_TO_OUTSIDE_YEARS,
        WARNING,
        clause="SIE 4B 11 #OMFATTN",
        en="#OMFATTN says that the balances reach to {value}, which lies outside the file's "
        "fiscal years ({first_day} – {last_day}). It is not used.",
        en_remedy="Check to which date the balances reach. If it matters, export again with "
        "that date.",
        sv="#OMFATTN anger att saldona sträcker sig till {value}, som ligger utanför filens "
        "räkenskapsår ({first_day} – {last_day}). Uppgiften används inte.",
        sv_remedy="Kontrollera till vilket datum saldona sträcker sig. Om det är viktigt, "
        "exportera på nytt med det datumet.",
        example={"value": "19700101", "first_day": "2010-01-01", "last_day": "2011-12-31"},
    ),
    describe(
        Fault.WORD_IN_TAX_YEAR,
        INFO,
        clause="SIE 4B 11 #TAXAR",
        en='#TAXAR says "{value}". The tax year is read as {reading}.',
        en_remedy="Nothing to do: the word after the year comes from an older edition of the "
        "standard.",
        sv='#TAXAR anger "{value}". Taxeringsåret läses som {reading}.',
        sv_remedy="Inget behöver göras: ordet efter året kommer från en äldre utgåva av "
        "standarden.",
        example={"value": "2018 ÅRL", "reading": "2018"},
    ),
    describe(
        Fault.YEAR_NUMBER_DISAGREES,
        WARNING,
        clause="SIE 4B 11 #PSALDO",
        en="Year numbers and periods disagree: {label} says year {year_no}, but period {period} "
        "lies in year {period_year}. Rows: {count}. The period decides.",
        en_remedy="Check a few period balances of both years against the accounting program; "
        "if they are right there is nothing to do.",
        sv="Årsnummer och perioder stämmer inte överens: {label} anger år {year_no}, men "
        "period {period} ligger i år {period_year}. Antal rader: {count}. Perioden avgör.",
        sv_remedy="Kontrollera några periodsaldon för båda åren mot bokföringsprogrammet; är de "
        "rätt behöver inget göras.",
        example={
            "label": "#PSALDO",
            "year_no": "0",
            "period": "201601",
            "period_year": "-1",
            "count": "174",
        },
    ),
    describe(
        Fault.PERIOD_OUTSIDE_YEARS,
        WARNING,
        clause="SIE 4B 11 #PSALDO",
        en="Period {period} lies outside the file's fiscal years ({first_day} – {last_day}). "
        "Rows: {count}. They are kept.",
        en_remedy="If the period belongs to one of the years, check the year's dates in the "
        "accounting program and export again.",
        sv="Period {period} ligger utanför filens räkenskapsår ({first_day} – {last_day}). "
        "Antal rader: {count}. De behålls.",
        sv_remedy="Om perioden hör till något av åren, kontrollera årets datum i "
        "bokföringsprogrammet och exportera på nytt.",
        example={
            "period": "202601",
            "first_day": "2024-01-01",
            "last_day": "2025-12-31",
            "count": "29",
        },
    ),
    describe(
        Fault.POSITIVE_YEAR_NUMBER,
        ERROR,
        blocks=True,
        clause="SIE 4B 11 #RAR",
        en="{label} has year number {value}; the standard has only 0 for the current year and "
        "negative numbers for earlier ones. The record is kept and marked.",
        en_remedy="Export the file again with the year in question as the current year.",
        sv="{label} har årsnummer {value}; standarden har bara 0 för innevarande år och negativa "
        "tal för tidigare. Posten behålls och märks.",
        sv_remedy="Exportera filen på nytt med det aktuella året som innevarande år.",
        example={"label": "#IB", "value": "1"},
    ),
    describe(
        Fault.LETTER_IN_TYPE,
        WARNING,
        clause="SIE 4B 11 #SIETYP",
        en='#SIETYP says "{value}"; the standard has only the digit. '
        "The file is read as type {sie_type}.",
        en_remedy="Nothing to do if the type is right. Other programs may refuse the file.",
        sv='#SIETYP anger "{value}"; standarden har bara siffran. Filen läses som typ {sie_type}.',
        sv_remedy="Inget behöver göras om typen är rätt. Andra program kan neka filen.",
        example={"value": "4e", "sie_type": "4E"},
    ),
    describe(
        Fault.UNREADABLE_YEAR_NUMBER,
        ERROR,
        blocks=True,
        clause="SIE 4B 11 #RAR",
        en='{label} has "{value}" as its year number, which cannot be read as one (0, -1, -2 and '
        "so on). It is left empty and the record is marked.",
        en_remedy="Export the file again from the accounting program.",
        sv='{label} har "{value}" som årsnummer, vilket inte går att läsa som ett (0, -1, -2 och '
        "så vidare). Det lämnas tomt och posten märks.",
        sv_remedy="Exportera filen på nytt från bokföringsprogrammet.",
        example={"label": "#UB", "value": "2025"},
    ),
    describe(
        Fault.UNREADABLE_PERIOD,
        ERROR,
        blocks=True,
        clause="SIE 4B 11 #PSALDO",
        en='{label} has "{value}" as its period, which is not a year and a month (YYYYMM). '
        "The period is left empty and the record is marked.",
        en_remedy="Export the file again from the accounting program.",
        sv='{label} har "{value}" som period, vilket inte är ett år och en månad (ÅÅÅÅMM). '
        "Perioden lämnas tom och posten märks.",
        sv_remedy="Exportera filen på nytt från bokföringsprogrammet.",
        example={"label": "#PSALDO", "value": "202513"},
    ),
    describe(
        Fault.UNREADABLE_TAX_YEAR,
        WARNING,
        clause="SIE 4B 11 #TAXAR",
        en='#TAXAR says "{value}", which is not a year. It is not used.',
        en_remedy="Nothing to do, unless the file is for a tax return. Then set the tax year in "
        "the accounting program and export again.",
        sv='#TAXAR anger "{value}", vilket inte är ett år. Uppgiften används inte.',
        sv_remedy="Inget behöver göras om inte filen är till en deklaration. Ange i så fall "
        "taxeringsåret i bokföringsprogrammet och exportera på nytt.",
        example={"value": "MMXVIII"},
    ),
    describe(
        Fault.SIX_DIGIT_DATE,
        WARNING,
        clause="SIE 4B 5.10",
        en='The date "{value}" has six digits; the format has eight. '
        "The century is assumed and it is read as {reading}.",
        en_remedy="Check that the date read is the one in the accounting program.",
        sv='Datumet "{value}" har sex siffror; formatet har åtta. '
        "Seklet antas och det läses som {reading}.",
        sv_remedy="Kontrollera att det lästa datumet är det som står i bokföringsprogrammet.",
        example={"value": "180501", "reading": "2018-05-01"},
    ),
    describe(
        Fault.MISSING_TYPE,
        WARNING,
        clause="SIE 4B 11 #SIETYP",
        en="#SIETYP is missing, which would mean type 1, but the file holds vouchers. "
        "It is read as type 4.",
        en_remedy="Nothing to do if vouchers were expected. Other programs may refuse the file.",
        sv="#SIETYP saknas, vilket skulle betyda typ 1, men filen innehåller verifikationer. "
        "Den läses som typ 4.",
        sv_remedy="Inget behöver göras om verifikationer var väntade. Andra program kan neka "
        "filen.",
    ),
    describe(
        Fault.UNREADABLE_DATE,
        ERROR,
        blocks=True,
        clause="SIE 4B 5.10",
        en='The field "{field}" of {label} holds "{value}", which is not a date. '
        "It is left empty and the record is marked.",
        en_remedy="Correct the date in the accounting program and export the file again.",
        sv='Fältet "{field}" i {label} har "{value}", vilket inte är ett datum. '
        "Det lämnas tomt och posten märks.",
        sv_remedy="Rätta datumet i bokföringsprogrammet och exportera filen på nytt.",
        example={
            "field": "date",
            "field_sv": "verdatum",
            "label": "#VER",
            "value": "1 maj",
        },
    ),
    describe(
        Fault.UNREADABLE_TYPE,
        WARNING,
        clause="SIE 4B 11 #SIETYP",
        en='#SIETYP says "{value}", which is not a file type. '
        "Going by its content, the file is read as type {sie_type}.",
        en_remedy="Check that the type is right; then there is nothing to do.",
        sv='#SIETYP anger "{value}", vilket inte är en filtyp. '
        "Utifrån sitt innehåll läses filen som typ {sie_type}.",
        sv_remedy="Kontrollera att typen är rätt; då behöver inget göras.",
        example={"value": "7", "sie_type": "4E"},
    ),
    describe(
        Fault.MISSING_VOUCHER_DATE,
        ERROR,
        blocks=True,
        clause="SIE 4B 11 #VER",
        en="Voucher {voucher} has no date. It is kept and marked, but belongs to no fiscal year.",
        en_remedy="Give the voucher its date in the program that made the file and export again.",
        sv="Verifikation {voucher} saknar datum. Den behålls och märks, men hör inte till något "
        "räkenskapsår.",
        sv_remedy="Ge verifikationen dess datum i programmet som skapade filen och exportera på "
        "nytt.",
        example={"voucher": "A 12"},
    ),
    describe(
        Fault.UNREADABLE_FLAG,
        WARNING,
        clause="SIE 4B 11 #FLAGGA",
        en='#FLAGGA says "{value}"; it should be 0 or 1. '
        "Whether the file has been read in before is not known.",
        en_remedy="Before the file is read into a ledger, check that its vouchers are not "
        "already there.",
        sv='#FLAGGA anger "{value}"; det ska vara 0 eller 1. '
        "Det är inte känt om filen har lästs in tidigare.",
        sv_remedy="Innan filen läses in i en bokföring, kontrollera att dess verifikationer inte "
        "redan finns där.",
        example={"value": "X"},
    ),
)
