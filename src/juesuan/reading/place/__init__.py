"""Where each printed figure of a table belongs: the form's row and column.

The form's description says what to look for: codes and names, row numbers, labels, or blocks
of code, name and amount. Where a table's columns may have shifted there are several ways to
read it; all are offered, and the identities decide between them.
"""

from __future__ import annotations

from juesuan.classification import CodeList
from juesuan.forms import Form
from juesuan.lexicon import lexicon
from juesuan.reading.place.aligned import fits
from juesuan.reading.place.blocks import block_way
from juesuan.reading.place.coded import coded_ways
from juesuan.reading.place.fixed import labelled_way, numbered_way, single_ways
from juesuan.reading.place.left_over import left_over
from juesuan.reading.place.notes import without_notes
from juesuan.reading.recognise.tables import Table
from juesuan.reading.way import PlacedFigure, Way

__all__ = ["PlacedFigure", "Way", "fits", "left_over", "ways_to_read"]


def ways_to_read(form: Form, table: Table, economic: CodeList) -> list[Way]:
    """All plausible ways to read a table as a form, the likeliest first."""
    codes = max(sum(role == "code" for role in side.body) for side in form.sides)
    widths = {form.width, form.width - codes + 1} if form.header_rows else {form.width}
    table = table.without_blank_columns(widths)
    words = lexicon(economic.year)
    kinds = {source.each for side in form.sides for source in side.sources}
    if "function codes" in kinds:
        return list(coded_ways(form, table, words))
    if "economic codes" in kinds:
        return [block_way(form, without_notes(table, economic.year), economic)]
    if len(form.sides[0].sources) == 1 and form.sides[0].sources[0].key == "total":
        return list(single_ways(form, table, words))
    if form.numbered:
        return [numbered_way(form, table, words)]
    return [labelled_way(form, table, words)]
