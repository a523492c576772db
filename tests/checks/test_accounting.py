"""Every printed number accounted for: compared, known for what it is, or not understood."""

import pytest

from juesuan.checks.accounting import accounted, shares
from juesuan.checks.accounting.shapes import numbers, shape_of
from support.booklets import booklet
from support.telling import told

SPENT = "三、支出决算情况说明"


def said(*narrative: str) -> list[tuple[str, str, str]]:
    """The numbers of the sentences, headings apart, with their classes and kinds."""
    found = [one for one in accounted(told(*narrative)) if one.area == "narrative"]
    return [
        (one.text, one.figure_class, one.kind)
        for one in found
        if one.where.printed not in {narrative[0][2:], "2023年度部门决算情况说明"}
    ]


def test_a_figure_that_a_form_prints_is_compared_and_its_year_known() -> None:
    text = "2023年度支出合计171.00万元，其中：基本支出131.00万元，占76.61%。"
    assert said(SPENT, text) == [
        ("2023", "known", "date"),
        ("171.00", "compared", "amount"),
        ("131.00", "compared", "amount"),
        ("76.61", "compared", "rate"),
    ]


def test_what_is_held_to_nothing_is_not_understood_though_it_was_read() -> None:
    text = "项目支出增长12.00%。某某水费支出5.00万元。"
    assert said(SPENT, text) == [
        ("12.00", "unclear", "not_held"),
        ("5.00", "unclear", "no_item"),
    ]


def test_a_quantity_without_counterpart_is_known() -> None:
    assert said("五、机构设置情况", "内设机构6个。") == [("6", "known", "alone")]


def test_a_count_reckoned_from_counts_beside_it_is_compared() -> None:
    held = said("五、其他情况说明", "举办培训20期，参训900人次，平均每期45人次。印发简报12期。")
    assert [one[:2] for one in held] == [
        ("20", "compared"),
        ("900", "compared"),
        ("45", "compared"),
        ("12", "unclear"),
    ]
    order = said("五、其他情况说明", "东镇救助85人，西镇救助132人，人数最多的是西镇。")
    assert {one[1] for one in order} == {"compared"}


def test_figures_of_forms_are_compared_by_their_identities_and_rows_known() -> None:
    subject = booklet("yunnan-2023")
    found = [one for one in accounted(subject) if one.area == "forms"]
    total = [one for one in found if (one.where.form, one.where.row) == ("03", "total")]
    assert total and {one.figure_class for one in total} == {"compared"}
    assert {one.kind for one in found if not one.where.row} == {"row"}
    assert shares(subject)["unclear"] == 0


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        ("截至2023年12月31日", "31", "date"),
        ("财预〔2016〕143号", "143", "document"),
        ("1.收入情况", "1", "ordinal"),
        ("2010301行政运行", "2010301", "code"),
        ("单价100万元以上", "100", "scale"),
        ("支出100万元", "100", ""),
        ("培训120人次", "120", ""),
    ],
)
def test_numbers_are_known_by_their_shape(text: str, number: str, kind: str) -> None:
    place = next(place for place in numbers(text) if text[slice(*place)] == number)
    assert shape_of(text, *place) == kind
