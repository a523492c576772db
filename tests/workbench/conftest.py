"""A workbench for tests: in memory, with people of every role in two units."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("django", reason="the workbench's extra is not installed")

os.environ["DJANGO_SETTINGS_MODULE"] = "juesuan.workbench.settings"
os.environ.pop("JUESUAN_FOLDER", None)
import django

django.setup()


@pytest.fixture(scope="session")
def _database(
    tmp_path_factory: pytest.TempPathFactory, migrated: Callable[[Path], Path]
) -> Iterator[None]:
    """The tables of the workbench: those of ``migrated``, in memory."""
    from django.conf import settings
    from django.db import connection
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.FOLDER = tmp_path_factory.mktemp("workbench")
    for name in ("files", "pages", "published"):
        (settings.FOLDER / name).mkdir()
    setup_test_environment()
    connection.settings_dict["TEST"]["MIGRATE"] = False
    made = setup_databases(verbosity=0, interactive=False)
    file = migrated(tmp_path_factory.mktemp("tables") / "workbench") / "workbench.sqlite3"
    with closing(sqlite3.connect(file)) as kept:
        kept.backup(connection.connection)
    yield
    teardown_databases(made, verbosity=0)


@pytest.fixture
def database(_database: None) -> Iterator[None]:
    """The tables as they were, after each test again."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Makes an empty workbench in a folder, its database up to date, and gives the folder."""
    from tests.workbench import served

    return lambda folder: served.migrated(folder, tmp_path_factory)


@pytest.fixture
def people(database: None) -> Any:
    """See ``made_people``; new for each test."""
    from tests.workbench.parts import made_people

    return made_people()


@pytest.fixture
def client() -> Any:
    """A browser without script."""
    from django.test import Client

    return Client(HTTP_ACCEPT_LANGUAGE="zh-hans")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A chromium; skipped where there is none. While it is open, its loop keeps this process from
    the database: a module's tests look at what is served, or into the tables."""
    from tests.workbench.served import CHROMIUM

    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        path = CHROMIUM or playwright.chromium.executable_path
        if not Path(path).exists():
            pytest.skip("no chromium here: apt-get install chromium")
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()
