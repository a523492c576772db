"""Sentences that would have to say what cannot be told are left out; marks never come through."""

from juesuan.narrative.marks import UNTOLD, told_only, unmarked


def test_only_the_sentence_that_cannot_be_told_is_left_out() -> None:
    assert told_only(f"收入5元。车辆{UNTOLD}辆。支出3元。") == "收入5元。支出3元。"
    assert told_only("收入5元。支出3元。") == "收入5元。支出3元。"
    assert told_only(f"车辆{UNTOLD}辆。") == ""


def test_a_text_that_people_wrote_cannot_mark_numbers() -> None:
    assert unmarked(f"机关{UNTOLD}办公室") == "机关办公室"
