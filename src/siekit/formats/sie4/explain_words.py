"""The words that every label page shares, in English and Swedish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.core.labels import FieldType, Group, Need

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Headings, sentences and names in one language; {…} stand for what is filled in."""

    anchor: str
    title: str
    introduction: str
    legend: str
    label: str
    meaning: str
    fields: str
    field_columns: tuple[str, str, str, str]
    no_gaps: str
    compulsory_field: str
    optional_field: str
    places: str
    place_columns: tuple[str, str, str]
    previous_year: str
    exempt: str
    repeated: str
    once: str
    to_table: str
    to_header: str
    notes: str
    example: str
    standard: str
    unchanged: str
    unknown: str
    close: str
    no_close: str
    needs: Mapping[Need, str]
    groups: Mapping[Group, str]
    file_types: Mapping[str, str]
    field_types: Mapping[FieldType, str]


ENGLISH = Words(
    anchor="label",
    title="Labels",
    introduction="These are all labels of SIE 4B and 4C, in the order of a file. A reader must "
    "accept labels that it does not know; siekit keeps such records in the table `other_records`.",
    legend="● compulsory when there is something to write, ○ optional, – must not occur; "
    "† for the current year and the previous one, when there is one; "
    "❖ not needed for the standard dimensions.",
    label="Label",
    meaning="Meaning",
    fields="Fields",
    field_columns=("Name", "Name in SIE", "Type", "Need"),
    no_gaps='An empty field before a filled one is written ""; empty fields at the end may be '
    "left out.",
    compulsory_field="compulsory",
    optional_field="optional",
    places="Where it may occur",
    place_columns=("Type", "Content", "Record"),
    previous_year="Compulsory means for the current year, and for the previous year when there "
    "is one.",
    exempt="The standard dimensions need no such record.",
    repeated="The record may occur several times.",
    once="The record occurs once in a file.",
    to_table="In siekit it goes to the table {table}.",
    to_header="In siekit it goes to the header.",
    notes="Good to know",
    example="Example",
    standard="Standard",
    unchanged="{clause}; the same in 4C",
    unknown="{name} is no label of SIE 4B or 4C.",
    close="Did you mean {names}?",
    no_close="The labels are {names}.",
    needs={
        Need.COMPULSORY: "compulsory",
        Need.OPTIONAL: "optional",
        Need.FORBIDDEN: "must not occur",
    },
    groups={
        Group.FLAG: "Flag",
        Group.IDENTIFICATION: "Identification",
        Group.CHART: "Chart of accounts",
        Group.BALANCES: "Balances",
        Group.VOUCHERS: "Vouchers",
        Group.CHECKSUM: "Checksum",
    },
    file_types={
        "1": "year-end balances",
        "2": "period balances",
        "3": "object balances",
        "4I": "transactions into a ledger",
        "4E": "transactions out of a ledger",
    },
    field_types={
        FieldType.TEXT: "text",
        FieldType.WORD: "word or code",
        FieldType.FLAG: "0 or 1",
        FieldType.TYPE: "1, 2, 3 or 4",
        FieldType.DATE: "date YYYYMMDD",
        FieldType.YEAR: "year YYYY",
        FieldType.PERIOD: "month YYYYMM",
        FieldType.YEAR_NO: "0, -1, -2, …",
        FieldType.ACCOUNT: "account number",
        FieldType.AMOUNT: "amount, credit with a minus",
        FieldType.QUANTITY: "number",
        FieldType.DIMENSION: "dimension number",
        FieldType.OBJECT: "object number",
        FieldType.OBJECTS: "{dimension object …}",
        FieldType.CHECKSUM: "unsigned 32-bit number",
        FieldType.ORGNR: "NNNNNN-NNNN",
        FieldType.CURRENCY: "ISO 4217 code",
    },
)

SWEDISH = Words(
    anchor="etikett",
    title="Etiketter",
    introduction="Detta är alla etiketter i SIE 4B och 4C, i den ordning de står i en fil. Den "
    "som läser en fil måste godta okända etiketter; siekit behåller sådana poster i tabellen "
    "`other_records`.",
    legend="● obligatorisk när det finns något att skriva, ○ frivillig, – får inte förekomma; "
    "† för innevarande år och för föregående år, när det finns; "
    "❖ behövs inte för standarddimensionerna.",
    label="Etikett",
    meaning="Betydelse",
    fields="Fält",
    field_columns=("Namn i SIE", "På engelska", "Typ", "Krav"),
    no_gaps='Ett tomt fält före ett ifyllt skrivs ""; tomma fält i slutet får utelämnas.',
    compulsory_field="obligatoriskt",
    optional_field="frivilligt",
    places="Var den får förekomma",
    place_columns=("Typ", "Innehåll", "Post"),
    previous_year="Obligatorisk gäller innevarande år, och föregående år när det finns.",
    exempt="Standarddimensionerna behöver ingen sådan post.",
    repeated="Posten får förekomma flera gånger.",
    once="Posten förekommer en gång i en fil.",
    to_table="I siekit hamnar den i tabellen {table}.",
    to_header="I siekit hamnar den i filhuvudet.",
    notes="Bra att veta",
    example="Exempel",
    standard="Standard",
    unchanged="{clause}; oförändrat i 4C",
    unknown="{name} är ingen etikett i SIE 4B eller 4C.",
    close="Menade du {names}?",
    no_close="Etiketterna är {names}.",
    needs={
        Need.COMPULSORY: "obligatorisk",
        Need.OPTIONAL: "frivillig",
        Need.FORBIDDEN: "får inte förekomma",
    },
    groups={
        Group.FLAG: "Flagga",
        Group.IDENTIFICATION: "Identifikation",
        Group.CHART: "Kontoplan",
        Group.BALANCES: "Saldon",
        Group.VOUCHERS: "Verifikationer",
        Group.CHECKSUM: "Kontrollsumma",
    },
    file_types={
        "1": "årssaldon",
        "2": "periodsaldon",
        "3": "objektsaldon",
        "4I": "transaktioner in i en bokföring",
        "4E": "transaktioner ut ur en bokföring",
    },
    field_types={
        FieldType.TEXT: "text",
        FieldType.WORD: "ord eller kod",
        FieldType.FLAG: "0 eller 1",
        FieldType.TYPE: "1, 2, 3 eller 4",
        FieldType.DATE: "datum ÅÅÅÅMMDD",
        FieldType.YEAR: "år ÅÅÅÅ",
        FieldType.PERIOD: "månad ÅÅÅÅMM",
        FieldType.YEAR_NO: "0, -1, -2, …",
        FieldType.ACCOUNT: "kontonummer",
        FieldType.AMOUNT: "belopp, kredit med minus",
        FieldType.QUANTITY: "tal",
        FieldType.DIMENSION: "dimensionsnummer",
        FieldType.OBJECT: "objektnummer",
        FieldType.OBJECTS: "{dimension objekt …}",
        FieldType.CHECKSUM: "32-bitars tal utan förtecken",
        FieldType.ORGNR: "NNNNNN-NNNN",
        FieldType.CURRENCY: "kod enligt ISO 4217",
    },
)

WORDS: Mapping[str, Words] = {"en": ENGLISH, "sv": SWEDISH}
