"""Planted words: what must not be left, in every field of every label and where none should be."""

from __future__ import annotations

from siekit.core.labels import LABELS, FieldType

WORDS = ("Hemligsson", "ÖRSKÖLDVIK", "Såpbubblan", "viskningar", "Ångströmsgatan")
MARKED = ("556677-8899", "19121212-1212", "121212-1212", "16556677-8899")
NUMBERS = (*MARKED, "5566778899", "191212121212")

FIGURES = {
    FieldType.FLAG: "0",
    FieldType.TYPE: "4",
    FieldType.DATE: "20240315",
    FieldType.YEAR: "2024",
    FieldType.PERIOD: "202403",
    FieldType.YEAR_NO: "0",
    FieldType.ACCOUNT: "1930",
    FieldType.AMOUNT: "-125.50",
    FieldType.QUANTITY: "3",
    FieldType.DIMENSION: "7",
    FieldType.OBJECT: '"Hemligsson"',
    FieldType.OBJECTS: '{7 "Hemligsson" 8 "556677-8899"}',
    FieldType.CHECKSUM: "",
    FieldType.ORGNR: "556677-8899",
    FieldType.CURRENCY: "SEK",
}
"""What stands in the fields in which nothing is planted."""

_NUMERIC = (FieldType.AMOUNT, FieldType.QUANTITY, FieldType.OBJECTS, FieldType.CHECKSUM)

HEAD = """#FLAGGA 0
#PROGRAM "Exempelbokföring" 1.0
#FORMAT PC8
#GEN 20240102 "Hemligsson"
#SIETYP 4
#ORGNR 556677-8899
#FNAMN "Hemligsson & Såpbubblan i ÖRSKÖLDVIK AB"
#RAR 0 20240101 20241231
#KONTO 1930 "Företagskonto"
#KONTO 1931 "Konto hos Hemligsson"
"""

OUTSIDE = """Hemligsson skrev viskningar utanför alla poster, 191212-1212
#HEMLIGSSON "Såpbubblan" Ångströmsgatan 556677-8899 {7 Hemligsson}
#MOMSKOD 1930 "viskningar om Hemligsson"
#TRANS 1930 {7 "Hemligsson -100.00 20240315 "viskningar
#KONTO 1932 "Såpbubblan "från" ÖRSKÖLDVIK"
#KONTO 1933 Hemligsson på Ångströmsgatan
#FNR C:\\Hemligsson\\Såpbubblan
# Hemligsson
} Hemligsson {
#VER A 7 20240315 "viskningar" {
#UNDERDIM 30 Hemligsson 7 Såpbubblan
#OBJEKT Hemligsson 121212-1212 viskningar
"""


def every_field() -> str:
    """Records with each planted thing in each field of each label, quoted and bare."""
    lines = []
    for label in LABELS:
        for k, one in enumerate(label.fields):
            for planted in _planted(label.name, one.type):
                for quoted in (f'"{planted}"', planted, f'"om {planted} och mer"'):
                    fields = [_filler(label.name, other.type) for other in label.fields]
                    fields[k] = quoted
                    lines.append(" ".join((label.name, *fields)))
    return "\n".join(lines) + "\n"


def _planted(label: str, kind: FieldType) -> tuple[str, ...]:
    """What is planted: a program's name stays, and ten digits may well be an amount.

    Without an object list the amount is what stands in the list's place.
    """
    if label == "#PROGRAM":
        return NUMBERS
    return WORDS + (MARKED if kind in _NUMERIC else NUMBERS)


def _filler(label: str, kind: FieldType) -> str:
    if label == "#PROGRAM":
        return "1.0"
    return FIGURES.get(kind, '"viskningar"')


def whole_file() -> str:
    """A file with all of it."""
    return f"{HEAD}{every_field()}{OUTSIDE}"


def left(text: str) -> list[str]:
    """What is left of it in a text."""
    folded = text.casefold()
    digits = folded.replace("-", "")
    words = [word for word in WORDS if word.casefold() in folded]
    return words + [number for number in NUMBERS if number.replace("-", "") in digits]
