"""Which files a query can show rows of, told from its conditions on company and year.

Every table in the query must have a condition that all its rows fulfil: one that stands in the
WHERE beside it, or beside a table that is joined to it by document_id. What is not certain wants
every file.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from siekit.engine.shown import LEDGER
from siekit.sql.joins import linked, name_of
from siekit.sql.seeing import OWN
from siekit.sql.syntax import conjuncts, leaves, nodes, path_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from siekit.sql.syntax import Node

COLUMNS = ("file", "company", "orgnr", "fiscal_year")
"""What every table shows of the file of a row, the ledger but for its file."""

FACTS = "_facts"
"""The table that conditions are asked of: one file's."""

_KINDS = frozenset({"COMPARISON", "CONJUNCTION", "BETWEEN", "CONSTANT", "CAST", "TYPE"})
_OPERATORS = frozenset(
    {
        "COMPARE_IN",
        "COMPARE_NOT_IN",
        "OPERATOR_NOT",
        "OPERATOR_IS_NULL",
        "OPERATOR_IS_NOT_NULL",
        "OPERATOR_COALESCE",
    }
)
_FUNCTIONS = frozenset({"~~", "!~~", "~~*", "!~~*", "lower", "upper", "trim", "left", "right"}) | {
    "substring", "substr", "starts_with", "ends_with", "prefix", "suffix", "contains", "replace",
}  # fmt: skip
"""Functions that give the same for the same, and look at nothing else."""


def conditions_of(tree: Node, values: Mapping[str, object]) -> list[list[Node]] | None:
    """Return sets of conditions; rows that a query can show are of a file that fulfils a set.

    That holds without those conditions that a row of nulls fulfils, too. The columns in them are
    those of `FACTS`. None where there may be rows of every file. `values` are those of the query's
    parameters.
    """
    if not _columns_are_given(tree):
        return None
    made: list[list[Node]] = []
    for select in (one for one in nodes(tree) if "from_table" in one):
        sets = _of_select(select, values)
        if sets is None:
            return None
        made += sets
    return made or None


def _columns_are_given(tree: Node) -> bool:
    """Tell whether an answer's columns are the same whatever files are read.

    The ledger has a pair of columns for every dimension that the files use.
    """
    every = list(nodes(tree))
    if not any(path_of(one)[-1:] == [LEDGER] for one in every if one.get("type") == "BASE_TABLE"):
        return True
    names = [str(part) for one in every for part in one.get("column_names", ())]
    return not (
        any(one.get("class") == "STAR" for one in every)
        or any(name.lower().startswith("dim_") for name in names)
    )


def _of_select(select: Node, values: Mapping[str, object]) -> list[list[Node]] | None:
    """Return the sets of conditions of the tables in one FROM."""
    places = list(leaves(select["from_table"]))
    tables = [one for one in places if one["type"] == "BASE_TABLE" and path_of(one)[-1] in OWN]
    if not tables:
        return []
    names = [name_of(one) for one in places]
    odd = any(one.get("sample") or one.get("column_name_alias") for one in (select, *places))
    groups = linked(select)
    if odd or groups is None or len(set(names)) < len(names) or _is_a_value(names, select):
        return None
    found = {name: list(_own(select, name, values, alone=len(places) == 1)) for name in names}
    sets = []
    for table in tables:
        group = next((one for one in groups if name_of(table) in one), {name_of(table)})
        own = [one for name in names if name in group for one in found[name]]
        if not own:
            return None
        sets.append(own)
    return sets


def _own(select: Node, name: str, values: Mapping[str, object], *, alone: bool) -> Iterator[Node]:
    """Give the conditions on one table of a FROM, about the file of a row and nothing else."""
    aliases = {str(one.get("alias", "")).lower() for one in select["select_list"]}
    for condition in conjuncts(select.get("where_clause")):
        mine = deepcopy(condition)
        columns = [one for one in nodes(mine) if one.get("class") == "COLUMN_REF"]
        for column in columns:
            *table, last = (str(part).lower() for part in column["column_names"])
            bare = not table and alone and last not in aliases
            if last not in COLUMNS or not (bare or table == [name]):
                break
            if last == "file" and _is_ledger(select, name):
                break
            column["column_names"] = [FACTS, last]
        else:
            if columns and all(_is_plain(one, values) for one in nodes(mine) if "class" in one):
                yield mine


def _is_plain(node: Node, values: Mapping[str, object]) -> bool:
    """Tell whether an expression gives the same for the same file, whenever it is asked."""
    kind = node["class"]
    if kind == "FUNCTION":
        return (
            path_of(node)[-1:] != []
            and path_of(node)[-1] in _FUNCTIONS
            and not node.get("distinct")
        )
    if kind == "OPERATOR":
        return node["type"] in _OPERATORS
    if kind == "PARAMETER":
        return str(node["identifier"]) in values
    return kind in _KINDS or kind == "COLUMN_REF"


def _is_ledger(select: Node, name: str) -> bool:
    return any(
        path_of(one)[-1:] == [LEDGER] and name_of(one) == name
        for one in leaves(select["from_table"])
    )


def _is_a_value(names: Sequence[str], select: Node) -> bool:
    """Tell whether a whole row of a table may be used as a value."""
    columns = (one["column_names"] for one in nodes(select) if one.get("class") == "COLUMN_REF")
    return any(str(one[-1]).lower() in names for one in columns)
