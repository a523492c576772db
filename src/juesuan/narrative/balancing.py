"""What a narrative prints and no form does, to be rounded together with the forms (舍位平衡)."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import combinations

from juesuan.facts import FactStore
from juesuan.forms import Disclosure
from juesuan.narrative.figures import Figures, is_money
from juesuan.narrative.material import Material
from juesuan.narrative.quantities import NamedQuantity
from juesuan.narrative.template import NarrativeTemplate, load_template
from juesuan.rounding import Constraint

__all__ = ["amounts_beside"]


def amounts_beside(
    disclosure: Disclosure, store: FactStore, template: NarrativeTemplate | None = None
) -> tuple[dict[Hashable, int], list[Constraint[Hashable]]]:
    """Exact amounts (cents) by selection, and what holds among them and the forms' cells: the
    parts of a list make up their whole, and a budget carried out to the cent prints the same as
    what was spent. Rounded, the amounts go to ``write_booklet`` as ``printed``."""
    figures = Figures(disclosure, store)
    material = Material(template or load_template(disclosure.form_set), figures)
    found = _Beside(figures)
    for quantity in material.quantities.values():
        found.take(material.staged(quantity))
    for name, members in material.planned.items():
        whole = material.quantities.get(material.template.lists[name].of)
        for member in members:
            found.take(material.staged(member))
        if whole is not None and members:
            stages = zip(*map(material.staged, members), strict=True)
            for total, parts in zip(material.staged(whole), stages, strict=True):
                found.add_up(total, parts)
    return found.amounts, list(found.constraints.values())


class _Beside:
    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.amounts: dict[Hashable, int] = {}
        self.constraints: dict[tuple[Hashable, ...], Constraint[Hashable]] = {}

    def key(self, quantity: NamedQuantity) -> Hashable:
        """The form's cell that prints a quantity, else its selection."""
        return self.figures.cell(quantity.selection) or quantity.selection

    def take(self, stages: Sequence[NamedQuantity]) -> None:
        """Note what no form prints of a quantity's stages, and which of them are equal."""
        known = [q for q in stages if q.known and is_money(q.selection)]
        for quantity in known:
            if self.figures.cell(quantity.selection) is None:
                self.amounts[quantity.selection] = quantity.exact
        for one, other in combinations(known, 2):
            if one.exact == other.exact:
                keys = (self.key(one), self.key(other))
                self.constraints[keys] = Constraint.same(*keys)

    def add_up(self, total: NamedQuantity, parts: Sequence[NamedQuantity]) -> None:
        """Note that parts make up a total, if they do."""
        held = [part for part in parts if part.known]
        exact = sum(part.exact for part in held)
        if total.known and is_money(total.selection) and total.exact == exact:
            keys = [self.key(part) for part in held]
            self.constraints[(self.key(total), *keys)] = Constraint.total(self.key(total), keys)
