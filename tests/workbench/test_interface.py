"""The interface for programs: tokens, what it does, and nothing that its description does not
say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.workbench.parts import PARTS

from juesuan.workbench.api.interface import schema
from juesuan.workbench.api.models import Token
from juesuan.workbench.api.tokens import make_token
from juesuan.workbench.filings.models import Filing
from juesuan.workbench.preparing.beginning import begin_blank

BACKEND = "juesuan.workbench.people.signing_in.CodeBackend"


@pytest.fixture
def call(client: Any) -> Any:
    """Calls the interface with a token: ``call(token, "GET", "/units")``."""

    def ask(token: str, method: str, path: str, body: Any = None, **more: Any) -> Any:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        sent = {} if body is None else {"data": json.dumps(body)}
        kind = {} if body is None else {"content_type": "application/json"}
        return client.generic(method, f"/api{path}", headers=headers, **sent, **kind, **more)

    return ask


def test_a_token_is_shown_once_and_only_its_hash_is_kept(people: Any, client: Any) -> None:
    user = people.of["preparer", "own"]
    client.force_login(user, BACKEND)
    page = client.post("/account/tokens/", {"name": "财务系统"}).content.decode()
    token = Token.objects.get(user=user)
    secret = page.split("<code>")[1].split("</code>")[0]
    assert secret.startswith(token.start)
    assert secret not in str(vars(token))
    assert secret not in client.get("/account/tokens/").content.decode()


def test_a_token_acts_for_its_account_until_it_is_revoked(
    people: Any, client: Any, call: Any
) -> None:
    user = people.of["preparer", "own"]
    token, secret = make_token(user, "财务系统", False)
    assert [one["code"] for one in call(secret, "GET", "/units").json()] == ["001"]
    refused = call(secret, "POST", "/filings", {"unit": people.a.pk, "year": 2024})
    assert (refused.status_code, Filing.objects.count()) == (403, 0)  # it may only read
    client.force_login(user, BACKEND)
    assert call("", "GET", "/units").status_code == 401  # a browser's session counts for nothing
    other = people.of["preparer", "foreign"]
    client.force_login(other, BACKEND)
    assert client.post(f"/account/tokens/{token.pk}/revoke/").status_code == 404
    client.force_login(user, BACKEND)
    client.post(f"/account/tokens/{token.pk}/revoke/")
    answer = call(secret, "GET", "/units")
    assert (answer.status_code, answer.json()) == (401, {"detail": "需要有效的访问令牌"})


def test_figures_are_entered_and_a_conflict_tells_both_values(people: Any, call: Any) -> None:
    user = people.of["preparer", "own"]
    _, secret = make_token(user, "财务系统", True)
    year = call(secret, "POST", "/filings", {"unit": people.a.pk, "year": 2023}).json()
    at = f"/filings/{year['id']}/draft"
    assert call(secret, "GET", at).status_code == 404
    assert call(secret, "POST", at, {"form_set": "mof-2022"}).json()["holds"] >= 0
    cells = call(secret, "GET", f"{at}/cells?form=01").json()["cells"]
    first = next(cell for cell in cells if not cell["follows"] and cell["unit"] == "元")
    place = {name: first[name] for name in ("form", "row", "column")}
    sent = {"cells": [place | {"value": "1,234.5", "seen": first["seen"]}], "why": "补录"}
    answer = call(secret, "PATCH", f"{at}/cells", sent)
    assert answer.status_code == 200, answer.content
    stored = {(c["row"], c["column"]): c["value"] for c in answer.json()["cells"]}
    assert stored[first["row"], first["column"]] == "1234.50"
    again = {"cells": [place | {"value": "7", "seen": first["seen"]}]}
    answer = call(secret, "PATCH", f"{at}/cells", again)
    assert answer.status_code == 409
    (conflict,) = answer.json()["conflicts"]
    assert (conflict["theirs"], conflict["ours"]) == ("1234.50", "7.00")
    wrong = {"cells": [place | {"value": "一百", "seen": 9}]}
    answer = call(secret, "PATCH", f"{at}/cells", wrong)
    assert answer.status_code == 409
    assert answer.json()["detail"].keys() == {"|".join(place.values())}


def test_a_self_evaluation_is_prepared_by_a_program_as_by_the_page(
    people: Any, client: Any, call: Any
) -> None:
    _, secret = make_token(people.of["preparer", "own"], "项目系统", True)
    year = call(secret, "POST", "/filings", {"unit": people.a.pk, "year": 2023}).json()
    at = f"/filings/{year['id']}/draft"
    call(secret, "POST", at, {"form_set": "yunnan-2023"})

    def added(table: str, **values: str) -> str:
        line = {"verb": "add", "table": table, "values": values}
        answer = call(secret, "POST", f"{at}/lines", line)
        assert answer.status_code == 200, answer.content
        return str(answer.json()["edit"])

    project = added("projects", name="干部培训")
    indicator = added(
        "indicators",
        project=project,
        level2="数量指标",
        name="培训人次",
        operator="≥",
        target="100",
        measure="人次",
        weight="90",
        actual="80",
    )
    money = {"current.full": "200000", "current.executed": "150,000.00"}
    texts = [{"key": f"money|{project}|{c}", "text": t, "seen": 0} for c, t in money.items()]
    assert call(secret, "PATCH", f"{at}/texts", {"texts": texts}).status_code == 200
    said = call(secret, "GET", f"{at}/evaluation").json()
    (found,) = said["projects"]
    assert (found["execution"], found["total"], found["grade"]) == ("7.50", "79.50", "中")
    (suggestion,) = found["suggestions"]
    assert (suggestion["indicator"], suggestion["low"]) == (indicator, "72.00")
    again = call(secret, "PATCH", f"{at}/texts", {"texts": [texts[0], texts[1] | {"text": "1"}]})
    assert again.status_code == 409
    assert [one["theirs"] for one in again.json()["conflicts"]] == ["150000.00"]
    file = SimpleUploadedFile("签到表.pdf", b"%PDF-1.7")
    headers = {"Authorization": f"Bearer {secret}"}
    assert (
        client.post(f"/api{at}/evidence/{indicator}", {"file": file}, headers=headers).status_code
        == 200
    )
    (evidence,) = call(secret, "GET", f"{at}/evaluation").json()["evidence"]
    given = call(secret, "GET", f"{at}/files/{evidence['id']}")
    assert b"".join(given.streaming_content) == b"%PDF-1.7"
    call(secret, "POST", f"{at}/undo")
    assert call(secret, "GET", f"{at}/files/{evidence['id']}").status_code == 404
    asked = call(secret, "GET", f"{at}/narrative").json()
    assert any(one["level"] == 0 for one in asked["passages"])


def test_a_draft_is_put_away_another_begun_and_the_first_brought_back(
    people: Any, call: Any
) -> None:
    _, secret = make_token(people.of["preparer", "own"], "财务系统", True)
    year = call(secret, "POST", "/filings", {"unit": people.a.pk, "year": 2023}).json()
    at = f"/filings/{year['id']}/draft"
    call(secret, "POST", at, {"form_set": "mof-2022"})
    (away,) = call(secret, "POST", f"{at}/away").json()
    assert call(secret, "GET", at).status_code == 404
    call(secret, "POST", at, {"form_set": "mof-2022"})
    back = call(secret, "POST", f"{at}/away/{away['id']}/back").json()
    assert back["edit"] == away["edit"] + 1
    (second,) = call(secret, "GET", f"{at}/away").json()
    assert second["id"] != away["id"]
    _, foreign = make_token(people.of["preparer", "foreign"], "他处", True)
    assert call(foreign, "GET", f"{at}/away").status_code == 404
    Filing.objects.filter(pk=year["id"]).update(state="submitted")
    assert call(secret, "POST", f"{at}/away").status_code == 409


def test_a_finding_is_commented_on_and_given_to_a_colleague(people: Any, call: Any) -> None:
    _, secret = make_token(people.of["reviewer", "own"], "审核系统", True)
    at = f"/findings/{PARTS['finding'](people.a)}"
    assert call(secret, "POST", f"{at}/comments", {"text": "请核对"}).status_code == 200
    assert [one["text"] for one in call(secret, "GET", f"{at}/comments").json()] == ["请核对"]
    colleague, stranger = people.of["preparer", "own"], people.of["preparer", "foreign"]
    assert call(secret, "POST", f"{at}/assignment", {"user": colleague.pk}).status_code == 200
    assert call(secret, "POST", f"{at}/assignment", {"user": stranger.pk}).status_code == 409


def test_upload_check_and_report_in_one_call(people: Any, client: Any, call: Any) -> None:
    """Where the worker is slower than one waits, the document is told to be asked for later."""
    _, secret = make_token(people.of["preparer", "own"], "财务系统", True)
    filing = Filing.objects.create(unit=people.a, year=2024)
    file = SimpleUploadedFile("forms.csv", "表,数\n收入,1\n".encode())
    headers = {"Authorization": f"Bearer {secret}"}
    answer = client.post(f"/api/filings/{filing.pk}/check?wait=0", {"file": file}, headers=headers)
    assert answer.status_code == 202, answer.content
    document = answer.json()["document"]
    assert (document["status"], document["round"]) == ("waiting", 1)
    assert call(secret, "GET", f"/documents/{document['id']}").json()["findings"] == []
    nothing = client.post(f"/api/filings/{filing.pk}/check", {}, headers=headers)
    assert nothing.status_code == 422


def test_everybody_reads_what_was_published(people: Any, call: Any) -> None:
    PARTS["publication"](people.a)
    (found,) = call("", "GET", "/publications").json()
    assert (found["unit"], found["version"], found["signer"]) == ("示例一中心", 1, "王局长")
    said = call("", "GET", f"/publications/{found['id']}").json()
    assert said["files"]["cells.csv"] == f"/public/{found['id']}/files/cells.csv"
    assert call("", "GET", f"/publications/{found['id']}/changes").json() == []


def test_the_page_of_the_interface_names_every_address_and_no_other_host(
    people: Any, client: Any
) -> None:
    page = client.get("/interface/").content.decode()
    assert [path for path in schema()["paths"] if f"<code>{path}</code>" not in page] == []
    assert "https://" not in page


def test_a_program_imports_a_payment_list_in_three_calls(people: Any, client: Any) -> None:
    from tests.workbench.test_imports import JANUARY, SPENT, figure, listed, worked

    filing = Filing.objects.create(unit=people.a, year=2023)
    _, secret = make_token(people.of["preparer", "own"], "test", True)
    headers = {"Authorization": f"Bearer {secret}"}
    path = f"/api/filings/{filing.pk}/imports"
    sent = {"file": listed(JANUARY), "form_set": "mof-2022"}
    one = client.post(path, sent, headers=headers).json()
    worked()
    asked = client.get(f"{path}/{one['id']}", headers=headers).json()["preview"]["questions"]
    assert {each["suggestion"] for each in asked} == {"是", "30209 物业管理费"}
    taken = f"{path}/{one['id']}/take"
    assert client.post(taken, headers=headers).status_code == 409  # not answered yet
    said = {"suggested": True}
    client.post(f"{path}/{one['id']}/answers", said, "application/json", headers=headers)
    worked()
    assert client.post(taken, headers=headers).status_code == 200
    worked()
    assert figure(filing, SPENT) == 1000


@pytest.fixture
def described(people: Any) -> Iterator[Any]:
    """The interface as its description tells it, called through WSGI as somebody who may do
    everything; with a draft, a document, a finding and a publication there."""
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    from django.core.wsgi import get_wsgi_application

    from juesuan.workbench.people.models import Grant, Role

    user = people.of["administrator", "own"]
    for role in set(Role) - {Role.ADMINISTRATOR}:
        Grant.objects.create(user=user, role=role)
    filing = Filing.objects.create(unit=people.a, year=2023)
    begin_blank(user, filing, "mof-2022")
    numbers = {
        name: PARTS[name](people.a) for name in ("finding", "publication", "job", "imported")
    }
    _, secret = make_token(user, "test", True)
    loaded = schemathesis.openapi.from_dict(schema())
    loaded.app = get_wsgi_application()
    yield loaded, {"Authorization": f"Bearer {secret}"}, {"filing": filing.pk, **numbers}


@pytest.mark.parametrize("known", [True, False])
def test_no_answer_is_a_fault_or_one_that_the_description_does_not_know(
    described: Any, known: bool
) -> None:
    """Most is tried on what is there: what is not, is mostly not found at once."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded

    loaded, headers, numbers = described
    tried = 0
    for result in loaded.get_all_operations():
        operation = result.ok()

        @seeded(int(not known))
        @settings(
            max_examples=8 if known else 3,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def call(case: Any) -> None:
            nonlocal tried
            tried += 1
            for name, number in numbers.items():
                if known and name in case.path_parameters:
                    case.path_parameters[name] = number
            case.query = {**(case.query or {}), **({"wait": 0} if "wait" in case.query else {})}
            case.call_and_validate(headers=headers)

        call()
    assert tried > 100
