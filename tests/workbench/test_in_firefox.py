"""Pages in Firefox, where playwright has one: they load under the policy without a fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


def shown_without_a_fault(browser: Any, folder: Path) -> None:
    """Open what anybody may open, and look for faults in the console."""
    from bench.preparers import Served

    served = Served(folder)
    try:
        page = browser.new_context(locale="en-US").new_page()
        wrong: list[str] = []
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        for address in ("/public/", "/interface/", "/sign-in/"):
            page.goto(f"http://127.0.0.1:{served.port}{address}")
            assert page.locator("html").get_attribute("lang") == "zh-Hans"
        page.click("button[name=language]")
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.locator("main h1").inner_text() == "Sign in"
        assert wrong == []
    finally:
        served.end()


def test_firefox_shows_pages_without_a_fault(tmp_path: Path) -> None:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        if not Path(playwright.firefox.executable_path).exists():
            pytest.skip("playwright has no Firefox here: playwright install firefox")
        browser = playwright.firefox.launch()
        shown_without_a_fault(browser, tmp_path / "workbench")
        browser.close()
