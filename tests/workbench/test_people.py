"""People: signing in is limited, one-time codes are taken once, the first run belongs to whoever
holds the token, and pages have one look with the published site."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings

from juesuan.resources import load_text
from juesuan.workbench.people.codes import _codes, accepts, new_secret
from juesuan.workbench.people.models import Grant, Role, User
from juesuan.workbench.shown import everywhere

BACKEND = "juesuan.workbench.people.signing_in.CodeBackend"


def test_the_base_package_does_not_need_the_extra() -> None:
    code = "import sys, juesuan.cli.app, juesuan.workbench; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_the_first_run_needs_the_token_and_happens_once(
    database: None, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "FIRST_RUN_TOKEN", "right", raising=False)
    given = {"username": "admin", "password1": "春江花月夜连海平-2026"}
    given |= {"password2": given["password1"], "alone": "on"}
    assert client.post("/setup/", given | {"token": "wrong"}).status_code == 403
    assert not User.objects.exists()
    assert client.post("/setup/", given | {"token": "right"}).status_code == 302
    assert {grant.role for grant in Grant.objects.all()} == set(Role)
    assert client.post("/setup/", given | {"token": "right"}).status_code == 404


def test_a_weak_password_is_refused(
    database: None, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "FIRST_RUN_TOKEN", "right", raising=False)
    for weak in ("short-1", "password1234", "123456789012"):
        given = {"username": "admin", "password1": weak, "password2": weak, "token": "right"}
        assert client.post("/setup/", given).status_code == 200, weak
    assert not User.objects.exists()


def test_after_five_wrong_passwords_the_right_one_does_not_help(
    database: None, client: Any
) -> None:
    User.objects.create_user("somebody", password="right")
    given = {"username": "somebody", "password": "wrong"}
    seen = [client.post("/sign-in/", given).status_code for _ in range(6)]
    assert seen[-1] == 429
    assert client.post("/sign-in/", given | {"password": "right"}).status_code == 429


def test_a_one_time_code_is_asked_for_and_taken_once(database: None, client: Any) -> None:
    user = User.objects.create_user("somebody", password="right", totp=new_secret())
    given = {"username": "somebody", "password": "right"}
    assert client.post("/sign-in/", given).status_code == 200
    code = _codes(user.totp).generate(3000).decode()
    assert accepts(user, code, now=3000)
    user.refresh_from_db()
    assert not accepts(user, code, now=3000)
    assert not accepts(user, _codes(user.totp).generate(9000).decode(), now=3000)


def test_pages_are_chinese_until_english_is_chosen(database: None) -> None:
    from django.test import Client

    client = Client(HTTP_ACCEPT_LANGUAGE="en-US,en;q=0.9")
    assert '<html lang="zh-Hans"' in client.get("/sign-in/").content.decode()
    client.post("/language/", {"language": "en", "next": "/sign-in/"})
    assert '<html lang="en"' in client.get("/sign-in/").content.decode()
    client.post("/language/", {"language": "zh-hans", "next": "/sign-in/"})
    assert "登录" in client.get("/sign-in/").content.decode()


def test_a_page_asks_for_the_roles_of_its_reader_once_for_all_its_menu(people: Any) -> None:
    from django.db import connection
    from django.test import RequestFactory
    from django.test.utils import CaptureQueriesContext

    request = RequestFactory().get("/")
    request.user = people.of["publisher", "own"]
    with CaptureQueriesContext(connection) as asked:
        assert everywhere(request)["menu"] == ["filings", "releases"]
    assert len(asked) == 1


def test_the_last_administrator_keeps_his_role(people: Any, client: Any) -> None:
    boss, other = people.of["administrator", "own"], people.of["administrator", "foreign"]
    client.force_login(boss, BACKEND)
    for user in (other, boss):
        client.post(f"/people/grant/{user.grants.get().pk}/revoke/")
    assert Grant.objects.get(role=Role.ADMINISTRATOR).user == boss


def test_a_role_without_a_reach_is_not_given(people: Any, client: Any) -> None:
    client.force_login(people.of["administrator", "own"], BACKEND)
    address = f"/people/{people.nobody.pk}/grant/"
    assert client.post(address, {"role": "reviewer"}).status_code == 422
    client.post(address, {"role": "reviewer", "unit": people.a.pk})
    assert people.nobody.grants.get().unit == people.a


def test_a_roster_brings_units_years_and_days_due_and_adds_only_what_is_new(
    people: Any, client: Any
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from juesuan.workbench.filings.models import Filing
    from juesuan.workbench.people.models import Unit

    client.force_login(people.of["administrator", "own"], BACKEND)
    rows = ["部门,单位,年度,截止日期", "甲局,示例一中心,2024,2025-09-20", "丙局,示例三中心,2024,"]

    def taken(lines: list[str]) -> str:
        file = SimpleUploadedFile("名单.csv", "\n".join(lines).encode())
        page: str = client.post("/filings/roster/", {"roster": file}, follow=True).content.decode()
        return page

    assert "新增1个单位、2个单位年度" in taken(rows)
    assert str(Filing.objects.get(unit=people.a, year=2024).due) == "2025-09-20"
    assert str(Unit.objects.get(name="示例三中心").department) == "丙局"
    assert "新增0个单位、0个单位年度" in taken(rows)
    assert "第2行" in taken([rows[0], "甲局,示例一中心,去年,"])


def test_no_page_has_script_or_style_of_its_own_and_the_policy_forbids_it(
    people: Any, client: Any
) -> None:
    client.force_login(people.of["administrator", "own"], BACKEND)
    for address in ("/people/", "/journal/", "/jobs/", "/account/"):
        answer = client.get(address)
        text = answer.content.decode()
        assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", text), address
        assert answer["Cache-Control"] == "no-store"
        policy = answer["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy


def test_the_colours_are_those_of_the_published_site() -> None:
    from importlib import resources

    folder = resources.files("juesuan.workbench") / "static" / "workbench"
    own = (folder / "colours.css").read_text("utf-8")
    site = load_text("templates/page.css") + load_text("templates/report.css")

    def colours(text: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for name, value in re.findall(r"(--[\w-]+): (#[0-9a-f]{6})", text):
            found.setdefault(name, set()).add(value)
        return found

    shared = colours(site)
    assert {"--accent", "--paper", "--ink", "--error-bg"} <= set(shared)
    for name, values in colours(own).items():
        if name in shared:
            assert values <= shared[name], name
