"""Performance self-evaluation (绩效自评): targets understood, policies, scores that follow."""

from juesuan.performance.comparing import Comparison, compare, on_one_scale
from juesuan.performance.library import kind_of, suggested_indicators, weakness
from juesuan.performance.policy import (
    Grade,
    Policy,
    PolicyError,
    available_policies,
    load_policy,
    policy_for,
)
from juesuan.performance.scoring import (
    Score,
    Suggestion,
    execution_points,
    execution_rate,
    rounded,
    score_project,
    suggest,
)
from juesuan.performance.targets import (
    Understood,
    serial_date,
    understand_actual,
    understand_target,
)
from juesuan.performance.vocabulary import MeasureUnit, plain, vocabulary

__all__ = [
    "Comparison",
    "Grade",
    "MeasureUnit",
    "Policy",
    "PolicyError",
    "Score",
    "Suggestion",
    "Understood",
    "available_policies",
    "compare",
    "execution_points",
    "execution_rate",
    "kind_of",
    "load_policy",
    "on_one_scale",
    "plain",
    "policy_for",
    "rounded",
    "score_project",
    "serial_date",
    "suggest",
    "suggested_indicators",
    "understand_actual",
    "understand_target",
    "vocabulary",
    "weakness",
]
