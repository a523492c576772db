"""The forms editor in a real browser: typing, pasting, an input method, two at once, kill -9."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.workbench.served import Seats, Served, keystrokes, shot, stored

KILLS = int(os.environ.get("JUESUAN_KILLS", "2"))
"""How often the server is killed during saves: 100 where it is measured."""


@pytest.fixture(scope="module")
def served(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    made = Served.with_drafts("preparing", tmp_path_factory)
    yield made
    made.kill()


@pytest.fixture(scope="module")
def every_seat(browser: Any, served: Served) -> Seats:
    return Seats(browser, served)


@pytest.fixture
def seats(every_seat: Seats) -> Iterator[Seats]:
    """The browsers of two preparers, zhang and li."""
    yield every_seat
    every_seat.leave()


def opened(seats: Seats, who: str, form: str = "03", filing: int = 1, **how: Any) -> Any:
    page = seats.page(who, **how)
    page.goto(f"{seats.served.address}/filings/{filing}/draft/?form={form}")
    page.wait_for_function("document.querySelector('#checks').textContent !== ''")
    return page


def at(page: Any, row: str, column: str = "3", form: str = "03") -> Any:
    return page.locator(f'td[data-p="{form}|{row}|{column}"]')


def shows(page: Any, row: str, column: str, text: str) -> None:
    """Wait until a cell shows a text."""
    look = "([at, text]) => document.querySelector(at).textContent === text"
    page.wait_for_function(look, arg=[f'td[data-p="03|{row}|{column}"]', text])


def test_typing_moves_totals_here_and_in_other_forms_and_is_undone(seats: Seats) -> None:
    page = opened(seats, "zhang")
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.select_option("#money", "元")
    was, total = (at(page, row).text_content() for row in ("2060503", "total"))
    at(page, "2060503").click()
    page.keyboard.type("23,575,100.00")
    page.keyboard.press("Enter")
    stored(page)
    assert at(page, "2060503").text_content() == "23,575,100.00"
    assert at(page, "206").text_content() == "23,575,100.00"
    assert at(page, "total").text_content() != total
    assert "不平" in page.inner_text("#checks")
    page.click("#mend")
    page.wait_for_selector(".mending")
    shot(page, "draft-1-broken")
    other = opened(seats, "zhang", "01")
    other.select_option("#money", "元")
    assert at(other, "36", "2", "01").text_content() == "23,575,100.00"
    at(page, "total").click()
    page.keyboard.press("Control+z")
    page.wait_for_function("document.querySelector('#checks').textContent.includes('平衡')")
    assert (at(page, "2060503").text_content(), at(page, "total").text_content()) == (was, total)
    page.keyboard.press("Control+y")
    page.wait_for_function("document.querySelector('#checks').textContent.includes('不平')")
    page.keyboard.press("Control+z")
    page.wait_for_function("document.querySelector('#checks').textContent.includes('平衡')")
    assert wrong == []


def test_keys_move_and_open_and_leave_the_input(seats: Seats) -> None:
    page = opened(seats, "zhang")
    at(page, "2060503").click()
    focused = "document.activeElement.dataset.p"
    for key, place in (
        ("ArrowUp", "03|20605|3"),
        ("ArrowDown", "03|2060503|3"),
        ("Tab", "03|2060503|4"),
        ("Shift+Tab", "03|2060503|3"),
    ):
        page.keyboard.press(key)
        assert page.evaluate(focused) == place
    before = at(page, "2060503").text_content()
    page.keyboard.press("F2")
    page.keyboard.type("5")
    page.keyboard.press("Escape")
    assert at(page, "2060503").text_content() == before
    page.keyboard.press("ArrowUp")
    page.keyboard.type("5")
    assert page.locator("#grid input").count() == 0  # a total is not typed over


def test_enter_that_ends_composing_keeps_the_input_open(seats: Seats) -> None:
    page = opened(seats, "zhang")
    at(page, "2060503").click()
    page.keyboard.press("F2")
    page.evaluate(
        "document.querySelector('#grid input').dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'Enter', keyCode: 229, isComposing: true, bubbles: true}))"
    )
    assert page.locator("#grid input").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("#grid input").count() == 0


PASTE = """([place, html, text]) => {
  const data = new DataTransfer();
  if (html) data.setData('text/html', html);
  data.setData('text/plain', text);
  document.querySelector(`td[data-p="${place}"]`).dispatchEvent(
    new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def test_a_block_from_a_spreadsheet_is_pasted_over_merged_cells_and_undone_as_one(
    seats: Seats,
) -> None:
    page = opened(seats, "zhang")
    page.select_option("#money", "元")
    rows = ("2080505", "20899", "2089999")
    before = [at(page, row, "2").text_content() for row in rows]
    html = (
        "<table><tr><td>1,234.50</td><td rowspan=2>７</td></tr><tr><td>9</td></tr>"
        "<tr><td>备注</td><td>(3.25)</td></tr></table>"
    )
    at(page, "2080505", "2").click()
    page.evaluate(PASTE, ["03|2080505|2", html, ""])
    stored(page)
    assert at(page, "2080505", "2").text_content() == "1,234.50"
    assert at(page, "2080505", "3").text_content() == "7.00"
    assert at(page, "2089999", "3").text_content() == "-3.25"
    assert "1格不是数" in page.inner_text("#toast")
    shot(page, "draft-2-pasted")
    page.click("#undo")
    stored(page)
    shows(page, "2089999", "3", "")
    assert [at(page, row, "2").text_content() for row in rows] == before


def test_two_who_edit_one_cell_choose_between_both_figures(seats: Seats) -> None:
    one, two = (opened(seats, name) for name in ("zhang", "li"))
    for page in (one, two):
        page.select_option("#money", "元")
        at(page, "2060503", "2").click()
    one.keyboard.type("11")
    one.keyboard.press("Enter")
    stored(one)
    two.keyboard.type("22")
    two.keyboard.press("Enter")
    two.wait_for_selector("dialog[open]")
    said = two.inner_text("dialog")
    shows(two, "206", "2", "11.00")  # what follows from the other's figure comes too
    assert "11.00" in said and "22.00" in said
    shot(two, "draft-3-conflict")
    two.click("#ours")
    stored(two)
    shows(one, "2060503", "2", "22.00")
    one.wait_for_function("document.querySelector('#there').textContent.includes('li')")
    two.click("#undo")
    stored(two)


def test_a_server_killed_while_saving_loses_nothing(seats: Seats) -> None:
    page = opened(seats, "zhang")
    page.select_option("#money", "元")
    for number in range(1, KILLS + 1):
        at(page, "2013704").click()
        page.keyboard.type(str(number))
        page.keyboard.press("Enter")
        time.sleep((number % 7) * 0.004)
        seats.served.kill()
        seats.served.start()
        stored(page)
        assert at(page, "2013704").get_attribute("data-v") == str(number * 100)
        if number in {1, KILLS}:
            fresh = opened(seats, "li")
            assert at(fresh, "2013704").get_attribute("data-v") == str(number * 100)
            fresh.close()


def narrative(seats: Seats, who: str) -> Any:
    page = seats.page(who)
    page.goto(f"{seats.served.address}/filings/1/draft/narrative/")
    page.wait_for_function("document.querySelector('#saved').textContent !== ''")
    return page


def test_words_typed_while_the_server_is_away_are_stored_by_the_next_tab(seats: Seats) -> None:
    page = narrative(seats, "zhang")
    was = [page.locator("textarea").nth(n).input_value() for n in (0, 1)]
    seats.served.kill()
    page.locator("textarea").first.fill("因机构改革，人员转隶。")
    page.keyboard.press("Tab")
    page.wait_for_function("document.querySelector('#saved').textContent.includes('连不上')")
    page.locator("textarea").nth(1).fill("还没有写完")
    page.wait_for_function("Object.values(localStorage).some(one => one.includes('没有写完'))")
    page.close()
    seats.served.start()
    page = narrative(seats, "zhang")
    stored(page)
    areas = page.locator("textarea")
    assert areas.nth(1).input_value() == "还没有写完"
    page.reload()
    stored(page)
    assert [areas.nth(n).input_value() for n in (0, 1)] == ["因机构改革，人员转隶。", "还没有写完"]
    page.wait_for_function("document.querySelector('#narrative').textContent.includes('人员转隶')")
    shot(page, "draft-5-narrative")
    page.click("#undo")
    stored(page)
    page.click("#undo")
    stored(page)
    assert [areas.nth(n).input_value() for n in (0, 1)] == was


def test_a_figure_that_was_being_typed_when_the_tab_died_is_there_again(seats: Seats) -> None:
    page = opened(seats, "zhang")
    was = at(page, "2060503", "2").text_content()
    at(page, "2060503", "2").click()
    page.keyboard.type("1234")
    page.wait_for_function("Object.values(localStorage).some(one => one.includes('1234'))")
    again = page.context.new_page()
    page.close()
    again.goto(f"{seats.served.address}/filings/1/draft/?form=03")
    # A tab that loses the focus before it dies enters the figure: it is sent, or stored already.
    typed, kept = "document.querySelector('#grid input')?.value === '1234'", "'1,234.00'"
    again.wait_for_function(f"{typed} || document.body.innerText.includes({kept})", polling=100)
    if again.locator("#grid input").count():
        again.keyboard.press("Escape")
        assert at(again, "2060503", "2").text_content() == was


def test_two_who_write_the_same_words_choose_between_both(seats: Seats) -> None:
    one, two = (narrative(seats, name) for name in ("zhang", "li"))
    for page, text in ((one, "甲说"), (two, "乙说")):
        page.locator("textarea").first.fill(text)
    one.keyboard.press("Tab")
    stored(one)
    two.keyboard.press("Tab")
    two.wait_for_selector("dialog[open]")
    said = two.inner_text("dialog")
    assert "甲说" in said
    assert "乙说" in said
    two.click("#ours")
    stored(two)
    one.wait_for_function("document.querySelector('textarea').value === '乙说'")
    two.click("#undo")
    stored(two)


def test_a_keystroke_shows_all_that_follows_sooner_than_a_page_opens(seats: Seats) -> None:
    page = opened(seats, "zhang")
    page.select_option("#money", "元")
    assert keystrokes(page, "03|2060503|3", "03|206|3", 1000) < 1


def test_a_form_of_1500_rows_is_entered_without_laying_it_out_anew(seats: Seats) -> None:
    page = opened(seats, "zhang", filing=2)
    page.select_option("#money", "元")
    assert page.locator("#grid tr").count() > 1500
    widths = "[...document.querySelectorAll('#grid col')].map(one => one.width).join()"
    before = page.evaluate(widths)
    assert keystrokes(page, "03|2080505|3", "03|20805|3", 1000, times=5) < 1 / 3
    assert page.evaluate(widths) == before != ""
    at(page, "2080505").click()
    page.keyboard.type("123456789012.34")
    page.keyboard.press("Enter")
    stored(page)
    page.wait_for_function(f"{widths} !== '{before}'")  # a longer figure gets the room it needs
    cell = "document.querySelector('td[data-p=\"03|2080505|3\"]')"
    assert page.evaluate(f"{cell}.scrollWidth <= {cell}.clientWidth")


def test_a_telephone_shows_the_form_without_a_wide_page(seats: Seats) -> None:
    small = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}
    page = opened(seats, "zhang", "05", **small)
    shot(page, "draft-4-telephone")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


PAID = """日期,凭证号,资金性质,功能科目,支出性质,金额,摘要
2023-01-05,1,一般公共预算资金,2013701,基本支出,10.00,付某事
"""
"""A payment list whose one payment leaves a question."""


def test_the_wrong_file_is_put_away_from_the_page_and_an_import_asks_its_question(
    seats: Seats, tmp_path: Path
) -> None:
    """The pages of a beginning, of drafts put away and of imports, wide and on a telephone."""
    page = opened(seats, "zhang", "03")
    page.click("details.anew summary")
    shot(page, "draft-5-put-away", full=True)
    with page.expect_navigation():
        page.click("details.anew button")
    shot(page, "draft-6-begin-anew", full=True)

    (listed := tmp_path / "支付明细.csv").write_text(PAID, "utf-8")
    page.set_input_files("form[action$='imports/add/'] input[type=file]", listed)
    page.click("form[action$='imports/add/'] button")
    page.wait_for_selector("[name=answer-0]", timeout=30_000)
    shot(page, "import-1-asked", full=True)
    page.set_viewport_size({"width": 390, "height": 844})
    shot(page, "import-2-telephone", full=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.goto(page.url.split("imports/")[0] + "imports/")
    shot(page, "import-3-listed", full=True)

    page.goto(page.url.split("imports/")[0])
    with page.expect_navigation():
        page.click("#away button")
    assert page.locator("#grid").count() == 1
    shot(page, "draft-7-brought-back", full=True)
