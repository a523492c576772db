"""The page is one safe file in which every figure can be found and pointed at."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_unit import Fill

from juesuan.facts import Space
from juesuan.forms import CellKey, Disclosure
from juesuan.publishing import anchor, describe
from juesuan.publishing.page import form_views
from juesuan.publishing.table import printed_table
from support import balanced
from support.pages import write_page

VOID = {"meta", "col", "input"}
URLS = {"src", "href", "action", "data", "poster", "srcset"}


class Page(HTMLParser):
    """A parsed page: its tags with attributes, the text of every id, and open elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, str] = {}
        self.open: list[tuple[str, str]] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append((tag, found))
        if tag not in VOID:
            self.open.append((tag, found.get("id", "")))
        if "id" in found:
            assert found["id"] not in self.texts, f"{found['id']} stands twice"
            self.texts[found["id"]] = ""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, name in self.open:
            if name:
                self.texts[name] += data

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "index.html"


def page(disclosure: Disclosure, path: Path, lang: str = "zh", **more: object) -> Page:
    write_page(disclosure, path, lang, **more)  # type: ignore[arg-type]
    return Page(path.read_text("utf-8"))


def test_every_figure_stands_at_its_anchor_as_printed(
    any_disclosure: Disclosure, path: Path
) -> None:
    found = page(any_disclosure, path)
    for filled in any_disclosure.forms:
        for cell in filled.sheet.cells:
            assert found.texts[anchor(cell.key)] == any_disclosure.text(filled, cell), cell.key


def test_the_page_needs_nothing_but_itself(disclosure: Disclosure, path: Path) -> None:
    found = page(disclosure, path, files=["cells.csv"])
    assert not [t for t, _ in found.tags if t in {"link", "img", "iframe", "object"}]
    assert not [a for a in found.named("script") if "src" in a]
    links = [value for _, a in found.tags for name, value in a.items() if name in URLS]
    assert links and all(link.startswith("#") or link == "cells.csv" for link in links)
    text = path.read_text("utf-8")
    assert not re.search(r"https?:|@import|url\(", text)


def test_links_inside_the_page_lead_somewhere(disclosure: Disclosure, path: Path) -> None:
    found = page(disclosure, path)
    targets = [a["href"][1:] for a in found.named("a")]
    assert "form-01" in targets and "contents" in targets
    assert set(targets) <= set(found.texts)


@pytest.mark.parametrize(
    "unit", ["<script>alert(1)</script>", '"><img src=x onerror=y>', "{{ 7 }}"]
)
def test_what_a_unit_is_called_is_only_ever_text(filled: Fill, path: Path, unit: str) -> None:
    found = page(filled(unit=unit), path, files=[unit])
    assert len(found.named("script")) == 3 and not found.named("img")
    assert not [a for _, attributes in found.tags for a in attributes if a.startswith("on")]
    assert f"部门：{unit}" in found.texts["form-01"]


def test_the_contents_list_every_form_and_say_which_are_empty(
    disclosure: Disclosure, path: Path
) -> None:
    found = page(disclosure, path)
    listed = found.texts["contents"]
    assert all(filled.form.title in listed for filled in disclosure.forms)
    assert (listed.count("有数据"), listed.count("空表")) == (10, 2)
    assert "本表为空表。" in found.texts["form-08"]


def test_a_form_is_a_real_table(disclosure: Disclosure, path: Path) -> None:
    found = page(disclosure, path)
    assert len(found.named("caption")) == len(found.named("thead")) == len(disclosure.forms)
    heads = found.named("th")
    assert {th["scope"] for th in heads} == {"col", "colgroup", "row"}
    assert {"scope": "colgroup", "colspan": "3"} in heads  # 收入 and 支出 of form 01
    assert {"rowspan": "2", "scope": "col"} in heads


def test_hovering_a_figure_tells_its_place_and_what_it_sums(
    disclosure: Disclosure, path: Path, space: Space
) -> None:
    found = page(disclosure, path, space=space)
    cell = next(td for td in found.named("td") if td.get("id") == "c-04-59-3")
    assert cell["title"] == "表04　行59　栏3\n含义：本年支出 · 决算数 · 一般公共预算财政拨款"


def test_without_a_space_only_the_place_is_told(disclosure: Disclosure, path: Path) -> None:
    found = page(disclosure, path)
    assert next(td for td in found.named("td") if td.get("id") == "c-01-57-2")["title"] == (
        "表01　行57　栏2"
    )


def test_english_changes_the_words_around_and_not_the_forms(
    disclosure: Disclosure, path: Path
) -> None:
    found = page(disclosure, path, "en")
    assert found.named("html") == [{"lang": "en"}]
    assert "Income" in found.texts["contents"] and "收入决算表" in found.texts["contents"]
    assert "本年收入合计" in found.texts["form-01"]
    assert "the last digit" in path.read_text("utf-8")


def test_the_same_disclosure_gives_the_same_page(filled: Fill, tmp_path: Path) -> None:
    write_page(filled(), tmp_path / "a")
    write_page(filled(), tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_cell_of_several_terms_is_told_with_signs(disclosure: Disclosure, space: Space) -> None:
    total = next(c for c in disclosure.form("12").sheet.cells if c.key.column == "1")
    assert describe(total.selection, space) == (
        "资产（净值） · 决算数 · 固定资产、无形资产、其他资产"
        " ＋ 资产（原值） · 决算数 · 流动资产、对外投资/有价证券、在建工程"
    )


def test_a_form_is_printed_as_large_as_its_paper_allows(any_disclosure: Disclosure) -> None:
    """9.5 points at most; forms of up to 48 lines fit on one page, across and down. A half-width
    character takes 0.56 em, and a column an em beside at most."""
    for view in form_views(any_disclosure):
        size, rows = float(view.print_size.removesuffix("pt")), len(view.head) + len(view.body)
        across, down = (766, 445) if view.filled.form.landscape else (520, 660)
        assert 4 <= size <= 9.5
        widths = printed_table(any_disclosure, view.filled).widths
        assert float(view.least.removesuffix("em")) <= 0.56 * sum(widths) + len(widths)
        assert size * float(view.least.removesuffix("em")) <= across + 1, view.filled.form.no
        if rows <= 48 and size > 4:
            assert size * rows * 1.85 <= down, view.filled.form.no


@pytest.mark.parametrize(("items", "whole_width"), [(38, False), (39, True)])
def test_a_form_too_long_for_a_page_goes_on_as_large_as_its_width_allows(
    items: int, whole_width: bool
) -> None:
    """Items, their section and class, the total and the head are 48 lines or one more."""
    codes = [code.code for code in balanced.SPACE.codes["function"] if len(code.code) == 7]
    where = {"fund": "general", "economic": "30201", "nature": "basic.public"}
    codes = [code for code in codes if code.startswith("2010")][:items]
    spent = [balanced.fact("expenditure", 100_00, function=code, **where) for code in codes]
    views = {v.filled.form.no: v for v in form_views(balanced.filled(spent, "yunnan-2023"))}
    landscape, least = views["05"].filled.form.landscape, views["05"].least.removesuffix("em")
    widest = min(9.5, (766 if landscape else 520) / float(least))
    size = float(views["05"].print_size.removesuffix("pt"))
    assert (abs(size - widest) < 0.05) is whole_width


def test_columns_without_figures_leave_their_width_to_those_with_some(
    disclosure: Disclosure,
) -> None:
    """Figures stand beside a head of four signs; where there are none, a head of two breaks."""
    income = printed_table(disclosure, disclosure.form("02"))
    codes, names, figures = (4, 4, 4), (18,), (10, 10, 6, 6, 6, 6, 6, 10)
    assert income.widths == codes + names + figures
    assert income.lead == 4  # what stays in sight beside the figures
    both_sides = printed_table(disclosure, disclosure.form("01"))
    assert both_sides.lead == 0


def test_codes_have_the_room_of_their_head_and_row_numbers_their_own(filled: Fill) -> None:
    whole = filled("mof-2022")
    income, overall = (printed_table(whole, whole.form(no)) for no in ("02", "01"))
    assert dict(zip(income.roles, income.widths, strict=True))["code"] == 10  # as its head
    assert dict(zip(overall.roles, overall.widths, strict=True))["row_no"] == 5


KEYS = st.builds(CellKey, *(st.text(min_size=1, max_size=6) for _ in range(3)))


@given(first=KEYS, second=KEYS)
def test_an_anchor_is_one_word_and_belongs_to_one_cell(first: CellKey, second: CellKey) -> None:
    assert not re.search(r"\s", anchor(first))
    assert (anchor(first) == anchor(second)) == (first == second)
