"""The same money as accounting software prints it: auxiliaries in rows of their own, codes split
over columns, a page for each account."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from importing.desk import book, sheet
from juesuan.importing import Plan, plan_import
from juesuan.importing.report import lines

BALANCES = ("科目编码", "科目名称", "本年累计借方", "本年累计贷方", "期末借方", "期末贷方")
SPENT = {
    ("2010301", "30101", "基本支出", ""): 60_000,
    ("2010301", "30201", "基本支出", ""): 40_000,
    ("2010302", "30227", "项目支出", "网络安全专项"): 30_000,
    ("2010302", "30227", "项目支出", "信息化运维"): 20_000,
}
"""What every file here tells: function, economic class, nature, project → cents."""


def spent(plan: Plan) -> dict[tuple[object, ...], int]:
    """The expenditure that a plan would write, in the same order of words."""
    keys = ("function", "economic", "nature", "project")
    drafts = [draft for draft in plan.rows if draft.values.get("kind") == "支出"]
    return {tuple(draft.values[key] for key in keys): draft.cents for draft in drafts}


def moved(code: str, name: str, yuan: float) -> list[object]:
    """A row of balances of expenditure."""
    return [code, name, yuan, 0, yuan, 0]


def page(*rows: Sequence[object]) -> str:
    """A page as software exports it under the name of a workbook."""
    cells = ("".join(f"<td>{'' if c is None else c}</td>" for c in row) for row in rows)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    return f'<html><head><meta charset="gb2312"></head><table>{body}</table></html>'


@pytest.mark.parametrize(
    ("in_code", "style"),
    [
        (True, "{0}"),
        (False, "{0} {1}"),
        (False, "  [{0}]{1}"),
        (False, "{1}（{0}）"),
        (False, "{2}：{0} {1}"),
        (False, "【{2}：{0}-{1}】"),
    ],
)
def test_auxiliaries_below_their_account_count_once(
    tmp_path: Path, in_code: bool, style: str
) -> None:
    def below(code: str, name: str, kind: str, yuan: float) -> list[object]:
        text = style.format(code, name, kind)
        return moved(text, name, yuan) if in_code else moved("", text, yuan)

    rows = [
        moved("7101", "行政支出", 1500),
        moved("710101", "基本支出", 1000),
        below("2010301", "行政运行", "功能分类", 1000),
        below("30101", "基本工资", "经济分类", 600),
        below("30201", "办公费", "经济分类", 400),
        moved("710102", "项目支出", 500),
        below("2010302", "一般行政管理事务", "功能分类", 500),
        moved("", "网络安全专项", 300),
        below("30227", "委托业务费", "经济分类", 300),
        moved("", "信息化运维", 200),
        below("30227", "委托业务费", "经济分类", 200),
    ]
    plan = plan_import(
        sheet(tmp_path / "科目余额表.xlsx", [BALANCES, *rows]), book(tmp_path / "book")
    )
    assert spent(plan) == SPENT
    assert (plan.drafts.totals_held, plan.drafts.totals_wrong) == (1, [])


def test_auxiliaries_that_do_not_add_up_to_their_account_are_told(tmp_path: Path) -> None:
    rows = [
        moved("7101", "行政支出", 1000),
        moved("710101", "基本支出", 1000),
        moved("", "2010301 行政运行", 1000),
        moved("", "30101 基本工资", 600),
    ]
    plan = plan_import(
        sheet(tmp_path / "科目余额表.xlsx", [BALANCES, *rows]), book(tmp_path / "book")
    )
    (wrong,) = plan.drafts.totals_wrong
    assert (wrong.place.cell, wrong.said, wrong.counted) == ("A2", 100_000, 60_000)


@pytest.mark.parametrize("whole", [False, True])
def test_a_journal_of_a_page_with_codes_split_over_columns(tmp_path: Path, whole: bool) -> None:
    def split(code: str) -> list[str]:
        ends = (3, 5, 7) if len(code) == 7 else (3, 5)
        return [code[0 if whole or not n else ends[n - 1] : end] for n, end in enumerate(ends)]

    rows: list[Sequence[object]] = [
        ["序时账"],
        [
            *("凭证日期", "凭证号", "摘要", "科目编码", "科目名称", "功能类", "功能款", "功能项"),
            *("经济类", "经济款", "项目", "借方", "贷方"),
        ],
    ]
    accounts = {"基本支出": "710101", "项目支出": "710102"}
    for number, ((function, economic, nature, project), cents) in enumerate(SPENT.items()):
        codes = [*split(function), *split(economic), project]
        head = ["20230301", f"记-{number}", "付款"]
        rows.append([*head, accounts[nature], nature, *codes, f"{cents / 100:.2f}", ""])
        rows.append([*head, "8001", "资金结存", *[""] * 6, "", f"{cents / 100:.2f}"])
    file = tmp_path / "序时账.xls"
    file.write_bytes(page(*rows).encode("gb18030"))
    assert spent(plan_import(file, book(tmp_path / "book"))) == SPENT


def test_each_page_of_a_ledger_is_of_the_account_above_it(tmp_path: Path) -> None:
    head = ["日期", "凭证号", "摘要", "功能分类", "经济分类", "项目", "借方", "贷方"]
    rows: list[Sequence[object]] = []
    for nature, code in (("基本支出", "710101"), ("项目支出", "710102")):
        rows += [["明细账"], [f"科目：{code} 行政支出/{nature}"], head]
        total = 0.0
        for (function, economic, of, project), cents in SPENT.items():
            if of == nature:
                total += cents / 100
                rows.append(
                    ["2023-03-01", "1", "付款", function, economic, project, cents / 100, 0]
                )
        rows.append(["", "", "本年累计", "", "", "", total, 0])
    plan = plan_import(sheet(tmp_path / "明细账.xlsx", rows), book(tmp_path / "book"))
    assert spent(plan) == SPENT
    assert (plan.drafts.totals_held, plan.drafts.totals_wrong) == (2, [])


def test_the_path_of_an_account_tells_code_nature_and_project(tmp_path: Path) -> None:
    head = ("日期", "凭证号", "摘要", "科目编码", "科目名称", "借方", "贷方")
    rows = [
        [
            *("2023-03-01", "1", "付款", "7101"),
            *(
                "/".join(filter(None, ["行政支出", nature, function, economic, project])),
                cents / 100,
                0,
            ),
        ]
        for (function, economic, nature, project), cents in SPENT.items()
    ]
    plan = plan_import(sheet(tmp_path / "序时账.xlsx", [head, *rows]), book(tmp_path / "book"))
    assert spent(plan) == SPENT


def test_a_name_that_several_codes_have_is_asked_for_once(tmp_path: Path) -> None:
    path = "行政支出_基本支出_行政运行_{}"
    rows = [
        moved("7101.01", path.format("基本工资"), 600),
        moved("7101.02", path.format("办公费"), 400),
    ]
    plan = plan_import(
        sheet(tmp_path / "科目余额表.xlsx", [BALANCES, *rows]), book(tmp_path / "book")
    )
    asked = [(one.text, one.count) for one in plan.open if one.ask == "function"]
    assert asked == [("行政运行", 2)]


def test_totals_above_their_rows_are_held_against_them(tmp_path: Path) -> None:
    head = ("日期", "凭证号", "功能科目", "经济科目", "支出类型", "金额")
    row = ("2023-03-01", "1", "2010301", "30201", "基本支出", 400)
    said = ("行政运行小计", "", "", "", "", 400)
    file = sheet(tmp_path / "支出明细.xlsx", [head, said, row, (*said[:5], 350), (*row[:5], 300)])
    plan = plan_import(file, book(tmp_path / "book"))
    assert plan.drafts.totals_held == 1
    assert "第4行 “金额”列 （F4格）：合计 350.00" in "\n".join(lines(plan, "zh"))
