"""Performance tables of units never seen: correct ones are let be however they are written, and
what is wrong in them is found."""

import pytest
from msgspec.structs import replace

from checks.performance.self_evaluation import booklet, changed, found, project
from juesuan.checks import Subject, check, selected, severity_of
from juesuan.performance import compare, understand_actual, understand_target
from juesuan.reading import Document, Grid, GridText, Paragraph, Spot
from juesuan.reading.performance import Performance, read_performance
from juesuan.reading.recognise.forms import tables_of

MET = """
≥|95|%|98.7|抽检合格率
>=|95|%|98.7%|抽检合格率
大于等于|95|百分比|96.30|抽检合格率
≥|99.9|％|99.95％|设备正常率
=|100|%|1|拨付准确率
≥|95|%|1|信息准确率
|≥95%||1|信息准确率
≥|1.5|万人次|1.6|参训人次
|≥1.5万人次||1.6|参训人次
|≥1.5万人次||16000|参训人次
|≥1.5万人次||1.6万人次|参训人次
|≤1200万元||1,186.40|工程投资
≤|100000|元|9.8万元|维护费用
≤|10|万元|100000元|维护费用
≤|3|个工作日|2个工作日|审批时限
|≤365天||360|实施天数
≤|180|日历天|175日历天|施工工期
≥|15|公里|15.3km|新修道路
≥|5.6|公里|5600米|改造管网
≤|180|天|6个月|施工工期
≥|80-100|户|92|走访企业
≥|1|次/年|1次|年度体检
|2023年12月31日前||2023年12月|竣工时间
|及时||及时|拨付及时性
|长期||长期|影响时间
定性|明显提升||明显提升|办事便利
≤|预算数||48.6万元|建设成本
≤|批复概算||126.5|建设成本
≤|5|‰|2.1|病死率
""".strip().splitlines()


def rows(text: str, score: str = "20", reason: str = "无") -> list[str]:
    """What the rules find above a question, with these cells as the first indicator."""
    operator, target, unit, actual, name = text.split("|")
    line = f"产出|数量|{name}|{operator}|{target}|{unit}|{actual}|20|{score}|{reason}"
    findings = found("J", project(indicators=changed(1, line)))
    return sorted({f.code for f in findings if severity_of(f) != "info"} - {"J101", "J104", "J401"})


@pytest.mark.parametrize("text", MET)
def test_a_met_target_is_let_be_however_it_is_written(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("≥|10|场|6|开办讲座", "J201"),
        ("|≥1.5万人次||1.2|参训人次", "J201"),
        ("|≥1.5万人次||9000|参训人次", "J201"),
        ("≤|50|万元|58.2万元|工程造价", "J201"),
        ("≤|3|个工作日|5个工作日|审批时限", "J201"),
        ("≤|180|日历天|205日历天|施工工期", "J201"),
        ("≥|15|公里|12.4km|新修道路", "J201"),
        ("=|100|%|96.2%|抽检合格率", "J201"),
        ("|2023年10月底前||2023年12月|竣工时间", "J201"),
        ("≥|90|%|0.96|抽检合格率", "J504"),
        ("=|明显提升|%|明显提升|办事便利", "J503"),
        ("≥|较多||30|惠及村组", "J510"),
    ],
)
def test_what_is_wrong_in_them_is_found(text: str, code: str) -> None:
    assert code in rows(text)


def test_a_hair_below_the_target_does_not_show_in_the_points() -> None:
    assert "J201" not in rows("=|100|%|99.99|资金到位率", reason="一户退票，已补发")
    assert "J201" in rows("=|100|%|99.5|资金到位率", reason="一户退票，已补发")


def test_words_that_repeat_the_target_earn_the_upper_band_at_least() -> None:
    line = "产出|数量|办事便利||较高||较高|20|{}|个别窗口排队较久"
    few, many = (
        found("J202", project(indicators=changed(1, line.format(score)))) for score in ("12", "18")
    )
    assert ([one.code for one in few], many) == (["J202"], [])


@pytest.mark.parametrize(
    ("target", "actual", "reached"),
    [("1.5万人次", "1.5", 1), ("1.5万人次", "15000", 1), ("2亿元", "3", 1.5), ("2万册", "2万", 1)],
)
def test_a_bare_number_is_in_the_magnitude_it_lies_nearer_to(target, actual, reached) -> None:
    said = understand_target(f"≥{target}"), understand_actual(actual)
    assert compare(*said).ratio == reached


HEAD = """
项目名称|灌区闸门维修
项目资金（万元）||年初预算数|全年预算数（A）|全年执行数（B）|分值|执行率（B/A）|得分
|年度资金总额|50.00|50.00|49.90|10|{rate}|9.98
绩效指标|一级指标|二级指标|三级指标|年度指标值（A）|全年实际值（B）|分值|得分|未完成原因分析
|产出指标|数量指标|维修闸门|≥6座|6座|50|50|
""".strip()
REST = """
|效益指标|社会效益指标|供水保障|有效|有效|30|30|
|满意度指标|满意度|农户满意度|≥90%|96.5%|10|10|
""".strip()


def reading(*below: str, rate: str = "99.8%", head: str = HEAD) -> Performance:
    """A plain table with these rows below its first indicator."""
    text = "\n".join([head.format(rate=rate), *below])
    lines = [line.split("|") for line in text.splitlines()]
    grid = Grid(
        tuple(
            tuple(
                GridText(cell, Spot(file="a.txt", line=y, field=x))
                for x, cell in enumerate(line, 1)
            )
            for y, line in enumerate(lines, 2)
        ),
        Spot(file="a.txt", line=2),
    )
    title = Paragraph("2023年度项目支出绩效自评表", Spot(file="a.txt", line=1))
    return read_performance(tables_of([Document("a.txt", "text", [title, grid])]))


def test_heads_with_letters_in_brackets_are_known() -> None:
    (table,) = reading(*REST.splitlines(), "总分|||||||99.98|优|").projects
    first = table.indicators[0]
    assert [v.text for v in (first.target, first.actual, first.weight)] == ["≥6座", "6座", "50"]
    assert (table.money[0].values["rate"].text, table.score.text) == ("99.8%", "99.98")


def test_a_rate_printed_as_a_ratio_does_not_shift_its_row() -> None:
    head = HEAD.replace("|50.00|50.00|", "||50.00|")
    (table,) = reading(*REST.splitlines(), rate="0.998", head=head).projects
    values = table.money[0].values
    assert not values["initial"]
    assert [values[role].text for role in ("full", "executed", "rate", "score")] == [
        "50.00", "49.90", "0.998", "9.98",
    ]  # fmt: skip


@pytest.mark.parametrize("label", ["小计", "合计"])
def test_a_named_sum_is_no_indicator(label: str) -> None:
    sums = f"|产出指标|{label}||||50|50|", f"{label}||||||90|90|"
    (table,) = reading(sums[0], *REST.splitlines(), sums[1], "总分||||||100|99.98|优").projects
    assert len(table.indicators) == 3
    assert (table.total.text, table.score.text) == ("100", "99.98")


@pytest.mark.parametrize("total", ["合计||||||100|99.98|优", "总计||||||100|99.98|"])
def test_the_last_sum_of_all_is_the_total(total: str) -> None:
    (table,) = reading(*REST.splitlines(), total).projects
    assert len(table.indicators) == 3 and table.score.text == "99.98"


def test_rows_below_a_head_that_is_not_known_accuse_nobody() -> None:
    text = "产出|数量|维修闸门|≥|6|座|3|20|20|无"
    sound = project(indicators=changed(1, text))
    assert found("J201", sound)
    spot = sound.indicators[0].actual.spot
    head = replace(spot, line=spot.line - 1)
    subject = booklet(sound)
    note = ("performance_head", head, {"text": "丙"})
    performance = replace(subject.performance, unread=[note])
    unsure = Subject(
        disclosure=subject.disclosure, reading=replace(subject.reading, performance=performance)
    )
    assert check(unsure, selected(["J201"], preview=True)).findings == []
