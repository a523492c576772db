"""The year (年度) that words before a figure speak of."""

from __future__ import annotations

from juesuan.keeping import compiled
from juesuan.reading.narrative.grammar import without_comparisons
from juesuan.reading.narrative.vocabulary import pattern_of

__all__ = ["period_in"]

_ASIDE = compiled(r"（[^（）]*）")
_SHARE = compiled("占[^，。；：]*$")


def period_in(text: str) -> str:
    """The last year a text speaks of, those it only compares with apart, and those of an aside
    that is closed again （上年未购车）."""
    without = _SHARE.sub("", without_comparisons(_ASIDE.sub("", text)))
    found = [str(period) for period in pattern_of("figures", "period").findall(without)]
    years = [period for period in found if period[0].isdigit()]
    return next(reversed(years or found), "")
