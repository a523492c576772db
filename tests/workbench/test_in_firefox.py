"""Pages in Firefox, where playwright has one: loaded under the policy, figures entered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.workbench.served import Served, stored


@pytest.fixture(scope="module")
def firefox() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        if not Path(playwright.firefox.executable_path).exists():
            pytest.skip("playwright has no Firefox here: make browsers")
        started = playwright.firefox.launch()
        yield started
        started.close()


@pytest.fixture(scope="module")
def served(firefox: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    made = Served.with_drafts("firefox", tmp_path_factory)
    yield made
    made.kill()


def faults_of(page: Any) -> list[str]:
    """What the console of a page says is wrong, as it comes."""
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    return wrong


def public_pages(browser: Any, served: Served) -> None:
    page = browser.new_context(locale="en-US").new_page()
    wrong = faults_of(page)
    for address in ("/public/", "/interface/", "/sign-in/"):
        page.goto(f"{served.address}{address}")
        assert page.locator("html").get_attribute("lang") == "zh-Hans"
    page.click("button[name=language]")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("main h1").inner_text() == "Sign in"
    assert wrong == []


def figures(browser: Any, served: Served) -> None:
    state = served.signed_in(browser, "zhang")
    page = browser.new_context(storage_state=state, locale="zh-CN", bypass_csp=True).new_page()
    wrong = faults_of(page)
    page.goto(f"{served.address}/filings/1/draft/?form=03")
    page.wait_for_function("document.querySelector('#checks').textContent !== ''")
    page.select_option("#money", "元")
    total = page.locator('td[data-p="03|206|3"]')
    before = total.text_content()
    page.locator('td[data-p="03|2060503|3"]').click()
    page.keyboard.type("23,575,100.00")
    page.keyboard.press("Enter")
    stored(page)
    assert total.text_content() == "23,575,100.00"
    page.keyboard.press("Control+z")
    page.wait_for_function(
        "was => document.querySelector('td[data-p=\"03|206|3\"]').textContent === was", arg=before
    )
    assert wrong == []


def test_firefox_shows_pages_without_a_fault(firefox: Any, served: Served) -> None:
    public_pages(firefox, served)


def test_firefox_moves_totals_as_one_types(firefox: Any, served: Served) -> None:
    figures(firefox, served)
