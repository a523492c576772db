"""Where everything of a chart stands: rectangles, ribbons and texts for the SVG template.

Lengths are in the drawing's own units and serve the eye alone; every amount stands beside its
shape as text, and in a table below the chart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from juesuan.publishing.charts.model import Bars, Chart, Flow, Link, Node, Series
from juesuan.publishing.table import text_width

__all__ = ["Box", "Drawing", "Ribbon", "Words", "draw"]

_WIDTH = 720
_LINE, _BAR, _GAP = 18.0, 16.0, 10.0
_HALF = 6.6
"""The width of a half-width character of the labels."""
_NODE, _FLOW_HEIGHT, _LEAST = 12.0, 360.0, 3.0
COLOURS = 8


@dataclass(frozen=True, slots=True)
class Box:
    """A bar or station; ``colour`` counts the palette's colours from 0."""

    x: float
    y: float
    width: float
    height: float
    colour: int
    title: str


@dataclass(frozen=True, slots=True)
class Ribbon:
    """Money between two stations, as an SVG path."""

    path: str
    colour: int
    title: str


@dataclass(frozen=True, slots=True)
class Words:
    """A text at a point; ``anchor`` is ``start``, ``middle`` or ``end``."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    soft: bool = False


@dataclass(frozen=True)
class Drawing:
    """A chart ready to print. ``rows`` are its figures in words; ``legend`` names the colours
    of a series."""

    chart: Chart
    width: float
    height: float
    boxes: tuple[Box, ...]
    ribbons: tuple[Ribbon, ...]
    words: tuple[Words, ...]
    rows: tuple[tuple[str, ...], ...]
    legend: tuple[str, ...] = ()


def draw(chart: Chart) -> Drawing:
    """Lay a chart out."""
    if isinstance(chart, Flow):
        return _flow(chart)
    if isinstance(chart, Bars):
        return _bars(chart)
    return _series(chart)


def _share(value: int, whole: int) -> str:
    """A share in percent with two digits, rounded half away from zero, from whole numbers."""
    hundredths = (abs(value) * 20_000 + whole) // (2 * whole) if whole > 0 else 0
    sign = "-" if value < 0 and hundredths else ""
    return f"{sign}{hundredths // 100}.{hundredths % 100:02d}%"


def _short(text: str, room: float) -> str:
    """A label cut to a width, with an ellipsis."""
    if text_width(text) * _HALF <= room:
        return text
    kept = ""
    for character in text:
        if text_width(kept + character + "…") * _HALF > room:
            break
        kept += character
    return kept + "…"


def _bars(chart: Bars) -> Drawing:
    label_room, text_room = 210.0, 150.0
    most = max(abs(g.amounts[0].value or 0) for g in chart.groups)
    whole = chart.total.value or 0
    boxes, words, rows = [], [], []
    for number, group in enumerate(chart.groups):
        amount, y = group.amounts[0], number * (_BAR + _GAP) + _GAP
        value = amount.value or 0
        length = max(1.0, (_WIDTH - label_room - text_room) * abs(value) / most)
        share = _share(value, whole)
        boxes.append(Box(label_room, y, length, _BAR, 0, f"{group.label} {amount.text} {share}"))
        words.append(
            Words(label_room - 8, y + _BAR - 3.5, _short(group.label, label_room - 12), "end")
        )
        words.append(Words(label_room + length + 6, y + _BAR - 3.5, f"{amount.text}　{share}"))
        rows.append((group.label, amount.text, share))
    height = len(chart.groups) * (_BAR + _GAP) + _GAP
    return Drawing(chart, _WIDTH, height, tuple(boxes), (), tuple(words), tuple(rows))


def _series(chart: Series) -> Drawing:
    label_room, text_room, thin = 210.0, 110.0, 13.0
    most = max((abs(a.value or 0) for g in chart.groups for a in g.amounts), default=0) or 1
    boxes, words, rows, y = [], [], [], _GAP
    for group in chart.groups:
        middle = y + thin * len(chart.names) / 2 + 4
        words.append(Words(label_room - 8, middle, _short(group.label, label_room - 12), "end"))
        for colour, (name, amount) in enumerate(zip(chart.names, group.amounts, strict=True)):
            value = amount.value or 0
            length = max(0.0, (_WIDTH - label_room - text_room) * abs(value) / most)
            title = f"{group.label} {name} {amount.text}"
            boxes.append(Box(label_room, y, max(length, 1.0), thin - 2, colour, title))
            words.append(Words(label_room + length + 6, y + thin - 3.5, amount.text, soft=True))
            y += thin
        rows.append((group.label, *(amount.text for amount in group.amounts)))
        y += _GAP
    return Drawing(
        chart,
        _WIDTH,
        y,
        tuple(boxes),
        (),
        tuple(words),
        tuple(rows),
        chart.names,
    )


@dataclass
class _Station:
    """A station's place, and how much of its two sides is taken."""

    box: Box
    out: float = 0.0
    into: float = 0.0


def _flow(chart: Flow) -> Drawing:
    last = len(chart.columns) - 1
    label, top = 150.0, 26.0
    columns = [[n for n in chart.nodes if n.column == c] for c in range(last + 1)]
    total = max(sum(n.amount.value or 0 for n in nodes) for nodes in columns)
    crowded = max(len(nodes) for nodes in columns)
    scale = _FLOW_HEIGHT / total
    step = (_WIDTH - 2 * label - _NODE) / max(last, 1)
    stations: list[_Station] = []
    words = [
        Words(_at(c, last, label, step), 14, name, _side(c, last), soft=True)
        for c, name in enumerate(chart.columns)
    ]
    depth = top
    for column, nodes in enumerate(columns):
        y = top
        for node in nodes:
            height = max((node.amount.value or 0) * scale, _LEAST)
            x = label + column * step
            colour = len(stations) % COLOURS
            stations.append(_Station(Box(x, y, _NODE, height, colour, _told(node))))
            words += _station_words(node, column, last, x, y + height / 2, label)
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
    return Drawing(
        chart,
        _WIDTH,
        max(depth, top + crowded * _LINE),
        tuple(station.box for station in stations),
        tuple(ribbons),
        tuple(words),
        tuple(rows),
    )


def _titled(chart: Flow) -> Iterator[tuple[Link, str]]:
    for link in chart.links:
        ends = f"{chart.nodes[link.source].label} → {chart.nodes[link.target].label}"
        yield link, f"{ends} {link.amount.text}"


def _at(column: int, last: int, label: float, step: float) -> float:
    x = label + column * step
    return x - 8 if column == 0 else x + _NODE + 8


def _side(column: int, last: int) -> str:
    return "end" if column == 0 else "start"


def _told(node: Node) -> str:
    return f"{node.label} {node.amount.text}"


def _station_words(
    node: Node, column: int, last: int, x: float, middle: float, room: float
) -> Sequence[Words]:
    """A station's label and amount beside it: left of the first column, else right."""
    at = x - 8 if column == 0 else x + _NODE + 6
    side = _side(column, last)
    return (
        Words(at, middle - 2, _short(node.label, room - 14), side),
        Words(at, middle + _LINE - 4, node.amount.text, side, soft=True),
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
