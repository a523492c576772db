"""Charts before they are drawn: labels, exact amounts, and the texts that are printed."""

from __future__ import annotations

from msgspec import Struct

__all__ = ["Amount", "Bars", "Chart", "ChartGroup", "Flow", "Link", "Series", "Station"]


class Amount(Struct, frozen=True):
    """An exact amount (cents, or as counted) and how it is printed; ``None`` is not said."""

    value: int | None
    text: str


class Station(Struct, frozen=True):
    """A station of a flow: its column from 0, its label, all that passes through it."""

    column: int
    label: str
    amount: Amount


class Link(Struct, frozen=True):
    """Money between two stations, given as indexes into the flow's nodes."""

    source: int
    target: int
    amount: Amount


class ChartGroup(Struct, frozen=True):
    """A label with one amount, or with one of each series."""

    label: str
    amounts: tuple[Amount, ...]


class Flow(Struct, frozen=True, kw_only=True):
    """Money's way through columns of stations (流向图)."""

    key: str
    title: str
    caption: str
    columns: tuple[str, ...]
    nodes: tuple[Station, ...]
    links: tuple[Link, ...]


class Bars(Struct, frozen=True):
    """Parts of a whole, largest first; ``total`` is the whole."""

    key: str
    title: str
    caption: str
    groups: tuple[ChartGroup, ...]
    total: Amount


class Series(Struct, frozen=True, kw_only=True):
    """Amounts side by side: one bar for each of ``names`` in every group. ``money`` is false
    for points (绩效自评得分)."""

    key: str
    title: str
    caption: str
    names: tuple[str, ...]
    groups: tuple[ChartGroup, ...]
    money: bool = True


Chart = Flow | Bars | Series
