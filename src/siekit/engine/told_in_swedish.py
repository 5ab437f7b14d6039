"""The common faults of queries in Swedish, each with what the engine itself said of it.

What is not among them has no Swedish here: the engine's words are then given as they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siekit.engine.query_place import Place, place_of_name, place_shown

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS = {"table": "ingen tabell", "column": "ingen kolumn", "function": "ingen funktion"}
LONGEST, LONGEST_VALUE = 300, 80

NO_FILES_SV = "En fråga läser tabellerna och inget annat: inga filer, inget nätverk."
NO_MEMORY_SV = "Frågan behöver mer minne än den får använda. Fråga efter mindre."


def missing_in_swedish(kind: str, name: str, near: Sequence[str], *, query: str, text: str) -> str:
    """Say that there is no such thing, where the query names it, and what is called nearly so."""
    where = _where(place_of_name(name, query))
    told = f"Det finns {KINDS[kind]} {name}{where}."
    if near:
        told += f" Liknande namn: {', '.join(near)}."
    return f"{told} {_quoted(text)}"


def fault_in_swedish(text: str, query: str) -> str | None:
    """Say what else is wrong with a query, None where that is of no common kind."""
    for pattern, sentence in _KINDS:
        if found := re.search(pattern, text):
            parsed = not text.startswith("Parser Error")
            where = _where(place_shown(text, query, parsed=parsed))
            values = {
                name: _cut(one or "", LONGEST_VALUE) for name, one in found.groupdict().items()
            }
            return f"{sentence.format_map(values)}{where}. {_quoted(text)}"
    return None


def memory_in_swedish(text: str) -> str:
    """Say that the memory was not enough; what the engine advises cannot be done here."""
    return f"{NO_MEMORY_SV} {_quoted(text)}"


def _where(place: Place | None) -> str:
    if place is None:
        return ""
    if place.character is None:
        return f" (rad {place.line})"
    return f" (rad {place.line}, tecken {place.character})"


def _quoted(text: str) -> str:
    """Return the engine's own words, without the query and the lists that it adds to them."""
    own = re.split(r"\n\s*Candidate functions:|\n\s*LINE \d+:|\n\n|\n(?=Database is)", text)[0]
    return f"Databasmotorn säger: ”{_cut(' '.join(own.split()), LONGEST)}”"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


_KINDS = (
    (r'syntax error at or near "(?P<near>[^\n]*)"\s*\n', "Skrivfel vid eller nära ”{near}”"),
    (r"syntax error at end of input", "Frågan slutar mitt i"),
    (r"unterminated (?:quoted string|string literal)", "En text saknar sitt avslutande '"),
    (r"unterminated quoted identifier", 'Ett namn saknar sitt avslutande "'),
    (r'Referenced table "(?P<name>[^"]+)" not found', "Frågan läser ingen tabell {name}"),
    (
        r'Referenced column "(?P<name>[^"]+)" was not found because the FROM clause is missing',
        "Kolumnen {name} finns inte: frågan har ingen FROM",
    ),
    (
        r'Ambiguous reference to column name "(?P<name>[^"]+)"',
        "Kolumnen {name} finns i flera tabeller: skriv tabellens namn och en punkt framför",
    ),
    (
        r'column "(?P<name>[^"]+)" must appear in the GROUP BY clause',
        "Kolumnen {name} måste stå i GROUP BY eller i en funktion som sum eller max",
    ),
    (
        r"WHERE clause cannot contain aggregates",
        "Summor och andra sammanfattningar får inte stå i WHERE: skriv villkoret i HAVING",
    ),
    (
        r"No function matches the given name and argument types '(?P<call>.+?)'\. You might",
        "Det går inte att räkna ut {call}: typerna passar inte. Gör om dem med cast(… as …)",
    ),
    (
        r"Could not choose a best candidate function for the function call \"(?P<call>.+?)\"\. In",
        "Det går inte att räkna ut {call}: typen är oklar. Gör om värdet med cast(… as …)",
    ),
    (
        r"Cannot compare values of type (?P<one>.+?) and type (?P<other>.+?) - ",
        "Värden av typen {one} går inte att jämföra med {other}. Gör om dem med cast(… as …)",
    ),
    (
        r"Set operations can only apply to expressions with the same number of result columns",
        "Delarna i UNION måste ha lika många kolumner",
    ),
    (
        r"Could not convert string ['\"](?P<value>.*?)['\"] to (?P<type>[A-Z0-9]+(?:\([\d,]+\))?)",
        "Texten ”{value}” går inte att göra om till {type}",
    ),
    (r'date field value out of range: "(?P<value>.*?)"', "”{value}” är ingen dag som finns"),
    (
        r'invalid date field format: "(?P<value>.*?)"',
        "”{value}” är ingen dag: dagar skrivs 2025-03-31",
    ),
    (
        r"Type \S+ with value (?P<value>\S+) can't be cast .* the destination type (?P<type>\S+)",
        "Värdet {value} ryms inte i {type}",
    ),
    (
        r"Could not cast value (?P<value>\S+) to (?P<type>\S+)",
        "Värdet {value} ryms inte i {type}",
    ),
    (r"Overflow in ", "Ett tal blir större än sin typ"),
    (r"Division by zero", "Det går inte att dela med noll"),
    (
        r"More than one row returned by a subquery",
        "En fråga inom parentes ger flera rader där det ska vara ett värde",
    ),
    (
        r"Values were not provided for the following parameters: (?P<names>[^\n]+)",
        "Frågan behöver värden för {names}",
    ),
)
"""What the engine says of each kind, and how that is said in Swedish; the first that fits."""
