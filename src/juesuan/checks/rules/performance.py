"""All rules of performance self-evaluation (绩效自评), J101 to J710."""

from __future__ import annotations

from juesuan.checks.rules import (
    performance_across,
    performance_form,
    performance_money,
    performance_rates,
    performance_scores,
    performance_sums,
    performance_targets,
    performance_texts,
    performance_time,
    performance_told,
)

__all__ = ["RULES"]

RULES = {
    **performance_scores.RULES,
    **performance_targets.RULES,
    **performance_money.RULES,
    **performance_rates.RULES,
    **performance_sums.RULES,
    **performance_across.RULES,
    **performance_form.RULES,
    **performance_time.RULES,
    **performance_texts.RULES,
    **performance_told.RULES,
}
