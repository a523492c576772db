"""J420: common indicators that are ratios of figures that the forms print."""

from pathlib import Path

import pytest

from juesuan.checks import Finding, Subject, check, message, selected
from juesuan.reading import as_disclosure, read

BOOKLET = """一般公共预算财政拨款“三公”经费支出决算表
部门：某县市场监督管理局\t2023年度\t单位：万元
项目\t预算数\t决算数
合计\t48.00\t39.84
1.因公出国（境）费\t0.00\t0.00
2.公务用车购置及运行维护费\t42.00\t36.18
其中：公务用车购置费\t0.00\t0.00
公务用车运行维护费\t42.00\t36.18
3.公务接待费\t6.00\t3.66

部门整体支出绩效自评表
部门名称\t某县市场监督管理局
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因
产出指标\t数量指标\t食品抽检批次\t≥3600批次\t3650批次\t50\t50\t
成本指标\t经济成本指标\t{name}\t≤100%\t{actual}\t40\t40\t
满意度指标\t服务对象满意度指标\t消费者满意度\t≥85%\t88.3%\t10\t10\t
总分\t\t\t\t\t100\t100\t
"""


def found(folder: Path, name: str, actual: str) -> list[Finding]:
    path = folder / "某县市场监督管理局2023年度部门决算.txt"
    path.write_text(BOOKLET.format(name=name, actual=actual), "utf-8")
    reading = read(path)
    subject = Subject(disclosure=as_disclosure(reading), reading=reading)
    return check(subject, selected(["J420"])).findings


@pytest.mark.parametrize("name", ["“三公”经费控制率", "三公经费支出控制率"])
def test_j420_finds_a_ratio_that_the_forms_do_not_give(tmp_path: Path, name: str) -> None:
    (finding,) = found(tmp_path, name, "87.50%")
    assert (finding.where[0].printed, finding.expected) == ("87.50%", "83.00%")
    assert "写87.50%，决算39.84万元，预算48.00万元，应为83.00%" in message(finding)


@pytest.mark.parametrize("actual", ["83.00%", "83%", "83.0%"])
def test_j420_passes_the_ratio_with_any_number_of_digits(tmp_path: Path, actual: str) -> None:
    assert found(tmp_path, "“三公”经费控制率", actual) == []


@pytest.mark.parametrize(
    ("name", "actual"),
    [
        ("“三公”经费变动率", "87.50%"),  # against last year, which no form prints
        ("公用经费控制率", "87.50%"),  # whose budget no form prints
        ("“三公”经费控制率", "达标"),
    ],
)
def test_j420_spares_what_the_forms_do_not_tell(tmp_path: Path, name: str, actual: str) -> None:
    assert found(tmp_path, name, actual) == []
