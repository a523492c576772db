"""Performance self-evaluation (绩效自评), J101 to J710."""

from juesuan.checks.rules.performance import (
    across,
    form,
    money,
    rates,
    scores,
    sums,
    targets,
    texts,
    time,
    told,
)

__all__ = ["RULES"]

RULES = {
    **scores.RULES,
    **targets.RULES,
    **money.RULES,
    **rates.RULES,
    **sums.RULES,
    **across.RULES,
    **form.RULES,
    **time.RULES,
    **texts.RULES,
    **told.RULES,
}
