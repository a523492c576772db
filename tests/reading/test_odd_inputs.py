"""What is no single, whole, known final account: told, and nothing mixed up or made up."""

import time
from pathlib import Path

import pytest
from msgspec.structs import replace
from typer.testing import CliRunner

from juesuan.cli import app
from juesuan.forms import Disclosure
from juesuan.publishing import fill_book
from juesuan.reading import (
    Document,
    Grid,
    NotADisclosureError,
    Paragraph,
    Reading,
    Spot,
    read,
    read_documents,
)
from support.once import book_once
from support.printing import cells_of, grid, lines_of, printed

HERE = Spot(file="a.txt", line=1)

BUDGET = """某市某局2024年部门预算
部门预算收支总表
单位：万元
收入\t\t支出\t
项目\t预算数\t项目\t预算数
一、一般公共预算拨款收入\t100.00\t一、一般公共服务支出\t80.00
收入总计\t100.00\t支出总计\t100.00

一般公共预算支出表
科目编码\t科目名称\t合计\t基本支出\t项目支出
201\t一般公共服务支出\t80.00\t50.00\t30.00
"""


@pytest.fixture(scope="module")
def disclosure(examples: Path) -> Disclosure:
    return fill_book(book_once(examples / "yuxi-internet-office-2021"))


@pytest.fixture(scope="module")
def another(examples: Path) -> Disclosure:
    book = book_once(examples / "qujing-digital-economy-centre-2023")
    return replace(fill_book(book, "yunnan-2021"), unit="某某市直属中心")


def figures(reading: Reading) -> dict[tuple[str, str, str], str]:
    return {(o.form, o.row, o.column): o.value for o in reading.observations}


def keys(reading: Reading) -> list[str]:
    return [unread.key for unread in reading.unread]


def test_a_budget_is_refused_and_called_one(tmp_path: Path) -> None:
    path = tmp_path / "预算.txt"
    path.write_text(BUDGET, "utf-8")
    with pytest.raises(NotADisclosureError) as told:
        read(path)
    assert told.value.key == "budget"
    result = CliRunner().invoke(app, ["read", str(path)])
    assert result.exit_code == 2


def test_budget_columns_in_a_final_account_make_no_budget(disclosure: Disclosure) -> None:
    document = printed(disclosure)
    document.parts += [Paragraph("本表年初预算数为部门预算批复数。", HERE)] * 20
    assert figures(read_documents([document])) == cells_of(disclosure)


@pytest.mark.parametrize("parts", [[], [Paragraph("  ", HERE)]])
def test_a_document_without_text(parts: list[Paragraph | Grid]) -> None:
    with pytest.raises(NotADisclosureError) as told:
        read_documents([Document("a.txt", "text", parts)])
    assert told.value.key == "no_text"


def test_of_several_units_the_first_is_read_whole(
    disclosure: Disclosure, another: Disclosure
) -> None:
    document = printed(disclosure)
    document.parts += printed(another).parts
    reading = read_documents([document])
    assert figures(reading) == cells_of(disclosure)
    assert reading.unit == disclosure.unit
    (told,) = reading.unread
    assert (told.key, told.details["unit"]) == ("another_unit", another.unit)


def test_another_units_form_never_fills_a_gap(disclosure: Disclosure, another: Disclosure) -> None:
    """The first unit lacks a form that the second prints."""
    document = printed(disclosure)
    titles = [p.text if isinstance(p, Paragraph) else "" for p in document.parts]
    start = titles.index("支出决算表")
    end = next(n for n in range(start, len(titles)) if titles[n].startswith("注"))
    del document.parts[start : end + 1]
    document.parts += printed(another).parts
    reading = read_documents([document])
    assert reading.missing() == ["03"]
    assert {k: v for k, v in cells_of(disclosure).items() if k[0] != "03"} == figures(reading)


def test_forms_of_units_in_turn(disclosure: Disclosure, another: Disclosure) -> None:
    document = printed(disclosure)
    extra = printed(another).parts
    cut = next(n for n, part in enumerate(extra) if isinstance(part, Grid))
    first = next(n for n, part in enumerate(document.parts) if isinstance(part, Grid))
    document.parts[first + 1 : first + 1] = extra[1 : cut + 1]
    reading = read_documents([document])
    assert figures(reading) == cells_of(disclosure)
    assert "another_unit" in keys(reading)


def test_two_copies_of_one_form(disclosure: Disclosure) -> None:
    document = printed(disclosure)
    first = next(n for n, part in enumerate(document.parts) if isinstance(part, Grid))
    document.parts += document.parts[1 : first + 1]
    reading = read_documents([document])
    assert figures(reading) == cells_of(disclosure)
    assert keys(reading) == ["form_again"]


def test_forms_in_a_strange_order(disclosure: Disclosure) -> None:
    document = printed(replace(disclosure, forms=tuple(reversed(disclosure.forms))))
    assert figures(read_documents([document])) == cells_of(disclosure)


def test_a_form_split_over_two_files(disclosure: Disclosure) -> None:
    document = printed(disclosure)
    grids = [n for n, part in enumerate(document.parts) if isinstance(part, Grid)]
    at = grids[2]
    whole = document.parts[at]
    assert isinstance(whole, Grid)
    middle = len(whole.rows) // 2
    one = Document("1.txt", "text", [*document.parts[:at], Grid(whole.rows[:middle], HERE)])
    two = Document("2.txt", "text", [Grid(whole.rows[middle:], HERE), *document.parts[at + 1 :]])
    assert figures(read_documents([one, two])) == cells_of(disclosure)


def test_a_title_on_every_page_of_a_form(disclosure: Disclosure) -> None:
    document = printed(disclosure)
    at = [n for n, part in enumerate(document.parts) if isinstance(part, Grid)][2]
    whole = lines_of(disclosure, disclosure.forms[2])
    height = disclosure.forms[2].form.header_rows
    middle = (height + len(whole)) // 2
    title = Paragraph(disclosure.forms[2].form.title, HERE)
    document.parts[at : at + 1] = [
        grid(whole[:middle]),
        title,
        grid(whole[:height] + whole[middle:]),
    ]
    reading = read_documents([document])
    assert figures(reading) == cells_of(disclosure)
    assert reading.unread == []


def test_a_form_said_to_be_empty_without_a_table(disclosure: Disclosure) -> None:
    document = printed(disclosure)
    form = next(f for f in disclosure.forms if f.form.key == "state-capital")
    at = next(
        n
        for n, part in enumerate(document.parts)
        if isinstance(part, Paragraph) and part.text == form.form.title
    )
    here = next(n for n in range(at, len(document.parts)) if isinstance(document.parts[n], Grid))
    document.parts[here] = Paragraph("本部门没有国有资本经营预算收支，故本表无数据。", HERE)
    reading = read_documents([document])
    assert reading.missing() == []
    assert figures(reading) == {
        key: value for key, value in cells_of(disclosure).items() if key[0] != form.form.no
    }


def test_a_year_without_a_form_set_is_read_by_the_nearest(disclosure: Disclosure) -> None:
    reading = read_documents([printed(replace(disclosure, year=2019))])
    assert (reading.year, reading.form_set.id, reading.other_year) == (2019, "yunnan-2021", True)
    assert figures(reading) == cells_of(disclosure)


def test_hundreds_of_other_tables_take_no_longer_than_that_many(disclosure: Disclosure) -> None:
    def took(count: int) -> float:
        document = printed(disclosure)
        junk = [["甲", "乙", "丙", f"{n}.00"] for n in range(6)]
        for number in range(count):
            document.parts += [Paragraph(f"附表{number}", HERE), grid([*map(list, junk)])]
        begun = time.process_time()
        assert figures(read_documents([document])) == cells_of(disclosure)
        return time.process_time() - begun

    none, some, many = took(0), took(150), took(600)
    assert many - none < 8 * (some - none) + 1
    assert many < 10


@pytest.mark.parametrize("ending", ["txt", "html"])
def test_signs_that_steer_a_terminal_are_no_text(tmp_path: Path, ending: str) -> None:
    lines = [
        "\x1b[31m甲县乙局\x1b[0m2023年度部门决算",
        "部门：\x1b[31m甲县乙局\x07\t单位：万元",
        "科目编码\t科目名称\t本年收入合计\t财政拨款收入",
        "合计\t\t10.00\t10.00",
        "205\t\x1b]教育支出\t10.00\t\x1b[1m10.00",
    ]
    rows = "".join(f"<tr><td>{line.replace(chr(9), '</td><td>')}</td></tr>" for line in lines[2:])
    page = f"<p>{lines[0]}</p><p>收入决算表</p><p>{lines[1]}</p><table>{rows}</table>"
    path = tmp_path / f"a.{ending}"
    path.write_text(
        page if ending == "html" else "\n".join([lines[0], "收入决算表", *lines[1:]]), "utf-8"
    )
    reading = read(path)
    assert reading.unit == "甲县乙局"
    texts = [part.text for document in reading.documents for part in document.paragraphs]
    texts += [c.text for f in reading.forms for row in f.table.rows for c in row if c]
    assert not [text for text in texts if "\x1b" in text or "\x07" in text or "[31m" in text]
    assert {o.value for o in reading.observations} == {"10.00"}
