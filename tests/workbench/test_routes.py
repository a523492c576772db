"""Every address, with every role, in one's own unit and in another's: from the table of addresses,
so that a new one without a rule, or whose view forgets it, fails."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import get_resolver
from tests.workbench.parts import parts_of

from juesuan.workbench.people.models import Role
from juesuan.workbench.routing import EVERYONE, SIGNED_IN, Route
from juesuan.workbench.urls import ROUTES


def token_of(user: Any) -> dict[str, str]:
    """What a program of an account sends with each request."""
    from juesuan.workbench.api.tokens import make_token

    return {"Authorization": f"Bearer {make_token(user, 'test', True)[1]}"}


def path_of(route: Route, unit: Any) -> str:
    """The path of a route for a unit, with something there for each of its parts."""
    path = "/" + route.path
    for name, value in parts_of(route, unit).items():
        for kind in ("int", "str", "slug", "path"):
            path = path.replace(f"<{kind}:{name}>", str(value))
    assert "<" not in path, f"{route.path}: tests/workbench/parts.py names no {path}"
    return path


def asked(
    client: Any, route: Route, unit: Any, headers: Any = None, method: str = "", path: str = ""
) -> Any:
    path = path or path_of(route, unit)
    if route.program:
        method = method or route.methods[0]
        body = {} if method == "GET" else {"data": "{}", "content_type": "application/json"}
        return client.generic(method, path, headers=headers, **body)
    if "GET" in route.methods:
        return client.get(path)
    return client.post(path, {})


def test_every_address_comes_from_the_table() -> None:
    assert [str(one.pattern) for one in get_resolver().url_patterns] == [r.path for r in ROUTES]
    assert len({route.name for route in ROUTES}) == len(ROUTES)


def test_an_address_that_speaks_of_a_units_things_says_how_its_unit_is_found() -> None:
    free = {"people", "jobs", "public", "account"}  # one's own, and what all may read
    own = {"api-job", "api-publication", "api-changes"}
    without = {
        route.name
        for route in ROUTES
        if "<" in route.path and route.unit is None and route.path.split("/")[0] not in free
    }
    assert without - own == set()


def test_nobody_comes_in_without_signing_in(people: Any, client: Any) -> None:
    for route in ROUTES:
        if route.who != EVERYONE:
            status = asked(client, route, people.a).status_code
            assert status == (401 if route.program else 302), route.path


def test_everybody_reads_what_is_published_and_nothing_else(people: Any, client: Any) -> None:
    public = [route for route in ROUTES if route.path.startswith("public/")]
    assert {route.who for route in public} == {EVERYONE}
    assert {route.methods for route in public} == {("GET",)}
    for route in public:
        expected = 404 if route.name == "public-compare" else 200  # it asks for two versions
        assert asked(client, route, people.a).status_code == expected, route.path
    open_still = {"interface", "openapi", "home", "setup", "sign-in", "language", "theme"}
    read = {"api-publications", "api-publication", "api-changes"}
    everyone = {route.name for route in ROUTES if route.who == EVERYONE} - read
    assert everyone - {route.name for route in public} == open_still


def test_an_account_without_a_role_sees_only_itself(people: Any, client: Any) -> None:
    client.force_login(people.nobody, "juesuan.workbench.people.signing_in.CodeBackend")
    token = token_of(people.nobody)
    for route in ROUTES:
        if isinstance(route.who, frozenset):
            for method in route.methods:
                answer = asked(client, route, people.a, token, method)
                assert answer.status_code == 403, route.path


@pytest.mark.parametrize("role", Role)
def test_every_role_comes_where_its_rule_says_and_nowhere_else(
    people: Any, client: Any, role: Role
) -> None:
    there: dict[str, str] = {}
    """What is there for those who may not come there: they leave it as it is."""
    for reach in ("own", "foreign"):
        user = people.of[role.value, reach]
        client.force_login(user, "juesuan.workbench.people.signing_in.CodeBackend")
        token = token_of(user)
        every = [(route, method) for route in ROUTES for method in route.methods]
        for route, method in every:
            if not isinstance(route.who, frozenset):
                continue
            path = ""
            if role not in route.who:
                path = there.get(route.name) or path_of(route, people.a)
                there[route.name] = path
            status = asked(client, route, people.a, token, method, path).status_code
            told = f"{role} {reach} {method} {route.path}: {status}"
            if role not in route.who:
                assert status == 403, told
            elif route.unit is not None and reach == "foreign":
                assert status == 404, told
            elif route.name.startswith("api-draft") or route.name in {"api-cells", "api-submit"}:
                assert status not in {401, 403, 500}, told  # a draft may not be begun yet
            elif route.name == "candidate-sign":
                assert status == 422, told  # without a password nothing is signed
            else:
                assert status not in {401, 403, 404, 500}, told


def test_whoever_is_signed_in_has_an_account_page(people: Any, client: Any) -> None:
    client.force_login(people.nobody, "juesuan.workbench.people.signing_in.CodeBackend")
    names = [route.name for route in ROUTES if route.who == SIGNED_IN]
    assert {"account", "codes", "sign-out"} <= set(names)
    assert client.get("/account/").status_code == 200
    assert client.get("/account/codes/").status_code == 200
