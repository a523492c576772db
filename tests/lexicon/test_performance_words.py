"""The words of performance tables: labels as they are printed, with years, letters and units."""

import pytest

from juesuan.lexicon.performance import label_key, words


@pytest.mark.parametrize(
    ("block", "text", "role"),
    [
        ("money", "全年预算数（A）", "full"),
        ("money", "2023年年初预算数", "initial"),
        ("money", "全年(调整)预算数（万元）", "full"),
        ("money", "执行率（B/A）", "rate"),
        ("indicators", "预期指标值（包含数字及文字描述）", "target"),
        ("indicators", "实际完成值(B)", "actual"),
        ("indicators", "三级指标", "level3"),
    ],
)
def test_a_head_is_its_listed_word_among_fillers(block: str, text: str, role: str) -> None:
    head = words().head(block, text)
    assert head is not None
    assert head.role == role


def test_of_two_listed_words_the_last_says_what_a_column_is() -> None:
    roles = [words().head("money", text) for text in ("执行率", "执行率权重", "执行率得分（分）")]
    assert [head.role for head in roles if head] == ["rate", "weight", "score"]


@pytest.mark.parametrize("text", ["调节因子", "全年预算数的调节因子", "绩效指标", "年度", ""])
def test_a_head_with_any_other_word_in_it_is_not_known(text: str) -> None:
    assert words().head("indicators", text) is None
    assert words().head("money", text) is None


def test_sources_of_money_with_and_without_of_which() -> None:
    said = ["其中-财政拨款：", "其中：当年财政拨款", "省级财政资金", "资金总额:", "完成情况"]
    assert [words().source(text) for text in said] == [
        "财政拨款",
        "当年财政拨款",
        "省级财政资金",
        "资金总额",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("其中：当年财政拨款", "current"),
        ("上年结转资金", "carried"),
        ("其他资金（非财政拨款）", "other"),
        ("非财政拨款", "other"),
        ("年度资金总额", ""),
        ("省级资金", ""),
    ],
)
def test_a_source_is_of_the_year_or_carried_over_or_other_money(text: str, kind: str) -> None:
    assert words().source_kind(text) == kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("部门预算项目支出绩效自评表(2023年度)", "project"),
        ("2022年度专项资金绩效自评表", "project"),
        ("项目绩效目标完成情况表", "project"),
        ("区级部门整体绩效目标自评表", "department"),
        ("项目支出绩效目标表", ""),
        ("项目支出绩效自评情况汇总表", ""),
    ],
)
def test_titles_say_which_table_it_is(title: str, kind: str) -> None:
    assert words().title_kind(title) == kind


def test_a_label_loses_number_unit_and_colon() -> None:
    assert [label_key(t) for t in ("一、项目资金 (万元)：", "1.预算数（A）（万元）")] == [
        "项目资金",
        "预算数",
    ]


@pytest.mark.parametrize(("extra", "role"), [(26, "name"), (28, "")])
def test_a_label_has_thirty_characters_at_most(extra: int, role: str) -> None:
    """What is longer is a sentence that has a label's words in it."""
    label = "年度" * (extra // 2) + "项目名称"
    assert words().fields.role(label_key(label)) == role
