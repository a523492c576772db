"""A booklet from a book: the author's words, last year's figures, and what is withheld."""

from pathlib import Path
from textwrap import dedent

import pytest
from msgspec.structs import replace

from juesuan.facts import WAN, YUAN, MoneyUnit
from juesuan.forms import CellKey, Disclosure, fill, load_form_set
from juesuan.ledger import Book, BookError
from juesuan.narrative import (
    Booklet,
    TemplateError,
    WrittenParagraph,
    amounts_beside,
    book_booklet,
    load_template,
    write_booklet,
)
from juesuan.narrative.figures import printed_cells
from juesuan.narrative.material import given_evaluation
from juesuan.reading.performance import Performance, ProjectTable, Value
from juesuan.rounding import balance_disclosure
from support.once import same_book

ENTRIES = """
    日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,项目,金额
    {year}-06-30,记-1,1,支出,一般公共预算财政拨款,2010301,30101,基本支出,,{pay}
    {year}-06-30,记-1,2,支出,一般公共预算财政拨款,2010302,30227,项目支出,信息项目,300000
    {year}-06-30,记-1,3,支出,一般公共预算财政拨款,2013202,30305,项目支出,人才项目,50000
"""
INCOME = """
    资金性质,功能科目,支出性质,金额
    一般公共预算财政拨款,2010301,基本支出,{pay}
    一般公共预算财政拨款,2010302,项目支出,300000
    一般公共预算财政拨款,2013202,项目支出,50000
"""


def write(folder: Path, year: int = 2023, pay: int = 100000, more: str = "", **tables: str) -> Path:
    """A small book of an administrative unit, in 元."""
    folder.mkdir(parents=True)
    head = f'year = {year}\nunit = "某局"\nform_set = "shanghai-2024"\nmoney = "元"\n{more}\n'
    (folder / "book.toml").write_text(head, encoding="utf-8")
    tables = {"entries": ENTRIES, "income": INCOME, **tables}
    for name, text in tables.items():
        lines = dedent(text).strip().format(year=year, pay=pay) + "\n"
        (folder / f"{name}.csv").write_text(lines, encoding="utf-8")
    return folder


def filled(book: Book, money: MoneyUnit = YUAN) -> Disclosure:
    said = book.description
    forms = load_form_set(said.form_set, book.space)
    return fill(forms, book.store, said.unit, said.year, money)


def told(path: Path, money: MoneyUnit = YUAN) -> Booklet:
    book = same_book(path)
    return book_booklet(book, filled(book, money))


def text(booklet: Booklet) -> str:
    return "\n".join(block.text for block in booklet.blocks if isinstance(block, WrittenParagraph))


def test_texts_and_reasons_are_taken_from_the_book(tmp_path: Path) -> None:
    path = write(
        tmp_path / "book",
        texts="""
            位置,科目,文字
            主要职能,,负责某项工作。
            主要职能,,还负责另一项。
            科目用途,2010301,人员工资
        """,
        reasons="""
            事项,科目,对比,原因
            收支总计,,上年,主要原因是：人员增加。
        """,
        last_year="表号,行,栏,上年数\n01,总计,1,400000",
    )
    said = text(told(path))
    assert "负责某项工作。\n还负责另一项。" in said
    assert "比上年增加50,000.00元，增长12.50%，主要原因是人员增加。" in said
    assert "行政运行（项）。主要用于人员工资。" in said


def test_last_years_book_is_named_in_this_years(tmp_path: Path) -> None:
    write(tmp_path / "2022", year=2022, pay=80000)
    path = write(tmp_path / "2023", more='previous = "../2022"')
    said = text(told(path))
    assert "2023年度收入总计450,000.00元，比上年增加20,000.00元，增长4.65%" in said
    assert "机关运行经费" in said


def test_last_years_published_cells_will_do(tmp_path: Path) -> None:
    cells = "form,row,column,value,unit\n01,总计,1,50.00,万元\n05,total,1,40.00,万元\n"
    cells += "05,2010301,1,9.00,万元\n"
    (tmp_path / "2022.csv").write_text(cells, encoding="utf-8")
    path = write(tmp_path / "2023", more='previous = "../2022.csv"')
    said = text(told(path))
    assert "收入总计450,000.00元，比上年减少50,000.00元，下降10.00%。" in said
    assert (
        "一般公共预算财政拨款支出450,000.00元，占本年支出合计的100.00%，比上年增加50,000.00元"
        in said
    )
    assert "财政拨款收入总计450,000.00元。" in said  # not among the cells


def refused(path: Path) -> str:
    with pytest.raises(BookError) as caught:
        told(path)
    (problem,) = caught.value.problems
    assert "{" not in problem.text("en")
    return problem.text()


def test_a_book_of_the_wrong_year_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "2021", year=2021)
    path = write(tmp_path / "2023", more='previous = "../2021"')
    assert "2021年度的，应当是上年（2022年度）的" in refused(path)


def test_a_cell_that_the_form_set_does_not_have_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "book", last_year="表号,行,栏,上年数\n01,总计,9,400000")
    assert "上年数中的 01:总计:9 在套表 shanghai-2024 里没有" in refused(path)


def test_a_missing_book_of_last_year_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "2023", more='previous = "../2022"')
    assert "找不到账套" in refused(path)


def test_confidential_items_are_left_out_and_their_totals_kept(tmp_path: Path) -> None:
    path = write(
        tmp_path / "book",
        withheld="""
            类别,名称,依据
            功能科目,2010302,密级文件
            姓名,张三,个人隐私
        """,
        texts="位置,科目,文字\n机构设置,,由张三负责。\n主要职能,,由张三负责。",
    )
    book = same_book(path)
    disclosure = filled(book)
    said = text(book_booklet(book, disclosure))
    assert "涉密事项按规定不逐项列出，各合计数包括这些事项。" in said
    assert "一般行政管理事务（项）支出决算50,000.00元" in said  # 2013202 has the same name
    assert "政府办公厅（室）及相关机构事务（款）一般行政管理事务" not in said
    assert "450,000.00元" in said
    assert "张三" not in said
    assert "由×××负责。" in said
    rows = {cell.key.row for form in disclosure.forms for cell in form.sheet.cells}
    assert "2010302" not in rows
    assert {"20103", "2010301", "2013202"} <= rows
    assert ("2010302",) not in book.db.execute("SELECT DISTINCT function FROM facts").fetchall()


def test_without_anything_withheld_nothing_is_said_of_it(tmp_path: Path) -> None:
    assert "涉密" not in text(told(write(tmp_path / "book")))


def test_amounts_that_no_form_prints_are_balanced_with_the_forms(tmp_path: Path) -> None:
    """Three budgets of 33.3333 万元 make 100.00 in print, not 99.99."""
    path = write(
        tmp_path / "book",
        budgets="""
            阶段,资金性质,功能科目,支出性质,金额
            年初预算,一般公共预算财政拨款,2010301,基本支出,333333.33
            年初预算,一般公共预算财政拨款,2010302,项目支出,333333.33
            年初预算,一般公共预算财政拨款,2013202,项目支出,333333.34
        """,
    )
    book = same_book(path)
    disclosure = filled(book, WAN)
    amounts, constraints = amounts_beside(disclosure, book.store)
    balanced, found = balance_disclosure(disclosure, amounts, constraints)
    printed = {key: found.values[key] for key in amounts}
    booklet = write_booklet(balanced, book.store, printed=printed)  # type: ignore[arg-type]
    budgets = {
        figure.quantity: figure.value
        for block in booklet.blocks
        if isinstance(block, WrittenParagraph)
        for figure in block.figures
        if figure.role == "amount" and figure.stage == "initial"
    }
    assert budgets.pop("general_budgeted") == 100 * WAN.cents
    assert sum(budgets.values()) == 100 * WAN.cents
    assert len(budgets) == 3


def own_set(tmp_path: Path) -> Path:
    """A folder with a form set that only has a name of its own."""
    folder = tmp_path / "own"
    folder.mkdir()
    lines = ["id = 'own'", "inherits = 'shanghai-2024'", "name = '本地'", "name_en = 'Ours'"]
    (folder / "set.toml").write_text("\n".join([*lines, "source = '本地'"]), encoding="utf-8")
    return folder


def test_a_budget_spent_to_the_cent_prints_as_what_was_spent(tmp_path: Path) -> None:
    """Halves of a last digit all round: apart, budget and account could part in print."""
    budgets = """
        阶段,资金性质,功能科目,支出性质,金额
        年初预算,一般公共预算财政拨款,2010301,基本支出,100050
        年初预算,一般公共预算财政拨款,2010302,项目支出,300050
        年初预算,一般公共预算财政拨款,2013202,项目支出,70000
    """
    tables = {"entries": ENTRIES.replace("300000", "300050"), "budgets": budgets}
    income = INCOME.replace("300000", "300050")
    book = same_book(write(tmp_path / "book", pay=100050, income=income, **tables))
    disclosure = filled(book, WAN)
    amounts, constraints = amounts_beside(disclosure, book.store)
    balanced, found = balance_disclosure(disclosure, amounts, constraints)
    assert found.conflicts == ()
    printed = {key: found.values[key] for key in amounts}
    said = text(write_booklet(balanced, book.store, printed=printed))  # type: ignore[arg-type]
    assert said.count("完成年初预算的100.00%，决算数与年初预算数持平") == 2


def test_a_form_set_of_ones_own_may_bring_its_narrative(tmp_path: Path) -> None:
    folder = own_set(tmp_path)
    (folder / "narrative.toml").write_text(
        'inherits = "shanghai-2024"\n[sections.overall]\ntext = "共{{ inflow }}。"\n',
        encoding="utf-8",
    )
    path = write(tmp_path / "book")
    book = same_book(path)
    own = load_form_set(str(folder), book.space)
    disclosure = fill(own, book.store, "某局", 2023, YUAN)
    assert "共450,000.00元。" in text(book_booklet(book, disclosure))


def test_what_a_template_says_on_a_condition_is_nothing_where_that_fails(tmp_path: Path) -> None:
    folder = own_set(tmp_path)
    (folder / "narrative.toml").write_text(
        'inherits = "shanghai-2024"\n[sections.overall]\n'
        "text = \"共{{ inflow }}{{ '（旧）' if year < 2000 }}{{ '（新）' if year > 2000 }}。\"\n",
        encoding="utf-8",
    )
    book = same_book(write(tmp_path / "book"))
    disclosure = fill(load_form_set(str(folder), book.space), book.store, "某局", 2023, YUAN)
    assert "共450,000.00元（新）。" in text(book_booklet(book, disclosure))


def test_the_number_of_a_row_is_no_code_of_last_years_forms(tmp_path: Path) -> None:
    book = same_book(write(tmp_path / "book"))
    forms = load_form_set("yunnan-2023", book.space)
    cells = {CellKey("01", "2", "1"): 5, CellKey("03", "2010301", "1"): 5}
    told = printed_cells(forms, book.space, filled(book), cells)
    rows = dict.fromkeys(cell.key.row for cell in told.form("03").sheet.cells)
    assert [row for row in rows if row.isdigit()] == ["201", "20103", "2010301"]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("parts = [", "not_toml"),
        ("inherits = 'no-such'", "inherits_nothing"),
        ("inherits = 'base'\ntitel = 'x'", "unknown_entry"),
        ("inherits = 'base'\n[sections.overall]\ntxt = 'x'", "unknown_entry"),
        ("inherits = 'base'\n[quantities]\nx = { name = 'x', select = 'y' }", "bad_select"),
        ("inherits = 'base'\n[lists]\nx = { members = ['nothing'] }", "no_such_name"),
        ("inherits = 'base'\n[sections.overall]\ntext = '{{ nothing }}'", "bad_template"),
        ("inherits = 'base'\n[sections.overall]\ntext = '{% for %}'", "bad_template"),
        ("title = 'x'\n[quantities]\n[lists]\n[sections]\n[[parts]]\ntitle=''", "missing_entry"),
    ],
)
def test_a_faulty_template_says_what_and_where(tmp_path: Path, written: str, key: str) -> None:
    folder = own_set(tmp_path)
    (folder / "narrative.toml").write_text(written, encoding="utf-8")
    book = same_book(write(tmp_path / "book"))
    disclosure = fill(load_form_set(str(folder), book.space), book.store, "某局", 2023, YUAN)
    with pytest.raises(TemplateError) as caught:
        book_booklet(book, disclosure)
    assert caught.value.key == key
    assert "narrative.toml" in caught.value.text()
    assert "{key" not in caught.value.text("en")


def test_a_set_without_a_narrative_takes_that_of_the_set_it_follows() -> None:
    assert load_template(load_form_set("yunnan-2024", 2024)).id == "yunnan-2023"
    assert load_template(load_form_set("shanghai-2024-24", 2024)).id == "shanghai-2024"


def test_last_years_book_is_looked_for_beside_a_book_that_is_one_file(tmp_path: Path) -> None:
    """``previous`` is told from the folder that the book lies in, whatever the book is."""
    cells = "form,row,column,value,unit\n01,总计,1,50.00,万元\n"
    (tmp_path / "2022.csv").write_text(cells, encoding="utf-8")
    book = same_book(write(tmp_path / "2023"))
    book.path = tmp_path / "2023.xlsx"
    book.description = replace(book.description, previous="2022.csv")
    assert "收入总计450,000.00元，比上年减少50,000.00元" in text(book_booklet(book, filled(book)))


def test_printed_evaluations_are_told_only_where_every_project_has_its_grade() -> None:
    def printed(*grades: str) -> Performance:
        table = {"title": "", "number": "", "layout": "", "money_unit": ""}
        return Performance(projects=[ProjectTable(**table, grade=Value(g)) for g in grades])

    told = given_evaluation(printed("优", " 良", "优"))
    assert told is not None
    assert (told.projects, told.amount, told.grades) == (3, None, {"优": 2, "良": 1})
    assert given_evaluation(printed("优", "")) is None
    assert given_evaluation(printed()) is None
