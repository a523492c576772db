"""Charts before they are drawn: labels, exact amounts, and the texts that are printed."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Amount", "Bars", "Chart", "ChartGroup", "Flow", "Link", "Series", "Station"]


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact amount (cents, or as counted) and how it is printed; ``None`` is not said."""

    value: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Station:
    """A station of a flow: its column from 0, its label, all that passes through it."""

    column: int
    label: str
    amount: Amount


@dataclass(frozen=True, slots=True)
class Link:
    """Money between two stations, given as indexes into the flow's nodes."""

    source: int
    target: int
    amount: Amount


@dataclass(frozen=True, slots=True)
class ChartGroup:
    """A label with one amount, or with one of each series."""

    label: str
    amounts: tuple[Amount, ...]


@dataclass(frozen=True, kw_only=True)
class Flow:
    """Money's way through columns of stations (流向图)."""

    key: str
    title: str
    caption: str
    columns: tuple[str, ...]
    nodes: tuple[Station, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Bars:
    """Parts of a whole, largest first; ``total`` is the whole."""

    key: str
    title: str
    caption: str
    groups: tuple[ChartGroup, ...]
    total: Amount


@dataclass(frozen=True, kw_only=True)
class Series:
    """Amounts side by side: one bar for each of ``names`` in every group. ``money`` is false
    for points (绩效自评得分)."""

    key: str
    title: str
    caption: str
    names: tuple[str, ...]
    groups: tuple[ChartGroup, ...]
    money: bool = True


Chart = Flow | Bars | Series
