"""The self-evaluation in a real browser: scored as one types, a suggestion taken, evidence, lines
added and taken back, two at once, on a telephone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.workbench.served import Seats, Served, keystrokes, shot, stored

ACTUAL, SCORE, REASON = (f"indicators|0-5|{column}" for column in ("actual", "score", "reason"))
"""The cells of an indicator of the example's first project: its target is = 21, its weight 5."""


@pytest.fixture(scope="module")
def served(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    made = Served.with_drafts("evaluating", tmp_path_factory)
    yield made
    made.kill()


@pytest.fixture(scope="module")
def seats(browser: Any, served: Served) -> Seats:
    return Seats(browser, served)


@pytest.fixture
def opened(seats: Seats, served: Served) -> Iterator[Any]:
    """Opens a page of the self-evaluation for a preparer."""

    def open_page(who: str = "zhang", of: str = "0-1", **how: Any) -> Any:
        page = seats.page(who, **how)
        page.goto(f"{served.address}/filings/1/draft/evaluation/?of={of}")
        page.wait_for_function("document.querySelector('#saved').textContent !== ''")
        return page

    yield open_page
    seats.leave()


def at(page: Any, key: str) -> Any:
    return page.locator(f'td[data-p="{key}"]')


def enter(page: Any, key: str, text: str) -> None:
    at(page, key).click()
    page.keyboard.press("F2")
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    stored(page)


def shows(page: Any, key: str, text: str) -> None:
    look = "([at, text]) => document.querySelector(at)?.textContent === text"
    page.wait_for_function(look, arg=[f'td[data-p="{key}"]', text])


def test_a_result_moves_score_total_and_grade_and_a_suggestion_is_taken(opened: Any) -> None:
    page = opened()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    at(page, REASON).click()
    page.keyboard.press("Delete")
    stored(page)
    enter(page, ACTUAL, "14")
    shows(page, SCORE, "3.33")  # 14 of 21 for 5 points
    assert page.inner_text("#total") == "98.33 优"
    page.wait_for_selector(f'#asked a[data-go="{REASON}"]')  # the reason is asked for now
    at(page, ACTUAL).click()
    page.wait_for_selector(f'[data-put="{SCORE}"]')
    shot(page, "evaluation-1-suggestion")
    page.click(f'[data-put="{SCORE}"]')
    page.wait_for_function(
        "at => document.querySelector(at).dataset.v === '3.33'", arg=f'td[data-p="{SCORE}"]'
    )
    enter(page, SCORE, "9")
    assert "9.00" in at(page, SCORE).text_content()
    enter(page, SCORE, "900")
    assert "0到100" in page.inner_text("#toast")
    assert wrong == []


def test_an_indicator_is_added_and_taken_back(opened: Any) -> None:
    page = opened(of="0-2")
    before = page.locator("table.evaluation tr").count()
    page.select_option("[name=level2]", "时效指标")
    page.fill("[data-table=indicators] [name=name]", "兑现时间")
    with page.expect_navigation():
        page.click("[data-table=indicators] button")
    assert page.locator("table.evaluation tr").count() == before + 1
    assert page.locator("td", has_text="兑现时间").count() == 1
    with page.expect_navigation():
        page.click("#undo")
    assert page.locator("table.evaluation tr").count() == before


def test_evidence_is_attached_beside_its_indicator(opened: Any) -> None:
    page = opened()
    at(page, ACTUAL).click()
    page.wait_for_selector("#evidence")
    sheet = {"name": "签到表.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 sheet"}
    page.set_input_files("#evidence", sheet)
    page.wait_for_selector("#part a[href*='/evidence/']")
    shot(page, "evaluation-2-evidence")
    with page.expect_download() as got:
        page.click("#part a[href*='/evidence/']")
    assert got.value.suggested_filename == "签到表.pdf"


def test_two_who_write_one_reason_choose_between_both(opened: Any) -> None:
    one, two = opened(), opened("li")
    at(two, REASON).click()
    two.keyboard.press("F2")
    two.keyboard.type("师资不足")  # still writing when the other's words come
    enter(one, REASON, "场地不足")
    two.wait_for_function(
        "at => document.querySelector(at).dataset.v === '场地不足'", arg=f'td[data-p="{REASON}"]'
    )
    two.keyboard.press("Enter")
    two.wait_for_selector("dialog[open]")
    said = two.inner_text("dialog")
    assert "场地不足" in said and "师资不足" in said
    two.click("#ours")
    stored(two)
    shows(one, REASON, "师资不足")


def test_a_keystroke_shows_all_that_follows_sooner_than_a_page_opens(opened: Any) -> None:
    page = opened()
    spent = "money|0-1|current.executed"
    assert keystrokes(page, spent, "=project.total.executed", 3000) < 1


@pytest.mark.parametrize("of", ["", "overall", "0-1"])
def test_every_page_reads_well_on_a_telephone_in_the_dark_and_in_english(
    opened: Any, of: str
) -> None:
    small = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}
    page = opened(of=of, **small)
    shot(page, f"evaluation-telephone-{of or 'department'}", full=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("header form[action='/language/'] button").click()
    page.wait_for_selector("text=Self-evaluation >> visible=true", state="attached")
    page.set_viewport_size({"width": 1360, "height": 900})
    page.emulate_media(color_scheme="light")
    shot(page, f"evaluation-english-{of or 'department'}", full=True)
