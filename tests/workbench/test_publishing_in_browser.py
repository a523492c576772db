"""What is looked at before signing, what was published, and empty pages: accessible, on telephones
and in the dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.workbench.served import PASSWORD, ROOT, Served, shot

MAKE = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(ROOT)!r})
from juesuan.workbench.place import Place
from juesuan.workbench.serving import prepare
prepare(Place(Path(sys.argv[1])))
from django.utils import timezone
from juesuan.workbench.filings.models import Filing
from juesuan.workbench.people.models import Grant, Role, Unit, User
from juesuan.workbench.releasing.folders import folder_of
from juesuan.workbench.releasing.models import Candidate, Publication
from juesuan.publishing import manifest_digest
from tests.workbench.parts import PARTS, built
unit = Unit.objects.create(code="001", name="示例一中心")
user = User.objects.create_user("zhang", password="{PASSWORD}")
for role in Role:
    Grant.objects.create(user=user, role=role)
User.objects.create_user("li", password="{PASSWORD}")
first = Publication.objects.get(pk=PARTS["publication"](unit))
built("second", "2.00")
values = {{f.attname: getattr(first, f.attname) for f in Publication._meta.concrete_fields}}
digest = manifest_digest(folder_of("second"))
again = {{"id": None, "number": 2, "place": "second", "manifest_sha256": digest, "note": "更正"}}
Publication.objects.create(**values | again)
Candidate.objects.filter(pk=PARTS["candidate"](unit)).update(number=3)
PARTS["finding"](unit)
Filing.objects.update(state="approved")
"""


@pytest.fixture(scope="module")
def served(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    made = Served.copied("publishing", "workbench-with-publications", MAKE, (), tmp_path_factory)
    yield made
    made.kill()


@pytest.fixture(scope="module")
def page(browser: Any, served: Served) -> Iterator[Any]:
    """A page of somebody who may do everything."""
    state = served.signed_in(browser, "zhang")
    context = browser.new_context(storage_state=state, locale="zh-CN", bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    "address",
    [
        "candidates/1/",
        "releases/",
        "public/",
        "public/compare/?one=1&other=2",
        "documents/1/",
        "filings/1/",
        "filings/1/draft/",
        "filings/?q=nothing",
        "jobs/",
        "journal/",
        "account/tokens/",
        "interface/",
    ],
)
def test_a_page_is_accessible_and_fits_a_telephone(page: Any, served: Served, address: str) -> None:
    name = "page-" + address.split("?")[0].strip("/").replace("/", "-")
    page.set_viewport_size({"width": 1360, "height": 900})
    page.emulate_media(color_scheme="light")
    answer = page.goto(f"{served.address}/{address}")
    assert answer.status == 200
    if "compare" in address:
        assert "2.00" in page.inner_text("main")  # what the correction changed
    shot(page, name)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 844})
    shot(page, f"{name}-telephone")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
