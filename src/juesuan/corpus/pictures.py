"""The charts of an atlas, in the shapes of published sets."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.corpus.figures import AtlasFigure, shown
from juesuan.publishing.charts import ChartDrawing, Series, draw
from juesuan.publishing.charts.model import Amount, ChartGroup

__all__ = ["largest", "over_years", "span"]

_MOST = 15


def over_years(
    key: str,
    title: str,
    figure: AtlasFigure,
    years: Sequence[int | str],
    values: Sequence[int | None],
    lang: str,
) -> ChartDrawing | None:
    """A figure year by year; ``None`` where there are no values."""
    groups = [
        ChartGroup(str(year), (Amount(value, shown(figure, value)),))
        for year, value in zip(years, values, strict=True)
    ]
    return _drawn(key, title, figure, groups, lang)


def span(years: Sequence[int]) -> str:
    """Ordered years in words: the first and the last, or the only one.

    >>> span([2021, 2022, 2023]), span([2023]), span([])
    ('2021—2023', '2023', '')
    """
    return "—".join(dict.fromkeys(str(year) for year in (*years[:1], *years[-1:])))


def largest(
    key: str, title: str, figure: AtlasFigure, values: Sequence[tuple[int, str]], lang: str
) -> ChartDrawing | None:
    """The units with the most of a figure, the first of ``values`` (value, unit's name)."""
    groups = [
        ChartGroup(name, (Amount(value, shown(figure, value)),)) for value, name in values[:_MOST]
    ]
    return _drawn(key, title, figure, groups, lang)


def _drawn(
    key: str, title: str, figure: AtlasFigure, groups: Sequence[ChartGroup], lang: str
) -> ChartDrawing | None:
    if not groups:
        return None
    name = getattr(figure, lang)
    return draw(
        Series(
            key=key,
            title=title,
            caption="",
            names=(name,),
            groups=tuple(groups),
            money=figure.money,
        )
    )
