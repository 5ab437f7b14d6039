"""Faults 700 to 799: balances, fiscal years and the checksum."""

from __future__ import annotations

from siekit.core.faults import Fault
from siekit.formats.sie4.fault_kinds.base import ERROR, INFO, WARNING, describe

ENTRIES = (
    describe(
        Fault.REMAINDER_STYLE,
        INFO,
        clause="SIE 4B 11 #PSALDO",
        en="The #PSALDO rows without object hold only what has no object, so that an account's "
        "change is the sum of all its rows. Accounts that tie only so: {count}. "
        "The rows are summed in that way.",
        en_remedy="Nothing to do: the sums fit the balances. Other programs may show too small "
        "figures.",
        sv="#PSALDO-raderna utan objekt har bara det som saknar objekt, så att ett kontos "
        "förändring är summan av alla dess rader. Konton som bara stämmer så: {count}. "
        "Raderna summeras på det sättet.",
        sv_remedy="Inget behöver göras: summorna stämmer med saldona. Andra program kan visa för "
        "små siffror.",
        example={"count": "70"},
    ),
    describe(
        Fault.YEAR_ENDS_BEFORE_START,
        ERROR,
        blocks=True,
        clause="SIE 4B 11 #RAR",
        en="Fiscal year {year_no} ends {end}, before it starts {start}. "
        "The year is kept and marked, and nothing is assigned to it by date.",
        en_remedy="Correct the year's dates in the accounting program and export again.",
        sv="Räkenskapsår {year_no} slutar {end}, innan det börjar {start}. "
        "Året behålls och märks, och inget förs till det efter datum.",
        sv_remedy="Rätta årets datum i bokföringsprogrammet och exportera på nytt.",
        example={"year_no": "0", "start": "2025-01-01", "end": "2024-12-31"},
    ),
    describe(
        Fault.BALANCE_WITHOUT_YEAR,
        ERROR,
        clause="SIE 4B 5.14",
        en="There are balances for year {year_no}, but no #RAR that gives its dates. "
        "Records: {count}. The amounts are kept without dates.",
        en_remedy="Include the fiscal year in the export and export again.",
        sv="Det finns saldon för år {year_no}, men ingen #RAR som ger dess datum. "
        "Antal poster: {count}. Beloppen behålls utan datum.",
        sv_remedy="Ta med räkenskapsåret i exporten och exportera på nytt.",
        example={"year_no": "-1", "count": "84"},
    ),
    describe(
        Fault.CHECKSUM_WRONG,
        WARNING,
        blocks=True,
        clause="SIE 4B 10",
        en="#KSUMMA says {declared}, but the checksum of the content is {computed}. "
        "The file was changed after its program wrote it, or the checksum is wrong.",
        en_remedy="Export or download the file again and use it unchanged.",
        sv="#KSUMMA anger {declared}, men innehållets kontrollsumma är {computed}. "
        "Filen har ändrats efter att programmet skrev den, eller så är kontrollsumman fel.",
        sv_remedy="Exportera eller hämta filen på nytt och använd den oförändrad.",
        example={"declared": "123456789", "computed": "3715260484"},
    ),
    describe(
        Fault.CHECKSUM_NOT_FRAMED,
        WARNING,
        clause="SIE 4B 10.4",
        en="#KSUMMA does not frame the file: it should be the second record, without a value, "
        "and the last record, with the checksum. The checksum is not relied on.",
        en_remedy="Nothing to do, unless the checksum is needed as proof. Then export again "
        "from a program that writes both records.",
        sv="#KSUMMA ramar inte in filen: den ska vara den andra posten, utan värde, och den "
        "sista posten, med kontrollsumman. Kontrollsumman används inte som bevis.",
        sv_remedy="Inget behöver göras om inte kontrollsumman behövs som bevis. Exportera i så "
        "fall på nytt från ett program som skriver båda posterna.",
    ),
    describe(
        Fault.CHECKSUM_SIGNED,
        WARNING,
        clause="SIE 4B 10",
        en="#KSUMMA says {value}, a number with a sign; the format has none. Read as {computed}, "
        "with the same 32 bits, it is right.",
        en_remedy="Nothing to do here; another program may take the checksum for wrong. Tell the "
        "maker of the program that wrote the file.",
        sv="#KSUMMA anger {value}, ett tal med tecken, vilket formatet inte har. Läst som "
        "{computed}, med samma 32 bitar, stämmer den.",
        sv_remedy="Inget behöver göras här; ett annat program kan anse att kontrollsumman är fel. "
        "Berätta för tillverkaren av programmet som skrev filen.",
        example={"value": "-579706812", "computed": "3715260484"},
    ),
    describe(
        Fault.YEARS_DO_NOT_MEET,
        WARNING,
        clause="SIE 4B 11 #RAR",
        en="Fiscal year {year_no} starts {start}, but year {previous_no} ends {previous_end}. "
        "The years overlap or leave a gap; both are kept as they stand.",
        en_remedy="Check the years' dates in the accounting program, correct them if needed and "
        "export again.",
        sv="Räkenskapsår {year_no} börjar {start}, men år {previous_no} slutar {previous_end}. "
        "Åren överlappar eller lämnar ett glapp; båda behålls som de står.",
        sv_remedy="Kontrollera årens datum i bokföringsprogrammet, rätta dem vid behov och "
        "exportera på nytt.",
        example={
            "year_no": "0",
            "start": "2025-01-01",
            "previous_no": "-1",
            "previous_end": "2024-11-30",
        },
    ),
    describe(
        Fault.YEAR_LENGTH,
        WARNING,
        clause="SIE 4B 11 #RAR",
        en="Fiscal year {year_no}, {start} – {end}, is {months} months long; by Swedish law a "
        "year has at most 18. It is kept as it stands.",
        en_remedy="Check the year's dates in the accounting program, correct them if needed and "
        "export again.",
        sv="Räkenskapsår {year_no}, {start} – {end}, är {months} månader långt; enligt svensk "
        "lag har ett år högst 18. Det behålls som det står.",
        sv_remedy="Kontrollera årets datum i bokföringsprogrammet, rätta dem vid behov och "
        "exportera på nytt.",
        example={"year_no": "0", "start": "2023-11-01", "end": "2025-12-31", "months": "26"},
    ),
)
