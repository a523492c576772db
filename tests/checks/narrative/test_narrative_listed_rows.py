"""N513: a number of things in the text, and the rows of the table that the text points at."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.excerpts import excerpt

HEAD = "十一、项目支出决算情况说明"
TITLE = "政府购买服务项目情况表"
TABLE = (
    ("序号", "项目名称", "承接主体", "金额"),
    ("1", "河道保洁", "某某公司", "12.00"),
    ("2", "水质监测", "某某公司", "8.00"),
    ("3", "渠道巡查", "某某公司", "5.00"),
    ("合计", "合计", "", "25.00"),
)


def found(said: str, *, title: str = TITLE) -> list[Finding]:
    return check(excerpt(HEAD, said, title, TABLE), selected(["N513"])).findings


@pytest.mark.parametrize(
    "said",
    [
        "本年共安排项目4个，支出25.00万元。明细详见《政府购买服务项目情况表》。",
        "本年购买服务支出25.00万元，涉及项目共有4项，详见《政府购买服务项目情况表》。",
        "本年购买服务的项目共四个，支出25.00万元。",
        "2023年度购买服务的项目共4个，具体为：",
    ],
)
def test_n513_finds_another_number_than_the_rows_of_the_table(said: str) -> None:
    pointed = said if said[-1] == "：" or "《" in said else f"{said}详见下表。"
    title = TITLE if "《" in said else ""
    (finding,) = found(pointed, title=title) if title else _below(pointed)
    assert "3个" in message(finding) and not finding.details["said"].startswith("年")


def _below(said: str) -> list[Finding]:
    return check(excerpt(HEAD, said, TABLE), selected(["N513"])).findings


def test_n513_passes_the_number_of_the_rows() -> None:
    assert found("本年共安排项目3个，详见《政府购买服务项目情况表》。") == []
    assert _below("本年购买服务的项目共三个，详见下表。") == []


def test_n513_spares_other_things_and_other_tables() -> None:
    """Bodies are not projects; the table that is named is not there; some are not all."""
    assert found("涉及单位共有4家，详见《政府购买服务项目情况表》。") == []
    assert found("本年共安排项目4个，详见《政府采购情况表》。") == []
    assert found("其中重点项目2个，详见《政府购买服务项目情况表》。") == []
    assert _below("本年共安排项目8个，现选取其中3个项目公开，详见下表。") == []
