"""The description of the API, and whether the API keeps to it whatever it is asked."""

# ruff: noqa: ANN401 - descriptions are JSON of any shape

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, settings

from siekit.workspace.refusals import REFUSALS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemathesis import Case

    from tests.web.api.calling import Called, Caller

EXAMPLES = 12
"""Requests that are invented for each operation and kind of data; `make soak` may take more."""


@pytest.fixture(scope="module")
def description(shared_api: Caller) -> dict[str, Any]:
    """The description as it is served."""
    found = shared_api.client.get("/api/v1/openapi.json")
    assert found.status_code == 200
    body: dict[str, Any] = found.json()
    return body


def operations(description: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every operation with its method and path."""
    for path, methods in description["paths"].items():
        for method, one in methods.items():
            yield method.upper(), path, one


def test_every_operation_is_told_in_full(description: dict[str, Any]) -> None:
    """Each has a name of its own, a tag, words, and the refusals that all may give."""
    names = []
    for method, path, one in operations(description):
        names.append(one["operationId"])
        assert one["tags"], path
        assert one["summary"], path
        assert one["description"].endswith("."), (method, path)
        assert {"401", "403", "404", "422", "429", "503"} <= set(one["responses"]), path
        for status, answer in one["responses"].items():
            if int(status) >= 400:
                schema = answer["content"]["application/json"]["schema"]["$ref"]
                assert schema.endswith(("ErrorAnswer", "AllRefused")), (path, status)
            elif status != "204":
                assert answer["content"], (path, status)
    assert len(names) == len(set(names))


def test_every_refusal_has_a_documented_status(description: dict[str, Any]) -> None:
    """A status that a refusal gives is told of somewhere, but for those that no program meets."""
    told = {int(status) for _, _, one in operations(description) for status in one["responses"]}
    elsewhere = {405, 421, 500}  # another method, another host, and what syncs keep of faults
    assert {kind.status for kind in REFUSALS.values()} - told - elsewhere == set()


def test_the_description_is_valid(description: dict[str, Any]) -> None:
    """Its schemas are schemas, and every reference in it leads somewhere."""
    import jsonschema

    schemas = description["components"]["schemas"]
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)

    def references(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            if isinstance(value.get("$ref"), str):
                yield value["$ref"]
            for inner in value.values():
                yield from references(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from references(inner)

    for one in set(references(description)):
        assert one.removeprefix("#/components/schemas/") in schemas, one


def test_the_api_keeps_to_its_description(
    shared_api: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is sent, no answer is a fault of ours or one that the description does not have."""
    for name in ("uploads", "syncs"):  # nobody works, so to wait is to wait in vain
        monkeypatch.setattr(f"siekit.web.api.{name}.until", _at_once)
    api = _something_of_everything(shared_api)
    statuses = _invented(api.portal, {"Authorization": f"Bearer {api.token}"})
    assert statuses.total() > EXAMPLES * 20, statuses
    assert statuses[401] == 0, statuses
    assert statuses[200] > EXAMPLES * 5, statuses


def test_what_needs_a_session_keeps_to_its_description(sqlite_called: Called) -> None:
    """The same holds for the own account and the installation, which no token opens."""
    from tests.web.api.test_installation import OF_NO_DOMAIN, signed_in

    who = signed_in(sqlite_called, "anna@bjorken.example", runs=True)
    signed_in(sqlite_called, "bo@bjorken.example")
    headers = {"Cookie": who.cookie, "X-CSRF-Token": who.csrf}
    # Signing out would be the end of it.
    chosen = {"tag": list(OF_NO_DOMAIN), "path_regex": "account|domains|password"}
    statuses = _invented(sqlite_called, headers, **chosen)
    assert statuses[401] == statuses[403] == 0, statuses
    assert statuses[200] > EXAMPLES * 3, statuses


def _invented(portal: Called, headers: dict[str, str], **chosen: Any) -> Counter[int]:
    """Send invented requests of the chosen operations, and count the statuses of the answers."""
    import schemathesis
    from schemathesis.checks import not_a_server_error
    from schemathesis.core.result import Ok
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

    headers |= {"Host": "portal.example"}
    schema = schemathesis.openapi.from_asgi(
        "/api/v1/openapi.json", portal.app, headers={"Host": "portal.example"}
    )
    checks = [
        not_a_server_error,
        status_code_conformance,
        content_type_conformance,
        response_schema_conformance,
    ]
    statuses: Counter[int] = Counter()
    for result in (schema.include(**chosen) if chosen else schema).get_all_operations():
        assert isinstance(result, Ok)
        strategy = result.ok().as_strategy()

        from hypothesis import given

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=strategy)
        def check(case: Case[Any]) -> None:
            found = case.call_and_validate(
                base_url="http://portal.example", headers=headers, checks=checks
            )
            statuses[found.status_code] += 1

        check()
    return statuses


def _something_of_everything(api: Caller) -> Caller:
    """Give the invented requests something to find, and return a program that they do not revoke.

    Small numbers are what they like best, so its owner and its token have large ones.
    """
    from siekit.workspace.actors import Role

    api.active()
    api.sync()
    api.ready("ny.se", sales=2000)
    for number in range(20):
        api.portal.person(f"{number}@many.example", Role.VIEWER)
        api.portal.caller()
    return api.portal.caller(email="last@many.example")


async def _at_once(look: Any, done: Any, seconds: float) -> Any:
    """Look once."""
    from siekit.web.api.waiting import until

    return await until(look, done, min(seconds, 0))
