"""What the cells of a row, and of a column, mean in common: a form's rows and columns are the parts
whose product its cells are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from juesuan.facts import Region, Selection
from juesuan.lexicon import CellMeaning
from juesuan.lexicon.rows import TableRow
from juesuan.lexicon.table import OF_THINGS

__all__ = ["common_part", "of_one_row", "rest_of"]

_FINAL = frozenset({"final"})


def common_part(selections: Iterable[Selection]) -> Selection:
    """What all of some selections say alike; one that adds unlike facts stands alone. A row of
    things in several measures (数量、原值) is in any of them, of the item that each has."""
    found = list(selections)
    if not found:
        return Selection(())
    if any(len(s.terms) > 1 for s in found):
        return _without_stage(found[0])
    regions = [selection.terms[0][1] for selection in found]
    parts = dict(regions[0].parts)
    for region in regions[1:]:
        parts = {name: nodes for name, nodes in parts.items() if region.get(name) == nodes}
    if len({region.get("measure") for region in regions}) > 1 and (any_of := _things(regions)):
        parts["measure"] = any_of
        if items := _together(regions, "item"):
            parts["item"] = items
    return _without_stage(Selection(((1, Region.of(parts)),)))


def _things(regions: Sequence[Region]) -> frozenset[str]:
    """The measures that regions are of, if they all are of things; else none."""
    measures = _together(regions, "measure")
    return measures if measures <= OF_THINGS else frozenset()


def _together(regions: Sequence[Region], name: str) -> frozenset[str]:
    """What regions say of a dimension, if all say something; else nothing."""
    said = [region.get(name) for region in regions]
    return frozenset().union(*(nodes for nodes in said if nodes)) if all(said) else frozenset()


def _without_stage(selection: Selection) -> Selection:
    """A selection that leaves open what is the final account where nothing else is said."""
    return Selection(
        tuple(
            (c, region.without("stage") if region.get("stage") == _FINAL else region)
            for c, region in selection.terms
        )
    )


def of_one_row(cell: CellMeaning | None) -> Selection:
    """What the only cell of a column means."""
    known = cell.selection if cell else None
    return _without_stage(known) if known else Selection(())


def rest_of(
    place: int,
    rows: Sequence[tuple[TableRow, str, Selection]],
    cells: Mapping[tuple[int, int], CellMeaning],
) -> Selection:
    """What a column says beside its rows: the dimensions that its cells have and their rows do
    not say, where they agree; of things, any measure of its cells."""
    votes: dict[str, Counter[frozenset[str]]] = defaultdict(Counter)
    regions: list[Region] = []
    own_cells = [cell for line, _, _ in rows if (cell := cells.get((line.place, place)))]
    for line, _, own in rows:
        cell = cells.get((line.place, place))
        if cell is None or cell.selection is None or len(cell.selection.terms) != 1:
            continue
        said = {name for _, region in own.terms for name, _ in region.parts}
        regions.append(cell.selection.terms[0][1])
        for name, nodes in regions[-1].parts:
            if name not in said:
                votes[name][nodes] += 1
    parts = {name: counter.most_common(1)[0][0] for name, counter in votes.items()}
    sums = any(cell.selection and len(cell.selection.terms) > 1 for cell in own_cells)
    if not sums and (measures := _things(regions)):
        parts["measure"] = measures
        if items := _together(regions, "item"):
            parts["item"] = items
    return _without_stage(Selection(((1, Region.of(parts)),)))
