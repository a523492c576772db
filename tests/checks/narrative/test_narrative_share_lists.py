"""N105, N201, N202: shares of a list by what all of it is; parts of what a form prints; growth."""

from pathlib import Path

from juesuan.checks import Finding, check, selected
from juesuan.checks.subject import Subject
from juesuan.reading import as_disclosure, read
from support.booklets import found
from support.excerpts import excerpt

ALL = (
    "二、收入决算情况说明",
    "收入合计5,800,000.00元。其中：财政拨款收入5,126,000.00元，占总收入的88.38%；事业收入"
    "640,000.00元，占总收入的{}%；其他收入34,000.00元，占总收入的0.59%。",
)


def test_shares_said_to_be_of_the_same_are_of_what_the_others_are_of() -> None:
    """总收入 is not printed by this name."""
    section, said = ALL
    assert check(excerpt(section, said.format("11.03")), selected(["N201"])).findings == []
    (finding,) = check(excerpt(section, said.format("13.03")), selected(["N201"])).findings
    assert finding.expected == "11.03%"


def test_a_share_behind_a_list_may_be_that_of_all_that_is_listed() -> None:
    said = (
        "本年支出合计100.00万元。教育支出80.00万元，其中：小学教育60.00万元、初中教育20.00万元，占"
        "本年支出合计的{}%。"
    )
    section = "三、支出决算情况说明"
    for share, wrong in (("80.00", False), ("20.00", False), ("88.00", True)):
        findings = check(excerpt(section, said.format(share)), selected(["N201"])).findings
        assert bool(findings) is wrong


BOOKLET = """某县水务局2022年度部门决算公开
支出决算表
公开03表\t2022年度\t单位：万元
科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出
\t合计\t2801.03\t538.62\t2262.41
208\t社会保障和就业支出\t80.70\t80.70\t
210\t卫生健康支出\t22.46\t22.46\t
213\t农林水支出\t2656.78\t394.37\t2262.41
221\t住房保障支出\t41.09\t41.09\t

四、一般公共预算财政拨款支出决算情况说明
2022年度本年支出合计2801.03万元。按功能分类，一般公共预算：1.农林水支出2656.78万元，占{}%；2.社会保障和就业支出62.50万元，占2.25%；3.卫生健康支出22.46万元，占0.81%；4.住房保障支出41.09万元，占1.48%。
"""


def told(folder: Path, share: str, more: str = "", code: str = "N201") -> list[Finding]:
    path = folder / "某县水务局2022年度部门决算公开.txt"
    path.write_text(BOOKLET.format(share) + more, "utf-8")
    reading = read(path)
    return found(Subject(disclosure=as_disclosure(reading), reading=reading), code)


def test_a_part_is_no_more_than_a_whole_that_a_form_prints_as_the_text_does(
    tmp_path: Path,
) -> None:
    basic = "五、基本支出决算情况说明\n基本支出538.62万元，人员经费{}万元。\n"
    (finding,) = told(tmp_path, "95.47", basic.format("638.62"), "N105")
    assert (finding.variant, finding.where[0].printed) == ("contained", "638.62万元")
    assert told(tmp_path, "95.47", basic.format("438.62"), "N105") == []


def test_shares_that_are_all_of_the_lists_own_sum_pass(tmp_path: Path) -> None:
    """General budget money of 2782.83万元, of which no form is printed."""
    assert told(tmp_path, "95.47") == []


def test_the_one_share_that_is_not_of_it_is_found_with_the_right_one(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, "94.57")
    assert (finding.where[0].printed, finding.expected) == ("94.57%", "95.47%")


def test_a_growth_beside_a_change_of_no_direction_is_held_to_both_years() -> None:
    said = "支出合计342.07万元，上年支出合计379.19万元，同比{}9.79%，变动37.12万元。"
    for word, wrong in (("下降", False), ("增长", True)):
        subject = excerpt("三、支出决算情况说明", said.format(word))
        assert bool(check(subject, selected(["N202"])).findings) is wrong
