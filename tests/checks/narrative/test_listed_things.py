"""N535: what sentences tell of the things that a table or a list right beside prints."""

from pathlib import Path

import pytest

from juesuan.checks import Finding, Subject, check, message, selected
from juesuan.reading import as_disclosure, read

HEAD = "2022年度部门决算情况说明\n"
YEARS = (
    ("科目", "年初预算数", "决算数", "上年决算数"),
    ("差旅费", "32.00", "27.45", "30.18"),
    ("会议费", "8.00", "5.13", "6.42"),
    ("印刷费", "10.00", "7.86", "7.05"),
    ("合计", "50.00", "40.44", "43.65"),
)
"""Of each cost the budget, this year's and last year's amount."""
TABS = "单位：万元\n" + "\n".join("\t".join(row) for row in YEARS) + "\n"
BARS = "单位：万元\n" + "\n".join("|".join(row) for row in YEARS) + "\n"
BLANKS = "单位：万元\n" + "\n".join("    ".join(row) for row in YEARS) + "\n"
HEADLESS = (
    "支出情况如下（万元）：\n差旅费    27.45\n会议费    5.13\n印刷费    7.86\n合计    40.44\n"
)
LINES = (
    "全年支出40.44万元，明细如下：\n河道清淤：27.45万元\n泵站检修：5.13万元\n装备维护：7.86万元\n"
)
INLINE = "全年支出40.44万元，其中：河道清淤27.45万元，泵站检修5.13万元，装备维护7.86万元。\n"
SCORES = "项目\t得分\t等级\n河道清淤\t96.5\t优\n泵站检修\t85.4\t良\n装备维护\t91.6\t优\n"


def found(folder: Path, text: str) -> list[Finding]:
    """What N535 finds in a text."""
    path = folder / "a.txt"
    path.write_text(HEAD + text, "utf-8")
    reading = read(path)
    subject = Subject(disclosure=as_disclosure(reading), reading=reading)
    return check(subject, selected(["N535"])).findings


@pytest.mark.parametrize("table", [TABS, BARS, BLANKS], ids=["tabs", "bars", "blanks"])
@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("会议费占支出合计的12.96%", "12.69%"),
        ("会议费完成年初预算的64.31%", "64.13%"),
        ("会议费比上年增加1.29万元", "减少1.29万元"),
        ("会议费支出5.13万元，比上年减少1.92万元", "1.29万元"),
        ("会议费比上年减少1.29万元，下降25.15%", "20.09%"),
        ("会议费较上年有所增加", "减少"),
        ("会议费比预算少3.87万元", "2.87万元"),
        ("差旅费和会议费合计比上年减少4.20万元", "4.02万元"),
        ("除差旅费外，其余两项支出合计比上年增加0.48万元", "减少0.48万元"),
        ("上述三项支出合计比上年下降7.53%", "7.35%"),
        ("三项支出均超过年初预算", "减少"),
        ("全年没有会议费支出", ""),
    ],
)
def test_n535_finds_what_a_table_of_two_years_does_not_give(
    tmp_path: Path, table: str, wrong: str, right: str
) -> None:
    (finding,) = found(tmp_path, f"{table}{wrong}。")
    assert right in message(finding)


@pytest.mark.parametrize(
    "listed", [HEADLESS, LINES, INLINE], ids=["without heads", "line by line", "in a sentence"]
)
def test_n535_finds_another_amount_than_the_list_has(tmp_path: Path, listed: str) -> None:
    name = "会议费" if listed is HEADLESS else "泵站检修"
    (finding,) = found(tmp_path, f"{listed}其中，{name}支出7.86万元，用于日常工作。")
    assert finding.expected == "5.13万元"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("三个项目平均得分92.17分", "91.17分"),
        ("泵站检修项目得分91.6分", "85.4分"),
        ("评价为“优”的3个", "2个"),
        ("三个项目均被评为“优”", "泵站检修"),
    ],
)
def test_n535_finds_scores_and_grades_that_the_list_does_not_have(
    tmp_path: Path, wrong: str, right: str
) -> None:
    assert right in " ".join(map(message, found(tmp_path, f"{SCORES}{wrong}。")))


@pytest.mark.parametrize("table", [TABS, BARS, BLANKS], ids=["tabs", "bars", "blanks"])
def test_n535_passes_what_the_table_gives(tmp_path: Path, table: str) -> None:
    said = (
        "会议费占支出合计的12.69%，完成年初预算的64.13%。会议费支出5.13万元，比上年减少1.29万元，"
        "下降20.09%。会议费较上年有所减少。差旅费和会议费合计比上年减少4.02万元。"
        "除差旅费外，其余两项支出合计比上年减少0.48万元。三项支出均低于年初预算。全年有会议费支出。"
    )
    assert found(tmp_path, table + said) == []


@pytest.mark.parametrize(
    ("text", "because"),
    [
        (TABS + "2020年会议费比上年增加1.29万元。", "another year"),
        (TABS + "局本级会议费支出4.13万元。", "a part of the unit"),
        (TABS + "会议费占公用经费的2.50%。", "another whole"),
        (TABS + "会议费及其他零星支出9.13万元。", "more than the thing"),
        (TABS + "预计下年会议费比上年增加1.29万元。", "a plan"),
        (LINES + "全部项目支出中泵站检修占3.20%。", "a share of more than the list"),
        (
            "人员经费、公用经费情况：\n" + INLINE + "河道清淤支出完成27.45万元后续建设。",
            "no figure",
        ),
        (SCORES + "未评为“优”的1个。", "those that are not"),
        (SCORES + "按部门评价口径，平均得分为88.00分。", "another evaluation"),
    ],
    ids=lambda text: "" if "\n" in text else text,
)
def test_n535_spares_what_may_be_of_other_things(tmp_path: Path, text: str, because: str) -> None:
    assert found(tmp_path, text) == [], because


VISITS = (
    "公务接待费支出{}万元，全部为国内接待。具体为：\n上级检查指导，14批次、118人次，支出1.36万元；\n"
    "兄弟县市学习，9批次、82人次，支出0.95万元；\n招商洽谈，6批次、49人次，支出0.74万元。\n"
    "全年共接待{}批次、249人次。\n"
)


def test_n535_finds_a_total_of_which_the_list_makes_the_others(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, VISITS.format("2.78", 29))
    assert (finding.variant, finding.details["said"]) == ("total", "2.78万元")
    assert finding.details["right"] == "3.05万元"


def test_n535_passes_a_list_that_makes_all_its_totals(tmp_path: Path) -> None:
    assert found(tmp_path, VISITS.format("3.05", 29)) == []


def test_n535_spares_a_list_that_makes_no_total(tmp_path: Path) -> None:
    visits = VISITS.replace("249", "349")
    assert found(tmp_path, visits.format("2.78", 39)) == [], "others may be left out"


DONE = (
    "项目\t全年预算数\t执行数\n河道清淤\t180.00\t171.36\n泵站检修\t64.00\t58.72\n"
    "装备维护\t40.00\t33.45\n"
)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("装备维护执行率最低，仅为86.63%", "83.63%"),
        ("河道清淤和泵站检修支出分别为171.36万元和57.82万元", "58.72万元"),
    ],
)
def test_n535_finds_one_of_several_figures_of_a_sentence(
    tmp_path: Path, wrong: str, right: str
) -> None:
    (finding,) = found(tmp_path, f"单位：万元\n{DONE}{wrong}。")
    assert finding.expected == right


def test_n535_holds_changes_to_the_column_that_prints_them(tmp_path: Path) -> None:
    table = "科目|2021年|2022年|增减额\n会议费|0.90|0.00|-0.90\n差旅费|9.40|5.21|-4.19\n"
    table += "水费|2.00|2.15|0.15\n"
    said = "会议费、差旅费分别减少0.90万元和{}万元，水费增加0.15万元。"
    assert found(tmp_path, f"单位：万元\n{table}{said.format('4.19')}") == []
    (finding,) = found(tmp_path, f"单位：万元\n{table}{said.format('4.91')}")
    assert finding.expected == "4.19万元"


def test_n535_spares_another_list_of_the_same_names(tmp_path: Path) -> None:
    bought = "全年更新车辆3辆，其中：轿车1辆、越野车2辆、载客汽车0辆。\n"
    kept = "年末保有车辆8辆，其中：轿车3辆、越野车4辆、载客汽车1辆。"
    assert found(tmp_path, bought + kept) == []
