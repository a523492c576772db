"""Performance self-evaluation (绩效自评), J101 to J710: a package a hundred of codes.

===  ============  ==================================================================
J1   ``scores``    weights, points, totals, grades (分值、得分、总分、等次)
J2   ``targets``   targets, actual values, reasons (指标值、完成值、偏差原因)
J3   ``money``     rows of money, execution rates, money in words (项目资金、执行率)
J4   ``agreement`` with the forms, table with table, with the narrative (相互对应)
J5   ``writing``   codes, percentages, units, words for numbers (指标写法)
J6   ``years``     years named, results of other years, completion (年度、完成)
J7   ``texts``     copies, figures in texts, statements, dates (目标与结果的文字)
===  ============  ==================================================================

What several rules look at is in ``checks.tables``.
"""

from juesuan.checks.rules.performance import (
    agreement,
    money,
    scores,
    targets,
    texts,
    writing,
    years,
)

__all__ = ["RULES", "SETTINGS"]

_HUNDREDS = (scores, targets, money, agreement, writing, years, texts)

RULES = {code: rule for hundred in _HUNDREDS for code, rule in hundred.RULES.items()}
SETTINGS = {code: kind for hundred in _HUNDREDS for code, kind in hundred.SETTINGS.items()}
