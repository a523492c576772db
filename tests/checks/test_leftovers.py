"""Rules on leftovers of templates, markup, and punctuation."""

import pytest

from juesuan.checks import check, message, selected
from juesuan.checks.rules.document.leftovers import sample_labels
from support.booklets import booklet, found

HEAD = "九、财政拨款“三公”经费支出决算情况说明"


def test_an_instruction_below_a_form_is_told_with_its_form() -> None:
    note = "没有收入支出的，仍保留该表格式，并在本表下方作下述说明："
    (finding,) = found(booklet(notes={"08": note}), "D201")
    assert finding.where[0].form == "08"
    assert "仍保留该表格式" in message(finding)


@pytest.mark.parametrize(
    "text",
    [
        "其他资金：请在“其他需要说明的事项”栏注明资金来源。",
        "一级指标根据项目实际情况设置。",
        "其他资金含财政专户资金（本年度无需填写）。",
    ],
)
def test_notes_that_belong_to_a_form_are_no_instruction_left_behind(text: str) -> None:
    assert found(booklet(table=[["备注", text]]), "D201") == []


@pytest.mark.parametrize(
    "text", ["某局收入XXX万元。", "主要用于××项目。", "共接待（  ）个批次，（  ）万元。"]
)
def test_blanks_are_told(text: str) -> None:
    (finding,) = found(booklet(narrative=[HEAD, text]), "D202")
    assert finding.where[0].section == "九"


def test_a_template_is_told_once_and_not_for_each_blank() -> None:
    subject = booklet(
        narrative=[HEAD, *(f"{n}、某项支出XX万元，占XX%，按上述格式说明。" for n in range(1, 20))]
    )
    (finding,) = found(subject, "D2", "D3")
    assert (finding.code, finding.variant) == ("D202", "template")
    skipped = check(subject, selected(["D"], preview=True)).coverage.not_checked
    assert {"D201", "D301", "D401"} <= {n.code for n in skipped if n.reason == "unfilled_template"}


def test_stock_sentences_filled_with_none_are_told_once_a_section() -> None:
    lines = [
        "（二）具体情况说明",
        "因公出国（境）费0万元。主要用于：本单位无因公出国（境）费用。",
        "公务接待费0万元，主要是接待本单位无公务接待费。",
    ]
    (finding,) = found(booklet(narrative=[HEAD, *lines]), "D203")
    assert len(finding.where) == 2
    assert "主要用于：本单位无因公出国" in message(finding)


@pytest.mark.parametrize(
    "text", ["主要用于无障碍设施改造。", "主要原因是本单位无因公出国（境）费。", "主要用于办公。"]
)
def test_uses_and_reasons_are_no_stock_sentences(text: str) -> None:
    assert found(booklet(narrative=[HEAD, text]), "D203") == []


def test_markup_is_one_finding_however_many_tags_there_are() -> None:
    table = [["目标", "<p>建成平台。</p><p>完成验收。</p>"], ["结果", "<p>已建成。</p>&nbsp;"]]
    (finding,) = found(booklet(table=table), "D204")
    assert len(finding.where) == 2
    assert "4处" in message(finding)


def test_less_than_and_more_than_are_no_markup() -> None:
    assert (
        found(booklet(table=[["指标值", "<30000元"], ["a", ">=5个"], ["b", "1<p值<2"]]), "D204")
        == []
    )


@pytest.mark.parametrize(
    "text", ["统一底座t和安全体系", "系列新闻发布会？某市专场发布会召开", "收入�万元"]
)
def test_characters_astray_are_asked_about(text: str) -> None:
    assert len(found(booklet(table=[["产出情况", text]]), "D205")) == 1


@pytest.mark.parametrize(
    "text", ["下载APP并登录", "建成5G基站，安装了X光机", "什么是绩效？绩效是结果。"]
)
def test_words_with_letters_and_real_questions_are_fine(text: str) -> None:
    assert found(booklet(table=[["产出情况", text]]), "D205") == []


def test_labels_that_keep_the_samples_wording_are_told_once() -> None:
    table = [["满意度指标", "服务对象满意度指标等"], ["满意度指标", "服务对象满意度指标等"]]
    (finding,) = sample_labels(booklet(table=[*table, ["效益指标", "社会效益指标"]]))
    assert len(finding.where) == 2


@pytest.mark.parametrize("text", ["支出100万元，。", "支出100万元。。", "包括：：办公费。"])
def test_marks_that_cannot_stand_together_are_told(text: str) -> None:
    (finding,) = found(booklet(narrative=[HEAD, text]), "D301")
    assert finding.where[0].section == "九"


def test_brackets_are_counted_over_the_section() -> None:
    (finding,) = found(booklet(narrative=[HEAD, "公务用车运行维护费（含燃料费、维修费。"]), "D302")
    assert "维修费" in message(finding)
    lines = [HEAD, "包括：1）办公费；2）印刷费（含装订）。"]
    assert found(booklet(narrative=lines), "D302") == []


def test_a_section_that_ends_with_a_semicolon_is_told_and_a_list_item_is_not() -> None:
    lines = ["五、支出决算情况说明", "教育支出10万元；住房保障支出9万元；", HEAD, "没有支出。"]
    (finding,) = found(booklet(narrative=lines), "D303")
    assert (finding.where[0].section, finding.where[0].printed) == ("五", "；")
    items = [
        "一、主要职责",
        "（一）拟订本行业规划并组织实施；",
        "（二）承办其他事项。",
        HEAD,
        "没有支出。",
    ]
    assert found(booklet(narrative=items), "D303") == []


def test_a_sentence_that_runs_on_is_told() -> None:
    (finding,) = found(
        booklet(narrative=[HEAD, "公务接待费0.7万元其中：国内接待费0.7万元。"]), "D304"
    )
    assert "0.7万元其中" in message(finding)
    assert (
        found(booklet(narrative=[HEAD, "公务接待费0.7万元，其中：国内接待费0.7万元。"]), "D304")
        == []
    )
