"""N407: reasons held to the changes that they explain."""

import pytest

from juesuan.checks import message
from support.telling import found

OFFICE = "八、机关运行经费支出情况说明"
MORE = "机关运行经费支出9万元，比上年增加1万元，增长12.5%，主要原因是{}。"
LESS = "机关运行经费年初预算10万元，支出决算为9万元，决算数小于预算数的主要原因是{}。"
UP = ["新增人员", "年中追加维修经费", "物价上涨，办公用品增加", "工会经费提高标准"]
UP += ["维修任务较上年增加"]
DOWN = ["压减会议费、差旅费", "厉行节约", "人员调出", "部分活动未开展", "落实过紧日子要求"]
DOWN += ["培训期数比2022年减少"]


@pytest.mark.parametrize(
    ("said", "reason"), [(MORE, r) for r in DOWN] + [(LESS, r) for r in UP], ids=str
)
def test_n407_finds_a_reason_for_the_opposite(said: str, reason: str) -> None:
    (finding,) = found("N407", OFFICE, said.format(reason))
    assert finding.details["reason"] == reason
    assert "机关运行经费" in message(finding)


@pytest.mark.parametrize(
    ("said", "reason"), [(MORE, r) for r in UP] + [(LESS, r) for r in DOWN], ids=str
)
def test_n407_passes_a_reason_for_the_change(said: str, reason: str) -> None:
    assert found("N407", OFFICE, said.format(reason)) == []


def test_n407_finds_it_in_the_sentence_after_the_change() -> None:
    said = "机关运行经费支出9万元，比上年减少1万元，下降10%。减少的主要原因是人员增加。"
    assert len(found("N407", OFFICE, said)) == 1


@pytest.mark.parametrize(
    "said",
    [
        MORE.format("上年压减支出较多"),
        MORE.format("人员减少，同时办公用品增加"),
        MORE.format("退休人员减少"),
        "机关运行经费支出9万元，比上年增加1万元，下降12.5%，主要原因是厉行节约。",
        "年末结转和结余9万元，比上年增加1万元，主要原因是压减支出。",
        "机关运行经费9万元，比预算减少1万元，主要是厉行节约，比上年增加1万元，主要是新增人员。",
    ],
    ids=["last year", "both", "pensions", "contradiction", "a balance", "one reason each"],
)
def test_n407_spares_what_may_be_either(said: str) -> None:
    assert found("N407", OFFICE, said) == []
