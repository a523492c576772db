"""A printed number and what is known of it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from juesuan.checks.model import Where

__all__ = ["CLASSES", "Accounted", "Area", "FigureClass"]

FigureClass = Literal["compared", "known", "unclear"]
"""Compared with another print, a sum or a rate; known for what it is (a date, a number of a row,
a quantity without counterpart); not understood."""

CLASSES: tuple[FigureClass, ...] = ("compared", "known", "unclear")

Area = Literal["forms", "narrative", "performance", "other"]
"""Where numbers stand: 报表, 情况说明, 绩效自评, elsewhere (cover, notes, other tables)."""


class Accounted(Struct, frozen=True, kw_only=True):
    """A number as printed, its class, and its ``kind``: what it was compared as (form, text,
    rate, sum …), what it is known for (date, ordinal, alone …), why it is not understood."""

    text: str
    figure_class: FigureClass
    kind: str
    area: Area
    where: Where
