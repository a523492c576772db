"""Labels that are one row's though they are printed otherwise."""

import pytest

from juesuan.lexicon import is_total, lexicon, same_label

WORDS = lexicon(2023)


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("一、公共财政预算财政拨款收入", "一、一般公共预算财政拨款收入"),
        ("一、一般公共预算财政拨款", "一、一般公共预算财政拨款收入"),
        ("用事业基金弥补收支差额", "使用非财政拨款结余"),
        ("使用专用结余", "使用非财政拨款结余和专用结余"),
        ("上年结转和结余", "年初财政拨款结转和结余"),
        ("结转下年", "年末结转和结余"),
        ("七、文化体育与传媒支出", "七、文化旅游体育与传媒支出"),
        ("收入总计", "总计"),
        ("其他对个人和家庭的补助支", "其他对个人和家庭的补助支出"),
    ],
)
def test_other_words_for_the_same_row(said: str, label: str) -> None:
    assert same_label(said, label, WORDS)
    assert same_label(label, said, WORDS)


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("一、一般公共预算财政拨款收入", "二、政府性基金预算财政拨款收入"),
        ("本年收入合计", "一、一般公共预算财政拨款收入"),
        ("本年收入合计", "一、财政拨款收入"),
        ("年初结转和结余", "年末结转和结余"),
        ("年初结转和结余", "年初预算数"),
        ("基本支出", "项目支出"),
        ("", "总计"),
    ],
)
def test_words_for_another_row(said: str, label: str) -> None:
    assert not same_label(said, label, WORDS)


def test_totals() -> None:
    assert [
        is_total(text, WORDS) for text in ("合 计", "本年支出合计", "人员经费合计", "基本支出")
    ] == [
        True,
        True,
        False,
        False,
    ]
