"""N103: one figure told twice, its digits in another order."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.excerpts import excerpt


def found(*said: str) -> list[Finding]:
    """What N103 finds in sentences of a section each."""
    parts = [part for n, one in enumerate(said) for part in (f"{'一二三四'[n]}、情况说明", one)]
    return check(excerpt(*parts), selected(["N103"])).findings


@pytest.mark.parametrize(
    ("first", "again"),
    [
        # one name, with idle words around it
        ("全系统在职教职工{}人。", "年末全系统在职教职工{}人，其中专任教师占九成。"),
        ("服务大厅设备更新共支出{}万元。", "本次设备更新支出{}万元，已纳入固定资产。"),
        # another figure that both tell
        ("来访客商{}批次、312人次，人均134元。", "全年共接待考察团组{}批次、312人次。"),
    ],
)
def test_n103_finds_a_figure_with_its_digits_turned(first: str, again: str) -> None:
    assert found(first.format(1863), again.format(1863)) == []
    (finding,) = found(first.format(1863), again.format(1836))
    assert finding.details["first"].startswith("1863") and "1836" in message(finding)
    assert found(first.format(1863), again.format(1790)) == []  # perhaps of something else


@pytest.mark.parametrize(
    "said",
    [
        ("行政单位人员1863人。", "事业单位人员1836人。"),
        ("信访接待1863批次、312人次。", "网上来信1836批次、321人次。"),
        ("在校学生1863人。", "上年在校学生1836人。"),
        # several places of one of them: two things
        ("在校学生1863人。", "初中在校学生1836人。", "初中在校学生1836人。"),
    ],
)
def test_n103_spares_figures_of_two_things(said: tuple[str, ...]) -> None:
    assert found(*said) == []
