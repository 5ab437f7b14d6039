"""What is wrong with a value of an address, a form or a body, in both languages.

The framework says it in English, under a type that never changes; the types that people and
programs meet have a Swedish sentence here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siekit.workspace.foreign_words import said

if TYPE_CHECKING:
    from collections.abc import Mapping

_TYPES: dict[str, str] = {
    "bool_parsing": "ange true eller false",
    "bool_type": "ange true eller false",
    "date_from_datetime_parsing": "skriv en dag som 2025-03-31",
    "date_parsing": "skriv en dag som 2025-03-31",
    "date_type": "skriv en dag som 2025-03-31",
    "dict_type": "ange ett objekt",
    "enum": "välj något av {expected}",
    "extra_forbidden": "det finns inget sådant att ange: ta bort det",
    "float_parsing": "skriv ett tal",
    "float_type": "skriv ett tal",
    "greater_than": "skriv ett tal större än {gt}",
    "greater_than_equal": "skriv ett tal som är minst {ge}",
    "int_from_float": "skriv ett heltal",
    "int_parsing": "skriv ett heltal",
    "int_parsing_size": "skriv ett mindre heltal",
    "int_type": "skriv ett heltal",
    "json_invalid": "innehållet är inte JSON: {error}",
    "less_than": "skriv ett tal mindre än {lt}",
    "less_than_equal": "skriv ett tal som är högst {le}",
    "list_type": "ange en lista",
    "literal_error": "välj något av {expected}",
    "missing": "den saknas: ange den",
    "model_attributes_type": "ange ett objekt",
    "model_type": "ange ett objekt",
    "string_pattern_mismatch": "skriv den i formen {pattern}",
    "string_too_long": "skriv högst {max_length} tecken",
    "string_too_short": "skriv minst {min_length} tecken",
    "string_type": "ange en text",
    "too_long": "ange högst {max_length}",
    "too_short": "ange minst {min_length}",
}


def problem_of(error: Mapping[str, Any]) -> dict[str, str]:
    """Return the facts `problem` and `problem_sv` of one error of the framework."""
    told = str(error["msg"])
    pattern = _TYPES.get(str(error["type"]))
    values = {name: str(one).replace(" or ", " eller ") for name, one in _context(error).items()}
    try:
        swedish = pattern.format_map(values) if pattern else said("servern", told)
    except KeyError:
        swedish = said("servern", told)
    return {"problem": told, "problem_sv": swedish}


def _context(error: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = error.get("ctx") or {}
    return found
