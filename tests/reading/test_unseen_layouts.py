"""Damage that no known booklet has: pages and lines that part sentences, heads as loose lines."""

from pathlib import Path

import pytest

from juesuan.facts import YUAN
from juesuan.reading import read, read_documents
from juesuan.reading.document import Document, Grid, Paragraph, Spot
from juesuan.reading.narrative import read_narrative
from support.balanced import filled
from support.disclosures import facts
from support.files import write_xlsx
from support.printing import Lines, cells_of, grid, lines_of, printed

SPOT = Spot(file="a.txt", line=1)

BEGUN = "公务用车购置及运行维护费支出决算三万元以内，其中公务用车运行"
REST = "维护费支出决算3.00万元。"


def texts(*lines: str) -> list[str]:
    """The sentences of lines of a plain text."""
    parts = [Paragraph(line, Spot(file="a", line=n)) for n, line in enumerate(lines, 1)]
    sections = read_narrative([Document("a", "text", list(parts))]).sections
    return [sentence.text for section in sections for sentence in section.sentences]


@pytest.mark.parametrize("number", ["23", "- 23 -", "第23页", "—23—"])
def test_a_page_number_does_not_part_a_sentence(number: str) -> None:
    assert texts("一、支出情况说明", BEGUN, number, REST) == [BEGUN + REST]


@pytest.mark.parametrize(
    "above", ["一、一般公共预算财政拨款支出决算总体情况和结构情况说明", BEGUN + "。"]
)
def test_after_a_heading_or_a_full_stop_a_page_begins_anew(above: str) -> None:
    assert REST in texts("第三部分 2023年度部门决算情况说明", above, "23", REST)


def test_a_figure_that_did_not_fit_goes_on_with_its_line() -> None:
    said = [
        "一般公共预算财政拨款的各项支出中基本支出和项目支出所占的比重，",
        "与上一年度相比有升有降，升降的原因都在下面各项里逐一作了说明，",
        "本年收入合计也是如此，各项收入中只有一项有数，财政拨款收入",
        "19,044.27万元，占全部收入的百分之百。",
    ]
    lines = [
        Paragraph(text, Spot(file="a", page=3, box=(80, 24 * n, 80 + 14 * len(text), 24 * n + 14)))
        for n, text in enumerate(said)
    ]
    (section,) = read_narrative([Document("a", "pdf", list(lines))]).sections
    assert [sentence.text for sentence in section.sentences] == ["".join(said)]


def test_a_path_in_quotes_is_the_item_all_the_same() -> None:
    path = "城乡社区支出（类）城乡社区管理事务（款）行政运行（项）"
    document = Document("a", "text", [Paragraph(f"3.“{path}”5万元。", Spot(file="a", line=1))])
    (section,) = read_narrative([document]).sections
    assert (section.number, section.title) == ("3.", path)


def test_a_table_goes_on_under_its_head_printed_as_a_line() -> None:
    disclosure = filled(facts(), "shanghai-2024-24", YUAN)
    form = next(f for f in disclosure.forms if f.form.no == "02")
    lines = lines_of(disclosure, form)
    whole = read_documents([printed(disclosure)])
    document = printed(disclosure, f02=[lines[:-2], lines[-2:]])
    grids = [n for n, part in enumerate(document.parts) if isinstance(part, Grid)]
    head = "科目名称 本年收入合计 财政拨款收入 上级补助收入"
    document.parts[grids[2] : grids[2]] = [Paragraph(head, Spot(file="a.txt", line=1))]

    def figures(reading) -> set[tuple[str, str, str]]:
        return {(o.row, o.column, o.text) for o in reading.observations if o.form == "02"}

    assert figures(read_documents([document])) == figures(whole) != set()


def test_a_sheet_that_goes_on_right_of_blank_columns_keeps_its_columns(tmp_path: Path) -> None:
    disclosure = filled(facts(), "mof-2019", YUAN)
    form = next(f for f in disclosure.forms if f.form.no == "07")
    lines = lines_of(disclosure, form)
    assert not lines[-1][0]  # no budget: the row begins with the final account
    path = tmp_path / "a.xlsx"
    write_xlsx(printed(disclosure, f07=[lines[:-1], lines[-1:]]), path)
    found = {(o.form, o.row, o.column): o.value for o in read(path).observations}
    assert found == cells_of(disclosure)


def certainties(title: str, rows: Lines) -> dict[str, float]:
    """Each figure of one table, and how certain it is."""
    parts = [Paragraph("2023年度部门决算", SPOT), Paragraph(title, SPOT), grid(rows)]
    document = Document("a.txt", "text", [part for part in parts if title or part is not parts[1]])
    return {o.text: o.certainty for o in read_documents([document]).observations}


def test_whose_money_it_is_is_not_certain_where_nothing_says() -> None:
    rows: Lines = [["项目", "预算数", "决算数"], ["公务接待费", "1.00", "2.00"]]
    assert set(certainties("财政拨款“三公”经费支出决算表", rows).values()) == {1.0}
    assert set(certainties("", rows).values()) == {0.5}


def test_numbers_of_columns_printed_again_are_no_figures() -> None:
    rows: Lines = [["因公出国（境）费", "公务用车费", "公务接待费"], ["1", "2", "3"]]
    figures = certainties("财政拨款“三公”经费支出决算表", [*rows, *rows, ["1.00", "", "2.00"]])
    assert [*figures] == ["1.00", "2.00"]


def test_a_next_sheet_named_like_another_form_goes_on_with_the_one_before(tmp_path: Path) -> None:
    disclosure = filled(facts(), "yunnan-2023", YUAN)
    parts = {}
    for form in (disclosure.forms[n] for n in (1, 2, 4)):
        lines, heads = lines_of(disclosure, form), form.form.header_rows
        parts[f"f{form.form.no}"] = [lines[:-3], [*lines[:heads], *lines[-3:]]]
    path = tmp_path / "a.xlsx"
    write_xlsx(printed(disclosure, **parts), path)  # the rest of form 05 is on sheet 表8
    found = {(o.form, o.row, o.column): o.value for o in read(path).observations}
    assert found == cells_of(disclosure)


def test_a_label_twice_with_other_figures_is_doubted() -> None:
    rows: Lines = [["项目", "金额"], ["公务接待费", "1.00"], ["因公出国（境）费", "3.00"]]
    figures = certainties("“三公”经费支出决算表", [*rows, ["公务接待费", "2.00"]])
    assert figures["3.00"] == 1
    assert figures["1.00"] < 1 > figures["2.00"]
