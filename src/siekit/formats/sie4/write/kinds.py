"""What a writer tells: kinds of findings about changes and about what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from siekit.findings import FindingKind, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping


class WriteEntry(NamedTuple):
    """A kind of finding, and values with which its sentences can be shown."""

    kind: FindingKind
    example: Mapping[str, str]


def _describe(
    code: str,
    name: str,
    severity: Severity,
    *,
    en: str,
    en_remedy: str,
    sv: str,
    sv_remedy: str,
    clause: str = "",
    example: Mapping[str, str] | None = None,
) -> WriteEntry:
    kind = FindingKind(
        code=code,
        name=name,
        severity=severity,
        blocks_activation=False,
        clause=clause,
        message={"en": en, "sv": sv},
        remedy={"en": en_remedy, "sv": sv_remedy},
    )
    return WriteEntry(kind, example or {})


_INFO, _WARNING = Severity.INFO, Severity.WARNING

ENTRIES: tuple[WriteEntry, ...] = (
    _describe(
        "W101",
        "written-as-utf-8",
        _INFO,
        clause="SIE 4B 5.8",
        en="The file is written in UTF-8, since code page 437 lacks the character {value} "
        "({count} characters in all).",
        en_remedy="If the program that takes the file needs code page 437, write it with "
        "encoding cp437: characters that it lacks are then replaced, and listed.",
        sv="Filen skrivs i UTF-8, eftersom teckentabell 437 saknar tecknet {value} "
        "({count} tecken sammanlagt).",
        sv_remedy="Om det mottagande programmet kräver teckentabell 437, skriv filen med "
        "teckenkodningen cp437: tecken som saknas ersätts då, och räknas upp.",
        example={"value": "€", "count": "3"},
    ),
    _describe(
        "W102",
        "written-as-utf-8-to-be-sure",
        _INFO,
        clause="SIE 4B 5.8",
        en="The file is written in UTF-8, since its few letters in code page 437 could be taken "
        "for {found}.",
        en_remedy="If the program that takes the file needs code page 437, write it with "
        "encoding cp437.",
        sv="Filen skrivs i UTF-8, eftersom dess få bokstäver i teckentabell 437 kunde tas för "
        "{found}.",
        sv_remedy="Om det mottagande programmet kräver teckentabell 437, skriv filen med "
        "teckenkodningen cp437.",
        example={"found": "ISO-8859-1"},
    ),
    _describe(
        "W103",
        "encoding-may-be-mistaken",
        _WARNING,
        clause="SIE 4B 5.8",
        en="The file is in {encoding} as asked for, but a program that looks at the bytes could "
        "take it for {found}.",
        en_remedy="Write it without naming an encoding, or tell the receiver which one it is.",
        sv="Filen är i {encoding} som begärt, men ett program som ser på tecknen kan ta den för "
        "{found}.",
        sv_remedy="Skriv den utan att ange teckenkodning, eller meddela mottagaren vilken det är.",
        example={"encoding": "CP437", "found": "ISO-8859-1"},
    ),
    _describe(
        "W104",
        "character-replaced",
        _WARNING,
        clause="SIE 4B 5.8",
        en="The character {value} is not in {encoding} and is written {written} (times: {count}, "
        "the first in {label}).",
        en_remedy="Write the file in UTF-8 if the receiver reads it, or change the text.",
        sv="Tecknet {value} finns inte i {encoding} och skrivs {written} (gånger: {count}, den "
        "första i {label}).",
        sv_remedy="Skriv filen i UTF-8 om mottagaren läser det, eller ändra texten.",
        example={
            "value": "€",
            "encoding": "CP437",
            "written": "EUR",
            "count": "3",
            "label": "#TRANS",
        },
    ),
    _describe(
        "W201",
        "control-character-removed",
        _WARNING,
        clause="SIE 4B 5.7",
        en="Control characters may not stand in a text; they are left out of {count} texts, line "
        "breaks are written as spaces. The first is {value}, in {label}.",
        en_remedy="Nothing to do, unless the text was meant to have several lines.",
        sv="Styrtecken får inte stå i en text; de utelämnas ur {count} texter, radbrytningar "
        "skrivs som blanksteg. Den första är {value}, i {label}.",
        sv_remedy="Inget behöver göras, om inte texten skulle ha flera rader.",
        example={"value": "Hyra\\nmars", "count": "2", "label": "#VER"},
    ),
    _describe(
        "W202",
        "space-after-backslash",
        _INFO,
        clause="SIE 4B 5.7",
        en="A backslash before the closing quote would join the text with what follows; a space "
        "is written after it in {count} texts. The first is {value}, in {label}.",
        en_remedy="Nothing to do, unless a space at the end of the text matters.",
        sv="Ett omvänt snedstreck före citattecknet skulle foga ihop texten med det som följer; "
        "ett blanksteg skrivs efter det i {count} texter. Den första är {value}, i {label}.",
        sv_remedy="Inget behöver göras, om inte ett blanksteg sist i texten har betydelse.",
        example={"value": "C:\\My files\\", "count": "1", "label": "#FNR"},
    ),
    _describe(
        "W203",
        "absent-text-written-empty",
        _INFO,
        clause="SIE 4B 5.7",
        en="A text that is absent stands before a field that is there, so it is written empty, "
        "{count} times in {label}.",
        en_remedy="Nothing to do: to most programs both are the same.",
        sv="En text som saknas står före ett fält som finns, så den skrivs tom, {count} gånger i "
        "{label}.",
        sv_remedy="Inget behöver göras: för de flesta program är de detsamma.",
        example={"count": "12", "label": "#TRANS"},
    ),
    _describe(
        "W204",
        "value-left-out",
        _WARNING,
        en="{count} values in {label} are left out, since a file cannot say them. The first is "
        "{value}.",
        en_remedy="Correct the value in the document, and write it again.",
        sv="{count} värden i {label} utelämnas, eftersom en fil inte kan ange dem. Det första är "
        "{value}.",
        sv_remedy="Rätta värdet i dokumentet, och skriv det igen.",
        example={"value": "12025-01-01", "count": "1", "label": "#VER"},
    ),
    _describe(
        "W205",
        "value-written-otherwise",
        _INFO,
        en="The value {value} in {label} is written {written}.",
        en_remedy="Nothing to do: it means the same.",
        sv="Värdet {value} i {label} skrivs {written}.",
        sv_remedy="Inget behöver göras: det betyder detsamma.",
        example={"value": "sek", "written": "SEK", "label": "#VALUTA"},
    ),
    _describe(
        "W206",
        "day-outside-years",
        _INFO,
        clause="SIE 4B 11 #OMFATTN",
        en="{label} is written with {value}, a day outside every fiscal year; readers may "
        "ignore it.",
        en_remedy="Check the day, or add the fiscal year that it lies in.",
        sv="{label} skrivs med {value}, en dag utanför alla räkenskapsår; läsare kan bortse från "
        "den.",
        sv_remedy="Kontrollera dagen, eller lägg till det räkenskapsår som den ligger i.",
        example={"value": "2019-12-31", "label": "#OMFATTN"},
    ),
    _describe(
        "W301",
        "record-left-out",
        _WARNING,
        clause="SIE 4B 7.1",
        en="{count} records with {label} that no table holds are left out; a file may only have "
        "the standard's own records.",
        en_remedy="To keep them, write with keep_unknown (on the command line --keep-unknown).",
        sv="{count} poster med {label} som inte ryms i någon tabell utelämnas; en fil får bara ha "
        "standardens egna poster.",
        sv_remedy="Skriv med keep_unknown (på kommandoraden --keep-unknown) för att behålla dem.",
        example={"count": "2", "label": "#MOMSKOD"},
    ),
    _describe(
        "W302",
        "extra-fields-left-out",
        _WARNING,
        clause="SIE 4B 7.3",
        en="Fields that {label} does not have are left out of {count} records.",
        en_remedy="To keep them, write with keep_unknown (on the command line --keep-unknown).",
        sv="Fält som {label} inte har utelämnas ur {count} poster.",
        sv_remedy="Skriv med keep_unknown (på kommandoraden --keep-unknown) för att behålla dem.",
        example={"count": "1", "label": "#TAXAR"},
    ),
    _describe(
        "W303",
        "changed-record-left-out",
        _WARNING,
        en="{count} lines with {label} of the original file are left out: they do not say what the "
        "document says now.",
        en_remedy="Nothing to do, unless the lines hold something else of importance.",
        sv="{count} rader med {label} ur originalfilen utelämnas: de säger inte det som dokumentet "
        "säger nu.",
        sv_remedy="Inget behöver göras, om inte raderna har något annat av vikt.",
        example={"count": "1", "label": "#TRANS"},
    ),
    _describe(
        "W304",
        "row-without-its-voucher",
        _WARNING,
        en="{count} rows name a voucher that is not in the document; they are written outside of "
        "vouchers.",
        en_remedy="Add the vouchers, or leave the rows out of the document.",
        sv="{count} rader anger en verifikation som inte finns i dokumentet; de skrivs utanför "
        "verifikationerna.",
        sv_remedy="Lägg till verifikationerna, eller ta bort raderna ur dokumentet.",
        example={"count": "2"},
    ),
    _describe(
        "W305",
        "name-without-declaration",
        _INFO,
        en="{count} names are left out, since their {label} is not declared in the document.",
        en_remedy="Set `declared` for what is to be declared in the file.",
        sv="{count} namn utelämnas, eftersom deras {label} inte är deklarerad i dokumentet.",
        sv_remedy="Sätt `declared` för det som ska deklareras i filen.",
        example={"count": "1", "label": "#KONTO"},
    ),
    _describe(
        "W306",
        "line-left-out",
        _WARNING,
        clause="SIE 4B 5.3",
        en="{count} lines of the original file are no records, and are left out.",
        en_remedy="Look at what siekit check says of them. Write with preserve to keep them as "
        "they stand.",
        sv="{count} rader i originalfilen är inga poster, och utelämnas.",
        sv_remedy="Se vad siekit check säger om dem. Skriv med preserve för att behålla dem som de "
        "står.",
        example={"count": "1"},
    ),
    _describe(
        "W401",
        "written-despite-type",
        _INFO,
        clause="SIE 4B 11",
        en="{count} {label} are written as the document holds them, though type {sie_type} does "
        "not have that record.",
        en_remedy="Use convert to make a file of another type, without what it must not have.",
        sv="{count} {label} skrivs som dokumentet har dem, fastän typ {sie_type} inte har den "
        "posten.",
        sv_remedy="Använd convert för att göra en fil av annan typ, utan det den inte får ha.",
        example={"count": "120", "label": "#IB", "sie_type": "4I"},
    ),
    _describe(
        "W402",
        "no-checksum",
        _WARNING,
        clause="SIE 4B 10",
        en="The file has no #KSUMMA: the sum is made over code page 437, which lacks characters "
        "of this file.",
        en_remedy="Write it with encoding cp437 if the receiver needs a checksum.",
        sv="Filen har ingen #KSUMMA: summan görs över teckentabell 437, som saknar tecken i den "
        "här filen.",
        sv_remedy="Skriv den med teckenkodningen cp437 om mottagaren behöver en kontrollsumma.",
    ),
    _describe(
        "W403",
        "checksum-left",
        _WARNING,
        clause="SIE 4B 10",
        en="#KSUMMA still says {value}: it was not right before the changes, or its sum cannot be "
        "made, so it is left as it stood.",
        en_remedy="Write the document without preserve and with checksum to have a right one.",
        sv="#KSUMMA anger fortfarande {value}: den stämde inte före ändringarna, eller så kan "
        "summan inte beräknas, så den lämnas som den stod.",
        sv_remedy="Skriv dokumentet utan preserve och med checksum för att få en som stämmer.",
        example={"value": "12345"},
    ),
)

KINDS: dict[str, FindingKind] = {entry.kind.name: entry.kind for entry in ENTRIES}
"""The kinds by their names."""
