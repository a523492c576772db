"""A small book with performance sheets, and its tables prepared, printed and read again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from textwrap import dedent

from juesuan.facts import MoneyUnit
from juesuan.forms import Disclosure, fill, load_form_set
from juesuan.ledger import Book
from juesuan.performance.preparing import Prepared, PreparedTable, prepare
from juesuan.reading import Document, Grid, GridText, Paragraph, Spot
from support.once import same_book

TRAINING, NETWORK = "业务培训专项经费", "政务网络运行维护经费"

BOOK = """
    year = {year}
    unit = "示例市数字中心"
    money = "元"
    form_set = "{form_set}"
    [[units]]
    code = "01"
    name = "示例市数字中心"
    kind = "行政"
"""
ENTRIES = """
    日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,项目,金额
    {year}-01-05,记-1,1,支出,一般公共预算财政拨款,2010301,30101,基本支出,,800000.00
    {year}-06-05,记-2,1,支出,一般公共预算财政拨款,2010302,30216,项目支出,业务培训专项经费,90000.00
    {year}-06-06,记-3,1,支出,一般公共预算财政拨款,2010302,30213,项目支出,政务网络运行维护经费,400000.00
    {year}-06-07,记-4,1,支出,其他收入,2010302,30213,项目支出,政务网络运行维护经费,50000.00
"""
INCOME = """
    资金性质,功能科目,支出性质,项目,金额
    一般公共预算财政拨款,2010301,基本支出,,800000.00
    一般公共预算财政拨款,2010302,项目支出,业务培训专项经费,90000.00
    一般公共预算财政拨款,2010302,项目支出,政务网络运行维护经费,300000.00
    其他收入,2010302,项目支出,政务网络运行维护经费,50000.00
"""
BALANCES = """
    时点,资金性质,功能科目,支出性质,项目,金额
    年初,一般公共预算财政拨款,2010302,项目支出,政务网络运行维护经费,100000.00
"""
BUDGETS = """
    阶段,资金性质,功能科目,支出性质,项目,金额
    年初预算,一般公共预算财政拨款,2010301,基本支出,,780000.00
    预算调整,一般公共预算财政拨款,2010301,基本支出,,20000.00
    年初预算,一般公共预算财政拨款,2010302,项目支出,业务培训专项经费,120000.00
    预算调整,一般公共预算财政拨款,2010302,项目支出,业务培训专项经费,-20000.00
    年初预算,一般公共预算财政拨款,2010302,项目支出,政务网络运行维护经费,300000.00
    年初预算,其他收入,2010302,项目支出,政务网络运行维护经费,100000.00
"""
PROJECTS = """
    项目名称,项目类型,主管部门,预期目标,实际完成情况,其他说明,实施和执行分析,产出分析,效益分析,满意度分析,经验做法,问题及原因,改进建议
    业务培训专项经费,培训,示例市办公室,举办四期培训，提升干部能力。,全年办班四期，到课二百人次。,,按计划办班。,四期均已开班。,干部会用系统了。,问卷调查显示学员认可。,按需设课。,没有突出问题。,继续按需设课。
    政务网络运行维护经费,运行维护,,保障网络全年稳定运行。,网络全年没有中断。,,按合同付款。,网络稳定。,各单位办事顺畅。,回访单位都认可。,按月考核。,设备较旧。,逐步更换设备。
"""
INDICATORS = """
    项目名称,一级指标,二级指标,三级指标,指标性质,指标值,度量单位,实际完成值,分值,得分,偏差原因
    业务培训专项经费,产出,数量,开展培训次数,≥,4,次,4,20,,
    业务培训专项经费,产出,质量,培训合格率,≥,95,%,96,20,,
    业务培训专项经费,产出,时效,任务按时完成率,=,100,%,90,10,,部分课程改期，下一步提前排课。
    业务培训专项经费,效益,社会效益,业务能力提升,=,明显提升,,明显提升,30,,
    业务培训专项经费,满意度,满意度,学员满意度,≥,90,%,95,10,,问卷调查
    政务网络运行维护经费,产出,数量,维护线路数量,≥,45,条,45,25,25,
    政务网络运行维护经费,产出,质量,网络正常运行率,≥,99,%,99.9,25,25,
    政务网络运行维护经费,效益,社会效益,保障业务办理单位数,≥,60,家,66,30,30,
    政务网络运行维护经费,满意度,满意度,使用单位满意度,≥,90,%,93,10,10,问卷调查
    ,产出,数量,举办培训期数,≥,4,期,4,,,
    ,产出,质量,网络稳定率,≥,99,%,99.5,,,
    ,效益,社会效益,服务单位数量增长率,≥,5,%,6,,,
    ,满意度,满意度,服务对象满意度,≥,90,%,92,,,
"""
TASKS = """
    任务名称,项目级次,主要内容,批复财政拨款,批复其他资金,实际支出,执行偏低原因
    业务培训,本级,办班四期,100000.00,,90000.00,
    网络运行维护,本级,维护四十五条线路,400000.00,100000.00,450000.00,
"""
GOALS = """
    年度,目标,实际完成情况
    {year},培训干部，保障网络。,培训四期，网络稳定。
"""
TEXTS = """
    位置,文字
    主要职能,负责全市数字化工作。
    部门总体目标,建好网络，带好队伍。
    自评：绩效目标设立,年初按职责设立目标。
    自评：预算管理制度,制定了财务管理办法。
    自评：目的,看钱花得值不值。
    自评：前期准备,成立小组，收集资料。
    自评：组织实施,逐项核对，汇总打分。
    自评：评价结论,多数目标已实现。
    自评：问题和整改,排课不够早，明年提前安排。
    自评：结果应用,结果用于编制下年预算。
    自评：经验做法,按月通报进度。
"""
SHEETS = {
    "entries": ENTRIES,
    "income": INCOME,
    "balances": BALANCES,
    "budgets": BUDGETS,
    "projects": PROJECTS,
    "indicators": INDICATORS,
    "tasks": TASKS,
    "goals": GOALS,
    "texts": TEXTS,
}


def small_book(folder: Path, form_set: str = "yunnan-2023", **sheets: str | None) -> Book:
    """The small book, with other sheets (``None`` for none) where given."""
    folder.mkdir(parents=True, exist_ok=True)
    year = int(form_set.split("-")[1])

    def text(block: str) -> str:
        return dedent(block).lstrip("\n").replace("{year}", str(year))

    written = dedent(BOOK).format(year=year, form_set=form_set)
    (folder / "book.toml").write_text(written, "utf-8")
    for name, content in {**SHEETS, **sheets}.items():
        if content is not None:
            (folder / f"{name}.csv").write_text(text(content), "utf-8")
    return same_book(folder)


def disclosed(book: Book, money: MoneyUnit) -> Disclosure:
    """The forms of a book."""
    forms = load_form_set(book.description.form_set, book.space)
    return fill(forms, book.store, book.description.unit, book.description.year, money)


def made(folder: Path, money: MoneyUnit, form_set: str = "yunnan-2023", **sheets) -> Prepared:
    """What is prepared of the small book."""
    book = small_book(folder, form_set, **sheets)
    return prepare(book, disclosed(book, money))


def document(tables: Sequence[PreparedTable], first: Iterable[object] = ()) -> Document:
    """Tables printed as a document of plain grids, after the parts given."""
    found = Document("a.txt", "text")
    found.parts += first
    line = iter(range(100_000, 10**7))
    for table in tables:
        for text in (table.number, table.title, table.department_line, table.unit_line):
            if text:
                found.parts.append(Paragraph(text, Spot(file="a.txt", line=next(line))))
        rows = []
        for texts in table.grid():
            at = next(line)
            rows.append(
                tuple(
                    None if text is None else GridText(text, Spot(file="a.txt", line=at, field=n))
                    for n, text in enumerate(texts, 1)
                )
            )
        found.parts.append(Grid(tuple(rows), Spot(file="a.txt", line=at)))
        for note in table.notes:
            found.parts.append(Paragraph(note, Spot(file="a.txt", line=next(line))))
    return found
