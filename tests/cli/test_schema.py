"""`siekit schema`: what `--format json` prints, described for programs."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator, ValidationError

from siekit.cli.main import main
from siekit.cli.schema import NAMES
from tests.hand_made import YEAR, make_document, row, voucher


def schema(name: str) -> dict[str, Any]:
    """The schema as the command prints it."""
    result = CliRunner().invoke(main, ["schema", name])
    assert result.exit_code == 0
    described: dict[str, Any] = json.loads(result.stdout_bytes)
    return described


def objects(part: object) -> list[dict[str, Any]]:
    """All parts of a schema that describe objects."""
    if isinstance(part, list):
        return [found for one in part for found in objects(one)]
    if not isinstance(part, dict):
        return []
    inside = [found for one in part.values() for found in objects(one)]
    return [part, *inside] if part.get("type") == "object" else inside


@pytest.mark.parametrize("name", NAMES)
def test_schemas_are_sound_and_strict(name: str) -> None:
    """Every key is named, every key is there: a new one is a decision."""
    described = schema(name)
    Draft202012Validator.check_schema(described)
    for part in objects(described):
        assert part["additionalProperties"] is False
        assert part["required"] == list(part["properties"])


def test_every_schema_in_the_package_can_be_printed() -> None:
    """A file that the command forgot would never be seen."""
    names = [file.name for file in (files("siekit") / "json_schemas").iterdir()]
    assert sorted(names) == sorted(f"{name}.schema.json" for name in NAMES)


def test_the_preview_has_the_described_shape_and_order() -> None:
    """A document with nothing in it and one with everything."""
    described = schema("show")
    full = make_document(
        fiscal_years=[YEAR], vouchers=[voucher(1)], transactions=[row(1, "1.5"), row(1, None)]
    )
    for document in (full, make_document()):
        preview = document.preview()
        Draft202012Validator(described).validate([preview])
        assert list(preview) == described["$defs"]["document"]["required"]
        for key, part in described["$defs"]["document"]["properties"].items():
            if part.get("type") == "object":
                assert list(preview[key]) == part["required"]


def test_the_schema_refuses_what_is_not_described() -> None:
    """A further key, a missing one, an amount with one decimal."""
    validator = Draft202012Validator(schema("show"))
    preview = make_document().preview()
    without = {key: value for key, value in preview.items() if key != "totals"}
    odd = {**preview, "totals": {"debit": "1.5", "credit": "0.00"}}
    for wrong in ({**preview, "more": 1}, without, odd):
        with pytest.raises(ValidationError):
            validator.validate([wrong])


def test_an_unknown_schema_is_answered_with_the_names() -> None:
    """Exit code 2."""
    result = CliRunner().invoke(main, ["schema", "nothing"])
    assert result.exit_code == 2
    assert "'show'" in result.stderr
