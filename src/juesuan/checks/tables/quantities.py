"""Quantities with their places (文字中的数量): what ties the texts of a table to its indicators.

A quantity in a text, an indicator's target and actual value, a task's or a department's figure
are one thing told in several places where words tie them: ``naming`` says which words.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from juesuan.checks.tables.evaluations import Evaluation
from juesuan.checks.tables.wording import Source, texts
from juesuan.performance.quantities import Quantity, quantities
from juesuan.reading.performance import Value

__all__ = ["PlacedQuantity", "placed_quantities"]


class PlacedQuantity(Struct, frozen=True):
    """A quantity, the text it stands in, and where that text stands."""

    quantity: Quantity
    text: Value
    source: Source


def placed_quantities(evaluation: Evaluation, *sources: Source) -> Iterator[PlacedQuantity]:
    """The quantities in the texts of a table that stand in certain places."""
    for source in sources:
        for text in texts(evaluation, source):
            for quantity in quantities(text.text):
                yield PlacedQuantity(quantity, text, source)
