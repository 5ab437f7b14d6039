"""Which tables of a FROM are joined by document_id: their rows are of one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.sql.syntax import conjuncts, leaves, path_of

if TYPE_CHECKING:
    from siekit.sql.syntax import Node

KEY = "document_id"
_USUAL = frozenset({"REGULAR", "CROSS"})
"""Joins that go by conditions only, and not by order, place or common names."""


def linked(select: Node) -> list[set[str]] | None:
    """Return the names of the tables whose rows, where two are not null, are of one file.

    None where a join goes by something else than conditions.
    """
    groups = [{name_of(leaf)} for leaf in leaves(select["from_table"])]
    if not _link(select["from_table"], groups):
        return None
    for condition in conjuncts(select.get("where_clause")):
        _by_equality(condition, groups)
    return groups


def _link(source: Node, groups: list[set[str]]) -> bool:
    """Link what joins link; False for a join that is not usual."""
    if source["type"] != "JOIN":
        return True
    left, right = source["left"], source["right"]
    if source["ref_type"] not in _USUAL or not (_link(left, groups) and _link(right, groups)):
        return False
    sides = [{name_of(leaf) for leaf in leaves(side)} for side in (left, right)]
    if KEY in (str(one).lower() for one in source.get("using_columns", ())):
        # The document of a side with several tables is one only where they are linked.
        if all(any(side <= group for group in groups) for side in sides):
            _merge(groups, *(next(iter(side)) for side in sides))
        return True
    for condition in conjuncts(source.get("condition")):
        _by_equality(condition, groups, sides)
    return True


def _by_equality(
    condition: Node, groups: list[set[str]], sides: list[set[str]] | None = None
) -> None:
    """Link two tables whose documents must be equal; where a join says so, one of each side."""
    if condition.get("type") != "COMPARE_EQUAL":
        return
    names = []
    for side in (condition["left"], condition["right"]):
        parts = [str(one).lower() for one in side.get("column_names", ())]
        if side.get("class") != "COLUMN_REF" or len(parts) != 2 or parts[1] != KEY:  # noqa: PLR2004 - table and column
            return
        names.append(parts[0])
    one, other = names
    if sides and not (
        (one in sides[0] and other in sides[1]) or (other in sides[0] and one in sides[1])
    ):
        return
    _merge(groups, one, other)


def _merge(groups: list[set[str]], one: str, other: str) -> None:
    found = [group for group in groups if one in group or other in group]
    if len(found) == 2:  # noqa: PLR2004 - one for each name
        groups[:] = [group for group in groups if group not in found]
        groups.append(found[0] | found[1])


def name_of(leaf: Node) -> str:
    """Return the name under which a place in a FROM is spoken of, in small letters."""
    alias = str(leaf.get("alias") or "").lower()
    return alias or (path_of(leaf)[-1:] or [""])[0]
