"""The numbers that forms are given: those that are printed, unless two forms print the same."""

from pathlib import Path

import pytest

from juesuan.reading import read

TEXT = """示例县水务站2022年度单位决算
收入决算表
公开{income}表
单位：万元
科目编码\t科目名称\t本年收入合计\t财政拨款收入\t其他收入
\t合计\t700.30\t600.20\t100.10
201\t一般公共服务支出\t700.30\t600.20\t100.10
支出决算表
公开{expenditure}表
单位：万元
科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出
\t合计\t700.30\t600.20\t100.10
201\t一般公共服务支出\t700.30\t600.20\t100.10
"""


@pytest.mark.parametrize(
    ("printed", "given"),
    [
        (("02", "03"), ("02", "03")),
        (("12", "13"), ("12", "13")),
        (("03", "02"), ("03", "02")),
        (("12", "12"), ("02", "03")),  # a slip: nobody knows which of them it is
    ],
)
def test_forms_have_the_numbers_that_they_print(
    printed: tuple[str, str], given: tuple[str, str], tmp_path: Path
) -> None:
    income, expenditure = printed
    path = tmp_path / "forms.txt"
    path.write_text(TEXT.format(income=income, expenditure=expenditure), "utf-8")
    found = {form.form.title: form.no for form in read(path).forms}
    assert (found["收入决算表"], found["支出决算表"]) == given
