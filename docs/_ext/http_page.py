"""The reference page of the HTTP API, made from the description that the API gives of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siekit.web.api.reference import described
from siekit.workspace.refusals import REFUSALS

if TYPE_CHECKING:
    from collections.abc import Iterator

SHAPES = "#/components/schemas/"


def http() -> str:
    """The page of all operations, shapes and refusals."""
    api = described()
    lines = [
        "# HTTP API",
        "",
        api["info"]["description"].strip(),
        "",
        "The same for programs, as OpenAPI: `/api/v1/openapi.json`.",
        "[The guide](../guides/http-api.md) shows a day's work with it.",
    ]
    for tag in api["tags"]:
        lines += ["", f"## {tag['name']}", "", tag["description"]]
        for path, methods in api["paths"].items():
            for method, one in methods.items():
                if tag["name"] in one["tags"]:
                    lines += _operation(method.upper(), path, one)
    lines += ["", "## Shapes"]
    for name, schema in sorted(api["components"]["schemas"].items()):
        lines += _shape(name, schema)
    return "\n".join([*lines, *_refusals()]) + "\n"


def _operation(method: str, path: str, one: dict[str, Any]) -> Iterator[str]:
    yield from ("", f"(http-{one['operationId']})=", f"### `{method} {path}`", "")
    yield f"*{one['operationId']}*. {one['description']}"
    parameters = [value for value in one.get("parameters", ()) if value["in"] != "header"]
    if parameters:
        yield from ("", "| parameter | in | type | meaning |", "| --- | --- | --- | --- |")
        for value in parameters:
            meaning = _cell(value.get("description", ""))
            kind = _cell(_type(value["schema"]))
            yield f"| `{value['name']}` | {value['in']} | {kind} | {meaning} |"
    if body := one.get("requestBody"):
        kinds = [_body(kind, value["schema"]) for kind, value in body["content"].items()]
        yield from ("", f"Takes {', '.join(kinds)}.")
    yield ""
    yield from (
        f"* {status}: {_answer(value)}"
        for status, value in one["responses"].items()
        if int(status) < 400
    )
    refused = [status for status in one["responses"] if int(status) >= 400]
    yield f"* refused: {', '.join(refused)}"


def _body(kind: str, schema: dict[str, Any]) -> str:
    return f"{_type(schema)} as `{kind}`" if kind == "application/json" else f"`{kind}`"


def _answer(value: dict[str, Any]) -> str:
    content = value.get("content", {})
    shapes = [
        _type(one["schema"]) if kind == "application/json" else f"`{kind}`"
        for kind, one in content.items()
    ]
    return ", ".join(shapes) or "no content"


def _shape(name: str, schema: dict[str, Any]) -> Iterator[str]:
    yield from (
        "",
        f"(http-shape-{_label(name)})=",
        f"### {name}",
        "",
        schema.get("description", ""),
    )
    if "enum" in schema:
        yield from ("", ", ".join(f"`{one}`" for one in schema["enum"]) + ".")
        return
    needed = set(schema.get("required", ()))
    yield from ("", "| key | type | meaning |", "| --- | --- | --- |")
    for key, value in schema.get("properties", {}).items():
        meaning = value.get("description", "")
        if key not in needed and "default" in value:
            meaning += f" Usually {value['default']!r}." if value["default"] is not None else ""
        yield f"| `{key}` | {_cell(_type(value))} | {_cell(meaning)} |"


def _refusals() -> Iterator[str]:
    yield from ("", "## Codes of refusals", "")
    yield "They never change; the words may. Values stand in braces."
    yield from ("", "| code | status | text |", "| --- | --- | --- |")
    for code, kind in sorted(REFUSALS.items()):
        yield f"| `{code}` | {kind.status} | {_cell(kind.en)} |"


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(SHAPES)
        return f"[`{name}`](#http-shape-{_label(name)})"
    if "anyOf" in schema:
        return " or ".join(_type(one) for one in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(f"`{one}`" for one in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    words = {"string": "text", "integer": "number", "number": "number", "boolean": "true or false"}
    kind = str(schema.get("type", "anything"))
    return words.get(kind, kind)


def _label(name: str) -> str:
    return "".join(one if one.isalnum() else "-" for one in name).lower()


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
