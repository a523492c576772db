"""Where everything of a chart stands: rectangles, ribbons and texts for the SVG template.

Lengths are in the drawing's own units and serve the eye alone; every amount stands beside its
shape as text, and in a table below the chart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from juesuan.publishing.charts.amounts import share
from juesuan.publishing.charts.model import Bars, Chart, ChartGroup, Flow, Link, Series, Station
from juesuan.publishing.table import text_width

__all__ = ["Box", "ChartDrawing", "ChartText", "Ribbon", "draw"]

_WIDTH, _NARROW_WIDTH = 720, 350
_LINE, _BAR, _GAP = 18.0, 16.0, 10.0
_WIDE, _NARROW = 13.2, 7.6
"""The width of a Chinese character of the labels, and of a letter or digit."""
_LABEL_MOST, _BARS_LEAST, _THIN = 210.0, 200.0, 15.0
_NODE, _FLOW_HEIGHT, _LEAST = 12.0, 360.0, 3.0
_FLOW_WIDTH, _FLOW_LEFT, _FLOW_RIGHT, _FLOW_TOP = 860.0, 170.0, 200.0, 44.0
COLOURS = 8


class Box(Struct, frozen=True, kw_only=True):
    """A bar or station; ``colour`` counts the palette's colours from 0."""

    x: float
    y: float
    width: float
    height: float
    colour: int
    title: str


class Ribbon(Struct, frozen=True):
    """Money between two stations, as an SVG path."""

    path: str
    colour: int
    title: str


class ChartText(Struct, frozen=True):
    """A text at a point; ``anchor`` is ``start``, ``middle`` or ``end``."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    soft: bool = False


class ChartDrawing(Struct, frozen=True, kw_only=True):
    """A chart ready to print. ``rows`` are its figures in words; ``legend`` names the colours
    of a series."""

    chart: Chart
    width: float
    height: float
    boxes: tuple[Box, ...]
    ribbons: tuple[Ribbon, ...]
    words: tuple[ChartText, ...]
    rows: tuple[tuple[str, ...], ...]
    legend: tuple[str, ...] = ()
    narrow: ChartDrawing | None = None
    """The same for the screen of a phone: words above their bars, nothing cut. A flow has none:
    there its figures are told."""


def draw(chart: Chart) -> ChartDrawing:
    """Lay a chart out, for wide screens and paper, and for narrow screens."""
    if isinstance(chart, Flow):
        return _flow(chart)
    if isinstance(chart, Bars):
        return replace(_bars(chart), narrow=_narrow_bars(chart))
    return replace(_series(chart), narrow=_narrow_series(chart))


def _across(text: str) -> float:
    """About how wide a label is; Latin letters count a little more than half."""
    wide = text_width(text) - len(text)
    return wide * _WIDE + (len(text) - wide) * _NARROW


def _short(text: str, room: float) -> str:
    """A label cut to a width, with an ellipsis."""
    if _across(text) <= room:
        return text
    kept = ""
    for character in text:
        if _across(kept + character + "…") > room:
            break
        kept += character
    return kept + "…"


class _Scale(Struct, frozen=True):
    """Where bars begin and end between the labels on the left and the amounts on the right;
    what is below zero stands left of the line of zero."""

    labels: float
    zero: float
    unit: float

    @classmethod
    def of(
        cls, labels: Sequence[str], amounts: Sequence[tuple[int, str]], across: float = _WIDTH
    ) -> _Scale:
        room = min(max(map(_across, labels), default=0.0), _LABEL_MOST) + 16 if labels else 0.0
        texts = max((_across(text) for _, text in amounts), default=0.0) + 14
        most = max(max((value for value, _ in amounts), default=0), 0)
        least = min(min((value for value, _ in amounts), default=0), 0)
        least_bars = _BARS_LEAST if across == _WIDTH else 0.0
        unit = max(across - room - texts, least_bars) / ((most - least) or 1)
        return cls(room, room - least * unit, unit)

    def bar(self, y: float, height: float, value: int, colour: int, title: str) -> Box:
        length = max(1.0, abs(value) * self.unit)
        return Box(
            x=self.zero - (length if value < 0 else 0),
            y=y,
            width=length,
            height=height,
            colour=colour,
            title=title,
        )

    def told(self, y: float, value: int, text: str, soft: bool = False) -> ChartText:
        """The amount right of its bar."""
        return ChartText(self.zero + max(value, 0) * self.unit + 6, y, text, soft=soft)

    def label(self, y: float, text: str) -> ChartText:
        return ChartText(self.labels - 8, y, _short(text, self.labels - 14), "end")

    def width(self, words: Sequence[ChartText]) -> float:
        """The drawing's width: the usual one, or more if an amount would not fit."""
        ends = (word.x + _across(word.text) for word in words if word.anchor == "start")
        return max(_WIDTH, *ends)


def _bars(chart: Bars) -> ChartDrawing:
    whole = chart.total.value or 0
    told = []
    for group in chart.groups:
        value = group.amounts[0].value or 0
        told.append((value, f"{group.amounts[0].text}　{share(value, whole)}"))
    scale = _Scale.of([group.label for group in chart.groups], told)
    boxes, words, rows = [], [], []
    for number, (group, (value, text)) in enumerate(zip(chart.groups, told, strict=True)):
        y = number * (_BAR + _GAP) + _GAP
        boxes.append(scale.bar(y, _BAR, value, 0, f"{group.label} {text}"))
        words += [scale.label(y + _BAR - 3.5, group.label), scale.told(y + _BAR - 3.5, value, text)]
        rows.append((group.label, *text.split("　")))
    height = len(chart.groups) * (_BAR + _GAP) + _GAP
    return ChartDrawing(
        chart=chart,
        width=scale.width(words),
        height=height,
        boxes=tuple(boxes),
        ribbons=(),
        words=tuple(words),
        rows=tuple(rows),
    )


def _bars_of(
    chart: Series, group: ChartGroup, scale: _Scale, y: float
) -> Iterator[tuple[list[Box], ChartText]]:
    """Each bar of a group, one below the other from ``y``, with its amount; what is not known
    has no bar."""
    for colour, (name, amount) in enumerate(zip(chart.names, group.amounts, strict=True)):
        value, title = amount.value, f"{group.label} {name} {amount.text}"
        known = value is not None
        box = [scale.bar(y, _THIN - 3, value or 0, colour % COLOURS, title)] if known else []
        yield box, scale.told(y + _THIN - 4.5, value or 0, amount.text, soft=True)
        y += _THIN


def _series(chart: Series) -> ChartDrawing:
    amounts = [(a.value or 0, a.text) for group in chart.groups for a in group.amounts]
    scale = _Scale.of([group.label for group in chart.groups], amounts)
    boxes, words, rows, y = [], [], [], _GAP
    for group in chart.groups:
        words.append(scale.label(y + _THIN * len(chart.names) / 2 + 4, group.label))
        for box, word in _bars_of(chart, group, scale, y):
            boxes += box
            words.append(word)
            y += _THIN
        rows.append((group.label, *(amount.text for amount in group.amounts)))
        y += _GAP
    return ChartDrawing(
        chart=chart,
        width=scale.width(words),
        height=y,
        boxes=tuple(boxes),
        ribbons=(),
        words=tuple(words),
        rows=tuple(rows),
        legend=chart.names,
    )


def _narrow_bars(chart: Bars) -> ChartDrawing:
    """Label and amount on a line, the bar below it."""
    wide, whole = _bars(chart), chart.total.value or 0
    values = [(group.amounts[0].value or 0, "") for group in chart.groups]
    scale = _Scale.of((), values, _NARROW_WIDTH + 14)
    boxes, words, y = [], [], _GAP
    for group, (value, _) in zip(chart.groups, values, strict=True):
        text = f"{group.amounts[0].text}　{share(value, whole)}"
        room = _NARROW_WIDTH - _across(text) - 10
        words.append(ChartText(0, y + 12, _short(group.label, room)))
        words.append(ChartText(_NARROW_WIDTH, y + 12, text, "end", soft=True))
        boxes.append(scale.bar(y + _LINE, _BAR / 2, value, 0, f"{group.label} {text}"))
        y += _LINE + _BAR / 2 + _GAP
    return replace(
        wide, width=_NARROW_WIDTH, height=y, boxes=tuple(boxes), words=tuple(words), ribbons=()
    )


def _narrow_series(chart: Series) -> ChartDrawing:
    """A label on its line, below it the bars with their amounts."""
    wide = _series(chart)
    amounts = [(a.value or 0, a.text) for group in chart.groups for a in group.amounts]
    scale = _Scale.of((), amounts, _NARROW_WIDTH)
    boxes, words, y = [], [], _GAP
    for group in chart.groups:
        words.append(ChartText(0, y + 12, _short(group.label, _NARROW_WIDTH)))
        y += _LINE + 2
        for box, word in _bars_of(chart, group, scale, y):
            boxes += box
            words.append(word)
            y += _THIN
        y += _GAP
    return replace(
        wide, width=_NARROW_WIDTH, height=y, boxes=tuple(boxes), words=tuple(words), ribbons=()
    )


class _Station(Struct):
    """A station's place, and how much of its two sides is taken."""

    box: Box
    out: float = 0.0
    into: float = 0.0


def _flow(chart: Flow) -> ChartDrawing:
    last = len(chart.columns) - 1
    top = _FLOW_TOP
    columns = [[n for n in chart.nodes if n.column == c] for c in range(last + 1)]
    total = max(sum(n.amount.value or 0 for n in nodes) for nodes in columns)
    scale = _FLOW_HEIGHT / (total or 1)
    step = (_FLOW_WIDTH - _FLOW_LEFT - _FLOW_RIGHT - _NODE) / max(last, 1)
    stations: list[_Station] = []
    words = [
        ChartText(_at(c, step), 14, name, _side(c), soft=True)
        for c, name in enumerate(chart.columns)
    ]
    depth = top
    for column, nodes in enumerate(columns):
        y = top
        for node in nodes:
            height = max((node.amount.value or 0) * scale, _LEAST)
            x = _FLOW_LEFT + column * step
            colour = len(stations) % COLOURS
            stations.append(
                _Station(
                    Box(x=x, y=y, width=_NODE, height=height, colour=colour, title=_told(node))
                )
            )
            words += _station_words(node, column, x, y + height / 2, step if column < last else 0)
            y += max(height, 2 * _LINE) + 1.6 * _GAP
        depth = max(depth, y)
    ribbons = [
        _ribbon(stations[link.source], stations[link.target], (link.amount.value or 0) * scale, t)
        for link, t in _titled(chart)
    ]
    rows = [
        (chart.nodes[link.source].label, chart.nodes[link.target].label, link.amount.text)
        for link in chart.links
    ]
    return ChartDrawing(
        chart=chart,
        width=_FLOW_WIDTH,
        height=depth,
        boxes=tuple(station.box for station in stations),
        ribbons=tuple(ribbons),
        words=tuple(words),
        rows=tuple(rows),
    )


def _titled(chart: Flow) -> Iterator[tuple[Link, str]]:
    for link in chart.links:
        ends = f"{chart.nodes[link.source].label} → {chart.nodes[link.target].label}"
        yield link, f"{ends} {link.amount.text}"


def _at(column: int, step: float) -> float:
    x = _FLOW_LEFT + column * step
    return x - 8 if column == 0 else x + _NODE + 6


def _side(column: int) -> str:
    return "end" if column == 0 else "start"


def _told(node: Station) -> str:
    return f"{node.label} {node.amount.text}"


def _station_words(
    node: Station, column: int, x: float, middle: float, step: float
) -> Sequence[ChartText]:
    """A station's label and amount beside it: left of the first column, else right. ``step``
    is how far the next column is, 0 at the last."""
    at = x - 8 if column == 0 else x + _NODE + 6
    room = _FLOW_LEFT - 14 if column == 0 else (step or _FLOW_RIGHT) - _NODE - 8
    side = _side(column)
    return (
        ChartText(at, middle - 2, _short(node.label, room), side),
        ChartText(at, middle + _LINE - 4, node.amount.text, side, soft=True),
    )


def _ribbon(source: _Station, target: _Station, height: float, title: str) -> Ribbon:
    a, b = source.box, target.box
    y1, y2 = a.y + source.out, b.y + target.into
    source.out += height
    target.into += height
    x1, x2 = a.x + a.width, b.x
    middle = (x1 + x2) / 2
    thick = max(height, 0.8)
    path = (
        f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        f"V{y2 + thick:.1f}"
        f"C{middle:.1f} {y2 + thick:.1f} {middle:.1f} {y1 + thick:.1f} {x1:.1f} {y1 + thick:.1f}Z"
    )
    return Ribbon(path, a.colour, title)
