"""K112: figures of a form that are reckoned from others beside them."""

from pathlib import Path

import pytest

from juesuan.checks import Finding, Subject, check, message, selected
from juesuan.reading import as_disclosure, read

SHARES = """2022年度政府采购情况表
公开10表\t单位：万元
项目\t行次\t金额\t占比（%）
政府采购支出总额\t1\t200.00\t100.00
其中：政府采购货物支出\t2\t20.00\t{goods}
政府采购工程支出\t3\t30.00\t15.00
政府采购服务支出\t4\t150.00\t75.00
"""

BELOW = """一般公共预算财政拨款支出决算表
公开05表\t2022年度\t单位：万元
科目编码\t科目名称\t本年支出\t占比
201\t一般公共服务支出\t80.00\t80.0%
208\t社会保障和就业支出\t12.00\t{share}
221\t住房保障支出\t8.00\t8.0%
\t合计\t100.00\t100.0%
"""

ROWS = """一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表
公开07表\t2019年度\t单位：万元
项目\t“三公”经费\t\t\t会议费
\t小计\t公务用车运行维护费\t公务接待费\t
预算数\t18.50\t12.00\t6.50\t4.00
决算数\t15.11\t10.93\t4.18\t5.00
增减额\t-3.39\t-1.07\t-2.32\t1.00
增减率（%）\t-18.32\t-8.92\t-35.69\t{rate}
"""

COLUMNS = """财政拨款“三公”经费支出决算表
公开09表\t2023年度\t单位：万元
项目\t年初预算数\t全年预算数\t决算数\t完成率\t上年决算数\t较上年增减
合计\t20.00\t16.00\t12.00\t{done}\t15.00\t{moved}
1.因公出国（境）费\t0.00\t0.00\t0.00\t0.00%\t0.00\t0.00
2.公务用车购置及运行维护费\t0.00\t0.00\t0.00\t0.00%\t0.00\t0.00
3.公务接待费\t20.00\t16.00\t12.00\t75.00%\t15.00\t-3.00
"""


def found(folder: Path, text: str) -> list[Finding]:
    path = folder / "某县档案馆2022年度部门决算公开.txt"
    path.write_text(text, "utf-8")
    reading = read(path)
    subject = Subject(disclosure=as_disclosure(reading), reading=reading)
    return check(subject, selected(["K112"])).findings


def test_k112_finds_a_share_that_no_whole_above_it_gives(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, SHARES.format(goods="12.00"))
    assert (finding.where[0].printed, finding.where[0].form) == ("12.00", "10")
    assert finding.expected == "10.00"


def test_k112_finds_a_share_of_the_total_below_it(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, BELOW.format(share="21.0%"))
    assert finding.expected == "12.0%"


def test_k112_finds_a_growth_rate_with_the_wrong_sign(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, ROWS.format(rate="-25.00"))
    assert finding.expected == "25.00"
    assert message(finding).endswith("“增减率（%）”印作-25.00，由5.00和4.00算出应为25.00。")


def test_k112_finds_a_completion_rate_and_a_change_to_last_year(tmp_path: Path) -> None:
    done, moved = found(tmp_path, COLUMNS.format(done="57.00%", moved="3.00"))
    assert (done.where[0].printed, done.expected) == ("57.00%", "")  # of which budget is not said
    assert (moved.where[0].printed, moved.expected) == ("3.00", "-3.00")


@pytest.mark.parametrize(
    "text",
    [
        SHARES.format(goods="10.00"),
        BELOW.format(share="12.0%"),
        SHARES.format(goods="10"),
        ROWS.format(rate="25.00"),
        ROWS.format(rate="0.25"),
        COLUMNS.format(done="75.00%", moved="-3.00"),
        COLUMNS.format(done="60.00%", moved="-3.00"),
        COLUMNS.format(done="", moved=""),
    ],
)
def test_k112_passes_rates_of_any_base_they_may_have(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


def test_k112_finds_the_amount_that_several_reckoned_figures_tell_against(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, ROWS.format(rate="25.00").replace("15.11", "51.11"))
    assert (finding.where[0].printed, finding.expected) == ("51.11", "15.11")


def test_k112_spares_what_hangs_on_a_figure_that_is_called_wrong(tmp_path: Path) -> None:
    slipped = COLUMNS.format(done="75.00%", moved="-3.00")
    total = slipped.replace("16.00\t12.00\t75.00%\t15.00", "16.00\t21.00\t75.00%\t15.00", 1)
    assert found(tmp_path, total) == []
