"""What is proposed is put in as it is printed: at its own place, whatever its writing."""

import pytest

from juesuan.checks.deciding.mending import Mending, mended
from juesuan.checks.speech.sentences.sections import assertions
from support.telling import told


@pytest.mark.parametrize("right", ["1,300.05万元", "1，300.05万元", "1300.05万元"])
def test_thousands_are_parted_in_any_way(right: str) -> None:
    subject = told("一、收入支出决算总体情况说明", "2023年度收入总计1,030.05万元。")
    (one,) = assertions(subject)
    (other,) = assertions(mended(subject, Mending(sentences={one.where: right})))
    assert (other.text, str(other.mention.value)) == (right, "1300.05")


def test_of_equal_figures_on_one_line_the_one_of_the_item_is_put_right() -> None:
    subject = told(
        "七、财政拨款“三公”经费支出决算情况说明",
        "“三公”经费支出1万元，其中：公务用车运行维护费3万元；公务接待费1万元，占25%。",
    )
    one = next(a for a in assertions(subject) if "三公" in a.name)
    after = mended(subject, Mending(sentences={one.where: "4万元"}))
    assert [a.text for a in assertions(after)] == ["4万元", "3万元", "1万元", "25%"]
