"""Made-up self-evaluations: what a table says, before it is laid out and before a fault is planted.

Amounts are whole hundreds of 元, so that they print alike in 元 and 万元.
"""

import random
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

__all__ = ["Item", "Table", "points", "several"]

CENT = Decimal("0.01")

# name, level 2, unit, from, to, what a goal and a result say (none: nothing)
QUANTITIES = (
    ("清淤河道长度", "数量指标", "公里", 12, 90, "清淤河道{}公里", "完成河道清淤{}公里"),
    ("修缮校舍面积", "数量指标", "平方米", 900, 9000, "修缮校舍{}平方米", "修缮校舍{}平方米"),
    ("开展技能培训期数", "数量指标", "期", 3, 24, "开展技能培训{}期", "举办技能培训{}期"),
    ("发放宣传手册数量", "数量指标", "册", 1200, 9000, "发放宣传手册{}册", "发放宣传手册{}册"),
    ("新建公厕数量", "数量指标", "座", 3, 30, "新建公厕{}座", "建成公厕{}座"),
    ("巡查林地面积", "数量指标", "亩", 1500, 9500, "巡查林地{}亩", "巡查林地{}亩"),
    ("帮扶困难群众人数", "数量指标", "人", 40, 900, "帮扶困难群众{}人", "帮扶困难群众{}人"),
    ("安装路灯数量", "数量指标", "盏", 60, 800, "安装路灯{}盏", "安装路灯{}盏"),
)
RATES = (
    ("验收合格率", "质量指标"),
    ("任务按期完成率", "时效指标"),
    ("投诉按时处置率", "质量指标"),
    ("政策知晓率", "社会效益指标"),
    ("设施完好率", "可持续影响指标"),
)
NAMES = (
    "河道清淤整治",
    "校舍维修改造",
    "就业技能培训",
    "公共厕所建设",
    "森林资源管护",
    "困难学生资助",
    "路灯亮化工程",
)
BODIES = ("红山县水利局", "青川区教育局", "南溪市人社局", "白水县城管局")
GRADES = (("优", 90), ("良", 80), ("中", 60), ("差", 0))


@dataclass
class Item:
    """An indicator as printed."""

    level1: str
    level2: str
    name: str
    operator: str
    target: str
    unit: str
    actual: str
    weight: str
    score: str
    reason: str = ""


@dataclass
class Table:
    """One project's self-evaluation as printed; ``money`` are rows of label, initial, full and
    executed, in hundreds of 元."""

    name: str
    body: str
    money: list[list[int | str]]
    rate: str
    points: str
    goal: str
    result: str
    items: list[Item]
    total: str
    grade: str
    in_yuan: bool = False
    printed: dict[str, str] = field(default_factory=dict)
    """Amounts printed otherwise than they are, by role."""

    def amount(self, row: int, place: int) -> str:
        """An amount as the table prints it."""
        hundreds = int(self.money[row][place])
        if self.in_yuan:
            return f"{hundreds * 100:.2f}"
        return f"{Decimal(hundreds) / 100:.2f}"

    def copy(self) -> "Table":
        """A table to be changed."""
        return deepcopy(self)


def points(number: Decimal) -> str:
    """Points or a rate without idle zeros."""
    text = f"{number.quantize(CENT, ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".")


def _table(rng: random.Random, name: str, quantities: Sequence[tuple], in_yuan: bool) -> Table:
    budget = rng.randrange(2_000, 90_000)
    spent = budget if rng.random() < 0.3 else round(budget * rng.uniform(0.86, 0.998))
    initial = budget if rng.random() < 0.5 else budget - rng.randrange(100, 900)
    fiscal = round(budget * rng.uniform(0.4, 0.8))
    used = min(round(spent * fiscal / budget), spent)
    money: list[list[int | str]] = [["年度资金总额", initial, budget, spent]]
    money.append(["其中：财政拨款", min(initial, fiscal), fiscal, used])
    money.append(["其他资金", initial - min(initial, fiscal), budget - fiscal, spent - used])
    rate = (Decimal(spent) / budget * 100).quantize(CENT, ROUND_HALF_UP)
    own = Decimal(points(rate / 10))
    items, goals, results = [], [], []
    shares = [("产出指标", 20), ("产出指标", 10)]
    for (title, level2, unit, low, high, goal, result), (level1, weight) in zip(
        quantities, shares, strict=True
    ):
        target = rng.randrange(low, high)
        actual = target if rng.random() < 0.5 else target + max(1, target // 15)
        items.append(
            Item(
                level1, level2, title, "≥", str(target), unit, str(actual), str(weight), str(weight)
            )
        )
        goals.append(goal.format(target))
        results.append(result.format(actual))
    rates = rng.sample(RATES[:3], 2) + rng.sample(RATES[3:], 2)
    for (title, level2), (level1, weight) in zip(
        rates, [("产出指标", 10), ("产出指标", 10), ("效益指标", 15), ("效益指标", 15)], strict=True
    ):
        target = rng.choice((90, 95, 98))
        missed = rng.random() < 0.25
        actual = target - rng.randrange(2, 9) if missed else min(100, target + rng.randrange(3))
        score = Decimal(weight) * actual / target if missed else Decimal(weight)
        reason = "汛期施工受阻，下一步加强调度" if missed else ""
        items.append(
            Item(
                level1,
                level2,
                title,
                "≥",
                str(target),
                "%",
                str(actual),
                str(weight),
                points(score),
                reason,
            )
        )
    happy = rng.choice((85, 90))
    items.append(
        Item(
            "满意度指标",
            "服务对象满意度指标",
            "群众满意度（问卷）",
            "≥",
            str(happy),
            "%",
            str(happy + 3),
            "10",
            "10",
        )
    )
    total = sum((Decimal(item.score) for item in items), own)
    return Table(
        name=name,
        body=rng.choice(BODIES),
        money=money,
        rate=f"{rate}%",
        points=points(own),
        goal="，".join(goals) + "，改善群众生产生活条件。",
        result="全年" + "，".join(results) + "，受到群众欢迎。",
        items=items,
        total=points(total),
        grade=next(name for name, least in GRADES if total >= least),
        in_yuan=in_yuan,
    )


def several(rng: random.Random, number: int, in_yuan: bool) -> list[Table]:
    """Some sound tables, no two of one project."""
    names = rng.sample(NAMES, number)
    quantities = rng.sample(QUANTITIES, 2 * number)
    return [
        _table(rng, f"{name}项目", quantities[2 * n : 2 * n + 2], in_yuan)
        for n, name in enumerate(names)
    ]
