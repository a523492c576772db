"""The workbench in a real browser: the first run, a review, telephone and dark."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.workbench.served import shot


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A workbench served on a free port; the address of its first run."""
    folder = tmp_path_factory.mktemp("served") / "workbench"
    command = [sys.executable, "-m", "juesuan", "serve", str(folder), "--port", "0"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=kept)
    assert server.stdout is not None
    yield server.stdout.readline().strip()
    server.terminate()
    server.wait(20)


def test_from_the_first_run_to_a_decision(browser: Any, address: str, booklet_pdf: Path) -> None:
    context = browser.new_context(viewport={"width": 1360, "height": 900}, locale="zh-CN")
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    loaded: list[int] = []
    page.on("response", lambda got: loaded.append(int(got.headers.get("content-length", 0))))
    page.goto(address)
    shot(page, "1-first-run", wrong)
    assert sum(loaded) < 200_000
    page.fill("[name=username]", "审核员")
    page.fill("[name=password1]", "春江花月夜连海平-2026")
    page.fill("[name=password2]", "春江花月夜连海平-2026")
    page.check("[name=sample]")
    page.click("main button")
    home = re.sub(r"/setup/.*", "", address)
    listed = f"{home}/filings/?year=2021"
    for _ in range(60):
        if '<th scope="row"><a ' in page.request.get(listed).text():
            break  # asked for without drawing it
        page.wait_for_timeout(500)
    page.goto(listed)
    shot(page, "2-units", wrong)
    page.click("tbody a")
    shot(page, "3-filing", wrong)
    page.set_input_files("#file", booklet_pdf)
    page.click(".drop button")
    page.wait_for_selector(".job")
    shot(page, "4-progress", wrong)
    page.wait_for_url("**/documents/*/", timeout=90_000)
    page.wait_for_load_state("networkidle")
    finding = page.locator(".finding").first
    finding.locator("summary").click()
    page.wait_for_timeout(700)
    shot(page, "5-document", wrong)
    assert page.locator(".spot.here").count() == 1
    finding.locator("[name=reason]").fill("口径不同")
    finding.get_by_role("button", name="不成立").click()
    page.wait_for_selector(".finding.decided-rejected")
    shot(page, "6-decided", wrong)
    page.emulate_media(color_scheme="dark")
    shot(page, "7-dark", wrong)
    page.set_viewport_size({"width": 390, "height": 844})
    shot(page, "8-telephone", wrong)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    page.locator("header form[action='/language/'] button").click()
    page.wait_for_selector("text=Notice of correction")
    page.set_viewport_size({"width": 1360, "height": 900})
    page.emulate_media(color_scheme="light")
    shot(page, "9-english", wrong)
    for name in ("people", "journal", "jobs", "account"):
        page.goto(f"{home}/{name}/")
        shot(page, name, wrong)
    assert not wrong, wrong


@pytest.fixture(scope="module")
def booklet_pdf(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up booklet with two digits of a total exchanged, printed by the browser."""
    from planted_faults.writing import as_html

    folder = tmp_path_factory.mktemp("booklet")
    text = Path(__file__).resolve().parents[1] / "planted_faults/booklets/pingdu-rural-2023.txt"
    slipped = text.read_text("utf-8").replace("\t843.80", "\t834.80", 1)
    as_html(slipped, folder / "booklet.html")
    page = browser.new_page()
    page.goto((folder / "booklet.html").as_uri())
    page.add_style_tag(content="table { border-collapse: collapse } td { border: 1px solid }")
    page.pdf(path=folder / "booklet.pdf", format="A4", landscape=True)
    page.close()
    return folder / "booklet.pdf"
