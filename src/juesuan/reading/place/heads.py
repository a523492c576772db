"""What the head of a table says about its columns: which stands where, and how far it reaches."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.forms import Form
from juesuan.reading.document import GridText
from juesuan.reading.figures import read_figure
from juesuan.reading.recognise.numbering import column_numbers
from juesuan.text import plain

__all__ = ["head_end", "labelled_columns"]

Cells = Sequence[GridText | None]


def labelled_columns(form: Form, head: Sequence[Cells]) -> dict[int, str]:
    """Cell → column number by the numbers (栏次) in the head of a one-sided form, else by its
    lowest words: where they stand in the form's order, or nearly all are found, no two alike."""
    (side,) = form.sides
    for cells in head:
        numbers = column_numbers([cell.text.strip() if cell else "" for cell in cells])
        if len(numbers) == len(side.columns) and set(numbers.values()) == set(side.columns):
            return numbers
    wanted: list[tuple[str, str]] = []
    for place, role in enumerate(side.body):
        above = [
            span
            for span in form.header
            if span.column <= place < span.column + span.columns and not span.text.isdigit()
        ]
        if role in side.columns and above:
            wanted.append((plain(max(above, key=lambda span: span.row).text), role))
    if not wanted or len(wanted) < len(side.columns):
        return {}
    said: dict[int, str] = {}
    for cells in head:
        for place, cell in enumerate(cells):
            if cell is not None and read_figure(cell.text).kind == "text":
                said[place] = plain(cell.text)
    labels = dict(wanted)
    found = {place: said[place] for place in sorted(said) if said[place] in labels}
    if list(found.values()) == [label for label, _ in wanted]:
        return {place: role for place, (_, role) in zip(found, wanted, strict=True)}
    if len(labels) < len(wanted) or len(set(found.values())) < len(found):
        return {}
    nearly = len(found) + 1 >= len(wanted)
    return {place: labels[label] for place, label in found.items()} if nearly else {}


def head_end(head: Sequence[Cells]) -> int:
    """The cell after the last in which the head says something."""
    filled = (n for cells in head for n, cell in enumerate(cells) if cell and cell.text.strip())
    return max(filled, default=-1) + 1
