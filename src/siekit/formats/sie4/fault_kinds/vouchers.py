"""Faults 600 to 699: vouchers and the flag that a file has been read in."""

from __future__ import annotations

from siekit.core.faults import Fault
from siekit.formats.sie4.fault_kinds.base import INFO, WARNING, describe

ENTRIES = (
    describe(
        Fault.ADDED_ROW_WITHOUT_TWIN,
        WARNING,
        clause="SIE 4B 11 #RTRANS",
        en="The added row (#RTRANS) on account {account}, {amount}, has no #TRANS row of the "
        "same content after it. It is not counted: so the voucher is off by {difference}, with "
        "the row it would be off by {difference_counted}.",
        en_remedy="Compare the voucher with the one in the accounting program. If the row "
        "belongs there, export again.",
        sv="Den tillagda raden (#RTRANS) på konto {account}, {amount}, har ingen #TRANS-rad med "
        "samma innehåll efter sig. Den räknas inte: så är verifikationens differens "
        "{difference}, med raden vore den {difference_counted}.",
        sv_remedy="Jämför verifikationen med den i bokföringsprogrammet. Om raden hör dit, "
        "exportera på nytt.",
        example={
            "account": "5420",
            "amount": "500.00",
            "difference": "-500.00",
            "difference_counted": "0.00",
        },
    ),
    describe(
        Fault.NUMBERS_NOT_ASCENDING,
        WARNING,
        clause="SIE 4B 11 #VER",
        en='The voucher numbers of series "{series}" do not rise all the way: {number} comes '
        "after {previous} on line {line}. Places: {count}. All vouchers are kept apart.",
        en_remedy="Check that no voucher stands twice. Some programs give automatic vouchers "
        "equal numbers; then there is nothing to do.",
        sv='Verifikationsnumren i serie "{series}" stiger inte hela vägen: {number} kommer '
        "efter {previous} på rad {line}. Antal ställen: {count}. Alla verifikationer hålls isär.",
        sv_remedy="Kontrollera att ingen verifikation står två gånger. En del program ger "
        "automatiska verifikationer lika nummer; då behöver inget göras.",
        example={"series": "#", "number": "1", "previous": "1", "line": "412", "count": "7"},
    ),
    describe(
        Fault.VOUCHER_OUTSIDE_YEAR,
        WARNING,
        clause="SIE 4B 11 #VER",
        en="Voucher {voucher} is dated {date}, outside the file's current fiscal year "
        "({start} – {end}). It is given to the fiscal year in the file that holds the date, "
        "if there is one.",
        en_remedy="Check the voucher's date in the accounting program. If it is right, export "
        "each fiscal year to a file of its own.",
        sv="Verifikation {voucher} är daterad {date}, utanför filens innevarande räkenskapsår "
        "({start} – {end}). Den förs till det räkenskapsår i filen som innehåller datumet, "
        "om det finns något.",
        sv_remedy="Kontrollera verifikationens datum i bokföringsprogrammet. Är det rätt, "
        "exportera varje räkenskapsår till en egen fil.",
        example={
            "voucher": "A 12",
            "date": "2024-12-31",
            "start": "2025-01-01",
            "end": "2025-12-31",
        },
    ),
    describe(
        Fault.ALREADY_READ,
        INFO,
        clause="SIE 4B 7.4",
        en="#FLAGGA 1 says that the file has already been read into a ledger. "
        "It is read here as usual.",
        en_remedy="Nothing to do for looking at it. Before its vouchers are read into a ledger, "
        "check that they are not already there.",
        sv="#FLAGGA 1 anger att filen redan har lästs in i en bokföring. "
        "Här läses den som vanligt.",
        sv_remedy="Inget behöver göras för att titta på den. Innan dess verifikationer läses in "
        "i en bokföring, kontrollera att de inte redan finns där.",
    ),
)
