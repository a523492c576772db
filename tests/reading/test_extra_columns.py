"""Columns that nobody knows: told as such, with the columns beside them read as if they were not
there, and doubted where they may change what these mean."""

from pathlib import Path

import pytest

from juesuan.forms import load_form_set
from juesuan.lexicon import lexicon
from juesuan.messages import say
from juesuan.reading import Reading
from juesuan.reading.document import GridText, Spot
from juesuan.reading.place.fixed import single_ways
from juesuan.reading.recognise.tables import Table
from one_table import certain, read_text, told

TITLE = "支出决算表"

ROWS = """
科目编码 科目名称 {heads}
_ 合计 {total}
204 公共安全支出 {first}
20406 司法 {first}
210 卫生健康支出 {second}
21011 行政事业单位医疗 {second}
"""
HEADS = ["本年支出合计", "基本支出", "项目支出"]
TOTAL = ["860.40", "700.30", "160.10"]
FIRST = ["700.30", "600.20", "100.10"]
SECOND = ["160.10", "100.10", "60.00"]


def table(place: int, head: str, figures: tuple[str, str, str]) -> str:
    """The rows with a column of a head and three figures at some place."""
    lines = [[*line] for line in (HEADS, TOTAL, FIRST, SECOND)]
    for line, text in zip(lines, (head, *figures), strict=True):
        line.insert(place, text)
    heads, total, first, second = (" ".join(line) for line in lines)
    return ROWS.format(heads=heads, total=total, first=first, second=second)


def left(reading: Reading) -> list[tuple[str, object, object, object]]:
    """The columns that are told: the key, the head, the place, how many numbers."""
    return [
        (u.key, u.details["head"], u.details["place"], u.details["count"])
        for u in reading.unread
        if "place" in u.details
    ]


@pytest.mark.parametrize("place", [0, 1, 2, 3])
@pytest.mark.parametrize("head", ["审计核减额", "其中：一般债券", "统筹整合资金"])
def test_the_columns_beside_one_that_nobody_knows_are_certain(
    tmp_path: Path, place: int, head: str
) -> None:
    reading = read_text(tmp_path, table(place, head, ("9.30", "5.10", "4.20")), TITLE)
    assert left(reading) == [("extra_column", head, place + 3, 5)]
    assert certain(reading, "600.20", "expenditure[function=204, nature=basic]")
    assert certain(reading, "60.00", "expenditure[function=210, nature=project]")
    assert not {"9.30", "5.10", "4.20"} & told(reading).keys()
    (one,) = reading.unread
    said = say(f"unread.{one.key}", "zh", **one.details)
    assert head in said and f"第{place + 3}列" in said


def test_sums_that_come_out_only_with_it_leave_the_others_doubted(tmp_path: Path) -> None:
    text = table(2, "周转资金", ("9.30", "5.10", "4.20"))
    for whole, more in [("860.40", "869.70"), ("700.30 600.20", "705.30 600.20")]:
        text = text.replace(whole, more)
    text = text.replace("705.30", "705.40").replace("支出 160.10 100.10", "支出 164.30 100.10")
    text = text.replace("医疗 160.10 100.10", "医疗 164.30 100.10")
    reading = read_text(tmp_path, text, TITLE)
    assert [key for key, *_ in left(reading)] == ["extra_column_doubted"]
    assert {certainty for cells in told(reading).values() for *_, certainty in cells} == {0.5}
    (meant, *_), *_ = told(reading)["100.10"]
    assert meant.terms  # read where it stands, for all that


def test_figures_that_changed_places_with_it_are_doubted(tmp_path: Path) -> None:
    """项目支出 stands below the head that nobody knows, and what that means below 项目支出."""
    text = table(2, "扣款", ("160.10", "100.10", "60.00"))
    for before, after in [(" 160.10 160.10", " 160.10 7.40"), (" 100.10 100.10", " 100.10 5.30")]:
        text = text.replace(before, after)
    reading = read_text(tmp_path, text.replace(" 60.00 60.00", " 60.00 2.10"), TITLE)
    assert all(one.certainty < 1 for one in reading.observations)


@pytest.mark.parametrize("figures", [("9.30", "5.10", "4.20"), ("160.10", "100.10", "60.00")])
def test_a_column_without_a_head_is_left_out_where_the_sums_vouch(
    tmp_path: Path, figures: tuple[str, str, str]
) -> None:
    """All general money is spent for 基本支出 or 项目支出; of all expenditure a third kind may be
    what has no head."""
    general = read_text(tmp_path, table(3, "_", figures), "一般公共预算财政拨款支出决算表")
    assert [key for key, *_ in left(general)] == ["extra_column"]
    assert {one.certainty for one in general.observations} == {1.0}
    whole = read_text(tmp_path, table(3, "_", figures), TITLE)
    assert [key for key, *_ in left(whole)] == ["extra_column_doubted"]


def test_without_sums_a_column_that_has_no_head_leaves_the_others_doubted(tmp_path: Path) -> None:
    text = """
    项目 年初预算数 _ 决算数
    “三公”经费合计 42.00 3.10 37.12
    一、因公出国（境）费 2.00 1.20 1.10
    二、公务用车购置及运行维护费 28.00 1.60 26.91
    三、公务接待费 12.00 0.30 9.11
    """
    reading = read_text(tmp_path, text, "“三公”经费支出决算表")
    assert [key for key, *_ in left(reading)] == ["extra_column_doubted"]
    headed = read_text(
        tmp_path, text.replace(" _ 决算数", " 压减额 决算数"), "“三公”经费支出决算表"
    )
    assert [key for key, *_ in left(headed)] == ["extra_column"]
    assert certain(headed, "9.11", "expenditure[fund=fiscal, economic=30217]")


def test_a_known_function_over_rows_of_functions_is_no_column_of_theirs(tmp_path: Path) -> None:
    reading = read_text(tmp_path, table(3, "债务还本支出", ("9.30", "5.10", "4.20")), TITLE)
    assert left(reading) == [("extra_column", "债务还本支出", 6, 5)]
    assert certain(reading, "60.00", "expenditure[function=210, nature=project]")


@pytest.mark.parametrize("head", ["序号", "备注", "支出进度（%）"])
def test_shares_and_running_numbers_between_amounts_move_none(tmp_path: Path, head: str) -> None:
    reading = read_text(tmp_path, table(1, head, ("1", "2", "3")), TITLE)
    assert certain(reading, "600.20", "expenditure[function=204, nature=basic]")
    assert certain(reading, "60.00", "expenditure[function=210, nature=project]")
    assert all(one.certainty == 1 for one in reading.observations)


def test_a_column_of_another_year_is_told_once(tmp_path: Path) -> None:
    reading = read_text(tmp_path, table(3, "上年决算数", ("9.30", "5.10", "4.20")), TITLE)
    assert left(reading) == [("column_aside", "上年决算数", 6, 5)]


@pytest.mark.parametrize("head", ["α", "2", "（1）"])
def test_a_head_without_a_word_is_none_of_a_known_column(tmp_path: Path, head: str) -> None:
    """It ends no head, either: below 科目名称 and 本年支出合计 no row of figures begins."""
    general = "一般公共预算财政拨款支出决算表"
    reading = read_text(tmp_path, table(2, head, ("9.30", "5.10", "4.20")), general)
    assert left(reading) == [("extra_column", head, 5, 5)]
    assert certain(reading, "600.20", "expenditure[fund=general, function=204, nature=basic]")


@pytest.mark.parametrize(("rows", "doubted"), [(1, False), (2, False), (3, True)])
def test_rows_with_labels_are_no_columns_of_a_form_of_one_row(rows: int, doubted: bool) -> None:
    """What stands behind 合计 may be a row number and two amounts of another table."""
    lines = ["合计 1 41.30 40.80", "因公出国（境）费 2 9.60 9.50", "公务接待费 3 31.70 31.30"]
    cells = [
        [GridText(text, Spot(line=n)) for text in line.split()] for n, line in enumerate(lines)
    ]
    form = load_form_set("mof-2017").form("07")
    ways = list(single_ways(form, Table(list(map(tuple, cells[:rows]))), lexicon(2021)))
    assert ways and all((way.doubts.get("total", 1.0) < 1) == doubted for way in ways)


NUMBERS = "栏次 _ 1 2 3\n_ 合计"


@pytest.mark.parametrize("numbered", [True, False])
def test_amounts_that_an_empty_column_lacks_in_its_sums_have_slipped_behind_the_last_head(
    tmp_path: Path, numbered: bool
) -> None:
    """860.40 = 700.30 + 160.10, with 项目支出 empty; where they belong the numbers tell."""
    text = table(3, "_", ("160.10", "100.10", "60.00"))
    for before in ("160.10 160.10", "100.10 100.10", "60.00 60.00"):
        text = text.replace(before, "_ " + before.split()[1])
    text = text.replace("_ 合计", NUMBERS) if numbered else text
    reading = read_text(tmp_path, text, "一般公共预算财政拨款支出决算表")
    assert [key for key, *_ in left(reading)] == ["extra_column_doubted"] * (not numbered)
    read = {(one.column, one.text): one.certainty for one in reading.observations}
    assert (read.get(("1", "860.40")), read.get(("2", "600.20"))) == (0.5, 0.5)
    assert read.get(("3", "60.00")) == (0.5 if numbered else None)


def test_amounts_behind_the_last_head_that_no_sum_lacks_have_not_slipped(tmp_path: Path) -> None:
    text = table(3, "_", ("9.30", "5.10", "4.20")).replace("_ 合计", NUMBERS)
    for before in ("160.10 9.30", "100.10 5.10", "60.00 4.20"):
        text = text.replace(before, "_ " + before.split()[1])
    reading = read_text(tmp_path, text, "一般公共预算财政拨款支出决算表")
    assert [key for key, *_ in left(reading)] == ["extra_column_doubted"]
