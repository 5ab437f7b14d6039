"""What a file is that is not SIE, in a refusal that says it in both languages."""

from __future__ import annotations

from siekit.workspace.refusals import Refusal

BEYOND_ALL = "a text with lines or fields beyond all limits"
"""What could be SIE by its first bytes, and cannot be read."""

IN_SWEDISH = {
    "an empty file": "en tom fil",
    "a file with nothing but blanks": "en fil med bara blanktecken",
    "a PDF document": "ett PDF-dokument",
    "a picture (PNG)": "en bild (PNG)",
    "a picture (JPEG)": "en bild (JPEG)",
    "a picture (GIF)": "en bild (GIF)",
    "a picture (BMP)": "en bild (BMP)",
    "a picture (TIFF)": "en bild (TIFF)",
    "an old Office document (Excel or Word)": "ett äldre Office-dokument (Excel eller Word)",
    "an Excel workbook": "en Excelbok",
    "a Word document": "ett Worddokument",
    "a zip archive": "en zip",
    "a gzip archive": "ett gzip-arkiv",
    "a 7-Zip archive": "ett 7-Zip-arkiv",
    "a RAR archive": "ett RAR-arkiv",
    "a Parquet file": "en Parquetfil",
    "a SQLite database": "en SQLite-databas",
    "an RTF document": "ett RTF-dokument",
    "JSON text": "text i JSON",
    "a text file without any SIE label": "en textfil utan någon SIE-etikett",
    "binary data of an unknown kind": "binära data av okänt slag",
    "a web page (HTML), perhaps an error page that was saved in the file's place": (
        "en webbsida (HTML), kanske en felsida som sparades i stället för filen"
    ),
    "a SIE 5 file (XML), and this command reads SIE types 1 to 4": (
        "en SIE 5-fil (XML), och här läses SIE typ 1 till 4"
    ),
    "an XMLSIE file, and this command reads SIE types 1 to 4": (
        "en XMLSIE-fil, och här läses SIE typ 1 till 4"
    ),
    "an XML file of another kind": "en XML-fil av annat slag",
    BEYOND_ALL: "en text med rader eller fält bortom alla gränser",
}
"""For everything that `siekit.formats.sniff` tells of."""


def not_sie(file: str, what: str) -> Refusal:
    """Return the refusal of a file that is something else."""
    here = what.replace("this command reads SIE types 1 to 4", "SIE types 1 to 4 are read here")
    return Refusal("not_sie", file=file, what=here, what_sv=IN_SWEDISH.get(what) or f"”{here}”")
