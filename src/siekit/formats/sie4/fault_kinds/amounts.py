"""Faults 400 to 499, first half: amounts, quantities and account numbers."""

from __future__ import annotations

from siekit.core.faults import Fault
from siekit.formats.sie4.fault_kinds.base import ERROR, INFO, WARNING, describe

ENTRIES = (
    describe(
        Fault.DECIMAL_COMMA,
        WARNING,
        clause="SIE 4B 5.9",
        en='The number "{value}" has a decimal comma; the format has a point. '
        "It is read as {reading}.",
        en_remedy="Check that the number read is the one in the accounting program.",
        sv='Talet "{value}" har decimalkomma; formatet har punkt. Det läses som {reading}.',
        sv_remedy="Kontrollera att det lästa talet är det som står i bokföringsprogrammet.",
        example={"value": "1234,50", "reading": "1234.50"},
    ),
    describe(
        Fault.THOUSANDS_SEPARATOR,
        WARNING,
        clause="SIE 4B 5.9",
        en='The number "{value}" has thousands separators, which the format does not have. '
        "It is read as {reading}.",
        en_remedy="Check that the number read is the one in the accounting program.",
        sv='Talet "{value}" har tusentalsavgränsare, som formatet inte har. '
        "Det läses som {reading}.",
        sv_remedy="Kontrollera att det lästa talet är det som står i bokföringsprogrammet.",
        example={"value": "1 234,50", "reading": "1234.50"},
    ),
    describe(
        Fault.PLUS_SIGN,
        WARNING,
        clause="SIE 4B 5.9",
        en='The number "{value}" has a plus sign, which the format does not have. '
        "It is read as {reading}.",
        en_remedy="Nothing to do: the number is not changed by the sign.",
        sv='Talet "{value}" har plustecken, som formatet inte har. Det läses som {reading}.',
        sv_remedy="Inget behöver göras: talet ändras inte av tecknet.",
        example={"value": "+100.00", "reading": "100.00"},
    ),
    describe(
        Fault.UNREADABLE_AMOUNT,
        ERROR,
        blocks=True,
        clause="SIE 4B 5.9",
        en='The amount "{value}" in {label} cannot be read. It is left empty, the record is '
        "marked, and sums that need it are refused.",
        en_remedy="Look the amount up in the accounting program and export the file again.",
        sv='Beloppet "{value}" i {label} går inte att läsa. Det lämnas tomt, posten märks, '
        "och summor som behöver det nekas.",
        sv_remedy="Slå upp beloppet i bokföringsprogrammet och exportera filen på nytt.",
        example={"label": "#TRANS", "value": "100.00-"},
    ),
    describe(
        Fault.MANY_DECIMALS,
        WARNING,
        clause="SIE 4B 5.9",
        en='The amount "{value}" has more than two decimals. It is kept exactly, not rounded.',
        en_remedy="Look at whether the voucher balances. If not, correct the amount in the "
        "accounting program and export again.",
        sv='Beloppet "{value}" har fler än två decimaler. Det behålls exakt, utan avrundning.',
        sv_remedy="Se efter om verifikationen balanserar. Om inte, rätta beloppet i "
        "bokföringsprogrammet och exportera på nytt.",
        example={"value": "33.333"},
    ),
    describe(
        Fault.MISSING_AMOUNT,
        WARNING,
        clause="SIE 4B 5.14",
        en="{label} for account {account} has no amount. None is assumed in its place.",
        en_remedy="If the account has a balance in the accounting program, export again.",
        sv="{label} för konto {account} saknar belopp. Inget antas i stället.",
        sv_remedy="Om kontot har ett saldo i bokföringsprogrammet, exportera på nytt.",
        example={"label": "#UB", "account": "1930"},
    ),
    describe(
        Fault.ACCOUNT_NOT_NUMERIC,
        WARNING,
        clause="SIE 4B 11 #KONTO",
        en='Account "{value}" is not a number. It is kept as text.',
        en_remedy="Such accounts often collect rows that are in error. Look the account up in "
        "the accounting program.",
        sv='Konto "{value}" är inget nummer. Det behålls som text.',
        sv_remedy="Sådana konton samlar ofta rader som är fel. Slå upp kontot i "
        "bokföringsprogrammet.",
        example={"value": "DIFF"},
    ),
    describe(
        Fault.AMOUNT_OUT_OF_RANGE,
        ERROR,
        blocks=True,
        en='The number "{value}" in {label} has more digits than can be kept exactly: 32 before '
        "the decimal point and 6 after. It is left empty, and sums that need it are refused.",
        en_remedy="Correct the number in the accounting program and export the file again.",
        sv='Talet "{value}" i {label} har fler siffror än som kan behållas exakt: 32 före '
        "decimalpunkten och 6 efter. Det lämnas tomt, och summor som behöver det nekas.",
        sv_remedy="Rätta talet i bokföringsprogrammet och exportera filen på nytt.",
        example={"label": "#TRANS", "value": "0.1234567"},
    ),
    describe(
        Fault.AMBIGUOUS_AMOUNT,
        ERROR,
        blocks=True,
        clause="SIE 4B 5.9",
        en='The number "{value}" in {label} can be read in more than one way. It is left empty, '
        "the record is marked, and sums that need it are refused.",
        en_remedy="Look the number up in the accounting program. Export again with a decimal "
        "point and without thousands separators.",
        sv='Talet "{value}" i {label} kan läsas på mer än ett sätt. Det lämnas tomt, posten '
        "märks, och summor som behöver det nekas.",
        sv_remedy="Slå upp talet i bokföringsprogrammet. Exportera på nytt med decimalpunkt "
        "och utan tusentalsavgränsare.",
        example={"label": "#TRANS", "value": "1.234,50"},
    ),
    describe(
        Fault.UNREADABLE_QUANTITY,
        ERROR,
        blocks=True,
        en='The quantity "{value}" in {label} cannot be read. It is left empty, the record is '
        "marked, and sums of quantities that need it are refused.",
        en_remedy="Look the quantity up in the accounting program and export the file again.",
        sv='Kvantiteten "{value}" i {label} går inte att läsa. Den lämnas tom, posten märks, '
        "och summor av kvantiteter som behöver den nekas.",
        sv_remedy="Slå upp kvantiteten i bokföringsprogrammet och exportera filen på nytt.",
        example={"label": "#TRANS", "value": "12 st"},
    ),
    describe(
        Fault.NEEDLESS_DECIMALS,
        INFO,
        clause="SIE 4B 5.9",
        en='The amount "{value}" has more than two decimals, but only zeros after the second. '
        "Its value is not affected.",
        en_remedy="Nothing to do.",
        sv='Beloppet "{value}" har fler än två decimaler, men bara nollor efter den andra. '
        "Värdet påverkas inte.",
        sv_remedy="Inget behöver göras.",
        example={"value": "100.0000"},
    ),
    describe(
        Fault.ROW_WITHOUT_AMOUNT,
        ERROR,
        blocks=True,
        clause="SIE 4B 11 #TRANS",
        en="The row on account {account} has no amount. It is kept and marked, and sums that "
        "need the amount are refused.",
        en_remedy="Look the voucher up in the accounting program and export the file again.",
        sv="Raden på konto {account} saknar belopp. Den behålls och märks, och summor som "
        "behöver beloppet nekas.",
        sv_remedy="Slå upp verifikationen i bokföringsprogrammet och exportera filen på nytt.",
        example={"account": "1930"},
    ),
    describe(
        Fault.MISSING_ACCOUNT,
        ERROR,
        blocks=True,
        clause="SIE 4B 11 #TRANS",
        en="{label} has no account. The record is kept without one and marked.",
        en_remedy="Look the record up in the accounting program, give it an account there and "
        "export the file again.",
        sv="{label} saknar konto. Posten behålls utan konto och märks.",
        sv_remedy="Slå upp posten i bokföringsprogrammet, ge den ett konto där och exportera "
        "filen på nytt.",
        example={"label": "#TRANS"},
    ),
)
