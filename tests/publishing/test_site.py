"""The site: one safe file with booklet, forms, charts, and how each figure came about."""

import base64
import hashlib
import json
import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from juesuan.facts import WAN, FactStore
from juesuan.forms import Disclosure, fill, load_form_set
from juesuan.narrative import (
    Booklet,
    BookletTable,
    Figures,
    FormTable,
    Heading,
    TableCell,
    WrittenParagraph,
)
from juesuan.performance.preparing import Prepared
from juesuan.performance.preparing.model import ProjectsSummary
from juesuan.publishing import fill_book
from juesuan.publishing.charts import Bars, Flow, Series, charts_of, draw, headlines_of
from juesuan.publishing.charts.model import Amount, ChartGroup, Link, Station
from juesuan.publishing.composing import compose
from juesuan.publishing.laid import laid_blocks
from juesuan.publishing.site import write_site
from juesuan.publishing.table import text_width
from juesuan.reading import read
from support.balanced import SPACE, YEAR, fact
from support.disclosures import facts
from support.once import book_once
from support.printing import cells_of

UNSAFE = "<script>alert('一')</script>&\""


def store(*rows: tuple) -> FactStore:
    made = FactStore(SPACE)
    made.add(rows or facts())
    return made


def disclosure(of: FactStore) -> Disclosure:
    return fill(load_form_set("yunnan-2023", SPACE), of, "某局", YEAR, WAN)


def site(path: Path, text: str = "收支平衡。", lang: str = "zh") -> str:
    facts_of = store()
    filled = disclosure(facts_of)
    blocks = (
        Heading(1, "第一部分　", "报表"),
        *(FormTable(form.form.no) for form in filled.forms),
        Heading(1, "第二部分　", "说明"),
        WrittenParagraph(text),
    )
    book = Booklet(unit="某局", year=YEAR, title="某局2023年度部门决算", blocks=blocks)
    charts = [draw(chart) for chart in charts_of(filled, facts_of, lang=lang)]
    write_site(book, laid_blocks(book, filled), filled, path, lang, space=SPACE, charts=charts)
    return path.read_text("utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_its_figures_are_read_back(lang: str, tmp_path: Path) -> None:
    site(tmp_path / "index.html", lang=lang)
    reading = read(tmp_path / "index.html")
    found = {(o.form, o.row, o.column): o.value for o in reading.observations}
    assert found == cells_of(disclosure(store()))


def test_texts_are_escaped_and_nothing_is_fetched(tmp_path: Path) -> None:
    page = site(tmp_path / "index.html", UNSAFE)
    assert UNSAFE not in page and "&lt;script&gt;alert" in page
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    assert "default-src 'none'" in page


def test_only_its_own_script_may_run(tmp_path: Path) -> None:
    page = site(tmp_path / "index.html")
    script = re.findall(r"<script>(.*?)</script>", page, re.S)
    digest = base64.b64encode(hashlib.sha256(script[0].encode()).digest()).decode()
    assert len(script) == 1 and f"script-src 'sha256-{digest}'" in page


def test_a_figure_knows_the_sums_it_must_equal(tmp_path: Path) -> None:
    page = site(tmp_path / "index.html")
    data = re.search(r'id="identities">(.*?)</script>', page, re.S)
    assert data is not None
    identities = json.loads(data[1])
    total = [sorted(parts) for parts in identities["c-03-total-1"]]
    assert [[1, "c-03-total-2"], [1, "c-03-total-3"]] in [
        [part for part in parts if part[1] in {"c-03-total-2", "c-03-total-3"}] for parts in total
    ]


def test_charts_show_what_the_facts_say() -> None:
    of = store()
    charts = {chart.key: chart for chart in charts_of(disclosure(of), of)}
    assert set(charts) == {"flow", "functions", "economics"}
    functions, flow = charts["functions"], charts["flow"]
    assert isinstance(functions, Bars) and isinstance(flow, Flow)
    assert [(g.label, g.amounts[0].text) for g in functions.groups] == [
        ("201 一般公共服务支出", "149.00"),
        ("221 住房保障支出", "12.00"),
        ("208 社会保障和就业支出", "10.00"),
    ]
    assert draw(functions).rows[0] == ("201 一般公共服务支出", "149.00", "87.13%")
    assert flow.columns == ("资金性质", "功能分类", "经济分类")
    for column in range(3):
        assert sum(n.amount.value or 0 for n in flow.nodes if n.column == column) == 171_000_000
    shares = [box.height / draw(flow).boxes[0].height for box in draw(flow).boxes]
    assert shares == pytest.approx([(n.amount.value or 0) / 171_000_000 for n in flow.nodes])


def test_years_stand_side_by_side_when_last_year_is_at_hand() -> None:
    of = store()
    before = store(fact("expenditure", 50_000_000, fund="general", nature="project"))
    charts = {chart.key: chart for chart in charts_of(disclosure(of), of, before)}
    years = charts["years"]
    assert isinstance(years, Series) and years.names == ("2022", "2023")
    spent = next(group for group in years.groups if group.label == "本年支出")
    assert [amount.text for amount in spent.amounts] == ["50.00", "171.00"]


def test_a_set_without_figures_has_no_charts() -> None:
    empty = FactStore(SPACE)
    assert charts_of(disclosure(empty), empty) == []


def bars(*cents: int) -> Bars:
    groups = tuple(
        ChartGroup("社会保障和就业支出" * (n + 1), (money(c),)) for n, c in enumerate(cents)
    )
    return Bars("key", "构成", "", groups, money(sum(cents)))


def money(cents: int) -> Amount:
    return Amount(cents, f"{cents / 100:,.2f}")


@given(st.lists(st.integers(-(10**15), 10**15), min_size=1, max_size=30))
def test_bars_and_their_words_stay_in_the_picture(cents: list[int]) -> None:
    drawn = draw(bars(*cents))
    assert all(b.x >= 0 and b.x + b.width <= drawn.width for b in drawn.boxes)
    assert all(0 <= w.x <= drawn.width and 0 < w.y <= drawn.height for w in drawn.words)
    beside = zip(drawn.words, (box for box in drawn.boxes for _ in range(2)), strict=True)
    assert all(box.y < word.y <= box.y + box.height for word, box in beside)
    tops = [box.y for box in drawn.boxes]
    assert all(b - a >= 16 for a, b in pairwise(tops))


def test_money_taken_back_stands_left_of_zero() -> None:
    spent, back = draw(bars(30_000, -10_000)).boxes
    assert back.x + back.width == pytest.approx(spent.x)
    assert back.width == pytest.approx(spent.width / 3)


def test_long_labels_of_a_flow_are_cut_where_the_next_column_or_the_picture_ends() -> None:
    label = "社会保障和就业支出" * 6
    flow = Flow(
        key="flow",
        title="流向",
        caption="",
        columns=("资金性质", "功能分类", "经济分类"),
        nodes=tuple(Station(column, label, money(900)) for column in range(3)),
        links=(Link(0, 1, money(900)), Link(1, 2, money(900))),
    )
    drawn = draw(flow)
    ends = [box.x for box in drawn.boxes[1:]] + [drawn.width]
    first, *others = [word for word in drawn.words if word.text.endswith("…")]
    assert first.anchor == "end" and first.x - 6 * text_width(first.text) >= 0
    for word, end in zip(others, ends[1:], strict=True):
        wide = 6 * text_width(word.text)
        assert word.anchor == "start" and end - 40 < word.x + wide <= end, word


def test_what_is_not_said_has_no_bar() -> None:
    groups = (ChartGroup("公务接待费", (money(500), Amount(None, "—"))),)
    drawn = draw(
        Series(key="key", title="比较", caption="", names=("年初预算数", "决算数"), groups=groups)
    )
    assert len(drawn.boxes) == 1
    assert [word.text for word in drawn.words] == ["公务接待费", "5.00", "—"]


def test_tables_of_other_kinds_have_heads_that_are_read_aloud(tmp_path: Path) -> None:
    table = BookletTable(
        number="公开13表",
        title="绩效自评表",
        rows=(
            (TableCell("指标", columns=2, head=True), TableCell("", head=True)),
            (TableCell("产出", rows=2, head=True), TableCell("数量"), TableCell("8")),
            (TableCell("质量"), TableCell("9")),
        ),
        widths=(1, 1, 2),
    )
    filled = disclosure(store())
    book = Booklet(unit="某局", year=YEAR, title="某局", blocks=(table,))
    write_site(book, laid_blocks(book, filled), filled, tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text("utf-8")
    assert '<th scope="colgroup" colspan="2" class="center">指标</th>' in page.replace(
        "left", "center"
    )
    assert re.search(r'<th scope="rowgroup" rowspan="2" class="\w+">产出</th>', page)
    assert page.count("<th scope=") - page.count("<th></th>") >= 2


def test_evaluated_projects_show_their_scores_and_money(examples: Path) -> None:
    book = book_once(examples / "yuxi-internet-office-2021")
    composed = compose(book, fill_book(book))
    projects = composed.prepared.projects
    charts = {
        chart.key: chart for chart in charts_of(composed.disclosure, book.store, projects=projects)
    }
    scores, executed = charts["scores"], charts["executed"]
    assert isinstance(scores, Series) and isinstance(executed, Series)
    assert {group.label for group in scores.groups} == {project.name for project in projects}
    for group, project in zip(scores.groups, projects, strict=True):
        assert group.amounts[0].text == f"{project.total} {project.grade}"
    assert executed.names == ("全年预算数", "决算数")


# The main figures that stand first.


def headline_texts(*rows: tuple, previous: Figures | None = None) -> dict[str, tuple[str, ...]]:
    of = store(*rows)
    told = headlines_of(disclosure(of), of, previous)
    return {headline.key: (headline.text, *headline.compared) for headline in told}


def spent(stage: str, cents: int) -> tuple:
    return fact(
        "expenditure", cents, stage=stage, fund="general", function="2010301", economic="30217"
    )


def test_main_figures_are_the_forms_own_and_compare_with_the_budget() -> None:
    told = headline_texts(spent("initial", 40_000_00), spent("final", 30_000_00))
    assert told["expenditure"][0] == "3.00"
    assert told["execution"] == ("75.00%", "支出 3.00，年初预算 4.00")
    assert told["three_public"] == ("3.00", "年初预算 4.00，完成 75.00%")


def test_a_budget_of_which_no_stage_is_said_is_shown_as_what_it_is() -> None:
    rows = spent("budget", 40_000_00), spent("final", 30_000_00)
    told, name = headline_texts(*rows), "预算数（未写明年初或全年）"
    assert told["execution"] == ("75.00%", f"支出 3.00，{name}4.00")
    assert told["three_public"] == ("3.00", f"{name}4.00，完成 75.00%")
    charts = {chart.key: chart for chart in charts_of(disclosure(store(*rows)), store(*rows))}
    three_public = charts["three_public"]
    assert isinstance(three_public, Series) and three_public.names == (name, "决算数")
    assert [amount.text for amount in three_public.groups[0].amounts] == ["4.00", "3.00"]


@pytest.mark.parametrize(
    ("then", "change"),
    [(20_000_00, "增长 50.00%"), (40_000_00, "下降 25.00%"), (30_000_00, "持平")],
)
def test_main_figures_compare_with_last_year(then: int, change: str) -> None:
    last = store(spent("final", then))
    previous = Figures(disclosure(last), last)
    told = headline_texts(spent("final", 30_000_00), previous=previous)
    assert told["expenditure"][1].endswith(change)


@pytest.mark.parametrize(
    ("then", "now", "change"), [(0, 30_000_00, "增长"), (0, 0, "持平"), (-100, -200, "下降")]
)
def test_from_nothing_or_less_no_rate_is_told(then: int, now: int, change: str) -> None:
    last = store(spent("final", then))
    told = headline_texts(spent("final", now), previous=Figures(disclosure(last), last))
    assert told["expenditure"][1].endswith(change)


def test_how_far_a_budget_is_spent_is_told_by_the_full_years_where_it_is_known() -> None:
    rows = [spent("initial", 40_000_00), spent("adjusted", 60_000_00), spent("final", 30_000_00)]
    assert headline_texts(*rows)["execution"] == ("50.00%", "支出 3.00，全年预算 6.00")
    (rate,) = [one for one in headlines_of(disclosure(store(*rows)), store(*rows)) if one.done]
    assert (rate.key, rate.done, rate.money) == ("execution", 5000, False)


def test_a_budget_that_does_not_cover_what_was_spent_measures_nothing() -> None:
    """A budget of cars alone was 2,553 % spent."""
    cars = fact("expenditure", 10_000_00, stage="adjusted", fund="general", economic="30231")
    assert "execution" not in headline_texts(cars, spent("final", 30_000_00))
    pensions = fact("expenditure", 5_000_00, fund="general", function="2080505", economic="30108")
    rows = [spent("adjusted", 40_000_00), spent("final", 30_000_00)]
    assert "execution" not in headline_texts(*rows, pensions)
    assert headline_texts(*rows, cars)["execution"] == ("75.00%", "支出 3.00，全年预算 4.00")


def test_of_a_budget_of_nothing_no_share_is_told() -> None:
    told = headline_texts(spent("initial", 0), spent("final", 30_000_00))
    assert told["three_public"] == ("3.00", "年初预算 0.00，完成 —")
    assert "execution" not in told


def test_the_grades_of_projects_are_counted_with_their_mean() -> None:
    of = store()
    summary = ProjectsSummary(
        projects=3,
        budget=None,
        executed=None,
        grades={"优": 2, "良": 1, "中": 0},
        average=Decimal("91.50"),
    )
    told = headlines_of(disclosure(of), of, prepared=Prepared(summary=summary))
    assert [(one.text, one.compared) for one in told if one.key == "grades"] == [
        ("优 2　良 1", ("3 个项目", "平均 91.50 分"))
    ]


def test_what_is_not_known_is_not_among_the_main_figures() -> None:
    told = headline_texts(spent("final", 30_000_00))
    assert "execution" not in told and "grades" not in told


def test_on_a_phone_nothing_of_a_chart_is_cut() -> None:
    """Words of a narrow drawing end within it, and every amount stands in full."""
    of = store()
    for chart in charts_of(disclosure(of), of):
        slim = draw(chart).narrow
        if slim is None:
            continue
        assert slim.width <= 360
        for word in slim.words:
            start = word.x if word.anchor == "start" else word.x - 7.6 * text_width(word.text)
            assert start >= -1 and (word.anchor == "end" or word.x + 6 * len(word.text) <= 380)
        assert all(row[1] in " ".join(word.text for word in slim.words) for row in slim.rows)


def test_the_contents_list_parts_and_chapters_and_nothing_deeper(tmp_path: Path) -> None:
    levels = {1: "第一部分", 2: "一、", 3: "（一）"}
    blocks = [Heading(level, number, f"第{level}级") for level, number in levels.items()]
    filled = disclosure(store())
    book = Booklet(unit="某局", year=YEAR, title="某局2023年度部门决算", blocks=blocks)
    write_site(book, blocks, filled, tmp_path / "index.html", "zh", space=SPACE)
    tree = LexborHTMLParser((tmp_path / "index.html").read_text("utf-8"))
    listed = " ".join(node.text() for node in tree.css("nav a"))
    assert "第1级" in listed and "第2级" in listed and "第3级" not in listed
    assert "第3级" in tree.body.text()
