"""Ways in which provinces print a self-evaluation (绩效自评表): one table laid out as rows.

``<`` belongs to the cell on its left, ``^`` to the one above; a text alone stands above a table.
"""

from collections.abc import Callable, Sequence

from planted_faults.evaluated import Item, Table

__all__ = ["LAYOUTS", "Layout"]

Rows = list[list[str]]
Layout = Callable[[Table], Rows]


def _unit(table: Table) -> str:
    return "元" if table.in_yuan else "万元"


def _level(number: int, items: Sequence[Item]) -> str:
    """The first level, merged below its first row."""
    first = number == 0 or items[number - 1].level1 != items[number].level1
    return items[number].level1 if first else "^"


def _goal(item: Item) -> str:
    return f"{item.operator}{item.target}{item.unit}"


def _actual(item: Item) -> str:
    return f"{item.actual}{item.unit}" if item.actual else ""


def ministry(table: Table) -> Rows:
    """财预〔2021〕: rows of money under six heads, all indicators in eight columns."""
    rows = [
        ["项目名称", table.name, *"<<<<<<"],
        ["主管部门", table.body, "<", "<", "实施单位", table.body, "<", "<"],
        [
            f"项目资金（{_unit(table)}）",
            "",
            "年初预算数",
            "全年预算数",
            "全年执行数",
            "分值",
            "执行率",
            "得分",
        ],
        [
            "^",
            "年度资金总额",
            *(table.amount(0, n) for n in (1, 2, 3)),
            "10",
            table.rate,
            table.points,
        ],
    ]
    for n, row in enumerate(table.money[1:], 1):
        rows.append(["^", str(row[0]), *(table.amount(n, k) for k in (1, 2, 3)), "—", "", "—"])
    rows += [
        ["年度总体目标", "预期目标", "<", "<", "实际完成情况", "<", "<", "<"],
        ["^", table.goal, "<", "<", table.result, "<", "<", "<"],
        [
            "绩效指标",
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
        ],
    ]
    for n, item in enumerate(table.items):
        row = [_level(n, table.items), item.level2, item.name, _goal(item), _actual(item)]
        rows.append(["^", *row, item.weight, item.score])
    return [*rows, ["总分", *"<<<<<", "100", table.total]]


def with_reasons(table: Table) -> Rows:
    """Reasons in a column of their own, the grade beside the total."""
    rows = ministry(table)
    wide = [[*row[:8], row[8] if len(row) > 8 else "<"] for row in rows]
    head = next(n for n, row in enumerate(rows) if "三级指标" in row)
    wide[head][8] = "偏差原因分析及改进措施"
    for n, item in enumerate(table.items, head + 1):
        wide[n][8] = item.reason
    for row in wide[2:4]:
        row[8] = ""
    return [*wide[:-1], ["总分", *"<<<<<", "100", table.total, table.grade]]


def apart(table: Table) -> Rows:
    """Yunnan: operator, target, unit and actual value in cells of their own."""
    rows = [
        ["项目名称", table.name, *"<<<<<<<<"],
        ["主管部门", table.body, "<", "<", "<", "实施单位", table.body, "<", "<", "<"],
        [
            f"项目资金（{_unit(table)}）",
            "<",
            "年初预算数",
            "全年预算数",
            "全年执行数",
            "分值",
            "执行率",
            "得分",
            "备注",
            "<",
        ],
    ]
    for n, row in enumerate(table.money):
        own = ["10", table.rate, table.points] if n == 0 else ["", "", ""]
        rows.append(["^", str(row[0]), *(table.amount(n, k) for k in (1, 2, 3)), *own, "", "<"])
    rows += [
        ["年度总体目标", "预期目标", *"<<<<", "实际完成情况", *"<<<"],
        ["^", table.goal, *"<<<<", table.result, *"<<<"],
        [
            "一级指标",
            "二级指标",
            "三级指标",
            "指标性质",
            "指标值",
            "度量单位",
            "实际完成值",
            "分值",
            "得分",
            "偏差原因分析及改进措施",
        ],
    ]
    for n, item in enumerate(table.items):
        cells = [item.level2, item.name, item.operator, item.target, item.unit, item.actual]
        rows.append([_level(n, table.items), *cells, item.weight, item.score, item.reason or "无"])
    rows.append(["总分", *"<<<<<<", "总分值", "总得分", "自评等级"])
    return [*rows, [*["^", *"<<<<<<"], "100", table.total, table.grade]]


def head_over_all(table: Table) -> Rows:
    """One head over the whole table; rate and points in one cell."""
    rows = [
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["项目名称", table.name, "", "主管部门", table.body, "", ""],
        [
            f"项目资金（{_unit(table)}）",
            "",
            "年初预算数",
            "全年预算数",
            "全年执行数",
            "分值",
            "执行率/得分",
        ],
        [
            "",
            "年度资金总额",
            *(table.amount(0, n) for n in (1, 2, 3)),
            "10",
            f"{table.rate}/{table.points}",
        ],
    ]
    for item in table.items:
        rows.append(
            [
                item.level1,
                item.level2,
                item.name,
                _goal(item),
                _actual(item),
                item.weight,
                item.score,
            ]
        )
    return [*rows, ["总分", "", "", "", "", "100", table.total]]


def pairs(table: Table) -> Rows:
    """Sichuan: labels and figures in pairs, goals below, no row for execution's points."""
    rows = [
        ["项目名称", table.name, *"<<<<<"],
        ["预算单位", table.body, *"<<<<<"],
        [
            f"预算执行情况（{_unit(table)}）",
            "预算数：",
            table.amount(0, 2),
            "执行数：",
            table.amount(0, 3),
            "执行率：",
            table.rate,
        ],
        ["^", "其中：财政拨款", table.amount(1, 2), "其中：财政拨款", table.amount(1, 3), "", ""],
        ["^", "其他资金", table.amount(2, 2), "其他资金", table.amount(2, 3), "", ""],
        ["年度目标完成情况", "预期目标", "<", "实际完成情况", "<", "<", "<"],
        ["^", table.goal, "<", table.result, "<", "<", "<"],
        ["一级指标", "二级指标", "三级指标", "预期指标值", "实际完成指标值", "权重", "得分"],
    ]
    for n, item in enumerate(table.items):
        row = [_level(n, table.items), item.level2, item.name, _goal(item), _actual(item)]
        rows.append([*row, item.weight, item.score])
    rows.append(["预算执行率", "<", "<", "100%", table.rate, "10", table.points])
    return [*rows, ["合计", *"<<<<", "100", table.total]]


def in_brackets(table: Table) -> Rows:
    """Hubei: weights in brackets after the names, letters in the heads."""
    rows = [
        ["项目名称", table.name, *"<<<<"],
        ["主管部门", table.body, "<", "项目实施单位", table.body, "<"],
        [
            f"预算执行情况（{_unit(table)}）（10分）",
            "",
            "预算数（A）",
            "执行数（B）",
            "执行率（B/A）",
            "得分（10分*执行率）",
        ],
        ["^", "年度资金总额", table.amount(0, 2), table.amount(0, 3), table.rate, table.points],
        [
            "年度绩效目标（90分）",
            "一级指标",
            "二级指标",
            "三级指标",
            "年初目标值（A）→实际完成值（B）",
            "得分",
        ],
    ]
    rows[-1] = ["一级指标", "二级指标", "三级指标", "年初目标值（A）", "实际完成值（B）", "得分"]
    for n, item in enumerate(table.items):
        name = f"{item.name}（{item.weight}分）"
        rows.append(
            [_level(n, table.items), item.level2, name, _goal(item), _actual(item), item.score]
        )
    return [*rows, ["总分", "<", "<", "<", "<", table.total]]


def turned(table: Table) -> Rows:
    """Points before results; a number before each row; totals above."""
    rows = [
        ["项目名称", table.name, "<", "<", "自评总分", table.total, "自评等级", table.grade],
        ["项目主管部门", table.body, "<", "<", "资金使用单位", table.body, "<", "<"],
        [
            f"资金情况（{_unit(table)}）",
            "资金来源",
            "年初预算",
            "全年预算",
            "实际支出",
            "执行率",
            "权重",
            "得分",
        ],
    ]
    for n, row in enumerate(table.money):
        own = [table.rate, "10", table.points] if n == 0 else ["", "", ""]
        rows.append(["^", str(row[0]), *(table.amount(n, k) for k in (1, 2, 3)), *own])
    rows.append(
        ["序号", "一级指标", "二级指标", "三级指标", "分值", "年度指标值", "全年完成值", "自评得分"]
    )
    for n, item in enumerate(table.items):
        cells = [item.level1, item.level2, item.name, item.weight, _goal(item), _actual(item)]
        rows.append([str(n + 1), *cells, item.score])
    return rows


def flat(table: Table) -> Rows:
    """Every cell by itself: levels repeated, execution among the indicators."""
    rows = [
        ["项目名称", table.name, "", "", "", "", ""],
        ["主管部门", table.body, "", "", "", "", ""],
        ["资金", "年初预算数", "调整后预算数", "执行数", "执行率", "", ""],
        [str(table.money[0][0]), *(table.amount(0, k) for k in (1, 2, 3)), table.rate, "", ""],
        ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"],
        ["预算执行", "预算执行率", "", "100%", table.rate, "10", table.points],
    ]
    for item in table.items:
        cells = [item.level1, item.level2, item.name, _goal(item), _actual(item)]
        rows.append([*cells, item.weight, item.score])
    return [*rows, ["合计", "", "", "", "", "100", table.total]]


def two_heads(table: Table) -> Rows:
    """Heads of two rows: targets and results under one word, points under another."""
    rows = [
        ["项目名称", table.name, *"<<<<<"],
        ["填报单位", table.body, *"<<<<<"],
        [f"预算执行情况（{_unit(table)}）", "<", "预算情况", "<", "执行情况", "<", "得分"],
        ["^", "<", "年初预算数", "全年预算数", "执行数", "执行率", "^"],
        ["^", "资金总额", *(table.amount(0, k) for k in (1, 2, 3)), table.rate, table.points],
        ["绩效指标", "<", "<", "指标完成情况", "<", "评分", "<"],
        ["一级指标", "二级指标", "三级指标", "目标值", "实际值", "分值", "得分"],
    ]
    for n, item in enumerate(table.items):
        row = [_level(n, table.items), item.level2, item.name, _goal(item), _actual(item)]
        rows.append([*row, item.weight, item.score])
    return [*rows, ["总计", *"<<<<", "100", table.total]]


def sources_across(table: Table) -> Rows:
    """Sources as columns, stages as rows."""
    rows = [
        ["项目名称", table.name, *"<<<<<"],
        ["主管部门", table.body, *"<<<<<"],
        [f"资金情况（{_unit(table)}）", "", "年度资金总额", "财政拨款", "其他资金", "", ""],
    ]
    for label, place in (("年初预算数", 1), ("全年预算数", 2), ("全年执行数", 3)):
        rows.append(["^", label, *(table.amount(n, place) for n in range(3)), "", ""])
    rows += [["^", "执行率", table.rate, "", "", "", ""]]
    rows += [["年度目标", table.goal, *"<<<<<"], ["完成情况", table.result, *"<<<<<"]]
    rows.append(["一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "分值", "得分"])
    rows.append(["执行率", "", "预算执行率", "100%", table.rate, "10", table.points])
    for n, item in enumerate(table.items):
        row = [_level(n, table.items), item.level2, item.name, _goal(item), _actual(item)]
        rows.append([*row, item.weight, item.score])
    return [*rows, ["总分", *"<<<<", "100", table.total]]


LAYOUTS: dict[str, Layout] = {
    layout.__name__: layout
    for layout in (
        ministry, with_reasons, apart, head_over_all, pairs, in_brackets, turned, flat, two_heads,
        sources_across,
    )
}  # fmt: skip
