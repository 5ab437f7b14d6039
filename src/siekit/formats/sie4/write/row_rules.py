"""Rows that no record can say: without the key that a record must have, or said twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.compute as pc

from siekit.exceptions import NotWritableError

if TYPE_CHECKING:
    import pyarrow as pa

    from siekit.formats.sie4.write.sections import Section

KEYS = {
    "names": ("account",),
    "dimensions": ("dimension",),
    "objects": ("dimension", "object"),
    "fiscal_years": ("year_no",),
}
"""What tells the records of a section apart: a later one of the same key would not count."""

FILLED = {
    "names": ("account",),
    "types": ("account",),
    "units": ("account",),
    "sru_codes": ("account", "sru_code"),
    "dimensions": ("dimension",),
    "objects": ("dimension",),
}
"""Columns without which a reader sets the record aside."""

MOST_DIMENSION = 999_999_999
"""The longest number that readers take for a dimension has nine digits."""

_SOMETHING = r"[^\x00-\x20\x7f]"


def check_rows(parts: dict[str, Section]) -> None:
    """Raise `NotWritableError` at a row that would be lost."""
    for name, columns in FILLED.items():
        for column in columns:
            _check_filled(parts[name], column)
    for name, columns in KEYS.items():
        _check_single(parts[name], columns)
    for section in parts.values():
        if "dimension" in section.names:
            _check_dimensions(section.labels[0], section.table["dimension"])
        if "objects" in section.names:
            for chunk in section.table["objects"].chunks:
                _check_dimensions(section.labels[0], chunk.flatten().field("dimension"))


def _check_filled(section: Section, column: str) -> None:
    values = section.table[column]
    bare = pc.is_null(values)
    if column == "account":
        # A reader keeps an account that is null, though not one that is empty.
        bare = pc.invert(pc.match_substring_regex(values, _SOMETHING))
    elif column == "sru_code":
        bare = pc.or_(bare, pc.invert(pc.match_substring_regex(values, _SOMETHING)))
    if pc.any(bare).as_py():
        row = pc.index(bare, value=True).as_py() + 1
        message = (
            f"The document cannot be written: row {row} of its {section.labels[0]} records has no "
            f"{column}. Fill it in, or leave the row out."
        )
        raise NotWritableError(message)


def _check_single(section: Section, columns: tuple[str, ...]) -> None:
    keys = section.table.select(columns)
    for column in columns:
        keys = keys.filter(pc.is_valid(keys[column]))
    groups = keys.group_by(list(columns), use_threads=False).aggregate([([], "count_all")])
    if groups.num_rows == keys.num_rows:
        return
    twice = groups.filter(pc.greater(groups["count_all"], 1)).to_pylist()[0]
    named = " ".join(str(twice[column]) for column in columns)
    message = (
        f"The document cannot be written: it has {twice['count_all']} {section.labels[0]} records "
        f"for {named}, of which a reader takes one only. Leave the others out."
    )
    raise NotWritableError(message)


def _check_dimensions(label: str, numbers: pa.ChunkedArray) -> None:
    span = pc.min_max(numbers).as_py()
    for number in span.values():
        if number is not None and abs(number) > MOST_DIMENSION:
            message = (
                f"The document cannot be written: the dimension {number} in {label} has more "
                "digits than readers take. Give the dimension a shorter number."
            )
            raise NotWritableError(message)
