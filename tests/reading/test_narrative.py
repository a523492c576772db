"""The narrative of a booklet: its sections, its sentences, and what their figures say."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.reading.document import Document, Grid, GridText, Paragraph, Spot
from juesuan.reading.formats import read_file
from juesuan.reading.narrative import Mention, Narrative, Section, read_narrative


def document(text: str) -> Document:
    """A text document: a line for a paragraph, a line of | for a table."""
    parts: list[Paragraph | Grid] = []
    for number, line in enumerate(text.strip().split("\n"), 1):
        spot = Spot(file="booklet", line=number)
        if line.startswith("|"):
            cells = tuple(GridText(cell, spot) for cell in line.strip("|").split("|"))
            parts.append(Grid((cells,), spot))
        elif line.strip():
            parts.append(Paragraph(line.strip(), spot))
    return Document("booklet", "text", parts)


def page(*lines: tuple[float, float, str], page: int = 1) -> list[Paragraph]:
    """Lines of a page with their left and right edges, 15 points a character."""
    return [
        Paragraph(
            text, Spot(file="booklet.pdf", page=page, box=(left, 30.0 * n, right, 30.0 * n + 15))
        )
        for n, (left, right, text) in enumerate(lines, 1)
    ]


def read(text: str) -> Narrative:
    return read_narrative([document(text)])


def only(narrative: Narrative, title: str) -> Section:
    (section,) = (s for s in narrative.sections if s.title == title)
    return section


def said(text: str) -> list[Mention]:
    """What is said in one paragraph, years apart."""
    found = [mention for _, _, mention in read(text).mentions()]
    return [mention for mention in found if mention.kind != "year"]


def summary(text: str) -> list[tuple[str, str, str]]:
    return [(m.text, m.role, m.subject) for m in said(text)]


def unread(text: str) -> list[tuple[str, object]]:
    return [(key, details["text"]) for key, _, details in read(text).unread]


BOOKLET = """
某市林场
2023年度部门决算
目  录
第一部分 某市林场概况........1
一、主要职责........1
第二部分 2023年度部门决算表
一、收入支出决算总表
第三部分 2023年度部门决算情况说明........9
一、收入支出决算总体情况说明
第四部分 名词解释........12
第一部分 某市林场概况
一、主要职责
（一）管护森林；防火防虫。
第二部分 2023年度部门决算表
收入支出决算总表
公开01表
|项目|决算数|
|总计|88.00|
注：本表反映部门本年度的总收支情况，单位为万元。
第三部分 2023年度部门决算情况说明
一、收入支出决算总体情况说明
2023年度收入总计88.00万元。
二、“三公”经费支出决算情况说明
（一）总体情况
1、公务接待费支出1.20万元，接待3批次。
第四部分 名词解释
一、事业收入：指开展业务活动取得的收入，如5万元的门票。
"""


class TestSections:
    def test_parts_sections_and_items_stand_under_one_another(self) -> None:
        narrative = read(BOOKLET)
        item = only(narrative, "公务接待费支出")
        assert [(s.number, s.level) for s in narrative.path(item)] == [
            ("第三部分", 1),
            ("二、", 2),
            ("（一）", 3),
            ("1、", 4),
        ]
        assert [s.text for s in item.sentences] == ["公务接待费支出1.20万元，接待3批次。"]

    def test_a_section_is_found_again_in_the_file(self) -> None:
        section = only(read(BOOKLET), "收入支出决算总体情况说明")
        assert section.spot.line == 21
        assert section.sentences[0].mentions[1].spot.line == 22

    def test_the_contents_page_is_given_apart(self) -> None:
        contents = read(BOOKLET).contents
        assert [(e.number, e.title, e.page) for e in contents[:3]] == [
            ("第一部分", "某市林场概况", 1),
            ("一、", "主要职责", 1),
            ("第二部分", "2023年度部门决算表", 0),
        ]
        assert len(contents) == 7

    def test_the_word_contents_without_a_list_changes_nothing(self) -> None:
        narrative = read("目 录\n某市林场\n一、收入情况说明\n收入合计5万元。")
        assert narrative.contents == []
        assert [s.title for s in narrative.sections] == ["", "收入情况说明"]

    def test_tables_and_the_texts_around_them_are_no_narrative(self) -> None:
        narrative = read(BOOKLET)
        assert only(narrative, "2023年度部门决算表").kind == "forms"
        assert "总收支" not in "".join(t.text for s in narrative.sections for t in s.sentences)

    def test_a_sentence_before_a_table_stays_and_its_caption_goes(self) -> None:
        narrative = read("一、构成\n所属单位共2个，如下：\n单位一览\n|某林场|\n二、收入\n收入3元。")
        assert [t.text for t in narrative.sections[0].sentences] == ["所属单位共2个，如下："]
        assert narrative.sections[1].title == "收入"

    def test_the_glossary_explains_and_says_no_amounts(self) -> None:
        section = only(read(BOOKLET), "事业收入")
        assert section.kind == "glossary"
        assert section.sentences and not section.sentences[0].mentions

    def test_a_numbered_sentence_is_no_heading(self) -> None:
        (section,) = read("（三）组织防火，保护林木。").sections
        assert (section.number, section.title) == ("（三）", "")
        assert section.sentences[0].text == "组织防火，保护林木。"

    def test_documents_follow_one_another(self) -> None:
        one, two = document("一、收入\n（一）总体\n收入3元。"), document("一、支出\n支出2元。")
        narrative = read_narrative([one, two])
        assert [(s.title, s.parent) for s in narrative.sections] == [
            ("收入", -1),
            ("总体", 0),
            ("支出", -1),
        ]


class TestLines:
    """Pages of a pdf cut paragraphs to lines, and figures with them."""

    BODY = (
        (107.0, 317.0, "一、收入支出决算总体情况说明"),
        (107.0, 519.0, "某某市林业和草原局所属林场二零年度收入支出总计为一一12"),
        (77.0, 519.0, "3.45万元。与上年相比，财政拨款收入总计和其他有关的收入增加"),
        (77.0, 519.0, "10.00万元，增长8.82%，主要是林木抚育和防火道路的投入增加很"),
        (77.0, 137.0, "多的缘故。"),
        (107.0, 257.0, "二、支出决算情况说明"),
        (107.0, 519.0, "本年支出合计123.45万元，其中人员经费和其他各种经费支出"),
    )
    NEXT = ((77.0, 163.0, "23.45万元。"),)

    def test_lines_are_joined_and_figures_with_them(self) -> None:
        parts: list[Paragraph | Grid] = [*page(*self.BODY), *page(*self.NEXT, page=2)]
        narrative = read_narrative([Document("booklet.pdf", "pdf", parts)])
        assert [s.title for s in narrative.sections] == [
            "收入支出决算总体情况说明",
            "支出决算情况说明",
        ]
        mentions = [m for _, _, m in narrative.mentions()]
        assert [m.text for m in mentions] == [
            "123.45万元",
            "10.00万元",
            "8.82%",
            "123.45万元",
            "23.45万元",
        ]
        assert [m.spot.page for m in mentions] == [1, 1, 1, 1, 2]

    def test_page_numbers_do_not_part_a_sentence(self) -> None:
        foot = page((290.0, 310.0, "- 7 -"))
        parts: list[Paragraph | Grid] = [*page(*self.BODY), *foot, *page(*self.NEXT, page=2)]
        narrative = read_narrative([Document("booklet.pdf", "pdf", parts)])
        assert narrative.sections[-1].sentences[0].text.endswith("经费支出23.45万元。")


class TestAmounts:
    def test_offsets_are_those_of_the_printed_sentence(self) -> None:
        (sentence,) = read("收入 合计 1,234.50 万元。").sections[0].sentences
        (mention,) = sentence.mentions
        assert sentence.text[mention.start : mention.end] == "1,234.50 万元" == mention.text

    @given(st.integers(0, 10**11), st.integers(0, 10**6))
    def test_one_amount_in_many_spellings(self, cents: int, where: int) -> None:
        whole, part = divmod(cents, 100)
        grouped = f"{whole:,}"
        spellings = [
            f"{whole}.{part:02}",
            f"{grouped}.{part:02}",
            f"{grouped}.{part:02}".translate(FULL_WIDTH),
            f"{whole}.{part:02}".translate(FULL_WIDTH),
            f"{grouped.replace(',', ' ')}.{part:02} ",
            f" {whole} .{part:02}",
        ]
        spelling = spellings[where % len(spellings)]
        (mention,) = said(f"项目支出{spelling}万元，完成进度正常。")
        assert (mention.value, mention.unit) == (Decimal(cents) / 100, "万元")
        assert unread(f"项目支出{spelling}万元。") == []

    @given(
        st.text(
            "0123456789，,.。%万元 亿个（）年月比上增加减少占为支出决算：；、XＸ“”《", max_size=60
        )
    )
    def test_no_text_is_too_odd_to_read(self, text: str) -> None:
        for _, sentence, mention in read("一、支出\n支出" + text).mentions():
            assert sentence.text[mention.start : mention.end] == mention.text

    def test_units(self) -> None:
        text = "房屋面积1200平方米，车辆2辆，设备3台（套），接待4批次、50人次，提高2个百分点。"
        assert [(m.kind, m.unit) for m in said(text)] == [
            ("count", "平方米"),
            ("count", "辆"),
            ("count", "台（套）"),
            ("count", "批次"),
            ("count", "人次"),
            ("percent", "个百分点"),
        ]

    def test_years_and_dates_are_years(self) -> None:
        mentions = [m for _, _, m in read("截至2023年12月31日，车辆1辆。").mentions()]
        assert [(m.kind, m.text, m.value) for m in mentions] == [
            ("year", "2023年12月31日", Decimal(2023)),
            ("count", "1辆", Decimal(1)),
        ]

    def test_numbers_of_documents_codes_and_lists_are_no_figures(self) -> None:
        text = (
            "根据《办法（2016）》（某财〔2016〕143号），行政运行（2010301）支出5万元：（1）办公费。"
        )
        assert summary(text) == [("5万元", "final", "行政运行（2010301）支出")]
        assert unread(text) == []

    def test_numbers_side_by_side_share_a_unit_and_a_role(self) -> None:
        mentions = said("与2022年相比，收、支总计各减少10.5,20.5万元，各下降1%、2%。")
        assert [(m.value, m.unit, m.role, m.subject) for m in mentions] == [
            (Decimal("10.5"), "万元", "change", "收、支总计"),
            (Decimal("20.5"), "万元", "change", "收、支总计"),
            (Decimal(1), "%", "growth", "收、支总计"),
            (Decimal(2), "%", "growth", "收、支总计"),
        ]


FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


class TestWhatFiguresSay:
    def test_budget_final_account_and_completion(self) -> None:
        text = "2023年度项目支出年初预算为30万元，全年预算40万元，"
        text += "支出决算为38万元，完成全年预算的95%。"
        assert summary(text) == [
            ("30万元", "initial_budget", "项目支出"),
            ("40万元", "full_year_budget", "项目支出"),
            ("38万元", "final", "项目支出"),
            ("95%", "completion", "项目支出"),
        ]
        assert {m.period for m in said(text)} == {"2023年度"}
        assert said(text)[-1].base == "全年预算"

    def test_the_caption_of_a_chart_does_not_go_on_with_the_text_above(self) -> None:
        text = "收入总计30万元。\n图1：收、支总计变动情况（2022年度20万元；2023年度30万元）"
        assert [m.text for m in said(text)] == ["30万元"]

    def test_a_year_said_in_an_aside_ends_with_it(self) -> None:
        bought, run = said("公务用车购置费9万元（上年未购车）；公务用车运行费3万元。")
        assert (bought.period, run.period) == ("", "")

    @pytest.mark.parametrize(
        ("words", "direction", "base"),
        [
            ("比上年减少", "decrease", "上年"),
            ("较2022年度决算数增加", "increase", "2022年度决算数"),
            ("与上年度相比下降", "decrease", "上年度"),
            ("同比增长", "increase", "同比"),
            ("较年初预算数压减", "decrease", "年初预算数"),
            ("比去年同期上升", "increase", "去年同期"),
            ("比上年增加（减少）", "either", "上年"),
        ],
    )
    def test_changes_their_direction_and_base(self, words: str, direction: str, base: str) -> None:
        change, growth = said(f"会议费5万元，{words}1万元，增长20%。")[1:]
        assert (change.role, change.direction, change.base) == ("change", direction, base)
        assert (growth.role, growth.direction, growth.base) == ("growth", "increase", base)
        assert change.subject == growth.subject == "会议费"
        assert unread(f"会议费5万元，{words}1万元，增长20%。") == []

    @pytest.mark.parametrize(
        ("words", "base"),
        [
            ("占", ""),
            ("占比", ""),
            ("占本年支出合计的", "本年支出合计"),
            ("占总收入的比例为", "总收入"),
        ],
    )
    def test_shares(self, words: str, base: str) -> None:
        (share,) = said(f"培训费5万元，{words}12.5%。")[1:]
        assert (share.role, share.subject, share.base) == ("share", "培训费", base)

    def test_a_difference_to_the_budget(self) -> None:
        (more,) = said("印刷费决算数大于预算数5.5万元。")
        assert (more.role, more.direction, more.base) == ("change", "increase", "预算数")

    def test_a_change_of_the_budget_is_none_of_the_final_account(self) -> None:
        change, growth = said("会议费预算比上年增加2万元，增长4%。")
        assert (change.subject, change.of) == (growth.subject, growth.of) == ("会议费", "budget")
        assert [m.of for m in said("会议费决算数比上年增加2万元，培训费增加1万元。")] == [
            "final",
            "",
        ]

    def test_total_expenditure_and_this_years_are_two_items(self) -> None:
        text = "2023年度总支出9万元，其中本年支出8万元。"
        assert [(m.subject, m.period) for m in said(text)] == [
            ("总支出", "2023年度"),
            ("本年支出", "本年"),
        ]

    def test_reduced_to_an_amount_is_the_amount(self) -> None:
        assert summary("差旅费较上年减少到3万元。") == [("3万元", "final", "差旅费")]

    def test_an_item_by_its_class_section_and_item(self) -> None:
        item = "农林水支出（类）林业和草原（款）森林资源培育（项）"
        narrative = read(f"3、{item}。主要用于：造林。年初预算为9万元，支出决算为8万元。")
        assert narrative.sections[0].title == item
        assert {m.subject for _, _, m in narrative.mentions()} == {item}

    def test_of_which_leads_back_to_its_whole(self) -> None:
        text = "本年支出合计9万元，其中：基本支出5万元；项目支出4万元。比上年增加1万元。"
        assert [m.subject for m in said(text)] == [
            "本年支出合计",
            "基本支出",
            "项目支出",
            "本年支出合计",
        ]

    def test_brackets_close_again(self) -> None:
        text = "公务接待费5万元（含外宾接待费1万元），接待7批次。"
        assert [m.subject for m in said(text)] == ["公务接待费", "外宾接待费", "公务接待费"]

    def test_income_and_expenditure_of_one_fund(self) -> None:
        text = "财政拨款收入总计9万元，支出总计8万元。"
        assert [m.subject for m in said(text)] == ["财政拨款收入总计", "财政拨款支出总计"]

    def test_counts_named_after_the_figure(self) -> None:
        assert summary("6个项目等级为“优”，1个项目等级为“良”。") == [
            ("6个", "final", "项目等级为“优”"),
            ("1个", "final", "项目等级为“良”"),
        ]

    def test_a_limit_is_part_of_a_name(self) -> None:
        assert summary("单价50万元（含）以上设备（不含车辆）2台。") == [
            ("50万元", "other", ""),
            ("2台", "final", "单价50万元（含）以上设备（不含车辆）"),
        ]

    def test_amounts_in_reasons_are_no_final_accounts(self) -> None:
        text = "会议费5万元，比上年增加1万元，主要原因是2022年批复会议经费4万元。"
        reason = said(text)[-1]
        assert (reason.role, reason.reason, reason.period) == ("other", True, "2022年")
        assert not any(m.reason for m in said(text)[:-1])


class TestStatementsWithoutFigures:
    @pytest.mark.parametrize(
        ("sentence", "subjects"),
        [
            ("本单位2023年度无“三公”经费支出。", ("“三公”经费支出",)),
            ("本年没有国有资本经营预算收入和支出，故无数据。", ("国有资本经营预算收入和支出",)),
            ("2023年未发生会议费。", ("会议费",)),
            ("涉密项目除外。", ()),
            ("与上年相比无变化。", ()),
        ],
    )
    def test_nothing_is_a_statement(self, sentence: str, subjects: tuple[str, ...]) -> None:
        (found,) = read(sentence).sections[0].sentences
        assert found.states_none == subjects

    def test_none_of_what_the_section_is_about(self) -> None:
        narrative = read("七、政府性基金预算财政拨款支出决算情况说明\n本年度无此项支出。")
        assert narrative.sections[0].sentences[0].states_none == ("政府性基金预算财政拨款支出",)

    def test_comparisons(self) -> None:
        narrative = read("会议费支出5万元，与上年持平。决算数小于年初预算数的主要原因：少开会。")
        claims = [claim for t in narrative.sections[0].sentences for claim in t.comparisons]
        assert [(c.subject, c.direction, c.base) for c in claims] == [
            ("会议费支出", "equal", "上年"),
            ("会议费支出", "decrease", "年初预算数"),
        ]


class TestWhatIsNotUnderstood:
    @pytest.mark.parametrize(
        ("sentence", "expected"),
        [
            ("会议费占76.23，其余为培训费。", [("figure_without_unit", "76.23")]),
            ("会议费支出30万。", [("unit_cut_short", "30万")]),
            ("会议费支出XXX 万元。", [("placeholder", "XXX 万元")]),
            ("共投入5万元。", [("unclear_subject", "5万元")]),
            ("为5万元。", [("figure_without_subject", "5万元")]),
            ("会议费支出1 2.50万元。", [("odd_figure", "1 2.50万元")]),
            ("会议费30%。", [("unclear_role", "30%")]),
        ],
    )
    def test_it_is_listed(self, sentence: str, expected: list[tuple[str, object]]) -> None:
        assert unread(sentence) == expected

    def test_a_bare_zero_of_an_amount_is_understood(self) -> None:
        assert unread("会议费年初预算为0，支出决算为5万元。") == []
        assert unread("会议费年初预算为0以下。") == [("figure_without_unit", "0")]

    def test_with_its_place(self) -> None:
        (item,) = read("一、支出\n支出5万元。\n会议费占7，正常。").unread
        assert item.spot.line == 3


class TestRealBooklets:
    """Published booklets, where they are at hand."""

    @staticmethod
    def narrative(truth: Path, name: str) -> Narrative:
        path = truth.parent / "disclosures" / name
        if not path.is_file():
            pytest.skip("the booklet is not here")
        return read_narrative([read_file(path)])

    @staticmethod
    def counts(narrative: Narrative) -> dict[str, int]:
        found: dict[str, int] = {}
        for _, _, mention in narrative.mentions():
            found[mention.kind] = found.get(mention.kind, 0) + 1
        return found

    def amounts(self, narrative: Narrative, role: str) -> dict[str, Decimal]:
        return {m.subject: m.value for _, _, m in narrative.mentions() if m.role == role}

    def test_jincheng(self, truth: Path) -> None:
        narrative = self.narrative(truth, "jincheng-big-data-bureau-2023.txt")
        assert self.counts(narrative) == {"money": 77, "percent": 37, "count": 27, "year": 25}
        assert narrative.unread == []
        final = self.amounts(narrative, "final")
        assert final["财政拨款支出总计"] == final["收入总计"] == Decimal("7176.23")
        assert final["政府采购服务支出"] == Decimal("206.60")
        assert self.amounts(narrative, "initial_budget")["一般公共服务支出"] == Decimal("9663.99")
        none = [item for s in narrative.sections for t in s.sentences for item in t.states_none]
        assert "国有资本经营预算财政拨款支出" in none

    def test_putuo(self, truth: Path) -> None:
        narrative = self.narrative(truth, "putuo-social-work-2024.pdf")
        assert self.counts(narrative) == {"money": 55, "percent": 16, "count": 19, "year": 28}
        assert narrative.unread == []
        assert len(narrative.contents) == 26
        final = self.amounts(narrative, "final")
        assert final["住房保障支出（类）住房改革支出（款）住房公积金（项）"] == Decimal("17.70")
        assert final["公用经费"] == Decimal("10.23")

    def test_an_empty_template_has_only_placeholders(self, truth: Path) -> None:
        narrative = self.narrative(truth, "putuo-template-2024.pdf")
        assert {item.key for item in narrative.unread} == {"placeholder"}
        assert len(narrative.unread) > 100
        assert self.counts(narrative)["money"] == 1


def test_what_follows_a_list_of_parts_is_said_of_the_whole_again() -> None:
    text = (
        "项目支出30.00万元，包括：农村供水10.00万元、水质监测20.00万元。其中年初预算安排25.00万元。"
    )
    assert summary(text)[-1] == ("25.00万元", "initial_budget", "项目支出")


def test_names_in_a_list_are_known_without_their_numbers() -> None:
    text = "基本支出30.00万元，其中：（一）人员经费24.00万元；（二）公用经费6.00万元。"
    assert [name for *_, name in summary(text)] == ["基本支出", "人员经费", "公用经费"]


def test_a_heading_within_a_paragraph_goes_back_to_what_the_paragraph_is_about() -> None:
    narrative = read(
        """五、一般公共预算支出决算情况说明
（一）总体情况。2023年度一般公共预算财政拨款支出33万元。（二）结构情况。住房保障支出1万元，占3.03%。（三）具体情况。年初预算为29万元，支出决算为33万元。"""
    )
    told = [(m.subject, m.text) for *_, m in narrative.mentions() if m.kind == "money"]
    whole = "一般公共预算财政拨款支出"
    assert told == [
        (whole, "33万元"),
        ("住房保障支出", "1万元"),
        (whole, "29万元"),
        (whole, "33万元"),
    ]


def test_the_year_before_an_items_name_that_has_a_year_in_it() -> None:
    narrative = read(
        """一、收入决算情况说明
本年收入合计93万元，上年本年收入为86万元，同比增加7万元。"""
    )
    told = [m.period for *_, m in narrative.mentions() if m.kind == "money"]
    assert told[:2] == ["本年", "上年"]


def subjects(text: str) -> list[tuple[str, str]]:
    """The amounts of one paragraph and what each is said of."""
    return [(one.text, one.subject) for one in said(text) if one.kind == "money"]


@pytest.mark.parametrize("year", ["本年", "上年", "2022年", "全年", "去年"])
def test_a_name_goes_before_a_year_behind_it(year: str) -> None:
    text = f"节能环保支出968.50万元；住房保障支出{year}169.87万元；行政运行{year}5.00万元。"
    assert [name for _, name in subjects(text)] == ["节能环保支出", "住房保障支出", "行政运行"]
    same = f"住房保障支出968.50万元，{year}169.87万元。"  # no name: of the one before
    assert [name for _, name in subjects(same)] == ["住房保障支出"] * 2


ITEM = "公路养护（项）。年初预算6.00万元，支出决算8.00万元。"


@pytest.mark.parametrize("mark", ["1.", "（1）", "①", "其中：1."])
def test_a_name_alone_behind_its_number_is_what_the_next_sentences_are_of(mark: str) -> None:
    text = "一般公共预算财政拨款支出20.00万元。" + mark + ITEM
    named = [("6.00万元", "公路养护（项）"), ("8.00万元", "公路养护（项）")]
    assert subjects(text)[1:] == named
    plain = "一般公共预算财政拨款支出20.00万元。支出较快。年初预算6.00万元，支出决算8.00万元。"
    assert {subject for _, subject in subjects(plain)} == {"一般公共预算财政拨款支出"}


def test_what_is_behind_a_completion_rate_are_parts_of_what_was_spent() -> None:
    text = "年初预算{}万元{}。其中：住房保障支出6.00万元，占6.00%；教育支出94.00万元，占94.00%。"
    spent = said("财政拨款支出100.00万元。" + text.format("90.00", "，完成年初预算的111.11%"))
    assert [one.role for one in spent if one.kind == "money"][2:] == ["final", "final"]
    planned = said("财政拨款支出" + text.format("100.00", ""))
    assert {one.role for one in planned if one.kind == "money"} == {"initial_budget"}


def test_the_rate_that_another_is_compared_with_is_last_years() -> None:
    own, before, _ = (
        one
        for one in said("支出8万元，比上年增长6.44%，增幅比上年的4.21%提高2.23个百分点。")
        if one.kind == "percent"
    )
    assert (own.text, own.period) == ("6.44%", "") and (before.text, before.period) == (
        "4.21%",
        "上年",
    )


def test_an_amount_without_a_name_is_of_no_number_of_things() -> None:
    text = "公务接待费0.86万元，接待总人数86人。与2015年相比减少{}，下降17.31%。"
    money = said(text.format("0.18万元"))
    assert [one.subject for one in money[2:]] == ["公务接待费", "公务接待费"]
    persons = said(text.format("18人"))
    assert [one.subject for one in persons[2:]] == ["接待总人数", "接待总人数"]
    several = said("运行费4.86万元；公务接待费0.00万元，接待总人数86人。减少0.18万元。")
    assert several[3].subject == "接待总人数"  # of which of the two, nobody can tell


def test_a_reason_ends_where_the_next_item_tells_its_accounts() -> None:
    text = "运行费10.56万元，比上年减少1.36万元，原因是统一派车，保有4辆；公务接待费0.48万元{}"
    told = said(text.format("，与2017年度相比减少0.27万元。"))
    assert [(one.subject, one.reason) for one in told[3:]] == [("公务接待费", False)] * 2
    (*_, listed) = said("支出增加5万元，原因是人员经费3万元；公用经费2万元。")
    assert listed.reason  # a part of the reason, not the year's account


def test_a_name_with_its_level_is_what_the_next_sentences_are_of() -> None:
    text = "行政运行（项）。年初预算8.00万元，支出决算8.77万元。"
    assert subjects(text) == [("8.00万元", "行政运行（项）"), ("8.77万元", "行政运行（项）")]


def test_what_was_spent_behind_a_label_is_the_labels() -> None:
    text = "会议费：本年支出2.10万元，上年3.00万元。\n培训费：本年支出5.40万元。"
    assert subjects(text) == [
        ("2.10万元", "会议费"),
        ("3.00万元", "会议费"),
        ("5.40万元", "培训费"),
    ]


def test_a_line_that_sums_up_is_not_of_the_item_of_the_line_before() -> None:
    text = (
        "小学教育：决算8.00万元。\n初中教育：决算6.00万元。\n合计年初预算15.00万元，决算14.00万元。"
    )
    assert ("14.00万元", "初中教育") not in subjects(text)


def test_a_name_before_a_budget_begins_a_line_of_its_own() -> None:
    text = "项目支出全年预算9.00万元。\n项目A（消费宣传）：全年预算8.77万元，执行7.54万元。"
    assert ("7.54万元", "项目支出") not in subjects(text)


def test_codes_above_an_item_are_no_part_of_its_name() -> None:
    text = "住房保障支出（221）住房改革支出（22102）住房公积金（2210201）22.08万元；"
    assert subjects(text) == [("22.08万元", "住房公积金（2210201）")]


@pytest.mark.parametrize(
    "moved", ["从1,866.20万元降为", "由1,866.20万元减至", "由1,866.20万元增加到"]
)
def test_what_an_amount_moved_to_is_an_amount_and_no_change(moved: str) -> None:
    *_, first, last = said(f"本年收入{moved}1,802.36万元。")
    assert (last.text, last.role) == ("1,802.36万元", "final")
    assert first.role == "other"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("六、政府性基金支出：年初结转12.00万元，本年收入192.00万元。", "政府性基金支出"),
        ("（二）政府采购。2022年度政府采购支出总额50.00万元。", "政府采购"),
        ("（三）国有资产占用情况说明。截至年末共有车辆6辆。", "国有资产占用情况说明"),
        ("（一）本年支出9.00万元，其中：基本支出5.00万元。", "本年支出"),
    ],
)
def test_a_numbered_paragraph_is_headed_by_what_it_begins_with(line: str, title: str) -> None:
    (section,) = read(line).sections
    assert section.title == title
    assert section.sentences[-1].mentions


def test_an_amount_right_behind_another_is_of_no_known_role() -> None:
    """The word between them is missing: 较2022年决算数6.88万元（增加）1.31万元."""
    text = "“三公”经费支出8.19万元，较2022年决算数6.88万元1.31万元，增长19.04%。"
    assert [(one.text, one.role) for one in said(text) if one.kind == "money"] == [
        ("8.19万元", "final"),
        ("6.88万元", "final"),
        ("1.31万元", "other"),
    ]


def test_an_item_in_quotes_is_headed_without_them() -> None:
    (section,) = read("1、“教育支出”（类）2022年度决算12.30万元，比年初预算减少2.70万元。").sections
    assert section.title == "教育支出（类）"
