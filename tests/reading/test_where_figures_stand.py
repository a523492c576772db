"""Where the figures of a row stand: by the words of the head, behind numbers, beside dashes."""

import pytest

from juesuan.facts import parse_selection, standard_space
from juesuan.forms.formset import load_form_set
from juesuan.lexicon import lexicon, understand
from juesuan.reading.document import GridText, Spot
from juesuan.reading.place.adapting import adapt
from juesuan.reading.place.coded import coded_ways
from juesuan.reading.place.heads import labelled_columns
from juesuan.reading.place.printed_form import printed_form
from juesuan.reading.place.printed_way import printed_way
from juesuan.reading.place.reckoned import reckoned_in
from juesuan.reading.recognise.tables import Table

YEAR = 2022
FORMS = {form.key: form for form in load_form_set("mof-2022", YEAR).forms}


def rows_of(text: str) -> list[tuple[GridText | None, ...]]:
    """The rows of a table, a line each, bars between their cells."""
    lines = (line.split("|") for line in text.strip().splitlines())
    return [tuple(GridText(cell.strip(), Spot(file="a")) for cell in line) for line in lines]


def table_of(title: str, text: str) -> Table:
    return Table(rows_of(text), [title])


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        ("编码|名称|小计|项目支出|基本支出", {2: "1", 3: "3", 4: "2"}),
        ("编码|名称|项目支出|基本支出", {2: "3", 3: "2"}),  # all but one
        ("编码|名称|小计|小计|基本支出", {}),  # nobody knows which of two alike
        ("编码|名称|基本支出", {}),
    ],
)
def test_columns_in_another_order_are_known_by_their_heads(
    head: str, columns: dict[int, str]
) -> None:
    found = labelled_columns(FORMS["general-budget"], rows_of(head))
    assert found == columns


def test_a_code_behind_a_running_number_keeps_its_name() -> None:
    table = table_of(
        "支出决算表",
        """
        序号|编码|名称|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出
        1|2010301|行政运行|9.00|9.00||||
        2|2010399|其他政府办公厅（室）支出|5.00||5.00|||
        """,
    )
    (way, *_) = coded_ways(FORMS["expenditure"], table, lexicon(YEAR))
    assert way.names == {"2010301": "行政运行", "2010399": "其他政府办公厅（室）支出"}


@pytest.mark.parametrize(
    ("first", "keys"),
    [("", ["total", "2010301"]), ("合计", ["total", "2010301"]), ("本级", ["2010301"])],
)
def test_figures_above_the_codes_are_a_total_unless_words_say_otherwise(
    first: str, keys: list[str]
) -> None:
    table = table_of(
        "一般公共预算财政拨款支出决算表",
        f"""
        编码|名称|小计|基本支出|项目支出
        |{first}|14.00|9.00|5.00
        2010301|行政运行|9.00|9.00|
        """,
    )
    (way, *_) = coded_ways(FORMS["general-budget"], table, lexicon(YEAR))
    assert [line.key for line in way.lines] == keys


@pytest.mark.parametrize("last", ["", "|", "|1.00"])
def test_rows_with_an_amount_given_back_are_doubted_and_shorter_ones_are_not(last: str) -> None:
    table = table_of(
        "支出情况表",
        f"""
        项目|决算数|年初预算数|交回财政资金
        基本支出|9.00|8.00{last}
        项目支出|5.00|4.00|
        """,
    )
    texts = [[cell.text if cell else "" for cell in row] for row in table.rows]
    meaning = understand(texts, lexicon(YEAR), ["支出情况表"])
    form = printed_form(meaning, "21", "own", "支出情况表", standard_space(YEAR))
    assert form is not None
    way = printed_way(form, table, meaning, lexicon(YEAR))
    assert set(way.doubts) == ({"基本支出"} if "1" in last else set())


@pytest.mark.parametrize(("budget", "held_to"), [("20.00", ["20.00"]), ("—", []), ("无", [])])
def test_a_rate_is_reckoned_from_numbers_only(budget: str, held_to: list[str]) -> None:
    table = table_of(
        "财政拨款“三公”经费支出决算表",
        f"""
        项目|年初预算数|决算数|完成率
        合计|30.00|12.00|40.00%
        公务接待费|{budget}|10.00|50.00%
        """,
    )
    found = {one.figure.text: [base.text for base in one.bases] for one in reckoned_in(table, YEAR)}
    assert found == {"40.00": ["30.00"], "50.00": held_to}


def test_rows_of_one_label_are_told_apart_by_their_order() -> None:
    """What is carried over is listed by the same words as what comes in; its heading has no
    number."""
    table = table_of(
        "财政拨款收入支出决算总表",
        """
        收入|||支出||
        项目|行次|金额|项目|行次|合计
        一、一般公共预算财政拨款|1|9.00|一、一般公共服务支出|5|9.00
        二、政府性基金预算财政拨款|2|8.00|二、外交支出|6|
        一、一般公共预算财政拨款|3|1.00|三、国防支出|7|
        二、政府性基金预算财政拨款|4|2.00|四、公共安全支出|8|11.00
        """,
    )
    form = adapt(FORMS["fiscal-overall"], table, standard_space(YEAR))
    rows = [source.row for source in form.sides[0].sources if source.row]
    space = standard_space(YEAR)
    wanted = [
        f"{measure}[fund={fund}]"
        for measure in ("income", "opening")
        for fund in ("general", "government_funds")
    ]
    assert [row.selection for row in rows] == [parse_selection(text, space) for text in wanted]


TOTALS = """
    项目|决算数|年初预算数
    {first}|9.00|8.00
    {second}|10.00|8.50
"""


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [("支出合计", "支出总计", True), ("公务接待费", "公务接待费支出", False)],
)
def test_rows_that_mean_the_same_and_print_other_figures_are_told_apart_only_as_totals(
    first: str, second: str, both: bool
) -> None:
    """Two totals contradict each other; of two other rows, nobody knows which is meant."""
    rows = table_of("支出情况表", TOTALS.format(first=first, second=second)).rows
    texts = [[cell.text if cell else "" for cell in row] for row in rows]
    meaning = understand(texts, lexicon(YEAR), ["支出情况表"])
    form = printed_form(meaning, "21", "own", "支出情况表", standard_space(YEAR))
    assert form is not None
    known = [bool(source.row and source.row.selection.terms) for source in form.sides[0].sources]
    assert known == [both, both]


def test_a_row_that_ends_before_the_rates_has_none() -> None:
    table = table_of(
        "财政拨款“三公”经费支出决算表",
        """
        项目|年初预算数|决算数|完成率
        合计|30.00|12.00|40.00%
        公务接待费|20.00|10.00
        """,
    )
    assert [one.figure.text for one in reckoned_in(table, YEAR)] == ["40.00"]
