"""Charts (图表) of a published set: gathered from its facts, drawn as plain SVG."""

from juesuan.publishing.charts.drawing import ChartDrawing, draw
from juesuan.publishing.charts.gathering import charts_of
from juesuan.publishing.charts.headlines import Headline, headlines_of
from juesuan.publishing.charts.model import Bars, Chart, Flow, Series

__all__ = [
    "Bars",
    "Chart",
    "ChartDrawing",
    "Flow",
    "Headline",
    "Series",
    "charts_of",
    "draw",
    "headlines_of",
]
