"""A workbench for tests: in memory, with people of every role in two units."""

from __future__ import annotations

import os
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("django", reason="the workbench's extra is not installed")

os.environ["DJANGO_SETTINGS_MODULE"] = "juesuan.workbench.settings"
os.environ.pop("JUESUAN_FOLDER", None)
import django

django.setup()


@pytest.fixture(scope="session")
def _database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The tables of the workbench, made once."""
    from django.conf import settings
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.FOLDER = tmp_path_factory.mktemp("workbench")
    for name in ("files", "pages", "published"):
        (settings.FOLDER / name).mkdir()
    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False)
    yield
    teardown_databases(made, verbosity=0)


@pytest.fixture
def database(_database: None) -> Iterator[None]:
    """The tables as they were, after each test again."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def people(database: None) -> Any:
    """Somebody of each role: for unit A (``own``), and for unit B (``foreign``); an administrator;
    one without any role (``nobody``)."""
    from juesuan.workbench.people.models import Department, Grant, Role, Unit, User

    bureau, other = (
        Department.objects.create(code=code, name=f"{code}局") for code in ("甲", "乙")
    )
    a = Unit.objects.create(code="001", name="示例一中心", department=bureau)
    b = Unit.objects.create(code="002", name="示例二中心", department=other)
    found: dict[tuple[str, str], User] = {}
    for role in Role:
        for reach, unit in (("own", a), ("foreign", b)):
            user = User.objects.create_user(f"{role}-{reach}")
            wide = role == Role.DEPARTMENT
            whole = role in {Role.ADMINISTRATOR, Role.READER}
            Grant.objects.create(
                user=user,
                role=role,
                unit=None if wide or whole else unit,
                department=unit.department if wide else None,
            )
            found[role.value, reach] = user
    nobody = User.objects.create_user("nobody")
    return SimpleNamespace(a=a, b=b, of=found, nobody=nobody)


@pytest.fixture
def client() -> Any:
    """A browser without script."""
    from django.test import Client

    return Client(HTTP_ACCEPT_LANGUAGE="zh-hans")
