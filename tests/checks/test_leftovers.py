"""Rules on leftovers of templates and on markup."""

import pytest

from juesuan.checks import check, message, selected
from juesuan.checks.rules.document.leftovers import sample_labels
from support.booklets import booklet, found

HEAD = "九、财政拨款“三公”经费支出决算情况说明"
SOUND = "公务接待费支出决算为0.70万元，主要用于接待上级检查。"


def told(*lines: str):
    """A booklet with these paragraphs in its ninth chapter."""
    return booklet(narrative=[HEAD, *lines])


def test_a_template_is_told_once_and_not_for_each_blank() -> None:
    subject = told(*(f"{n}、某项支出XX万元，占XX%，按上述格式说明。" for n in range(1, 20)))
    (finding,) = found(subject, "D2", "D3")
    assert (finding.code, finding.variant, finding.details["count"]) == ("D202", "template", 19)
    skipped = check(subject, selected(["D"], preview=True)).coverage.not_checked
    assert {"D201", "D301", "D401"} <= {n.code for n in skipped if n.reason == "unfilled_template"}


# D201.


def test_d201_finds_an_instruction_below_a_form() -> None:
    note = "没有收入支出的，仍保留该表格式，并在本表下方作下述说明："
    (finding,) = found(booklet(notes={"08": note}), "D201")
    assert finding.where[0].form == "08"
    assert "仍保留该表格式" in message(finding)


@pytest.mark.parametrize(
    "said",
    [
        "三、存在的问题（本部分应逐条说明，字数限制300字）",
        "（此处逐条填写，每条不超过200字，无问题的填“无”）",
        "（请各单位结合自身工作填报）",
        "填写项目实施中的经验做法，限200字以内",
        "【说明项目立项依据、资金来源，500字以内】",
    ],
)
def test_d201_finds_what_is_to_be_written_and_how_long(said: str) -> None:
    assert len(found(told(SOUND, said), "D201")) == 1


@pytest.mark.parametrize(
    "said",
    [
        "（根据县财政局要求，各单位结合自身工作填报）我单位已填报12个项目。",
        "短消息每条不超过200字。",
        "资金支付情况（说明：资金来源于一般公共预算）。",
    ],
)
def test_d201_spares_what_was_written(said: str) -> None:
    assert found(told(SOUND, said), "D201") == []


def test_d201_finds_how_long_a_text_may_be() -> None:
    said = "（简要说明立项依据、实施主体等，字数控制在500字以内）"
    (finding,) = found(booklet(table=[["项目概况", said]]), "D201")
    assert "字数控制在" in message(finding)


def test_d201_passes_a_filled_in_text() -> None:
    assert found(told(SOUND), "D201") == []


@pytest.mark.parametrize(
    "text",
    [
        "其他资金：请在“其他需要说明的事项”栏注明资金来源。",
        "一级指标根据项目实际情况设置。",
        "其他资金含财政专户资金（本年度无需填写）。",
    ],
)
def test_d201_spares_notes_that_belong_to_a_form(text: str) -> None:
    assert found(booklet(table=[["备注", text]]), "D201") == []


# D202.


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("某局收入XXX万元。", "XXX"),
        ("主要用于××项目。", "××"),
        ("共接待（  ）个批次，（  ）万元。", "（  ）"),
        ("公务接待费5.00万元，占 %。", "占 %"),
    ],
)
def test_d202_finds_blanks(text: str, blank: str) -> None:
    (finding,) = found(told(text), "D202")
    assert finding.where[0].section == "九"
    assert f"占位“{blank}”没有填写" in message(finding)


def test_d202_passes_a_filled_in_text() -> None:
    assert found(told(SOUND), "D202") == []


@pytest.mark.parametrize("text", ["购置XXL码工作服20套。", "配备2×3米展板。", "（  ）"])
def test_d202_spares_signs_that_are_no_blanks(text: str) -> None:
    assert found(told(text), "D202") == []


@pytest.mark.parametrize(("blanks", "variant"), [(14, ""), (15, "template")])
def test_d202_finds_a_template_by_its_blanks(blanks: int, variant: str) -> None:
    findings = found(told(*(f"{n}、某项支出XX万元。" for n in range(1, blanks + 1))), "D202")
    assert {finding.variant for finding in findings} == {variant}


# D203.


def test_d203_finds_stock_sentences_filled_with_none_once_a_section() -> None:
    lines = [
        "（二）具体情况说明",
        "因公出国（境）费0万元。主要用于：本单位无因公出国（境）费用。",
        "公务接待费0万元，主要是接待本单位无公务接待费。",
    ]
    (finding,) = found(told(*lines), "D203")
    assert [where.section for where in finding.where] == ["九/（二）"] * 2
    assert "主要用于：本单位无因公出国" in message(finding)


def test_d203_passes_a_use_that_is_told() -> None:
    assert found(told(SOUND), "D203") == []


@pytest.mark.parametrize(
    "text", ["主要用于无障碍设施改造。", "主要原因是本单位无因公出国（境）费。", "主要用于办公。"]
)
def test_d203_spares_uses_and_reasons_that_only_begin_so(text: str) -> None:
    assert found(told(text), "D203") == []


def test_d203_spares_the_cells_of_tables() -> None:
    assert found(booklet(table=[["说明", "无其他需要说明的事项。"]]), "D203") == []


# D204.


def test_d204_finds_markup_once_however_many_tags_there_are() -> None:
    table = [["目标", "<p>建成平台。</p><p>完成验收。</p>"], ["结果", "<p>已建成。</p>&nbsp;"]]
    (finding,) = found(booklet(table=table), "D204")
    assert [where.printed[:3] for where in finding.where] == ["<p>", "<p>"]
    assert "4处" in message(finding)


def test_d204_passes_a_text_without_markup() -> None:
    assert found(booklet(table=[["目标", "建成平台。"]]), "D204") == []


def test_d204_spares_less_than_and_more_than() -> None:
    table = [["指标值", "<30000元"], ["a", ">=5个"], ["b", "1<p值<2"]]
    assert found(booklet(table=table), "D204") == []


@pytest.mark.parametrize(("lined", "count"), [(True, 0), (False, 1)])
def test_d204_spares_marks_of_a_transcriber_in_plain_text(lined: bool, count: int) -> None:
    """In a text file **bold** may be how somebody wrote it down; in a docx it is left over."""
    subject = told("本年**重点**工作已经完成。")
    (document,) = subject.reading.documents
    document.format = "text" if lined else "docx"
    assert len(found(subject, "D204")) == count


# D205.


@pytest.mark.parametrize(
    ("text", "character"),
    [("统一底座t和安全体系", "t"), ("系列新闻发布会？某市专场召开", "？"), ("收入�万元", "�")],
)
def test_d205_finds_characters_astray(text: str, character: str) -> None:
    (finding,) = found(booklet(table=[["产出情况", text]]), "D205")
    assert finding.details["character"] == character and finding.where[0].printed == text


def test_d205_passes_a_clean_text() -> None:
    assert found(booklet(table=[["产出情况", "统一底座和安全体系"]]), "D205") == []


@pytest.mark.parametrize(
    "text", ["下载APP并登录", "建成5G基站，安装了X光机", "什么是绩效？绩效是结果。"]
)
def test_d205_spares_words_with_letters_and_real_questions(text: str) -> None:
    assert found(booklet(table=[["产出情况", text]]), "D205") == []


# D206.


def test_d206_finds_labels_that_keep_the_samples_wording_once() -> None:
    label = "服务对象满意度指标等"
    table = [["满意度指标", label], ["满意度指标", label], ["效益指标", "社会效益指标"]]
    (finding,) = sample_labels(booklet(table=table))
    assert [where.printed for where in finding.where] == [label, label]
    assert finding.details["count"] == 2


def test_d206_passes_the_labels_of_a_project() -> None:
    assert [*sample_labels(booklet(table=[["满意度指标", "服务对象满意度指标"]]))] == []


def test_d206_spares_the_words_in_a_paragraph() -> None:
    assert [*sample_labels(told("设置了服务对象满意度指标等", "服务对象满意度指标等"))] == []


# D407.


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("公务接待费占“三公”经费的9.8.1%。", "9.8.1%"),
        ("公务接待费1,23.45万元。", "1,23.45万元"),
        ("公务接待费0.70万元元。", "0.70万元元"),
        ("公务接待费5２7.36万元。", "5２7.36"),
        ("公务接待费支出为.68万元。", ".68万元"),
        ("20222年公务接待费0.70万元。", "20222年"),
        ("公务接待费1O2.5万元。", "1O2.5万元"),
        ("公务接待费 1,200,0000.00", "1,200,0000.00"),
        ("公务接待费 12.0.50", "12.0.50"),
        ("公务接待费 120.5O", "120.5O"),
    ],
)
def test_d407_finds_what_is_no_number(said: str, text: str) -> None:
    (finding,) = found(told(said), "D407")
    assert (finding.where[0].printed, finding.severity or "error") == (text, "error")


def test_d407_passes_figures_as_they_should_be() -> None:
    assert found(told("2022年公务接待费1,234.56万元，占98.1%。"), "D407") == []


@pytest.mark.parametrize(
    "said", ["按规范第3.1.2节编报。", "共1,2,3三类。", "人人参与，占地0.5亩。"]
)
def test_d407_spares_numbers_of_other_kinds(said: str) -> None:
    assert found(told(said), "D407") == []


# D207.

CONCLUDED = "1.高龄津贴项目。得分96分，评价结论：资金按月发放。"
BLANK = "2.农村低保项目。得分95分，评价结论："


def test_d207_finds_a_label_with_nothing_behind_it() -> None:
    for after in ((), ("3.孤儿保障项目。得分98分，评价结论：发放及时。",)):
        (finding,) = found(told(CONCLUDED, BLANK, *after), "D207")
        assert finding.details["label"] == "评价结论" and "评价结论" in message(finding)


def test_d207_passes_labels_with_texts() -> None:
    assert found(told(CONCLUDED, BLANK + "发放准确。"), "D207") == []


@pytest.mark.parametrize(
    "lines",
    [
        (CONCLUDED, BLANK, "资金发放准确，惠及低保对象2,860人。"),
        (CONCLUDED, BLANK, "（1）资金发放准确；（2）惠及低保对象2,860人。"),
        (BLANK, "3.孤儿保障项目。得分98分。"),
        (BLANK, "3.孤儿保障项目。得分98分，评价结论："),
    ],
)
def test_d207_spares_what_goes_on_and_labels_that_are_blank_everywhere(
    lines: tuple[str, ...],
) -> None:
    assert found(told(*lines), "D207") == []
